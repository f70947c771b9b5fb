"""Replies that are neither agenda nor questions: from a guide, a refer card or a clear no."""

from typing import Final
from uuid import uuid4

from assistant.brief import Reader
from assistant.understanding import ReferCategory, Refusal
from assistant.wording import wording
from knowledge.contacts import ContactBook
from knowledge.guides import Library
from knowledge.retrieval import Retriever, Scope
from knowledge.store import PassageHit
from tandems.domain.agenda import Answer, AnswerKind, Citation
from tandems.domain.tandem import Goal
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Language, Mode

ANSWERED_FROM: Final = 0.60
"""Confidence from which a passage counts as an answer; measured in docs/first-run.md."""
_CITED: Final = 2
_CLOSE: Final = 0.85
"""A further passage is cited if it scores this share of the best one."""
_GOAL_GUIDE: Final = "finding-goals"


class Answers:
    """Composes answers; every fact in them comes from a guide or from configuration."""

    def __init__(self, library: Library, retriever: Retriever, contacts: ContactBook) -> None:
        self._library = library
        self._retriever = retriever
        self._contacts = contacts

    def from_guides(self, query: str, reader: Reader, mode: Mode | None) -> Answer:
        """Answer with the best passages, or say that the guides do not say."""
        hits = self._retriever.passages(query, k=5, scope=Scope(mode=mode))
        best = [hit for hit in hits if hit.score >= max(ANSWERED_FROM, _CLOSE * hits[0].score)]
        if not best:
            return _answer("unknown", reader, wording("unknown"))
        cited = sorted(best, key=lambda hit: (-hit.score, hit.passage.language != reader.language))
        return _answer("guide", reader, wording("guide"), citations=_citations(cited[:_CITED]))

    def about_goals(self, goals: tuple[Goal, ...], query: str, reader: Reader) -> Answer:
        """List the pair's goals and cite how a goal is found and tested."""
        hits = self._retriever.passages(query, k=_CITED, scope=Scope(guide_id=_GOAL_GUIDE))
        own = [hit for hit in hits if hit.passage.language is reader.language] or hits
        names = ", ".join(f"„{goal.label or goal.text}“" for goal in goals)
        text = _filled(wording("goals.some"), names) if goals else wording("goals.none")
        return _answer("goals", reader, text, citations=_citations(own[:1]))

    def refer(self, category: ReferCategory, reader: Reader, country: str) -> Answer:
        """Answer with the refer card and the configured contacts; nothing else."""
        reply = self._library.reply(category)
        return Answer(
            id=uuid4().hex,
            kind="refer",
            language=reader.language,
            text=reply.text.bilingual(),
            contacts=self._contacts.for_category(country, category),
            closing=reply.after_contacts.bilingual(),
        )

    @staticmethod
    def declined(refusal: Refusal, reader: Reader) -> Answer:
        """Say no, why, and what is possible instead."""
        return _answer("declined", reader, wording(f"declined.{refusal}"))

    @staticmethod
    def clarify(reader: Reader, key: str = "clarify") -> Answer:
        """Say what can be asked for."""
        return _answer("clarify", reader, wording(key))


def _answer(
    kind: AnswerKind, reader: Reader, text: BilingualText, *, citations: tuple[Citation, ...] = ()
) -> Answer:
    return Answer(uuid4().hex, kind, reader.language, text, citations=citations)


def _citations(hits: list[PassageHit]) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            passage_id=hit.passage.id,
            guide_id=hit.passage.guide_id,
            title=hit.passage.title,
            section=hit.passage.heading,
            language=Language(hit.passage.language),
            text=hit.passage.text,
        )
        for hit in hits
    )


def _filled(text: BilingualText, names: str) -> BilingualText:
    english = names.replace("„", "‘").replace("“", "’")
    return BilingualText(
        text.de_du.replace("{goals}", names),
        text.de_sie.replace("{goals}", names),
        text.en.replace("{goals}", english),
    )
