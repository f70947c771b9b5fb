"""The zone the people of a programme live in; stored times are UTC."""

from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Berlin")
"""The zone of everybody's dates until people can choose their own."""
