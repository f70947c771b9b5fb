"""The coordination page through the running app: import, match, approve, status without content."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from programme.attention import Signal, signals
from programme.demo import PROGRAMME_ID
from programme.demo.people import FOLDER
from programme.demo.stories import load_stories
from tandems.domain.match import LeftOutReason, Objective, Obstacle, PartName, RuleCode
from tandems.domain.tandem import TandemState, TandemStatus
from tandems.domain.vocabulary import Language, Stage
from tandems.errors import RowError
from tests.ui.coordination_site import account, act, answered, decide, office_site
from tests.ui.queue import call, result, toasts
from tests.ui.site import START, Site
from ui.messages import row_messages
from ui.texts import Texts, load_entries

HEAD, _BODY, STATES, PEOPLE, TERMS, SUMMARY, _ID, PAIRS, APPROVAL, BUTTON = range(10)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with office_site(tmp_path_factory.mktemp("coordination")) as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    return running


def shown(site: Site, login: str = "koordination", language: str = "de") -> list[Any]:
    number = site.function("show_coordination", language)
    found = call(site.client(login), number, [], uuid4().hex, language=language)
    data = result(found)["output"].get("data", [])
    return list(data)


def upload(client: httpx.Client, name: str, content: bytes) -> dict[str, object]:
    answer = client.post(
        "/de/gradio_api/upload",
        params={"upload_id": uuid4().hex[:10]},
        files={"files": (name, content)},
    )
    assert answer.status_code == 200, answer.text
    return {"path": answer.json()[0], "orig_name": name, "meta": {"_type": "gradio.FileData"}}


def import_file(site: Site, content: bytes) -> tuple[str, dict[str, object]]:
    client = site.client("koordination")
    file = upload(client, "leute.csv", content)
    said = result(act(client, site, "import_files", file, None, None))["output"]["data"][0]
    return str(said), file


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_shows_status_and_the_proposal(site: Site, language: str) -> None:
    parts = shown(site, language=language)
    text = Texts(Language(language))
    assert text.t("coordination.title") in parts[HEAD]
    assert parts[STATES].count('scope="row"') == 28
    assert text.t("coordination.signal_help") in parts[STATES]
    assert text.t("coordination.rules_title", broken=0, pairs=7) in parts[APPROVAL]
    assert parts[PAIRS].count('class="td-pair"') == 7
    assert text.t("coordination.objective_fairest_text") in parts[TERMS]
    assert text.t("coordination.left_out_nothing_released") in parts[PAIRS]
    assert text.t("coordination.approve_already") not in parts[APPROVAL]
    assert "Volker Timm" in parts[PAIRS]


def test_the_page_holds_no_content_of_any_tandem(site: Site) -> None:
    everything = json.dumps(shown(site), ensure_ascii=False)
    for story in load_stories():
        secrets = [
            *(goal.text for goal in story.goals),
            *(goal.label for goal in story.goals),
            *(one.text for one in story.commitments),
            *(note.text for note in story.notes),
        ]
        assert [text for text in secrets if text in everything] == []


def test_to_participants_the_page_says_nothing(site: Site) -> None:
    assert not any(part for part in shown(site, "mentorin") if isinstance(part, str))
    client = site.client("mentorin")
    for name, values in {
        "decide": ("{}",),
        "approve_shown": ("x",),
        "import_files": (None, None, None),
    }.items():
        found = act(client, site, name, *values)
        assert Texts(Language.DE).t("errors.forbidden") in toasts(found)[0]
        assert not any(isinstance(part, str) for part in result(found)["output"]["data"])


def test_a_bad_file_is_told_by_row_and_saves_nothing_and_is_deleted(site: Site) -> None:
    before = site.store.people.by_email("anna@example.org")
    said, file = import_file(
        site, b"email;name;role\nanna@example.org;<b>Anna</b>;mentee\nx;;boss\n"
    )
    assert before is None
    assert site.store.people.by_email("anna@example.org") is None
    assert "Nichts wurde gespeichert" in said
    assert "Zeile 3, Spalte email" in said
    assert "Zeile 3, Spalte role" in said
    assert not Path(str(file["path"])).exists()


def test_a_good_file_brings_people_in_and_is_deleted(site: Site) -> None:
    row = "neu@example.org;Nele Neu;mentee;;<script>alert(1)</script>"
    said, file = import_file(site, f"email;name;role;languages;wishes\n{row}\n".encode())
    assert "Neu: 1 ·" in said
    assert "Keine Sprache angegeben" in said
    assert not Path(str(file["path"])).exists()
    people = shown(site)[PEOPLE]
    assert "Nele Neu" in people
    assert "<script>" not in people


def test_without_a_file_the_page_asks_for_one(site: Site) -> None:
    client = site.client("koordination")
    said = result(act(client, site, "import_files", None, None, None))["output"]["data"][0]
    assert Texts(Language.DE).t("coordination.import_missing") in said


def test_a_trial_takes_the_invited_and_cannot_be_approved(site: Site) -> None:
    client = site.client("koordination")
    run = decide(site, "run", trial="yes")
    _, _, terms, summary, _, pairs, approval, button = answered(run)
    assert 'value="yes" checked' in terms
    assert Texts(Language.DE).t("coordination.badge_trial") in summary
    assert Texts(Language.DE).t("coordination.approve_trial") in approval
    assert button["visible"] is False
    assert "Norbert Hagen" in pairs
    latest = site.store.matching.latest(account(site), PROGRAMME_ID)
    assert latest is not None
    refused = act(client, site, "approve_shown", latest.id)
    assert Texts(Language.DE).t("errors.not_allowed_now_trial") in toasts(refused)[0]


def test_approving_asks_both_and_only_what_is_shown(site: Site) -> None:
    client = site.client("koordination")
    decide(site, "run")
    stale = act(client, site, "approve_shown", "another")
    assert toasts(stale)
    latest = site.store.matching.latest(account(site), PROGRAMME_ID)
    assert latest is not None
    assert latest.pairs
    before = len(site.store.tandems.states(account(site), PROGRAMME_ID))
    approved = act(client, site, "approve_shown", latest.id)
    said, states = (result(approved)["output"]["data"][place] for place in (5, 7))
    count = len(latest.pairs)
    assert Texts(Language.DE).t("coordination.approve_done", count=count) in said
    assert states.count('scope="row"') == before + count
    assert Texts(Language.DE).t("coordination.approve_already") in shown(site)[APPROVAL]


def a_state(**changes: Any) -> TandemState:
    quiet = TandemState(
        tandem_id="t",
        names=("A", "B"),
        status=TandemStatus.ACTIVE,
        stage=Stage.WORK,
        sessions_held=2,
        sessions_planned=4,
        next_session_at=START + timedelta(days=3),
        last_held_at=START - timedelta(days=30),
        help_flag=False,
    )
    return replace(quiet, **changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"help_flag": True}, (Signal.HELP,)),
        ({"status": TandemStatus.PAUSED}, (Signal.PAUSED,)),
        ({"next_session_at": START - timedelta(days=6)}, ()),
        ({"next_session_at": START - timedelta(days=8)}, (Signal.OVERDUE,)),
        ({"next_session_at": None}, (Signal.NO_DATE,)),
        ({"next_session_at": None, "sessions_planned": 0}, ()),
        ({"next_session_at": None, "status": TandemStatus.PROPOSED}, ()),
    ],
)
def test_attention_comes_from_dates_and_flags_alone(
    changes: dict[str, Any], expected: tuple[Signal, ...]
) -> None:
    assert signals(a_state(**changes), now=START) == expected


@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_its_text(language: Language) -> None:
    entries = load_entries(language)
    wanted = [
        *(f"rule_{code}" for code in RuleCode),
        *(f"broken_{code}" for code in RuleCode),
        *(f"left_out_{reason}" for reason in LeftOutReason),
        *(f"objective_{objective}" for objective in Objective),
        *(f"why_{obstacle}" for obstacle in Obstacle),
        *(f"part_{part}" for part in PartName),
        *(f"stage_{stage}" for stage in Stage),
        *(f"status_{status}" for status in TandemStatus),
        *(f"signal_{signal}" for signal in Signal),
    ]
    assert [key for key in wanted if f"coordination.{key}" not in entries] == []


@pytest.mark.parametrize("language", list(Language))
def test_every_row_error_of_the_importer_is_translated(language: Language) -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in (FOLDER.parent / "intake").glob("*.py")
    )
    codes = [
        key.removeprefix("coordination.row.")
        for key in load_entries(language)
        if key.startswith("coordination.row.")
    ]
    made = {f"{part}_missing" for part in ("email", "name", "role", "kind")}
    made |= {f"{part}_unknown" for part in ("role", "language", "address", "kind", "under_18")}
    made.add("capacity_invalid")
    assert [code for code in codes if code not in made and f'"{code}"' not in source] == []
    values = {"given": 1, "limit": 2, "wanted": 3, "known": 4, "first": 5, "kept": 6}
    errors = [RowError("f", 2, "c", code, values) for code in codes]
    plain = Texts(language).t("errors.row.unusable")
    assert plain not in [message for *_, message in row_messages(errors, Texts(language))]
    assert {"superior_self", "person_unknown", "texts_kept", *made} <= set(codes)
