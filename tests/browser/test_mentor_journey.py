"""The mentor's journey: an agenda of one's own, changed, shared, and nobody else's business."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from knowledge.guides import Library
from tests.browser.conftest import Enter, Visit
from tests.browser.demo import login_of
from tests.browser.steps import LANGUAGES, SOON_MS, Said, send, texts
from tests.ui.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentor_prepares_a_session_and_shares_it(
    demo: Site, enter: Enter, library: Library, language: str
) -> None:
    said = texts(language, "mentor")
    partner_login = said["partner"]
    if "@" in partner_login:
        partner_login = login_of(demo.store, partner_login)
    mentor = enter(said["login"], f"/{language}/?page=tandem")
    partner = enter(partner_login, f"/{said['partner_language']}/?page=tandem")
    first = ask_for_agenda(mentor, said, library, language)
    partner_sees_nothing(partner, said)
    shorter = change(mentor, said["shorter"], minutes=30)
    assert len(set(shorter) & set(first)) * 2 > len(shorter), "another lottery ticket"
    calm = change(mentor, said["without"], minutes=30)
    assert not [one for one in calm if library.block(one).role_play]
    assert len(set(calm) & set(shorter)) * 2 > len(calm), "another lottery ticket"
    mentor.look(f"tandem-2-shorter-{language}")
    share(mentor, said, language)
    partner_reads(partner, said, calm, language)
    download(mentor, said)
    coordinator_sees_status(enter, said, language)


def agenda(page: Page) -> Locator:
    return page.locator("[data-current] .td-agenda")


def block_ids(page: Page) -> list[str]:
    ids: list[str] = (
        agenda(page).locator(".td-block").evaluate_all("all => all.map(one => one.dataset.block)")
    )
    return ids


def total(page: Page) -> int:
    last = agenda(page).locator(".td-clock-range").last.inner_text()
    return int(re.split(r"\D+", last)[1])


def ask_for_agenda(visit: Visit, said: Said, library: Library, language: str) -> list[str]:
    page = visit.page
    expect(page.locator("form[data-to=tandem-chat] textarea")).to_be_visible(timeout=SOON_MS)
    visit.look(f"tandem-1-start-{language}")
    send(page, "tandem-chat", said["asks"])
    expect(agenda(page)).to_be_visible(timeout=SOON_MS)
    assert total(page) == 45
    ids = block_ids(page)
    assert [str(library.block(one).kind) for one in ids[:2]] == ["check_in", "follow_up"]
    blocks = agenda(page).locator(".td-block")
    expect(blocks.nth(1)).to_contain_text(said["commitment"])
    for block in blocks.all():
        who = block.locator(".td-who").inner_text()
        assert any(lead in who for lead in said["lead"]), who
        expect(block.locator(".td-cite")).to_contain_text(said["guide"])
    assert 3 <= agenda(page).locator("[data-question]").count() <= 5
    assert agenda(page).locator(".td-question-group").count() >= 1
    body = agenda(page).evaluate(
        "one => { const copy = one.cloneNode(true);"
        " copy.querySelectorAll('.td-because').forEach(own => own.remove());"
        " return copy.textContent; }"
    )
    assert [word for word in said["mood"] if word.lower() in body.lower()] == []
    expect(page.get_by_text(said["only_you"]).first).to_be_visible()
    visit.look(f"tandem-1-agenda-{language}")
    return ids


def partner_sees_nothing(partner: Visit, said: Said) -> None:
    expect(partner.page.locator(".td-tandem-head h2")).to_be_visible(timeout=SOON_MS)
    partner.page.reload()
    expect(partner.page.locator(".td-tandem-head h2")).to_be_visible(timeout=SOON_MS)
    assert partner.page.locator(".td-agenda").count() == 0
    assert [word for word in said["mood"] if word in partner.text()] == []


def change(visit: Visit, text: str, *, minutes: int) -> list[str]:
    page = visit.page
    replies = page.locator(".td-turn-reply")
    before = replies.count()
    send(page, "tandem-chat", text)
    expect(replies).to_have_count(before + 1, timeout=SOON_MS)
    expect(agenda(page)).to_be_visible()
    assert total(page) == minutes
    return block_ids(page)


def share(visit: Visit, said: Said, language: str) -> None:
    page = visit.page
    agenda(page).locator("button[value=accept]").click()
    expect(page.locator(".td-notice-good a.td-download")).to_be_visible(timeout=SOON_MS)
    visit.look(f"tandem-3-shared-{language}")


def partner_reads(partner: Visit, said: Said, shared: list[str], language: str) -> None:
    page = partner.page
    page.reload()
    page.locator("#td-section-plan-button").click(timeout=SOON_MS)
    page.locator(".td-stop-next .td-folded:has(.td-agenda) > summary").click(timeout=SOON_MS)
    blocks = page.locator(".td-stop-next .td-agenda .td-block")
    expect(blocks.first).to_be_visible()
    assert blocks.evaluate_all("all => all.map(one => one.dataset.block)") == shared
    assert [word for word in said["mood"] if word in partner.text()] == []
    partner.look(f"tandem-4-partner-reads-{language}")


def download(visit: Visit, said: Said) -> None:
    page = visit.page
    link = page.locator(".td-notice-good a.td-download")
    address = link.get_attribute("href")
    answer = page.context.request.get(f"{visit.site.url}{address}")
    assert answer.ok
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "attachment" in answer.headers["content-disposition"]
    calendar = answer.text()
    assert calendar.startswith("BEGIN:VCALENDAR") and "DTSTART" in calendar
    private = [*said["mood"], said["commitment"], *said["names"]]
    assert [word for word in private if word in calendar] == []


def coordinator_sees_status(enter: Enter, said: Said, language: str) -> None:
    office = enter("koordination", f"/{language}/?page=coordination")
    running = office.page.locator("[data-name=running]")
    expect(running).to_contain_text(said["pair"], timeout=SOON_MS)
    content = [*said["mood"], said["commitment"], *said["goals"]]
    assert [word for word in content if word in office.text()] == []
