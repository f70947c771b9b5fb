"""What people write is shown and never run."""

import pytest
from markupsafe import Markup

from ui.cards import badge, card, cards, empty, facts, heading, notice, paragraphs, points
from ui.cards import table_or_cards as table

EVIL = '<img src=x onerror="alert(1)">&"'


@pytest.mark.parametrize(
    "html",
    [
        badge(EVIL),
        card(EVIL, EVIL, badges=[EVIL]),
        cards([EVIL]),
        empty(EVIL, EVIL),
        facts([(EVIL, EVIL)]),
        heading(EVIL, EVIL),
        notice(EVIL, title=EVIL),
        paragraphs(EVIL),
        points([EVIL]),
        table([EVIL, EVIL], [(EVIL, EVIL)], caption=EVIL),
    ],
)
def test_everything_is_escaped(html: Markup) -> None:
    assert "<img" not in html
    assert "&lt;img" in html
    assert "{" not in html


def test_a_table_keeps_its_meaning_as_cards() -> None:
    html = table(["Name", "Status"], [("Ada", badge("open"))], caption="People")
    assert '<th scope="row" role="rowheader">Ada</th>' in html
    assert 'data-label="Status"><span class="td-badge' in html
    with pytest.raises(ValueError, match="shorter"):
        table(["Name", "Status"], [("Ada",)], caption="People")
