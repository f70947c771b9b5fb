"""From a person's own words to separate wishes, offers and times: nothing added, nothing lost."""

from assistant.wishes.labels import label_of
from assistant.wishes.reading import DraftWish, WishReading, read_wishes

__all__ = ["DraftWish", "WishReading", "label_of", "read_wishes"]
