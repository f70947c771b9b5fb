"""The documents page through the running app: added, refused, asked about and removed."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

import app as composition
from knowledge.documents.limits import MEGABYTE, Limits
from knowledge.store import PassageStore
from settings import Settings
from tandems.domain.document import DocumentKind
from tandems.domain.person import Account
from tandems.domain.vocabulary import Language, SafetyClass
from tandems.storage import load_or_create_key, open_store
from tests.knowledge.documents.files import READ, file_of
from tests.knowledge.documents.pdf_files import Text, locked, pdf, stream
from tests.ui.coordination_site import act
from tests.ui.queue import result, toasts
from tests.ui.site import CHEAP, PASSWORD, Clock, Site, populate, serving
from tests.ui.test_coordination import upload
from ui.page import Page, coordinators
from ui.pages import documents
from ui.services import Services
from ui.texts import Texts

DE = Texts(Language.DE)


class Office:
    """The running site, its passages and a coordinator who is signed in."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.client = site.client("office")
        self.folder = folder

    @property
    def account(self) -> Account:
        accounts = self.site.store.accounts.demo_accounts()
        return next(one for one in accounts if one.login == "office")

    def add(
        self, files: list[tuple[str, bytes]], language: str = "de"
    ) -> tuple[list[Any], list[dict[str, object]]]:
        sent = [upload(self.client, *file) for file in files]
        found = act(self.client, self.site, "add_documents", sent, language=language)
        return list(result(found)["output"]["data"]), sent

    def do(self, button: str) -> list[Any]:
        found = act(self.client, self.site, "act_document", f'{{"do": "{button}"}}')
        return list(result(found)["output"]["data"])

    def titles(self) -> set[str]:
        passages = PassageStore(self.folder)
        return {one.title for one in passages.all(SafetyClass.NORMAL)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("documents")
    settings = Settings(data_dir=folder, database_url="", key=None)
    keys = load_or_create_key(settings.key_file(), None, encrypted_rows_exist=False)
    with open_store(settings.database(), keys=keys, passwords=CHEAP) as store:
        populate(store)
        desk = composition.open_desk(settings, store)
        services = Services(store, Clock(), PASSWORD, lambda: desk, folder)
        pages = [Page("documents", documents.build, coordinators)]
        app = composition.build_app(settings, services, pages=pages)
        with serving(app, store, Clock()) as site:
            yield Office(site, settings.passages_dir())


def test_files_of_each_kind_are_added_others_refused_and_all_deleted(office: Office) -> None:
    files = [file_of(kind, f"Own {kind}", f"The rule on {kind} badges.") for kind in READ]
    (said, emptied, listed), sent = office.add([*files, ("photo.png", b"\x89PNG\x00")])
    assert DE.t("documents.done", added=len(READ), count=len(READ) + 1) in said
    assert DE.t("errors.document_unsupported") in said
    assert emptied is None
    assert all(name.replace(" ", "") in listed.replace(" ", "") for name, _ in files)
    assert not any(Path(str(one["path"])).exists() for one in sent)
    assert {f"Own {kind}" for kind in READ} <= office.titles()
    again, _ = office.add(files[:1])
    assert DE.t("documents.result_refused") in again[0]
    assert "schon vorhanden" in again[0]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_pdf_that_is_refused_says_why(office: Office, language: str) -> None:
    swollen = stream(zlib.compress(bytes(101 * MEGABYTE), 9), "/Filter /FlateDecode")
    files = [
        ("sealed.pdf", locked(pdf([Text("text")]), "secret")),
        ("broken.pdf", b"%PDF-1.7\n..."),
        ("scan.pdf", pdf([])),
        ("bomb.pdf", pdf(swollen)),
    ]
    (said, _, _), _ = office.add(files, language)
    t = Texts(Language(language)).t
    assert t("documents.done", added=0, count=4) in said
    for code in ("document_encrypted", "document_broken", "document_empty"):
        assert t(f"errors.{code}") in said
    assert t("errors.document_inflates", limit=100) in said


def test_removing_asks_once(office: Office) -> None:
    office.add([file_of(DocumentKind.MARKDOWN, "Parking", "Bicycles stand in the yard.")])
    parking = next(
        one for one in office.site.store.documents.list(office.account) if "Parking" in one.name
    )
    _, question, listed = office.do(f"ask~{parking.id}")
    assert "Parking" in question and "Parking" in listed
    assert "Parking" in office.do("keep")[2]
    _, told, listed = office.do(f"remove~{parking.id}")
    assert DE.t("documents.removed", name=parking.name) in told
    assert "Parking" not in listed
    assert "Parking" not in office.titles()


def test_names_are_shown_as_text(office: Office) -> None:
    (said, _, listed), _ = office.add([("a.md", b"# <img src=x onerror=alert(1)>\n\nText.\n")])
    assert "<img" not in said and "<img" not in listed


def test_without_a_file_the_page_asks_for_one(office: Office) -> None:
    found = act(office.client, office.site, "add_documents", None)
    assert DE.t("documents.missing") in result(found)["output"]["data"][0]


@pytest.mark.parametrize(
    ("handler", "values"),
    [("add_documents", [None]), ("act_document", ['{"do": "keep"}'])],
)
def test_participants_are_turned_away(office: Office, handler: str, values: list[Any]) -> None:
    found = act(office.site.client("jonas"), office.site, handler, *values)
    assert DE.t("errors.forbidden") in toasts(found)[0]
    assert not any(isinstance(part, str) for part in result(found)["output"]["data"])


def test_more_than_the_limit_at_once_is_stopped_at_the_gate(office: Office) -> None:
    files = {"files": ("big.txt", b"x" * (Limits().file_bytes + MEGABYTE))}
    answer: httpx.Response = office.client.post(
        "/de/gradio_api/upload", params={"upload_id": uuid4().hex[:10]}, files=files
    )
    assert answer.status_code == 413
