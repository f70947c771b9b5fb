"""Every page in both languages fits both widths, stays on this machine and is quiet."""

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, Visit
from tests.browser.steps import LANGUAGES, SOON_MS
from tests.ui.site import Site

pytestmark = pytest.mark.browser
SECTIONS: Final = ("plan", "commitments", "goals", "notes", "agreement")


def settled(page: Page) -> None:
    """Wait until the opened page shows its heading and nothing is being loaded."""
    expect(page.locator("h2:visible").first).to_be_visible(timeout=SOON_MS)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_two_people_and_their_tandem(demo: Site, enter: Enter, language: str) -> None:
    assert demo.url
    visit = enter({"de": "partner", "en": "mentor-en"}[language], f"/{language}/?page=profile")
    for name in ("profile", "data", "tandem"):
        open_page(visit, name)
        visit.look(f"page-{name}-{language}")
    for section in SECTIONS:
        visit.page.locator(f"#td-section-{section}-button").click()
        settled(visit.page)
        visit.page.locator(".td-folded:visible").evaluate_all(
            "all => all.forEach(one => { one.open = true; })"
        )
        visit.look(f"page-tandem-{section}-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_coordinator(enter: Enter, language: str) -> None:
    visit = enter("koordination", f"/{language}/?page=coordination")
    for name in ("coordination", "documents", "quality", "data"):
        open_page(visit, name)
        visit.look(f"page-office-{name}-{language}")


def open_page(visit: Visit, name: str) -> None:
    visit.page.locator(f"#page-{name}-button").click(timeout=SOON_MS)
    settled(visit.page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_in_page_before_and_after_a_wrong_password(enter: Enter, language: str) -> None:
    visit = enter("mentorin", f"/login?lang={language}")
    expect(visit.page.locator("#page-tandem-button")).to_be_visible(timeout=SOON_MS)
    visit.page.context.clear_cookies()
    visit.page.goto(f"{visit.site.url}/login?lang={language}")
    visit.look(f"page-sign-in-{language}")
    visit.page.fill("#login", "mentorin")
    visit.page.fill("#password", "falsch")
    visit.page.click("button[type=submit]")
    expect(visit.page.locator(".si-error")).to_be_visible()
    visit.look(f"page-sign-in-refused-{language}")
    assert ["401" in text for text in visit.complaints] == [True], "a refusal is one to a browser"
    visit.complaints.clear()
