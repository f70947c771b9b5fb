"""Timed comparisons, printed by ``make bench``."""
