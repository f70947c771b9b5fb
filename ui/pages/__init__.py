"""The pages of the product, in the order of their tabs."""

from typing import Final

from ui.page import Page, everybody
from ui.pages import data

PAGES: Final[tuple[Page, ...]] = (Page("data", data.build, everybody),)
