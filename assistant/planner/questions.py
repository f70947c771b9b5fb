"""Choosing three to five reflection questions: both roles, mixed types, rising depth."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.planner.airtime import LEAD_OF, commitment_owner
from assistant.planner.fill import Facts, fill, needs_of
from assistant.planner.selection import misses_topic
from assistant.planner.slots import GIVE_BACK_FROM, GIVES_BACK
from knowledge.guides import Library
from knowledge.schema import QuestionSpec
from tandems.domain.agenda import OwnWords, Question
from tandems.domain.brief import SessionBrief
from tandems.domain.vocabulary import Lead, Level, Mode, QuestionType, Role, Stage

MIN_QUESTIONS: Final = 3
MAX_QUESTIONS: Final = 5
_EASY: Final = (Level.D1, Level.D2)
_EARLY: Final = (Stage.KICK_OFF, Stage.GOALS)
_SPECIFIC: Final = {"goal": 1.5, "commitment": 1.2, "event": 1.5, "partner": 0.6, "date": 0.3}
_MEANING: Final = 4.0
_TOPIC: Final = 1.0
_OFF_TOPIC: Final = 2.0
_KEPT: Final = 20.0
_USED: Final = 12.0
"""More than meaning, type, topic and placeholders together: what was asked lately comes last."""
_OUT_OF_TURN: Final = 1.8
_CONTINUES: Final = 1.2
_GIVES_BACK: Final = 4.0
_GIVING_GUIDE: Final = "giving-back-experience"
_NEW_TYPE: Final = 3.0
_SAME_LEVEL: Final = 0.8


@dataclass(frozen=True, slots=True)
class Questioner:
    """Chooses questions for one brief; the same brief always gives the same set."""

    brief: SessionBrief
    facts: Facts
    library: Library
    scores: Mapping[str, float]

    def choose(self) -> tuple[tuple[Question, ...], tuple[OwnWords, ...]]:
        """Return the questions by rising depth, and the pair's own words they contain."""
        picked: list[QuestionSpec] = []
        for role in self._roles():
            best = self._best(role, picked)
            if best is not None:
                picked.append(best)
        picked.sort(key=lambda spec: (spec.level, spec.id))
        words = [word for spec in picked for word in self.facts.used_in(spec.text.bilingual())]
        return tuple(self._question(spec) for spec in picked), tuple(dict.fromkeys(words))

    def _roles(self) -> list[tuple[Lead, ...]]:
        request = self.brief.request
        count = request.question_count or (3 if self.brief.minutes < 30 else 4)
        if self.brief.mode is Mode.PEER:
            return [(Lead.BOTH, Lead.PEER)] * count
        if request.question_role is not None:
            wanted = Lead.MENTOR if request.question_role is Role.MENTOR else Lead.MENTEE
            return [(wanted,)] * count
        turns = [(Lead.MENTEE,), (Lead.MENTOR,)] * count
        return [*turns[: min(count, 2)], *([(Lead.MENTOR, Lead.MENTEE, Lead.BOTH)] * (count - 2))]

    def _best(self, roles: tuple[Lead, ...], picked: list[QuestionSpec]) -> QuestionSpec | None:
        usable = [
            spec
            for spec in self.library.questions(self.brief.mode, self.brief.stage)
            if spec.role in roles and spec not in picked and self._usable(spec, picked)
        ]
        if not usable and roles != (Lead.BOTH,):
            return self._best((Lead.BOTH,), picked)
        return min(usable, key=lambda spec: (-self._score(spec, picked), spec.id), default=None)

    def _usable(self, spec: QuestionSpec, picked: list[QuestionSpec]) -> bool:
        facts = self.facts.for_role(spec.role, self.brief)
        if spec.id in self.brief.request.avoid_ids or not self._reaches_owner(spec):
            return False
        return spec.level in self._levels(picked) and self._needs(spec) <= facts.values.keys()

    def _levels(self, picked: list[QuestionSpec]) -> tuple[Level, ...]:
        if self.brief.stage in _EARLY:
            return (Level.D1, Level.D2)
        deepest_used = any(spec.level is Level.D4 for spec in picked)
        if self.brief.request.pace == "calm" or deepest_used:
            return (Level.D1, Level.D2, Level.D3)
        return tuple(Level)

    def _score(self, spec: QuestionSpec, picked: list[QuestionSpec]) -> float:
        request = self.brief.request
        score = _MEANING * self.scores.get(spec.id, 0.0)
        score += sum(_SPECIFIC.get(name, 0.0) for name in self._needs(spec))
        score += _CONTINUES * (
            self._goes_on(spec) and not any(self._goes_on(other) for other in picked)
        )
        score -= _OUT_OF_TURN * (not self._has_its_turn(spec))
        if self._gives_back(spec):
            again = any(self._gives_back(other) for other in picked)
            due = self._has_to_give_back(picked) and spec.level in _EASY
            score += _GIVES_BACK * (due - again)
        score += _TOPIC * bool(set(request.topics) & set(spec.topics))
        score -= _OFF_TOPIC * misses_topic(spec.topics, request.topics)
        score += _KEPT * (spec.id in request.keep_question_ids)
        score -= _USED * (spec.id in self.brief.used_question_ids)
        score -= _USED * (spec.id in request.instead_of_ids)
        types = {other.type for other in picked}
        score += _NEW_TYPE * (spec.type not in types)
        score -= _SAME_LEVEL * sum(other.level is spec.level for other in picked)
        if request.pace == "calm":
            score += spec.level is Level.D1
        return score

    def _reaches_owner(self, spec: QuestionSpec) -> bool:
        """Say whether a question about the commitment goes to whoever made it, or to both."""
        owner = commitment_owner(self.brief)
        if owner is None or spec.role not in LEAD_OF or not self._goes_on(spec):
            return True
        return self.brief.person(LEAD_OF[spec.role]).id == owner

    def _has_to_give_back(self, picked: list[QuestionSpec]) -> bool:
        """Say whether a question stands in for the give-back block (METHOD 2.3)."""
        brief = self.brief
        too_short = brief.mode is Mode.REVERSE and brief.minutes < GIVE_BACK_FROM
        asked = brief.request.question_count or brief.request.question_role
        if not too_short or brief.stage not in GIVES_BACK or asked:
            return False
        return not any(self._gives_back(spec) for spec in picked)

    def _gives_back(self, spec: QuestionSpec) -> bool:
        return self.library.source_of(spec.id).guide_id == _GIVING_GUIDE

    def _needs(self, spec: QuestionSpec) -> frozenset[str]:
        return needs_of(self.library)[spec.id]

    def _goes_on(self, spec: QuestionSpec) -> bool:
        return "commitment" in self._needs(spec)

    def _has_its_turn(self, spec: QuestionSpec) -> bool:
        """Say whether a question stands in the one of its stages that is its turn.

        What fits every stage would otherwise be asked in each.
        """
        return _turns(self.library)[spec.id] is self.brief.stage

    def _question(self, spec: QuestionSpec) -> Question:
        facts = self.facts.for_role(spec.role, self.brief)
        return Question(
            question_id=spec.id,
            role=spec.role,
            level=spec.level,
            type=spec.type,
            text=fill(spec.text.bilingual(), facts.values),
            source=self.library.source_of(spec.id),
        )


@lru_cache(maxsize=2)
def _turns(library: Library) -> Mapping[str, Stage]:
    """Deal the questions of each kind out to their stages, one after the other."""
    dealt: Counter[tuple[Lead, QuestionType]] = Counter()
    turns = {}
    for spec in library.all_questions():
        kind = (spec.role, spec.type)
        turns[spec.id] = spec.stages[dealt[kind] % len(spec.stages)]
        dealt[kind] += len(spec.stages) > 1
    return turns
