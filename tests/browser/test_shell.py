"""Signing in, the pages in both languages and widths, and what happens when a session ends."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.ui.site import PASSWORD

pytestmark = pytest.mark.browser
ARTIFACTS = Path("test-artifacts")


def test_my_data_in_both_languages_without_leaving_this_machine(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("jonas", "/de/?page=data")
    expect(page.get_by_role("heading", name="Meine Daten")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Erst deine Freigabe")).to_be_visible()
    width = page.evaluate("window.innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=ARTIFACTS / f"data-de-{width}.png", full_page=True)
    page.get_by_role("link", name="EN").click()
    expect(page.get_by_role("heading", name="My data")).to_be_visible(timeout=20_000)
    assert page.url.endswith("/en/?page=data")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.screenshot(path=ARTIFACTS / f"data-en-{width}.png", full_page=True)
    assert visit.outside() == []
    assert visit.complaints == []


def test_pages_show_by_role_and_tabs_keep_their_address(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("office")
    expect(page.get_by_role("tab", name="Koordination")).to_be_visible(timeout=20_000)
    page.get_by_role("tab", name="Koordination").click()
    expect(page.get_by_text("only for its writer")).to_be_visible()
    assert page.url.endswith("?page=coordination")
    page.reload()
    expect(page.get_by_text("only for its writer")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Abmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    visit.sign_in("jonas")
    expect(page.get_by_role("tab", name="Profil")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Jonas <b>Weber</b>")).to_be_visible()
    expect(page.get_by_role("tab", name="Koordination")).to_have_count(0)
    assert visit.complaints == []


def end_session_and_click(visit: Visit) -> Page:
    page = visit.page
    visit.sign_in("jonas", "/de/?page=profile")
    expect(page.get_by_text("Jonas <b>Weber</b>")).to_be_visible(timeout=20_000)
    page.get_by_label("text").fill("drei Sätze, die bleiben")
    visit.site.clock.forward(hours=13)
    page.get_by_role("button", name="go", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Die Anmeldung ist abgelaufen")
    return page


def test_after_a_session_ended_signing_in_again_finishes_what_was_begun(visit: Visit) -> None:
    page = end_session_and_click(visit)
    page.screenshot(path=ARTIFACTS / f"ended-{page.evaluate('window.innerWidth')}.png")
    with page.context.expect_page() as opened:
        page.get_by_role("dialog").get_by_role("link").click()
    second = opened.value
    second.fill("#login", "jonas")
    second.fill("#password", PASSWORD)
    second.click("button[type=submit]")
    expect(second.get_by_role("heading", name="Wieder angemeldet")).to_be_visible()
    second.close()
    expect(page.get_by_text("jonas: drei Sätze, die bleiben")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("text")).to_have_value("drei Sätze, die bleiben")


def test_the_dialog_of_an_ended_session_can_be_closed(visit: Visit) -> None:
    page = end_session_and_click(visit)
    page.get_by_role("button", name="Zurück zur Seite").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("text")).to_have_value("drei Sätze, die bleiben")
    page.get_by_role("button", name="go", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_an_error_is_a_message_and_signing_out_is_final(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("jonas", "/de/?page=profile")
    page.get_by_label("text").fill("zu lang", timeout=20_000)
    page.get_by_role("button", name="long").click()
    expect(page.get_by_text("Der Text hat 7 Zeichen")).to_be_visible()
    expect(page.get_by_label("text")).to_have_value("zu lang")
    page.get_by_role("button", name="Abmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
