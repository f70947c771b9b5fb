"""Days and times as readers write them, in the zone the people live in."""

from datetime import UTC, date, datetime, time

from programme.zone import ZONE
from ui.texts import Texts


def day_text(day: date, texts: Texts) -> str:
    """Return a day with its weekday, such as “Mi., 2. Dezember 2026”."""
    return texts.t(
        "dates.day",
        weekday=texts.t(f"dates.weekday_{day.weekday()}"),
        day=day.day,
        month=texts.t(f"dates.month_{day.month}"),
        year=day.year,
    )


def moment_text(at: datetime, texts: Texts) -> str:
    """Return day and time of an aware moment in the people's zone."""
    local = at.astimezone(ZONE)
    return texts.t("dates.moment", date=day_text(local.date(), texts), time=f"{local:%H:%M}")


def local_parts(at: datetime | None) -> tuple[str, str]:
    """Return day and time of a moment in the form that date and time fields take."""
    if at is None:
        return "", ""
    local = at.astimezone(ZONE)
    return local.date().isoformat(), f"{local:%H:%M}"


def moment_of(day: date, clock: time) -> datetime:
    """Return the UTC moment of a day and time in the people's zone."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def today_at(now: datetime) -> date:
    """Return which day it is for the people."""
    return now.astimezone(ZONE).date()
