"""A change shows or says that it does not; a part that a gate stops makes room for the next."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from assistant.brief import Reader
from assistant.planner.compose import Planner
from assistant.service import Assistant
from embeddings.bundled import one
from embeddings.encoder import Encoder
from evals.parts import Parts
from evals.records import Pair, Records
from evals.suite import EvalCase, load_suite
from evals.world import CHEAP
from knowledge.guides import Guide, Library
from knowledge.relevance import Relevance
from knowledge.schema import BlockSpec, PairText, PersonText, QuestionSpec
from tandems.domain.agenda import Agenda
from tandems.domain.person import AccountRole
from tandems.domain.vocabulary import Address, BlockKind, Language, Stage
from tandems.errors import GateClosed
from tandems.storage import Store, open_store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST = "Plan uns bitte ein Treffen von 60 Minuten."
STEREOTYPE = PairText(
    de="Wie alle Digital Natives kennt {mentor} das von klein auf.",
    en="Like all digital natives, {mentor} has known this from childhood.",
)


@pytest.fixture(scope="module")
def parts(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Open guides, model and composers."""
    return Parts.opened(one(encoder), tmp_path_factory.mktemp("passages"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty store."""
    opened = open_store(
        f"sqlite:///{tmp_path / 'chat.db'}", keys=[Fernet.generate_key()], passwords=CHEAP
    )
    yield opened
    opened.close()


class Chat:
    """The first person's chat of one suite tandem before its working session."""

    def __init__(self, store: Store, parts: Parts) -> None:
        (tandem,) = [one for one in load_suite().tandems if one.id == "linkedin"]
        case = EvalCase(tandem, Stage.WORK, Language.DE)
        coordinator = store.accounts.create(
            "c", "x" * 20, role=AccountRole.COORDINATOR, person_id=None, language=Language.DE
        )
        pair = Pair.enrolled(store, coordinator, spec=tandem, now=NOW)
        records = Records.started(store, coordinator, pair, case=case, now=NOW)
        records.fill(store)
        self.tandem_id = records.tandem_id
        self.reader = Reader(pair.accounts[0], Language.DE, Address.DU)
        self._store, self._answers = store, parts.answers
        self._assistant = Assistant(store, parts.library, parts.planner, parts.answers)

    def over(self, library: Library, encoder: Encoder) -> "Chat":
        """Go on over other guides."""
        planner = Planner(library, Relevance(library, encoder))
        self._assistant = Assistant(self._store, library, planner, self._answers)
        return self

    def say(self, text: str) -> tuple[Agenda | None, str]:
        """Return the new agenda, or the words of what came instead."""
        turn = self._assistant.reply(self.reader, self.tandem_id, text, now=NOW)
        content = turn.suggestion.content if turn.suggestion else None
        assert content is None or isinstance(content, Agenda)
        return content, turn.answer.text.de_du if turn.answer else ""


def asked(chat: Chat, text: str) -> Agenda:
    agenda, _ = chat.say(text)
    assert agenda is not None
    return agenda


@pytest.fixture
def chat(store: Store, parts: Parts) -> Chat:
    """Return a chat over the shipped guides."""
    return Chat(store, parts)


def spoilt(
    library: Library,
    *,
    block: Callable[[BlockSpec], BlockSpec] = lambda one: one,
    question: Callable[[QuestionSpec], QuestionSpec] = lambda one: one,
) -> Library:
    """Return the library with some of its blocks or questions changed."""
    guides = []
    for guide in library.guides.values():
        blocks = tuple(block(one) for one in guide.spec.blocks)
        questions = tuple(question(one) for one in guide.spec.questions)
        spec = guide.spec.model_copy(update={"blocks": blocks, "questions": questions})
        guides.append(Guide(spec, guide.title, guide.purpose, guide.sections))
    return Library(guides)


def work_ids(agenda: Agenda) -> set[str]:
    return {one.block_id for one in agenda.blocks if one.kind is BlockKind.WORK}


@pytest.mark.parametrize(
    ("change", "word"),
    [("Ohne Rollenspiel.", "Rollenspiel"), ("Bitte kürzer, nur 60 Minuten.", "So lang")],
)
def test_a_change_that_is_met_already_says_so_and_leaves_the_draft(
    chat: Chat, store: Store, change: str, word: str
) -> None:
    asked(chat, FIRST)
    chat.say(change)
    kept = store.suggestions.drafts(chat.reader.account, chat.tandem_id)
    again, words = chat.say(change)
    assert again is None
    assert word in words
    assert store.suggestions.drafts(chat.reader.account, chat.tandem_id) == kept


def test_the_chat_goes_on_from_the_draft_after_a_change_without_effect(chat: Chat) -> None:
    first = asked(chat, FIRST)
    chat.say("Ohne Rollenspiel.")
    shorter = asked(chat, "Kürzer, nur 30 Minuten.")
    assert shorter.minutes == 30
    assert {one.block_id for one in shorter.blocks} & {one.block_id for one in first.blocks}


def test_without_writing_changes_a_block_that_is_built_on_it(chat: Chat, parts: Parts) -> None:
    first = asked(chat, "Plan uns bitte ein Treffen von 90 Minuten.")
    assert any(parts.library.block(one.block_id).writing for one in first.blocks)
    second = asked(chat, "Lieber ohne Schreiben.")
    assert not any(parts.library.block(one.block_id).writing for one in second.blocks)


def test_another_suggestion_is_another_one(chat: Chat) -> None:
    first = asked(chat, FIRST)
    other = asked(chat, "Einen anderen Vorschlag bitte.")
    assert not work_ids(first) & work_ids(other)
    assert other.minutes == first.minutes
    asked_before = {one.question_id for one in first.questions}
    assert not asked_before & {one.question_id for one in other.questions}


def test_a_block_that_a_gate_stops_makes_room_for_the_next_best(
    chat: Chat, parts: Parts, encoder: Encoder
) -> None:
    best = work_ids(asked(chat, FIRST))
    library = spoilt(
        parts.library,
        block=lambda one: (
            one.model_copy(update={"steps": (STEREOTYPE,)}) if one.id in best else one
        ),
    )
    agenda = asked(chat.over(library, encoder), FIRST)
    assert work_ids(agenda)
    assert not work_ids(agenda) & best
    assert sum(one.minutes for one in agenda.blocks) == 60


def test_an_outcome_that_a_gate_stops_takes_its_block_along(
    chat: Chat, parts: Parts, encoder: Encoder
) -> None:
    first = asked(chat, FIRST)
    library = spoilt(
        parts.library,
        block=lambda one: (
            one.model_copy(update={"outcome": STEREOTYPE}) if one.id in work_ids(first) else one
        ),
    )
    agenda = asked(chat.over(library, encoder), FIRST)
    assert "Digital Natives" not in agenda.outcome.de_du
    assert agenda.outcome.de_du


def test_a_question_that_a_gate_stops_makes_room_for_another(
    chat: Chat, parts: Parts, encoder: Encoder
) -> None:
    first = {one.question_id for one in asked(chat, FIRST).questions}
    text = PersonText.model_validate(
        {
            "de": {
                "du": "Was finden Digital Natives wie du daran leicht?",
                "sie": "Was finden Digital Natives wie Sie daran leicht?",
            },
            "en": "What do digital natives like you find easy about it?",
        }
    )
    library = spoilt(
        parts.library,
        question=lambda one: one.model_copy(update={"text": text}) if one.id in first else one,
    )
    agenda = asked(chat.over(library, encoder), FIRST)
    assert len(agenda.questions) == len(first)
    assert not {one.question_id for one in agenda.questions} & first


def test_only_when_nothing_passes_is_there_an_error(
    chat: Chat, store: Store, parts: Parts, encoder: Encoder
) -> None:
    library = spoilt(
        parts.library,
        block=lambda one: (
            one.model_copy(update={"steps": (STEREOTYPE,)}) if one.kind is BlockKind.COMMIT else one
        ),
    )
    chat.over(library, encoder)
    with pytest.raises(GateClosed) as caught:
        chat.say(FIRST)
    assert caught.value.values["gates"] == "G10"
    assert store.suggestions.drafts(chat.reader.account, chat.tandem_id) == []
