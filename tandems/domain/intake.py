"""What one import brings: people, their enrolments, texts and lines, kept whole or not at all."""

from dataclasses import dataclass

from tandems.domain.person import Exclusion, Person, ReportingEdge
from tandems.domain.programme import Enrolment, LearningWish, Offer, Organisation


@dataclass(frozen=True, slots=True)
class Intake:
    """Values ready to be kept in one transaction.

    ``organisations`` are the new ones. People and enrolments are added or changed by id. Wishes
    replace all wishes of their enrolments, offers all offers; edges replace the edges of the
    same kind of the same report; exclusions are added.
    """

    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    wishes: tuple[LearningWish, ...] = ()
    offers: tuple[Offer, ...] = ()
    edges: tuple[ReportingEdge, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
