"""Forms of our own: what was typed comes back escaped, what was sent is read with care."""

import json
from datetime import date, time
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from tandems.domain.vocabulary import Language
from tandems.errors import EmptyInput, InvalidInput, TooLong
from ui.forms import Fields, area, button, choice, filler, form, line, ticks
from ui.texts import Texts

EVIL = '"><script>alert(1)</script>'


class Parsed(HTMLParser):
    """Tags and attribute values, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value for _, value in attrs]


def sent(**fields: str) -> Fields:
    return Fields.of(json.dumps(fields), Texts(Language.DE), "tandem")


def test_every_value_is_escaped() -> None:
    built = form(
        "notes",
        line("label", EVIL, value=EVIL, hint=EVIL),
        area("text", EVIL, value=EVIL),
        choice("owner", EVIL, [(EVIL, EVIL)], value=EVIL),
        ticks("languages", EVIL, [(EVIL, EVIL)], values=[EVIL]),
        filler(EVIL),
        buttons=[button(EVIL, EVIL)],
        hidden={"tandem": EVIL},
        label=EVIL,
    )
    assert isinstance(built, Markup)
    assert "<script" not in built
    parsed = Parsed()
    parsed.feed(built)
    assert "script" not in parsed.tags
    assert parsed.values.count(EVIL) == 7


def test_what_is_chosen_is_marked() -> None:
    options = [("Du", "du"), ("Sie", "sie")]
    assert '<option value="sie" selected>Sie' in choice("address", "x", options, value="sie")
    assert 'value="du" checked> Du' in ticks("address", "x", options, values=["du"])


@pytest.mark.parametrize("payload", [None, 3, "", "x", "[1]", "[" * 100_000])
def test_what_no_form_sends_is_refused(payload: object) -> None:
    with pytest.raises(InvalidInput):
        Fields.of(payload, Texts(Language.DE), "tandem")


def test_anything_but_text_is_left_out() -> None:
    fields = Fields.of('{"a": "1", "b": 2, "c": {"d": "e"}}', Texts(Language.DE), "tandem")
    assert dict(fields.values) == {"a": "1"}


def test_a_text_is_trimmed_bounded_and_named_in_its_error() -> None:
    assert sent(what="  eins \n").text("what", limit=4) == "eins"
    assert sent().text("what", limit=4, required=False) == ""
    with pytest.raises(TooLong) as long:
        sent(what="x" * 5).text("what", limit=4)
    assert dict(long.value.values) == {"given": 5, "limit": 4, "field": "Was genau?"}
    with pytest.raises(EmptyInput) as empty:
        sent(what=" ").text("what", limit=4)
    assert empty.value.values["field"] == "Was genau?"


def test_days_and_times_are_read_as_browsers_send_them() -> None:
    assert sent(due="2026-02-28").day("due") == date(2026, 2, 28)
    assert sent(clock="09:05").clock("clock") == time(9, 5)
    for wrong in ("2026-02-30", "28.2.2026", "morgen"):
        with pytest.raises(InvalidInput):
            sent(due=wrong).day("due")
    for wrong in ("25:00", "neun"):
        with pytest.raises(InvalidInput):
            sent(clock=wrong).clock("clock")


@pytest.mark.parametrize("wrong", ["0", "13", "-1", "1.5", "1e3", "²", "٣", "9" * 5000])
def test_only_whole_numbers_in_range_are_read(wrong: str) -> None:
    assert sent(cadence="12").number("cadence", 1, 12) == 12
    with pytest.raises(InvalidInput):
        sent(cadence=wrong).number("cadence", 1, 12)


def test_only_offered_values_are_taken() -> None:
    assert sent(languages="en,de,fr").several_of("languages", ["de", "en"]) == ("de", "en")
    with pytest.raises(EmptyInput):
        sent(languages="fr").several_of("languages", ["de", "en"])
    with pytest.raises(InvalidInput):
        sent(place="moon").one_of("place", ["remote"])


def test_a_long_wrong_value_is_shown_cut() -> None:
    with pytest.raises(InvalidInput) as wrong:
        sent(due="x" * 500).day("due")
    assert len(str(wrong.value.values["given"])) == 41
