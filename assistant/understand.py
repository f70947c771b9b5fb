"""Understanding a message: rules over data, the same words always read the same way."""

from datetime import date

from assistant.reading import folded, words
from assistant.reading.dates import session_day
from assistant.reading.intent import Clues, intent_of, orders_agenda
from assistant.reading.language import language_of
from assistant.reading.minutes import minutes_in
from assistant.reading.refer import refer_category
from assistant.reading.refusal import refusal_of
from assistant.reading.slots import (
    pace_of,
    question_count_of,
    remote_of,
    role_of,
    topics_of,
    vetoes_of,
)
from assistant.reading.subject import subject_of
from assistant.understanding import Understanding
from tandems.domain.vocabulary import Language


def understand(text: str, *, today: date, hint: Language) -> Understanding:
    """Read one message; ``hint`` is the page's language, for a text too short to tell its own.

    What a message says beside a crisis or a refused request is not read.
    """
    plain, stream = folded(text), words(text)
    language = language_of(text, stream.split(), hint)
    refer = refer_category(stream)
    if refer is not None:
        return Understanding(language, "refer", refer=refer)
    minutes, day = minutes_in(plain), session_day(plain, today)
    refusal = refusal_of(stream, plans_session=minutes is not None or orders_agenda(stream))
    if refusal is not None:
        return Understanding(language, "other", refusal=refusal)
    pace, vetoes, topics = pace_of(stream), vetoes_of(plain), topics_of(stream)
    remote = remote_of(stream)
    clues = Clues(
        minutes=minutes is not None,
        day=day is not None,
        vetoes=bool(vetoes),
        pace=pace is not None,
        topics=bool(topics),
    )
    intent = intent_of(stream, clues)
    asks = intent in ("questions", "goals", "adapt")
    return Understanding(
        language=language,
        intent=intent,
        subject=subject_of(text),
        minutes=minutes,
        session_on=day,
        pace=pace,
        vetoes=vetoes,
        remote=remote,
        question_role=role_of(stream) if asks else None,
        question_count=question_count_of(stream) if asks else None,
        topics=topics,
    )
