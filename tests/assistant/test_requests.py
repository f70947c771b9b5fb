"""What a chat asks for after several messages."""

from datetime import date

import pytest

from assistant.requests import Asked, asked_for
from assistant.understand import understand
from tandems.domain.vocabulary import Language

WEDNESDAY = date(2026, 11, 25)


def after(*messages: str) -> Asked:
    turns = [understand(text, today=WEDNESDAY, hint=Language.DE) for text in messages]
    return asked_for(turns, None)


@pytest.mark.parametrize(
    ("first", "change"),
    [
        ("Am Freitag haben wir 60 Minuten, Agenda bitte", "Bitte ohne Rollenspiel"),
        ("We have 60 minutes on Friday, agenda please", "Please take the role play out"),
    ],
)
def test_a_change_keeps_the_day_that_was_said_before(first: str, change: str) -> None:
    asked = after(first, change)
    assert asked.session_on == date(2026, 11, 27)
    assert asked.minutes == 60
    assert asked.request.vetoes == {"role_play"}


def test_a_change_may_move_the_day() -> None:
    asked = after(
        "Am Freitag haben wir 60 Minuten, Agenda bitte", "Doch lieber kürzer, erst morgen"
    )
    assert asked.session_on == date(2026, 11, 26)


def test_no_day_is_made_up() -> None:
    assert after("60 Minuten, Agenda bitte").session_on is None
