"""Replies that are neither agenda nor questions: from a guide, a refer card or a clear no."""

from dataclasses import replace
from typing import Final
from uuid import uuid4

from assistant.brief import Reader
from assistant.gates import Finding, GateFacts, check_citation, gate_out
from assistant.gates.facts import titles_of
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

ANSWERED_FROM: Final = 0.45
"""Confidence from which a passage counts as an answer; chosen on the development questions."""
_CITED: Final = 2
_LOOKED_AT: Final = 5
_LOOKED_AT_AGAIN: Final = 25
"""How far to look where the gates withhold what came first."""
_CLOSE: Final = 0.85
"""A further passage is cited if it scores this share of the best one."""
_GOAL_GUIDE: Final = "finding-goals"


class Answers:
    """Composes answers; every fact in them comes from a guide or from configuration.

    Nothing but a refer card leaves without passing the gates.
    """

    def __init__(self, library: Library, retriever: Retriever, contacts: ContactBook) -> None:
        self._library = library
        self._retriever = retriever
        self._contacts = contacts

    def from_guides(self, query: str, reader: Reader, mode: Mode | None) -> Answer:
        """Answer with the best passages, or say that the guides do not say."""
        hits = self._citable(query, Scope(mode=mode), k=_LOOKED_AT)
        best = [hit for hit in hits if hit.score >= max(ANSWERED_FROM, _CLOSE * hits[0].score)]
        if not best:
            return _answer("unknown", reader, wording("unknown"))
        cited = sorted(best, key=lambda hit: (-hit.score, hit.passage.language != reader.language))
        quoted = tuple(_citation(hit) for hit in cited[:_CITED])
        return self._let_out(_answer("guide", reader, wording("guide"), citations=quoted))

    def about_goals(self, goals: tuple[Goal, ...], query: str, reader: Reader) -> Answer:
        """List the pair's goals and cite how a goal is found and tested."""
        hits = self._citable(query, Scope(guide_id=_GOAL_GUIDE), k=_CITED)
        own = [hit for hit in hits if hit.passage.language is reader.language] or hits
        named = tuple(goal.label or goal.text for goal in goals)
        text = _filled(wording("goals.some"), named) if goals else wording("goals.none")
        quoted = tuple(_citation(hit) for hit in own[:1])
        return self._let_out(_answer("goals", reader, text, citations=quoted), own=named)

    def refer(self, category: ReferCategory, reader: Reader, country: str) -> Answer:
        """Answer with the refer card and the configured contacts; nothing else.

        No gate may hold it back: all of it is reviewed content and configuration.
        """
        reply = self._library.reply(category)
        return Answer(
            id=uuid4().hex,
            kind="refer",
            language=reader.language,
            text=reply.text.bilingual(),
            contacts=self._contacts.for_category(country, category),
            closing=reply.after_contacts.bilingual(),
        )

    def declined(self, refusal: Refusal, reader: Reader) -> Answer:
        """Say no, why, and what is possible instead."""
        return self._let_out(_answer("declined", reader, wording(f"declined.{refusal}")))

    def clarify(self, reader: Reader, key: str = "clarify") -> Answer:
        """Say what can be asked for."""
        return self._let_out(_answer("clarify", reader, wording(key)))

    def _citable(self, query: str, scope: Scope, *, k: int) -> list[PassageHit]:
        """Return the hits that may be quoted; look further where some may not."""
        for reach in (k, max(k, _LOOKED_AT_AGAIN)):
            hits = self._retriever.passages(query, k=reach, scope=scope)
            open_ = [hit for hit in hits if not self._objections(_citation(hit))]
            if len(open_) == len(hits):
                break
        return open_[:k]

    def _objections(self, citation: Citation) -> tuple[Finding, ...]:
        return check_citation(citation, self._facts(retrieved=(citation,)))

    def _let_out(self, answer: Answer, *, own: tuple[str, ...] = ()) -> Answer:
        """Return the answer if the gates let it out, else that the guides do not say."""
        facts = self._facts(retrieved=answer.citations, own=own)
        if not gate_out(answer, facts):
            return answer
        return replace(answer, kind="unknown", text=wording("unknown"), citations=())

    def _facts(
        self, *, retrieved: tuple[Citation, ...] = (), own: tuple[str, ...] = ()
    ) -> GateFacts:
        return GateFacts(
            library=self._library,
            known_guides=titles_of(self._library),
            verbatim=own,
            shared_texts=own,
            retrieved=frozenset(retrieved),
        )


def _answer(
    kind: AnswerKind, reader: Reader, text: BilingualText, *, citations: tuple[Citation, ...] = ()
) -> Answer:
    return Answer(uuid4().hex, kind, reader.language, text, citations=citations)


def _citation(hit: PassageHit) -> Citation:
    passage = hit.passage
    return Citation(
        passage_id=passage.id,
        guide_id=passage.guide_id,
        title=passage.title,
        section=passage.heading,
        language=Language(passage.language),
        text=passage.text,
        page=passage.page,
    )


def _filled(text: BilingualText, goals: tuple[str, ...]) -> BilingualText:
    german = ", ".join(f"„{goal}“" for goal in goals)
    english = ", ".join(f"‘{goal}’" for goal in goals)
    return BilingualText(
        text.de_du.replace("{goals}", german),
        text.de_sie.replace("{goals}", german),
        text.en.replace("{goals}", english),
    )
