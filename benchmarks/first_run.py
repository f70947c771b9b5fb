"""The first run on real input: real mentor profiles matched in a trial, real handbooks asked.

``python -m benchmarks.first_run --data ../shared/data`` prints ids, labels of our own and scores;
the texts of the real profiles are never printed.
"""

import argparse
import csv
import io
import json
import secrets
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import yaml
from rich.console import Console
from rich.table import Table

from app import open_records
from assistant.answers import ANSWERED_FROM
from assistant.reading.documents import assessed
from embeddings.bundled import both
from embeddings.encoder import Encoder
from embeddings.matching.assign import CohortMatch
from embeddings.matching.rules import Facts
from embeddings.matching.weights import Terms
from knowledge.documents.reading import read_document
from knowledge.guides import load_library
from knowledge.ingest import ingest
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore
from programme.intake.table import CsvFile
from programme.matching import Matching
from programme.people_csv import ImportFiles, import_people
from settings import Settings
from tandems.domain.document import DocumentText
from tandems.domain.match import PairScore
from tandems.domain.person import AccountRole
from tandems.domain.programme import Participant, Programme
from tandems.domain.vocabulary import Language, Mode, Role
from tandems.errors import DocumentEmpty

NOW: Final = datetime(2026, 11, 25, 9, tzinfo=UTC)
MENTEES: Final = Path(__file__).parent / "first_run_mentees.yaml"
CALIBRATION: Final = Path(__file__).parent / "first_run_questions.yaml"
QUESTIONS: Final = (
    "Where can I find a mentor online?",
    "Why should I become a mentor?",
    "Does mentoring always have to be one to one?",
    "Was ist lebenslanges Lernen und warum ist es wichtig?",
    "Wozu dient ein wöchentlicher Rückblick?",
    "Was gehört auf den lernOS Canvas?",
)
_FIELDS: Final = ("email", "name", "role", "languages", "wishes", "offers")


def main() -> None:
    """Run both parts and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as folder:
        match_mentors(console, data, Path(folder))
        ask_handbooks(console, data, Path(folder))


def match_mentors(console: Console, data: Path, folder: Path) -> None:
    """Import the real mentors and our ten mentees, match them in a trial and print it."""
    with open_records(Settings(data_dir=folder)) as store:
        organisation = store.people.add_organisation("First run")
        actor = store.accounts.create(
            "first-run",
            secrets.token_urlsafe(),
            role=AccountRole.COORDINATOR,
            person_id=None,
            language=Language.EN,
        )
        programme = store.programmes.create(
            Programme("first", "First run", organisation.id, Mode.CLASSIC, date(2026, 12, 1))
        )
        table = CsvFile("people.csv", as_csv([*mentee_rows(), *mentor_rows(data)]))
        report = import_people(
            store, actor, programme_id=programme.id, files=ImportFiles(table), now=NOW
        )
        console.print(
            f"imported {report.mentors} mentors and {report.mentees} mentees;"
            f" {len(report.warnings)} warnings"
        )
        encoder = both().deep
        proposal = Matching(store, encoder).run(actor, programme.id, trial=True, now=NOW)
        people = store.programmes.participants(actor, programme.id)
        names = {person.person_id: person.name for person in people}
        console.print(pair_table("Trial match", proposal.pairs, names))
        left = [names[one.person_id] for one in proposal.left_out if one.role is Role.MENTEE]
        console.print(f"mentees left out: {left}; rules broken: {len(proposal.violations)}")
        best = best_three(people, encoder)
        console.print(pair_table("Best three for each mentee", best, names))


def mentee_rows() -> list[dict[str, str]]:
    """Return our ten mentees as rows of people.csv."""
    return [
        {
            "email": f"{one['id']}@example.org",
            "name": one["id"],
            "role": "mentee",
            "languages": ";".join(one["languages"]),
            "wishes": " | ".join(one["wishes"]),
        }
        for one in yaml.safe_load(MENTEES.read_text(encoding="utf-8"))
    ]


def mentor_rows(data: Path) -> list[dict[str, str]]:
    """Return the real mentors as rows of people.csv: title, description and tags are offers."""
    path = data / "findamentor" / "mentors_pseudonymous.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        {
            "email": f"{row['id']}@example.org",
            "name": row["id"],
            "role": "mentor",
            "languages": ";".join(row["languages"] or ()),
            "offers": " | ".join(
                part.replace("|", "/")
                for part in (row["title"], row["description"], ", ".join(row["tags"] or ()))
                if part
            ),
        }
        for row in rows
    ]


def as_csv(rows: Iterable[dict[str, str]]) -> bytes:
    """Write rows as a people.csv."""
    file = io.StringIO()
    writer = csv.DictWriter(file, _FIELDS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def best_three(people: Sequence[Participant], encoder: Encoder) -> list[PairScore]:
    """Return each mentee's three best mentors under the rules of a trial."""
    mentees = [one for one in people if one.enrolment.role is Role.MENTEE]
    mentors = [one for one in people if one.enrolment.role is Role.MENTOR]
    facts, terms = Facts.of((), ()), Terms(trial=True)
    return [
        pair
        for mentee in sorted(mentees, key=lambda one: one.name)
        for pair in CohortMatch((mentee, *mentors), facts, encoder, terms=terms).best(3)
    ]


