"""The tables of the guides' check: guide by guide, mode by stage, topic by topic."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.table import Table

from knowledge.guides import Guide, Library
from knowledge.lint.coverage import (
    IN_ALL,
    PER_SESSION,
    PER_TOPIC,
    Amount,
    by_session,
    by_topic,
    in_all,
)
from knowledge.lint.finding import Finding
from knowledge.lint.prose import words_in
from tandems.domain.vocabulary import Language, Mode, Stage


def guides_table(library: Library, findings: Iterable[Finding]) -> Table:
    """Return one row a guide: words, sections, blocks, questions and what was found in it."""
    found = Counter(finding.guide for finding in findings)
    table = Table("no.", title="Guides, their words in German/English and what they hold")
    table.add_column("guide", overflow="fold")
    for name in ("words", "sections", "blocks", "questions", "findings"):
        table.add_column(name, justify="right")
    for guide in library.guides.values():
        table.add_row(*_row(guide, found[guide.spec.id]))
    total = in_all(library)
    table.add_section()
    counts = (str(total.blocks), str(total.questions), str(found.total()))
    table.add_row(str(len(library.guides)), "all, with the store’s own findings", "", "", *counts)
    return table


def coverage_tables(library: Library) -> Sequence[Table]:
    """Return how many blocks / questions every mode and stage, and every topic, can draw on."""
    amounts = by_session(library)
    sessions = Table("mode", *Stage, title=_title("Modes and stages", PER_SESSION))
    for mode in Mode:
        sessions.add_row(mode, *(_cell(amounts[mode, stage], PER_SESSION) for stage in Stage))
    topics = Table("topic", "blocks/questions", title=_title("Topics", PER_TOPIC))
    for topic, amount in by_topic(library).items():
        topics.add_row(topic, _cell(amount, PER_TOPIC))
    topics.add_section()
    topics.add_row(f"all ({IN_ALL})", _cell(in_all(library), IN_ALL))
    return sessions, topics


def _row(guide: Guide, found: int) -> tuple[str, ...]:
    spec = guide.spec
    words = "/".join(str(words_in(guide, language)) for language in Language)
    sections = len(guide.sections[Language.DE])
    counts = (sections, len(spec.blocks), len(spec.questions))
    shown = f"[red]{found}[/red]" if found else "0"
    return (f"{spec.number:02d}", spec.id, words, *(str(count) for count in counts), shown)


def _cell(there: Amount, wanted: Amount) -> str:
    cell = f"{there.blocks}/{there.questions}"
    return cell if there.reaches(wanted) else f"[red]{cell}[/red]"


def _title(what: str, wanted: Amount) -> str:
    return f"{what} (at least {wanted})"
