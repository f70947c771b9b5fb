"""Who matches a cohort: the product, and plainer ways of ranking and assigning."""

from dataclasses import dataclass
from typing import Final, Protocol, Self

import numpy as np

from embeddings.encoder import Encoder, normalised
from embeddings.matching.assign import propose
from embeddings.matching.rules import Facts
from embeddings.matching.weights import Terms
from evals.matching.cases import Item, LabelledCohort
from evals.matching.contenders import Contender, Float32, ProductSimilarity
from evals.matching.people import JOINED, PROGRAMME, participants
from evals.matching.ranking import Bools, Floats, Ints

LANGUAGES: Final = ("de", "en")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A labelled cohort as arrays; wishes and offers stand in the order of their people.

    Attributes:
        asked_by: int64 [wishes], the mentee's place; ``offered_by`` [offers], the mentor's.
        grades: int64 [wishes, offers], 0 to 3.
        rooms: int64 [mentors].
    """

    cohort: LabelledCohort
    wishes: tuple[Item, ...]
    offers: tuple[Item, ...]
    asked_by: Ints
    offered_by: Ints
    grades: Ints
    rooms: Ints

    @classmethod
    def of(cls, cohort: LabelledCohort) -> Self:
        """Lay a cohort out."""
        wishes, offers = cohort.wishes(), cohort.offers()
        grades = [[cohort.relevance[own].get(other, 0) for other in offers] for own in wishes]
        asked = [place for place, one in enumerate(cohort.mentees) for _ in one.wishes]
        offered = [place for place, one in enumerate(cohort.mentors) for _ in one.offers]
        return cls(
            cohort=cohort,
            wishes=tuple(wishes.values()),
            offers=tuple(offers.values()),
            asked_by=np.array(asked, dtype=np.int64),
            offered_by=np.array(offered, dtype=np.int64),
            grades=np.array(grades, dtype=np.int64),
            rooms=np.array([one.capacity for one in cohort.mentors], dtype=np.int64),
        )

    def pools(self) -> dict[str, Bools]:
        """Return which offers count for which wish, bool [wishes, offers], by slice.

        A language holds the wishes in it and all offers; ``cross`` all wishes, each with the
        offers of the other language.
        """
        asked, given = (
            np.array([one.language for one in side]) for side in (self.wishes, self.offers)
        )
        everything = np.ones(self.grades.shape, dtype=np.bool_)
        own = {name: (asked == name)[:, None] & everything for name in LANGUAGES}
        return {**own, "cross": asked[:, None] != given[None, :]}

    def by_person(self, values: Float32 | Ints) -> Floats:
        """Return [mentees, mentors]: the best of each wish, summed, from [wishes, offers]."""
        best = np.full((len(self.wishes), len(self.rooms)), -np.inf)
        np.maximum.at(best.T, self.offered_by, values.T)
        total = np.zeros((len(self.cohort.mentees), len(self.rooms)))
        np.add.at(total, self.asked_by, best)
        return total


class Matcher(Protocol):
    """Ranks the offers of a cohort for each wish, and says who is paired with whom."""

    @property
    def name(self) -> str:
        """Name in the report."""
        ...

    def rank(self, sheet: Sheet) -> Float32:
        """Return float32 [wishes, offers], higher fits better."""
        ...

    def assign(self, sheet: Sheet) -> Bools:
        """Return bool [mentees, mentors], within capacities."""
        ...


@dataclass(frozen=True)
class Product:
    """What the product does, with its defaults."""

    name: str
    encoder: Encoder

    def rank(self, sheet: Sheet) -> Float32:
        """Return the similarity that scores rest on."""
        return PlainTable(ProductSimilarity(self.name, self.encoder)).rank(sheet)

    def assign(self, sheet: Sheet) -> Bools:
        """Propose pairs as a match run does."""
        found = propose(
            participants(sheet.cohort),
            Facts.of((), ()),
            self.encoder,
            programme_id=PROGRAMME,
            now=JOINED,
            terms=Terms(),
        )
        left = [one.id for one in sheet.cohort.mentees]
        right = [one.id for one in sheet.cohort.mentors]
        chosen = np.zeros((len(left), len(right)), dtype=np.bool_)
        for pair in found.pairs:
            chosen[left.index(pair.mentee_id), right.index(pair.mentor_id)] = True
        return chosen


@dataclass(frozen=True)
class PlainTable:
    """Each wish's best score with a person, summed over wishes; the whole table is solved."""

    contender: Contender

    @property
    def name(self) -> str:
        """The contender's."""
        return self.contender.name

    def rank(self, sheet: Sheet) -> Float32:
        """Return the contender's scores."""
        asked, given = ([one.text for one in side] for side in (sheet.wishes, sheet.offers))
        return self.contender.against(asked, given)

    def assign(self, sheet: Sheet) -> Bools:
        """Take the greatest total of the table."""
        return solved(sheet.by_person(self.rank(sheet)), sheet.rooms)


@dataclass(frozen=True)
class OneVector:
    """Every person is the mean of their texts; an offer ranks as its mentor does."""

    name: str
    encoder: Encoder

    def rank(self, sheet: Sheet) -> Float32:
        """Return the cosine of the two people behind a wish and an offer."""
        return self._table(sheet)[np.ix_(sheet.asked_by, sheet.offered_by)]

    def assign(self, sheet: Sheet) -> Bools:
        """Take the greatest total of the table of cosines."""
        return solved(self._table(sheet).astype(np.float64), sheet.rooms)

    def _table(self, sheet: Sheet) -> Float32:
        asked = self.encoder.encode_queries([one.text for one in sheet.wishes])
        given = self.encoder.encode_passages([one.text for one in sheet.offers])
        left = _blurred(asked, sheet.asked_by, len(sheet.cohort.mentees))
        right = _blurred(given, sheet.offered_by, len(sheet.cohort.mentors))
        return np.asarray(left @ right.T, dtype=np.float32)


def _blurred(vectors: Float32, owners: Ints, people: int) -> Float32:
    """Return float32 [people, dim] of norm 1: the direction of the mean of each one's texts."""
    sums = np.zeros((people, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owners, vectors)
    return normalised(sums)


def solved(gain: Floats, rooms: Ints) -> Bools:
    """Return the pairs of greatest total gain, bool [mentees, mentors]; none of gain 0 or less."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  # slow to load

    seats = np.repeat(np.arange(len(rooms)), rooms)
    rows, columns = linear_sum_assignment(gain[:, seats], maximize=True)
    chosen = np.zeros(gain.shape, dtype=np.bool_)
    chosen[rows, seats[columns]] = True
    return chosen & (gain > 0)
