"""The command line: the demo once, imports whole or not at all, and checks that can fail."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import app
import cli
from knowledge.store import PassageStore
from programme.demo import PASSWORD
from settings import Settings
from tandems.domain.vocabulary import SafetyClass

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TANDEM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command as the shell does; return what it prints."""
    monkeypatch.setattr("sys.argv", ["tandem", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return f"{ended.value.code} {capsys.readouterr().out}"


def test_the_demo_loads_once_and_prints_how_to_sign_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(monkeypatch, capsys, "demo")
    assert first.startswith("0 ")
    assert PASSWORD in first
    assert "koordination" in first
    assert told(monkeypatch, capsys, "demo") == first
    with app.open_records(Settings()) as store:
        assert store.accounts.count() == 6
    people = Path("people.csv")
    people.write_text("email;name;role\nx@example.org;X;boss\n", encoding="utf-8")
    failed = told(monkeypatch, capsys, "import", "people.csv")
    assert failed.startswith("1 ")
    assert "role" in failed
    assert "Nothing was imported" in failed
    people.write_text("email;name;role\nx@example.org;X;mentee\n", encoding="utf-8")
    assert told(monkeypatch, capsys, "import", "people.csv").startswith("0 ")
    trial = told(monkeypatch, capsys, "match", "run", "--trial")
    assert "0 of " in trial
    assert told(monkeypatch, capsys, "doctor").startswith("0 ")


def test_without_a_programme_an_import_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("people.csv").write_text("email;name;role\n", encoding="utf-8")
    answer = told(monkeypatch, capsys, "import", "people.csv")
    assert answer.startswith("1 ")
    assert "there is none yet" in answer


def test_the_shipped_guides_pass_their_checks() -> None:
    assert RUN.invoke(cli.cli, ["guides", "lint"]).exit_code == 0


def test_an_added_document_is_still_there_after_the_next_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("ours").mkdir()
    Path("ours/bees.md").write_text("# Bees\n\nA swarm leaves in May.\n", encoding="utf-8")
    Path("ours/photo.png").write_bytes(b"\x89PNG\r\n")
    assert told(monkeypatch, capsys, "guides", "add", "ours").startswith("0 ")
    assert "bees.md" in told(monkeypatch, capsys, "guides", "documents")
    assert "A swarm leaves in May." in texts_in_force()
    removed = told(monkeypatch, capsys, "guides", "remove", "bees.md")
    assert removed.startswith("0 ")
    assert "A swarm leaves in May." not in texts_in_force()
    missing = told(monkeypatch, capsys, "guides", "remove", "bees.md")
    assert missing.startswith("1 ")
    assert "bees.md" in missing


def test_files_that_are_refused_are_named_with_the_reason_and_the_others_added(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bees.txt").write_text("A swarm leaves in May.", encoding="utf-8")
    Path("again.txt").write_text("A swarm leaves in May.", encoding="utf-8")
    Path("photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    answer = told(monkeypatch, capsys, "guides", "add", "bees.txt", "again.txt", "photo.png")
    assert answer.startswith("1 ")
    assert "already" in answer and "photo.png" in answer
    with app.open_records(Settings()) as store:
        assert [one.name for one in store.documents.list(cli.OFFICE)] == ["bees.txt"]


def texts_in_force() -> set[str]:
    """Return what is in force after the next start."""
    with app.open_records(Settings()) as store:
        app.open_desk(Settings(), store)
    passages = PassageStore(Settings().passages_dir())
    return {passage.text for passage in passages.all(SafetyClass.NORMAL)}


def test_the_evals_run_on_the_configured_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TANDEM_EMBEDDING_MODEL", str(Path("no-such-model").absolute()))
    answer = told(monkeypatch, capsys, "evals", "run")
    assert answer.startswith("1 ")
    assert "TANDEM_EMBEDDING_MODEL" in answer


def test_overdue_contacts_are_a_diagnosis(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from knowledge.contacts import SHIPPED

    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    old = ["review_due: 2020-01-01" if line.startswith("review_due") else line for line in lines]
    Path("contacts.yaml").write_text("\n".join(old), encoding="utf-8")
    monkeypatch.setenv("TANDEM_CONTACTS_FILE", "contacts.yaml")
    assert told(monkeypatch, capsys, "doctor").startswith("1 ")


@pytest.mark.parametrize("command", ["serve", "demo", "import", "match", "guides", "evals"])
def test_every_command_explains_itself(command: str) -> None:
    shown = RUN.invoke(cli.cli, [command, "--help"])
    assert shown.exit_code == 0
    assert "Usage" in shown.output
