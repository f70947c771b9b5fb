"""Everybody in a programme by role, each in a fixed place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.matching.texts import Ints
from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Cohort:
    """Mentees and mentors, each sorted by person; a person may hold both roles."""

    mentees: tuple[Participant, ...]
    mentors: tuple[Participant, ...]

    @classmethod
    def of(cls, participants: Sequence[Participant]) -> "Cohort":
        """Split by role and sort by person, so that input order never matters."""
        ordered = sorted(participants, key=lambda p: p.person_id)
        return cls(
            tuple(p for p in ordered if p.enrolment.role is Role.MENTEE),
            tuple(p for p in ordered if p.enrolment.role is Role.MENTOR),
        )

    @property
    def everybody(self) -> tuple[Participant, ...]:
        """Return mentees, then mentors."""
        return (*self.mentees, *self.mentors)

    def capacities(self) -> tuple[Ints, Ints]:
        """Return int32 [mentees] and [mentors]: how many partners each can have."""
        sides = (self.mentees, self.mentors)
        left, right = ([max(0, p.enrolment.capacity) for p in side] for side in sides)
        return np.array(left, dtype=np.int32), np.array(right, dtype=np.int32)
