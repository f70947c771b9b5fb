"""The web shell, over a real server on this machine."""
