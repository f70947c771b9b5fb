"""A coordinator adds a file of each kind in the browser, sees what came of it, and removes one."""

import pytest
from playwright.sync_api import expect

from tandems.domain.vocabulary import Language
from tests.browser.conftest import Enter
from tests.browser.demo import account_of
from tests.browser.steps import LANGUAGES, SOON_MS
from tests.knowledge.documents.files import READ, file_of
from tests.ui.site import Site
from ui.texts import Texts

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_of_each_kind_are_added_and_one_is_removed(
    demo: Site, enter: Enter, language: str
) -> None:
    t = Texts(Language(language)).t
    office = enter("koordination", f"/{language}/?page=documents")
    page = office.page
    files = [file_of(kind, f"{language}-{kind}", f"Badges, {language}: {kind}.") for kind in READ]
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in [*files, ("photo.png", b"\x89PNG\x00")]
    ]
    panel = page.get_by_role("tabpanel").filter(visible=True)
    panel.locator("input[type=file]").first.set_input_files(given)  # type: ignore[arg-type]  # a TypedDict
    expect(panel.locator(".file-preview")).to_contain_text("photo", timeout=SOON_MS)
    page.get_by_role("button", name=t("documents.add"), exact=True).click()
    done = t("documents.done", added=len(READ), count=len(READ) + 1)
    expect(page.get_by_text(done)).to_be_visible(timeout=3 * SOON_MS)
    expect(page.get_by_text(t("errors.document_unsupported"))).to_be_visible()
    office.look(f"documents-1-added-{language}")
    store, actor = demo.store, account_of(demo.store, "koordination")
    assert {name for name, _ in files} <= {one.name for one in store.documents.list(actor)}
    row = page.locator("tr").filter(has_text=files[0][0]).filter(has=page.locator("form"))
    row.get_by_role("button", name=t("documents.remove")).click()
    page.get_by_role("button", name=t("documents.yes_remove")).click(timeout=SOON_MS)
    expect(page.get_by_text(t("documents.removed", name=files[0][0]))).to_be_visible(
        timeout=3 * SOON_MS
    )
    office.look(f"documents-2-removed-{language}")
    assert files[0][0] not in {one.name for one in store.documents.list(actor)}
