"""The records, kept encrypted in a database; ``open_store`` is the way in."""

from tandems.storage.keys import load_or_create_key
from tandems.storage.store import Store, encrypted_rows_exist, open_store

__all__ = ["Store", "encrypted_rows_exist", "load_or_create_key", "open_store"]
