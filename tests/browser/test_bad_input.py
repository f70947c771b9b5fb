"""What a mentor types wrongly: a clear message, the words kept, nothing saved."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.demo import account_of
from tests.browser.steps import LANGUAGES, SOON_MS, send, texts
from tests.ui.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_done_is_said_and_what_was_typed_stays(
    demo: Site, enter: Enter, language: str
) -> None:
    said = texts(language, "bad_input")
    login = texts(language, "mentor")["login"]
    actor = account_of(demo.store, login)
    tandem = demo.store.tandems.mine(actor)[0]
    before = demo.store.suggestions.drafts(actor, tandem.id)
    visit = enter(login, f"/{language}/?page=tandem")
    page = visit.page
    field = page.locator("form[data-to=tandem-chat] textarea[name=message]")
    expect(field).to_be_visible(timeout=SOON_MS)
    for typed, told in (
        (said["short"], said["minutes"].format(given=7)),
        (said["long"], said["minutes"].format(given=200)),
        (" ", said["empty"]),
        ("x" * 20_000, said["too_long"]),
    ):
        send(page, "tandem-chat", typed)
        expect(page.locator(".td-notice-bad:visible")).to_contain_text(told, timeout=SOON_MS)
        expect(field).to_have_value(typed)
    field.fill(said["short"])
    visit.look(f"bad-input-{language}")
    assert demo.store.suggestions.drafts(actor, tandem.id) == before
