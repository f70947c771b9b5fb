"""My profile: say what one wants to learn or can share, release it, see who fits, rank."""

from ui.pages.profile.page import build

__all__ = ["build"]
