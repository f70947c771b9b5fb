"""The store's world for tests of the chat."""

from tests.tandems.conftest import database_url, keys, store, world

__all__ = ["database_url", "keys", "store", "world"]
