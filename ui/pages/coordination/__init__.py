"""Coordination: bring people in, match them, approve, and see how the tandems stand."""

from ui.pages.coordination.page import build

__all__ = ["build"]
