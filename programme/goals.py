"""Goals of a tandem: from a released wish or written anew, sharpened, reached or let go."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from tandems.domain.person import Account
from tandems.domain.programme import LearningWish
from tandems.domain.tandem import Goal, GoalStatus
from tandems.domain.vocabulary import Language
from tandems.errors import Forbidden, NotFound
from tandems.storage.store import Store

LABEL_WORDS: Final = 6
"""A label is a short noun phrase (ARCHITECTURE, shapes)."""


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What a person writes about a goal; ``label`` is cut to six words and made if empty."""

    text: str
    label: str
    evidence: str
    language: Language


class Goals:
    """What one of the two works on; readable by the two and by nobody else."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open_wishes(self, actor: Account, tandem_id: str) -> list[LearningWish]:
        """Return the actor's released wishes that are no goal of the tandem yet.

        Raises:
            Forbidden: not a member.
        """
        taken = {goal.from_wish_id for goal in self._store.tandems.goals(actor, tandem_id)}
        tandem = self._store.tandems.get(actor, tandem_id)
        own = self._store.programmes.my_participation(actor, tandem.programme_id)
        return [wish for wish in own.wishes if wish.released_at and wish.id not in taken]

    def take_over(
        self, actor: Account, tandem_id: str, *, wish_id: str, language: Language
    ) -> Goal:
        """Make a released wish a goal; what was released stays readable as it was.

        Raises:
            Forbidden: not a member.
            NotFound: no such wish of the actor that is not a goal yet.
            NotAllowedNow: the tandem does not run.
        """
        for wish in self.open_wishes(actor, tandem_id):
            if wish.id == wish_id:
                words = GoalWords(wish.text, wish.label, "", language)
                goal = _new(actor, tandem_id, words)
                return self._store.tandems.save_goal(actor, replace(goal, from_wish_id=wish.id))
        raise NotFound

    def write(self, actor: Account, tandem_id: str, *, words: GoalWords) -> Goal:
        """Add a goal of the actor's own.

        Raises:
            Forbidden: not a member.
            NotAllowedNow: the tandem does not run.
        """
        return self._store.tandems.save_goal(actor, _new(actor, tandem_id, words))

    def sharpen(self, actor: Account, tandem_id: str, *, goal_id: str, words: GoalWords) -> Goal:
        """Change the wording of the actor's own goal.

        Raises:
            Forbidden: somebody else's goal, or no such goal.
            Conflict: it changed in the meantime.
        """
        goal = self._own(actor, tandem_id, goal_id)
        changed = replace(goal, text=words.text, label=_label(words), evidence=words.evidence)
        return self._store.tandems.save_goal(actor, changed)

    def settle(self, actor: Account, tandem_id: str, *, goal_id: str, status: GoalStatus) -> Goal:
        """Mark the actor's own goal as reached, let go or open again.

        Raises:
            Forbidden: somebody else's goal, or no such goal.
            Conflict: it changed in the meantime.
        """
        goal = self._own(actor, tandem_id, goal_id)
        return self._store.tandems.save_goal(actor, replace(goal, status=status))

    def _own(self, actor: Account, tandem_id: str, goal_id: str) -> Goal:
        for goal in self._store.tandems.goals(actor, tandem_id):
            if goal.id == goal_id and goal.owner_id == actor.person_id:
                return goal
        raise Forbidden


def _new(actor: Account, tandem_id: str, words: GoalWords) -> Goal:
    if actor.person_id is None:
        raise Forbidden
    return Goal(
        id=uuid4().hex,
        tandem_id=tandem_id,
        owner_id=actor.person_id,
        text=words.text,
        label=_label(words),
        language=words.language,
        evidence=words.evidence,
    )


def _label(words: GoalWords) -> str:
    return " ".join((words.label or words.text).split()[:LABEL_WORDS]).rstrip(".,;:")
