"""Reports: every mark of one run, and the figures per language and criterion made from them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.scorers import GATES, NO_AGENDA, ROLES, VARIETY
from tandems.domain.vocabulary import Language
from tandems.errors import ContentError

Side = Literal["tandem", "fixed"]
"""What was measured: the assistant, or the fixed agenda beside it."""
FLOOR_MEAN: Final = 2.0
"""Lowest mean of a criterion that may be released; source: METHOD 3.2."""
FLOORS: Final[Mapping[str, float]] = {ROLES: 2.5, VARIETY: 2.5}
"""Criteria that have to be better than that; our own values: half of the cases at the best."""
FLOOR_MINIMUM: Final = 1
"""No single agenda may be marked 0; source: METHOD 3.2."""
_TAIL: Final = 0.05
_FOLDER: Final = "evals"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mark(_Part):
    """One criterion's value, 0 to 3, and the codes of what cost it."""

    value: int
    reasons: tuple[str, ...] = ()


class CaseScore(_Part):
    """All marks of one case; a criterion that does not apply is not among them."""

    case_id: str
    language: Language
    stopped_by: tuple[str, ...] = ()
    marks: dict[str, Mark] = {}


class Figures(_Part):
    """A criterion in one language; ``tail`` is the mark at the 5th percentile, nearest rank."""

    n: int
    mean: float
    minimum: int
    tail: int


class Failure(_Part):
    """A case that a gate stopped or that was marked 0 or 1."""

    case_id: str
    language: Language
    criterion: str
    value: int | None
    reasons: tuple[str, ...]


class Report(_Part):
    """One run of a suite; it holds marks and codes, no texts."""

    id: str
    at: datetime
    suite: str
    suite_version: int
    encoder: str
    content_version: str
    composer: str
    seconds: float
    scores: dict[Side, tuple[CaseScore, ...]]

    def of(self, language: Language, side: Side = "tandem") -> tuple[CaseScore, ...]:
        """Return one language's scores; the two are never put together."""
        return tuple(one for one in self.scores[side] if one.language is language)

    def failures(self, side: Side = "tandem") -> tuple[Failure, ...]:
        """Return every case that a gate stopped or that a criterion marked 0 or 1.

        A case without an agenda is named once, at the gates.
        """
        return tuple(failure for one in self.scores[side] for failure in _failures(one))

    def shortfalls(self) -> tuple[str, ...]:
        """Return what forbids a release, as ``language/criterion/code``; empty if nothing does."""
        return tuple(code for language in Language for code in _short(self.of(language), language))


def passed(scores: Iterable[CaseScore]) -> int:
    """Return how many cases no gate stopped."""
    return sum(not one.stopped_by for one in scores)


def figures(scores: Iterable[CaseScore], criterion: str) -> Figures | None:
    """Return the figures of one criterion, or None where it applies to no case."""
    values = sorted(one.marks[criterion].value for one in scores if criterion in one.marks)
    if not values:
        return None
    rank = max(1, math.ceil(_TAIL * len(values)))
    return Figures(
        n=len(values),
        mean=sum(values) / len(values),
        minimum=values[0],
        tail=values[rank - 1],
    )


def criteria(scores: Sequence[CaseScore]) -> tuple[str, ...]:
    """Return the criteria that mark any of the cases, by name of first appearance."""
    return tuple(dict.fromkeys(name for one in scores for name in one.marks))


def reasons_counted(scores: Iterable[CaseScore], criterion: str) -> Mapping[str, int]:
    """Return how often each code cost a mark, the most frequent first."""
    counts: dict[str, int] = {}
    for one in scores:
        for code in one.marks[criterion].reasons if criterion in one.marks else ():
            counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def save_report(report: Report, data_dir: Path) -> Path:
    """Write the report beneath ``data_dir``; return its file."""
    folder = data_dir / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{report.id}.json"
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    unfinished.replace(path)
    return path


def load_reports(data_dir: Path, *, limit: int = 20) -> list[Report]:
    """Return the newest reports, newest first.

    Raises:
        ContentError: a file there is no report.
    """
    paths = sorted((data_dir / _FOLDER).glob("*.json"), reverse=True)[:limit]
    return [_load(path) for path in paths]


def _load(path: Path) -> Report:
    try:
        return Report.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise ContentError(file=path.name, problem=str(error)) from error


def _failures(one: CaseScore) -> Iterable[Failure]:
    if one.stopped_by:
        yield Failure(
            case_id=one.case_id,
            language=one.language,
            criterion=GATES,
            value=None,
            reasons=one.stopped_by,
        )
    for name, mark in one.marks.items():
        if mark.value < FLOOR_MEAN and mark.reasons != (NO_AGENDA,):
            yield Failure(
                case_id=one.case_id,
                language=one.language,
                criterion=name,
                value=mark.value,
                reasons=mark.reasons,
            )


def _short(scores: Sequence[CaseScore], language: Language) -> Iterable[str]:
    if passed(scores) < len(scores):
        yield f"{language}/{GATES}/gate_failed"
    for name in criteria(scores):
        found = figures(scores, name)
        if found is not None and found.mean < FLOORS.get(name, FLOOR_MEAN):
            yield f"{language}/{name}/mean_too_low"
        if found is not None and found.minimum < FLOOR_MINIMUM:
            yield f"{language}/{name}/marked_zero"
