"""The mentee's journey: from own words to confirmed wishes, mentors and a ranking of three."""

import re

import pytest
from playwright.sync_api import expect

from programme.demo.loader import PROGRAMME_ID
from tests.browser.conftest import Enter, Visit
from tests.browser.demo import account_of, participation
from tests.browser.steps import LANGUAGES, SOON_MS, Said, act, send, texts
from tests.ui.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentee_writes_confirms_and_ranks(demo: Site, enter: Enter, language: str) -> None:
    said = texts(language, "mentee")
    actor = account_of(demo.store, said["login"])
    visit = enter(said["login"], f"/{language}/?page=profile")
    see_wishes_before_they_are_released(visit, said, language)
    kept = participation(demo, actor)
    assert (kept.wishes, kept.enrolment.joined_at) == ((), None), "saved before it was confirmed"
    release(visit, said)
    kept = participation(demo, actor)
    assert kept.enrolment.joined_at is not None
    assert [wish.released_at is not None for wish in kept.wishes] == [True, True]
    ranked = rank_three(visit, said, language)
    assert demo.store.rankings.ranking(actor, PROGRAMME_ID) == ranked


def see_wishes_before_they_are_released(visit: Visit, said: Said, language: str) -> None:
    page = visit.page
    expect(page.locator("form[data-to=profile] textarea")).to_be_visible(timeout=SOON_MS)
    visit.look(f"profile-1-start-{language}")
    send(page, "profile", said["says"])
    drafts = page.locator(".td-draft")
    expect(drafts).to_have_count(2, timeout=SOON_MS)
    for draft, wish in zip(drafts.all(), said["wishes"], strict=True):
        words = draft.locator("blockquote").inner_text()
        assert wish in words and words in said["says"], words
        label = draft.locator("input[type=text]").input_value()
        assert 0 < len(label.split()) <= 6
    expect(page.locator("input[name=times]")).to_have_value(re.compile(said["times"]))
    expect(page.get_by_text(said["seen_by"])).to_be_visible()
    expect(page.get_by_text(said["understood"])).to_be_visible()
    assert page.locator(".td-turn-reply").inner_text().count("?") <= 1
    visit.look(f"profile-2-draft-{language}")


def release(visit: Visit, said: Said) -> None:
    page = visit.page
    act(page, "profile", "confirm")
    expect(page.locator(".td-notice-bad")).to_contain_text(said["needs_consent"], timeout=SOON_MS)
    page.check("input[name=joins]")
    act(page, "profile", "confirm")
    expect(page.locator(".td-meeting").first).to_be_visible(timeout=SOON_MS)


def rank_three(visit: Visit, said: Said, language: str) -> tuple[str, ...]:
    page = visit.page
    mentors = page.locator(".td-card:has(.td-meeting)")
    assert 3 <= mentors.count() <= 5
    for mentor in mentors.all():
        sides = mentor.locator(".td-meeting").first.locator("blockquote")
        expect(sides).to_have_count(2)
        assert sides.first.inner_text() in said["says"]
        assert said["your_wish"] in mentor.inner_text()
    options = page.locator("select[name=first] option").evaluate_all(
        "all => all.map(one => one.value)"
    )
    chosen = options[1:4]
    for place, one in zip(("first", "second", "third"), chosen, strict=True):
        page.select_option(f"select[name={place}]", one)
    act(page, "profile-rank", "rank")
    expect(page.get_by_text(said["ranked"])).to_be_visible(timeout=SOON_MS)
    visit.look(f"profile-3-ranked-{language}")
    return tuple(chosen)
