"""The pages of the product, in the order of their tabs."""

from typing import Final

from ui.page import Page, everybody, participants
from ui.pages import data, tandem

PAGES: Final[tuple[Page, ...]] = (
    Page("tandem", tandem.build, participants),
    Page("data", data.build, everybody),
)
