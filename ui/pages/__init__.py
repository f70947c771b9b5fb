"""The pages of the product, in the order of their tabs."""

from typing import Final

from ui.page import Page, coordinators, everybody, participants
from ui.pages import coordination, data, documents, profile, quality, tandem

PAGES: Final[tuple[Page, ...]] = (
    Page("profile", profile.build, participants),
    Page("tandem", tandem.build, participants),
    Page("coordination", coordination.build, coordinators),
    Page("documents", documents.build, coordinators),
    Page("quality", quality.build, coordinators),
    Page("data", data.build, everybody),
)
