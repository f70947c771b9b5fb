"""Two reports compared case by case: what got better or worse, with an interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evals.report import CaseScore, Report, criteria
from evals.scorers import GATES
from tandems.domain.vocabulary import Language

RESAMPLES: Final = 2000
_BOUNDS: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Change:
    """The mean difference of one criterion in one language; gates count 1 for a passed case.

    ``low`` and ``high`` bound 95 per cent of the resampled differences. Whole tandems are drawn,
    because the six cases of a tandem resemble each other.
    """

    criterion: str
    language: Language
    cases: int
    difference: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Say whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def changes(before: Report, after: Report, rng: np.random.Generator) -> tuple[Change, ...]:
    """Return every criterion's change over the cases both reports marked; languages apart."""
    return tuple(
        change
        for language in Language
        for name in (GATES, *criteria(after.of(language)))
        if (change := _change(before, after, (name, language), rng)) is not None
    )


def _change(
    before: Report, after: Report, what: tuple[str, Language], rng: np.random.Generator
) -> Change | None:
    name, language = what
    old, new = (_values(report.of(language), name) for report in (before, after))
    shared = [case_id for case_id in new if case_id in old]
    if not shared:
        return None
    tandems = sorted({case_id.split("/")[0] for case_id in shared})
    sums, counts = np.zeros(len(tandems)), np.zeros(len(tandems))
    for case_id in shared:
        place = tandems.index(case_id.split("/")[0])
        sums[place] += new[case_id] - old[case_id]
        counts[place] += 1
    low, high = interval(sums, counts, rng)
    return Change(name, language, len(shared), float(sums.sum() / counts.sum()), low, high)


def interval(
    sums: NDArray[np.float64], counts: NDArray[np.float64], rng: np.random.Generator
) -> tuple[float, float]:
    """Bound 95 per cent of the resampled means of groups, float64 [n] sums and counts."""
    drawn = rng.integers(0, len(sums), size=(RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, _BOUNDS)
    return float(low), float(high)


def _values(scores: Iterable[CaseScore], name: str) -> Mapping[str, int]:
    if name == GATES:
        return {one.case_id: int(not one.stopped_by) for one in scores}
    return {one.case_id: one.marks[name].value for one in scores if name in one.marks}