def pair_table(title: str, pairs: Sequence[PairScore], names: dict[str, str]) -> Table:
    """Return pairs as a table of ids, scores and which wish was met how well."""
    table = Table(title=title)
    for column in ("mentee", "mentor", "score", "wishes met (cosine)", "not met"):
        table.add_column(column)
    for pair in sorted(pairs, key=lambda pair: (names[pair.mentee_id], -pair.score)):
        met = ", ".join(f"{one.similarity:.2f}" for one in pair.reasons)
        table.add_row(
            names[pair.mentee_id],
            names[pair.mentor_id],
            f"{pair.score:.0f}",
            met,
            str(len(pair.uncovered)),
        )
    return table


def ask_handbooks(console: Console, data: Path, folder: Path) -> None:
    """Ingest the handbooks beside our guides and ask three questions in each language."""
    encoder, store = both().deep, PassageStore(folder / "passages")
    folders = (data / "docs_en" / "mentorship-guide", data / "docs_de" / "lernos-for-you")
    documents = [one for folder in folders for one in read_folder(folder)]
    done = ingest(load_library(), store, encoder, documents=documents)
    console.print(f"{done.passages} passages, {len(documents)} documents with text")
    retriever = Retriever(store, encoder)
    show_confidence(console, retriever)
    for question in QUESTIONS:
        console.print(f"[bold]{question}[/bold]")
        for hit in retriever.passages(question, k=3):
            console.print(f"  {hit.score:.2f}  {hit.passage.id}  ({hit.passage.heading})")


def read_folder(folder: Path) -> Iterator[tuple[str, DocumentText]]:
    """Yield id and text of every Markdown file of a folder that has text."""
    for path in sorted(folder.rglob("*.md")):
        try:
            _, text = read_document(path.name, path.read_bytes())
        except DocumentEmpty:
            continue
        yield f"{folder.name}/{path.relative_to(folder).with_suffix('')}", assessed(text)


def show_confidence(console: Console, retriever: Retriever) -> None:
    """Count how often the right guide comes and how well the threshold tells foreign questions."""
    given = yaml.safe_load(CALIBRATION.read_text(encoding="utf-8"))
    first = among = answered = 0
    for one in given["answered"]:
        hits = retriever.passages(one["question"], k=3)
        guides = [hit.passage.guide_id for hit in hits]
        first += guides[:1] == [one["guide"]]
        among += one["guide"] in guides
        answered += any(hit.score >= ANSWERED_FROM for hit in hits)
    foreign = sum(
        any(hit.score >= ANSWERED_FROM for hit in retriever.passages(question, k=3))
        for question in given["foreign"]
    )
    console.print(
        f"questions our guides answer: right guide first {first}, among three {among}, answered"
        f" {answered} of {len(given['answered'])}; foreign questions answered all the same"
        f" {foreign} of {len(given['foreign'])}"
    )


if __name__ == "__main__":
    main()
