"""Documents: coordinators add what holds in their house, and take it out again."""

from ui.pages.documents.page import build

__all__ = ["build"]
