"""Every text a suggestion would show, in each form it can take, with the place it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from tandems.domain.agenda import Agenda, Answer, QuestionSet, Reply
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text as a reader would see it; ``address`` is None where the language knows none."""

    where: str
    text: str
    language: Language
    address: Address | None = None


def spoken(content: Reply) -> tuple[Spoken, ...]:
    """Return every text of ``content`` in German (du and Sie) and in English."""
    return tuple(form for where, text in _texts(content) for form in _forms(where, text))


def _forms(where: str, text: BilingualText) -> tuple[Spoken, ...]:
    return (
        Spoken(where, text.de_du, Language.DE, Address.DU),
        Spoken(where, text.de_sie, Language.DE, Address.SIE),
        Spoken(where, text.en, Language.EN),
    )


def _texts(content: Reply) -> Iterator[tuple[str, BilingualText]]:
    if isinstance(content, Answer):
        yield "answer", content.text
        if content.closing is not None:
            yield "closing", content.closing
        return
    for question in content.questions:
        yield f"question:{question.question_id}", question.text
    if isinstance(content, QuestionSet):
        return
    yield from _agenda_texts(content)


def _agenda_texts(agenda: Agenda) -> Iterator[tuple[str, BilingualText]]:
    yield "title", agenda.title
    yield "outcome", agenda.outcome
    yield "cut_rule", agenda.cut_rule
    yield "commitment", agenda.commitment.text
    yield "first_sign", agenda.commitment.first_sign
    if agenda.dropped is not None:
        yield "dropped", agenda.dropped
    for task in agenda.preparation:
        yield "preparation", task.text
    for block in agenda.blocks:
        where = f"block:{block.block_id}"
        for text in (block.title, *block.steps, block.why):
            yield where, text
        for optional in (block.material, block.evidence, block.opt_out):
            if optional is not None:
                yield where, optional
