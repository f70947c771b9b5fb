"""The pages of the product, in the order of their tabs."""

from typing import Final

from ui.page import Page, everybody, participants
from ui.pages import data, profile, tandem

PAGES: Final[tuple[Page, ...]] = (
    Page("profile", profile.build, participants),
    Page("tandem", tandem.build, participants),
    Page("data", data.build, everybody),
)
