"""My tandem: prepare, hold and follow up sessions, for the two people of a tandem."""

from ui.pages.tandem.page import build

__all__ = ["build"]
