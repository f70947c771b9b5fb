"""Running a suite: pydantic-evals asks every case and scores it, beside the fixed agenda."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import Evaluator
from pydantic_evals.reporting import ReportCase

from evals.baseline import fixed_agenda
from evals.outcome import Outcome, split
from evals.parts import Parts
from evals.report import CaseScore, Mark, Report, Side
from evals.scorers import GATES
from evals.scorers.continuity import Continuity
from evals.scorers.gates import Gates
from evals.scorers.roles import Roles
from evals.scorers.time_boxed import TimeBoxed
from evals.scorers.variety import Variety
from evals.suite import EvalCase, Suite
from evals.world import World
from tandems.domain.vocabulary import Language

Task = Callable[[EvalCase], Outcome]
Scored = ReportCase[EvalCase, Outcome, None]
SCORERS: Final[tuple[Evaluator[EvalCase, Outcome, None], ...]] = (
    Gates(),
    TimeBoxed(),
    Continuity(),
    Roles(),
    Variety(),
)


class Arc:
    """A task that remembers which questions earlier sessions of one tandem were given."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._asked: dict[Language, frozenset[str]] = {}

    def __call__(self, case: EvalCase) -> Outcome:
        """Return what the task gives, beside the questions given before in the same language."""
        outcome = self._task(case)
        earlier = self._asked.get(case.language, frozenset())
        given = outcome.agenda.questions if outcome.agenda is not None else ()
        self._asked[case.language] = earlier | {question.question_id for question in given}
        return replace(outcome, earlier_questions=earlier)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; the last one brings the report."""

    done: int
    total: int
    report: Report | None = None


def run_suite(
    suite: Suite, parts: Parts, *, folder: Path, now: datetime, cases: Sequence[EvalCase] = ()
) -> Iterator[Progress]:
    """Run every case of a suite, or ``cases`` of it, tandem by tandem.

    Args:
        suite: the invented tandems.
        parts: what is measured.
        folder: an empty folder for the store of the run; nothing in it is needed afterwards.
        now: the present time, from which every date of the cases is counted.
        cases: a choice of cases; all if empty.
    """
    chosen = cases or suite.cases()
    begun = time.monotonic()
    scores: dict[Side, list[CaseScore]] = {"tandem": [], "fixed": []}
    world = World.open(folder, parts, now=now)
    try:
        for _, group in groupby(chosen, key=lambda case: case.tandem.id):
            own = list(group)
            outcomes = scored(own, Arc(world.answer))
            scores["tandem"] += [score_of(one) for one in outcomes]
            answered = {one.name: one.output for one in outcomes}
            fixed = scored(own, Arc(lambda case: _fixed(case, answered[case.id], parts)))  # noqa: B023
            scores["fixed"] += [score_of(one) for one in fixed]
            yield Progress(len(scores["tandem"]), len(chosen))
    finally:
        world.close()
    report = Report(
        id=f"{suite.name}-{now:%Y%m%dT%H%M%SZ}",
        at=now,
        suite=suite.name,
        suite_version=suite.version,
        encoder=parts.encoder,
        content_version=parts.library.content_version,
        composer="planner",
        seconds=round(time.monotonic() - begun, 2),
        scores={side: tuple(ones) for side, ones in scores.items()},
    )
    yield Progress(len(chosen), len(chosen), report)


def scored(cases: Sequence[EvalCase], task: Task) -> list[Scored]:
    """Return every case with what the task gave and what the scorers say, in order.

    Raises:
        RuntimeError: a task or a scorer broke; a broken scorer is never a mark.
    """
    dataset = Dataset[EvalCase, Outcome, None](
        name="agenda",
        cases=[Case(name=case.id, inputs=case) for case in cases],
        evaluators=SCORERS,
    )
    report = dataset.evaluate_sync(task, max_concurrency=1, progress=False)
    broken = [f"{one.name}: {one.error_message}" for one in report.failures]
    broken += [f"{c.name}: {f.error_message}" for c in report.cases for f in c.evaluator_failures]
    if broken:
        raise RuntimeError(broken[0])
    return list(report.cases)


def score_of(case: Scored) -> CaseScore:
    """Return the marks of one scored case."""
    return CaseScore(
        case_id=case.name,
        language=case.inputs.language,
        stopped_by=split(case.assertions[GATES].reason or ""),
        marks={
            name: Mark(value=int(result.value), reasons=split(result.reason or ""))
            for name, result in case.scores.items()
        },
    )


def _fixed(case: EvalCase, answered: Outcome, parts: Parts) -> Outcome:
    agenda = fixed_agenda(case, answered.brief, parts.library)
    return Outcome(answered.brief, answered.facts, agenda=agenda)
