"""No free text lies readable in the database's files, and only the right keys open it."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tandems.domain.agenda import Answer
from tandems.domain.conversation import Message
from tandems.domain.match import PairScore, Proposal, Reason
from tandems.domain.vocabulary import Language
from tandems.errors import ConfigurationError, KeyMissing
from tandems.storage import Store, encrypted_rows_exist, load_or_create_key, open_store
from tests.tandems.world import (
    CHEAP,
    NOW,
    World,
    a_commitment,
    a_draft,
    a_goal,
    a_message,
    a_note,
    a_question_draft,
    a_session,
    a_text,
    a_wish,
    an_offer,
    fresh,
)

SECRET = "Kurzvideos fürs Recruiting"


def path_of(database_url: str) -> Path:
    return Path(database_url.removeprefix("sqlite:///"))


def write_everything(world: World) -> None:
    """Put the secret words wherever a free text can go."""
    store, mentor, tandem_id = world.store, world.mentor, world.tandem_id
    wishes, offers = world.enrolment_of(world.mentee), world.enrolment_of(mentor)
    wish, offer = a_wish(wishes, text=SECRET), an_offer(offers, text=SECRET)
    store.wishes.release_wishes(world.mentee, wishes, wishes=[wish], now=NOW)
    store.wishes.release_offers(mentor, offers, offers=[offer], now=NOW)
    store.tandems.save_goal(mentor, a_goal(tandem_id, mentor, text=SECRET))
    store.tandems.save_commitment(mentor, a_commitment(tandem_id, mentor, text=SECRET))
    for private in (True, False):
        store.tandems.add_note(mentor, a_note(tandem_id, mentor, private=private, text=SECRET))
    for chat in (tandem_id, None):
        store.conversations.add(mentor, a_message(mentor, chat, text=SECRET))
    answer = Answer(fresh(), "guide", Language.DE, a_text(SECRET))
    replied = Message(fresh(), mentor.id, None, "assistant", SECRET, NOW, answer=answer)
    store.conversations.add(mentor, replied)
    for draft in (
        a_draft(mentor, tandem_id, text=SECRET),
        a_question_draft(mentor, tandem_id, text=SECRET),
    ):
        store.suggestions.save_draft(mentor, draft)
    accepted = store.suggestions.drafts(mentor, tandem_id)[0]
    session = a_session(tandem_id)
    store.suggestions.accept(mentor, accepted.id, session=session, now=NOW)
    store.matching.save(world.coordinator, proposal_with(SECRET, world.programme_id))


def proposal_with(text: str, programme_id: str) -> Proposal:
    reason = Reason(fresh(), text, text, fresh(), text, text, 0.9)
    pair = PairScore(fresh(), fresh(), 81.5, (reason,), ())
    return Proposal(fresh(), programme_id, NOW, "encoder", False, (pair,), (), ())


def test_the_files_show_none_of_the_words(world: World, database_url: str) -> None:
    write_everything(world)
    path = path_of(database_url)
    raw = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    for word in ("Kurzvideos", "Recruiting", SECRET):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in raw
    assert b"gAAAAA" in raw
    assert b"mia@example.org" in raw


def test_the_words_come_back_as_they_were(world: World) -> None:
    write_everything(world)
    assert world.store.tandems.goals(world.mentee, world.tandem_id)[0].text == SECRET
    [mine] = world.store.suggestions.drafts(world.mentor, world.tandem_id)
    assert mine.content.questions[0].text.en == SECRET
    assert world.store.conversations.history(world.mentor, None)[1].answer is not None


def test_the_files_are_for_their_owner_alone(store: Store, database_url: str) -> None:
    assert store.accounts.count() == 0
    path = path_of(database_url)
    for one in path.parent.glob(f"{path.name}*"):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_another_key_is_refused_at_opening(
    world: World, database_url: str, keys: list[bytes]
) -> None:
    write_everything(world)
    with pytest.raises(KeyMissing):
        open_store(database_url, keys=[Fernet.generate_key()])
    with open_store(database_url, keys=[Fernet.generate_key(), *keys], passwords=CHEAP) as rotated:
        assert rotated.tandems.goals(world.mentor, world.tandem_id)[0].text == SECRET


def test_rotating_seals_everything_with_the_new_key(
    world: World, database_url: str, keys: list[bytes]
) -> None:
    write_everything(world)
    new = Fernet.generate_key()
    with open_store(database_url, keys=[new, *keys], passwords=CHEAP) as both:
        assert both.reseal() > 10
    with open_store(database_url, keys=[new], passwords=CHEAP) as only_new:
        world.store.close()
        assert only_new.tandems.goals(world.mentor, world.tandem_id)[0].text == SECRET
        assert only_new.suggestions.accepted(world.mentee, world.tandem_id)[0].content
        assert only_new.matching.latest(world.coordinator, world.programme_id)
    with pytest.raises(KeyMissing):
        open_store(database_url, keys=keys)


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "key"
    first = load_or_create_key(path, None, encrypted_rows_exist=False)
    assert load_or_create_key(path, None, encrypted_rows_exist=True) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_configured_key_wins_and_may_be_several(tmp_path: Path) -> None:
    one, two = Fernet.generate_key(), Fernet.generate_key()
    configured = f"{one.decode()}, {two.decode()}"
    assert load_or_create_key(tmp_path / "key", configured, encrypted_rows_exist=True) == [one, two]
    assert not (tmp_path / "key").exists()


def test_no_new_key_is_made_for_texts_it_could_not_open(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        load_or_create_key(tmp_path / "key", None, encrypted_rows_exist=True)
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("text", ["no key", " , ", "ä" * 44])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").write_text(text, encoding="utf-8")
    for configured in (None, text):
        with pytest.raises(ConfigurationError):
            load_or_create_key(tmp_path / "key", configured, encrypted_rows_exist=False)


def test_whether_a_key_is_needed_is_known_without_one(tmp_path: Path, keys: list[bytes]) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert not encrypted_rows_exist(url)
    assert not (tmp_path / "new.db").exists()
    open_store(url, keys=keys).close()
    assert encrypted_rows_exist(url)
