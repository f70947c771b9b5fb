"""Importing an organisation's people from CSV: all of it or nothing, errors by row and column."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from programme.intake.lines import read_exclusions, read_reporting
from programme.intake.people import read_people
from programme.intake.resolve import Known, Resolver
from programme.intake.table import CsvFile
from programme.recheck import pause_broken
from tandems.domain.person import Account
from tandems.domain.vocabulary import Role
from tandems.errors import ImportFailed, RowError
from tandems.storage.store import Store

MAX_ERRORS: Final = 500
"""Errors told at once; more mean that something is wrong with the file as a whole."""


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """The files of one import; people who are known already need not stand in ``people``."""

    people: CsvFile
    reporting: CsvFile | None = None
    exclusions: CsvFile | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; ``warnings`` name what was taken in and deserves a look.

    ``paused`` are the ids of running tandems that the new data sets against a hard rule.
    """

    created: int
    updated: int
    mentors: int
    mentees: int
    wishes: int
    offers: int
    edges: int
    exclusions: int
    warnings: tuple[RowError, ...]
    paused: tuple[str, ...]


def import_people(
    store: Store, actor: Account, *, programme_id: str, files: ImportFiles, now: datetime
) -> ImportReport:
    """Import people; they are invited, and joining stays their own act.

    Known people (by address) are changed where a cell says something; an empty cell changes
    nothing. Texts of people who have joined are theirs and stay. A stated superior replaces the
    earlier ones of the same kind.

    Raises:
        Forbidden: not a coordinator.
        NotFound: no such programme.
        ImportFailed: with every row error found; nothing is saved.
    """
    errors: list[RowError] = []
    resolver = Resolver(Known.of(store, actor, programme_id), errors)
    people = read_people(files.people, resolver.known.programme.mode, errors)
    resolver.add_people(people)
    if files.reporting is not None:
        resolver.add_reporting(read_reporting(files.reporting, errors))
    if files.exclusions is not None:
        resolver.add_exclusions(read_exclusions(files.exclusions, errors))
    if errors:
        raise ImportFailed(tuple(errors[:MAX_ERRORS]))
    intake = resolver.intake()
    store.intakes.apply(actor, intake, now=now)
    store.audit.record(actor, "import", kind="programme", record_id=programme_id, now=now)
    known = resolver.known.people
    roles = [enrolment.role for enrolment in intake.enrolments]
    return ImportReport(
        created=sum(email not in known for email in resolver.people),
        updated=sum(email in known for email in resolver.people),
        mentors=roles.count(Role.MENTOR),
        mentees=roles.count(Role.MENTEE),
        wishes=len(intake.wishes),
        offers=len(intake.offers),
        edges=len(intake.edges),
        exclusions=len(intake.exclusions),
        warnings=tuple(resolver.warnings),
        paused=pause_broken(store, actor, programme_id),
    )
