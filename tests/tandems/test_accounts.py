"""Signing in: right and wrong passwords, waiting, and sessions that end."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tandems.accounts import HashCost, Passwords
from tandems.domain.person import AccountRole
from tandems.domain.vocabulary import Language
from tandems.errors import (
    Conflict,
    EmptyInput,
    InvalidInput,
    NotFound,
    NotSignedIn,
    TooLong,
    TooManyTries,
)
from tandems.storage import Store, open_store
from tests.tandems.world import CHEAP, NOW, PASSWORD, World


def create(store: Store, login: str = "Mia@Example.org") -> str:
    role = AccountRole.PARTICIPANT
    return store.accounts.create(
        login, PASSWORD, role=role, person_id=None, language=Language.DE
    ).id


def fail(store: Store, login: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotSignedIn):
            store.accounts.verify(login, "wrong password", now=NOW)


def test_the_right_password_signs_in_however_the_login_is_spelt(store: Store) -> None:
    account_id = create(store)
    assert store.accounts.verify(" mia@example.ORG", PASSWORD, now=NOW).id == account_id


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("mia@example.org", PASSWORD + "x"),
        ("mia@example.org", ""),
        ("nobody", PASSWORD),
        ("mia@example.org", "x" * 100_000),
    ],
)
def test_anything_else_does_not(store: Store, login: str, password: str) -> None:
    create(store)
    with pytest.raises(NotSignedIn):
        store.accounts.verify(login, password, now=NOW)


def test_a_login_exists_once(store: Store) -> None:
    create(store)
    with pytest.raises(Conflict):
        create(store, "MIA@example.org ")
    assert store.accounts.count() == 1


def test_a_new_password_has_bounds(store: Store) -> None:
    account_id = create(store)
    with pytest.raises(InvalidInput) as short:
        store.accounts.change_password(account_id, "short")
    assert short.value.values == {"given": 5, "wanted": 10}
    with pytest.raises(TooLong):
        store.accounts.change_password(account_id, "x" * 257)
    with pytest.raises(EmptyInput):
        create(store, "  ")


def test_five_wrong_passwords_make_even_the_right_one_wait(store: Store) -> None:
    create(store)
    fail(store, "mia@example.org", 5)
    with pytest.raises(TooManyTries) as stopped:
        store.accounts.verify("mia@example.org", PASSWORD, now=NOW + timedelta(minutes=5))
    assert stopped.value.values == {"wait_s": 600}
    store.accounts.verify("mia@example.org", PASSWORD, now=NOW + timedelta(minutes=15))


def test_an_unknown_login_waits_alike_and_nobody_else_does(store: Store) -> None:
    create(store)
    fail(store, "nobody", 5)
    with pytest.raises(TooManyTries):
        store.accounts.verify("Nobody", PASSWORD, now=NOW)
    store.accounts.verify("mia@example.org", PASSWORD, now=NOW)


def test_signing_in_forgets_the_wrong_tries(store: Store) -> None:
    create(store)
    fail(store, "mia@example.org", 4)
    store.accounts.verify("mia@example.org", PASSWORD, now=NOW)
    fail(store, "mia@example.org", 4)
    store.accounts.verify("mia@example.org", PASSWORD, now=NOW)


def test_tries_are_remembered_across_a_restart(
    store: Store, database_url: str, keys: list[bytes]
) -> None:
    fail(store, "mia", 5)
    again = open_store(database_url, keys=keys, passwords=CHEAP)
    with again, pytest.raises(TooManyTries):
        again.accounts.verify("mia", PASSWORD, now=NOW)


def test_many_tries_at_once_do_not_slip_through_together(store: Store) -> None:
    create(store)

    def attempt(number: int) -> str:
        try:
            store.accounts.verify("mia@example.org", f"wrong number {number}", now=NOW)
        except (NotSignedIn, TooManyTries) as error:
            return error.code
        return "in"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(24)))
    assert outcomes.count("not_signed_in") == 5
    assert outcomes.count("too_many_tries") == 19


def test_an_unknown_login_takes_as_long_as_a_wrong_password(
    database_url: str, keys: list[bytes]
) -> None:
    passwords = Passwords(HashCost(time=8, memory_kib=16384, lanes=1))
    with open_store(database_url, keys=keys, passwords=passwords) as store:
        create(store)

        def seconds(login: str) -> float:
            start = time.perf_counter()
            fail(store, login, 1)
            return time.perf_counter() - start

        known = min(seconds("mia@example.org") for _ in range(4))
        unknown = min(seconds("nobody") for _ in range(4))
    assert unknown > known / 2


def test_a_hash_of_old_parameters_is_renewed_at_sign_in(
    database_url: str, keys: list[bytes], store: Store
) -> None:
    create(store)
    stronger = Passwords(HashCost(time=2, memory_kib=16, lanes=1))
    with open_store(database_url, keys=keys, passwords=stronger) as later:
        later.accounts.verify("mia@example.org", PASSWORD, now=NOW)
        later.accounts.verify("mia@example.org", PASSWORD, now=NOW)
    path = Path(database_url.removeprefix("sqlite:///"))
    raw = path.read_bytes() + Path(f"{path}-wal").read_bytes()
    assert b"m=16,t=2,p=1" in raw


def test_a_session_is_its_accounts_and_has_its_own_csrf(world: World) -> None:
    accounts = world.store.accounts
    first, second = (accounts.open_session(world.mentor, NOW) for _ in range(2))
    one, two = accounts.session(first, NOW), accounts.session(second, NOW)
    assert one.account == two.account == world.mentor
    assert one.csrf != two.csrf
    assert one.csrf == accounts.session(first, NOW).csrf
    assert one.expires_at == NOW + timedelta(hours=12)


def test_a_session_unused_for_twelve_hours_ends(world: World) -> None:
    accounts = world.store.accounts
    token = accounts.open_session(world.mentor, NOW)
    later = NOW + timedelta(hours=11, minutes=59)
    accounts.session(token, later)
    accounts.session(token, later + timedelta(hours=11, minutes=59))
    with pytest.raises(NotSignedIn):
        accounts.session(token, later + timedelta(hours=24))
    with pytest.raises(NotSignedIn):
        accounts.session(token, later + timedelta(hours=12))


def test_a_session_in_use_ends_after_seven_days(world: World) -> None:
    accounts = world.store.accounts
    token = accounts.open_session(world.mentor, NOW)
    for hours in range(10, 7 * 24, 10):
        accounts.session(token, NOW + timedelta(hours=hours))
    with pytest.raises(NotSignedIn):
        accounts.session(token, NOW + timedelta(days=7))


def test_sessions_can_be_ended(world: World) -> None:
    accounts = world.store.accounts
    tokens = [accounts.open_session(world.mentor, NOW) for _ in range(3)]
    others = accounts.open_session(world.mentee, NOW)
    accounts.end_session(tokens[0])
    with pytest.raises(NotSignedIn):
        accounts.session(tokens[0], NOW)
    accounts.session(tokens[1], NOW)
    accounts.end_all_sessions(world.mentor.id)
    for token in tokens:
        with pytest.raises(NotSignedIn):
            accounts.session(token, NOW)
    assert accounts.session(others, NOW).account == world.mentee


def test_a_new_password_ends_all_sessions(world: World) -> None:
    accounts = world.store.accounts
    token = accounts.open_session(world.mentor, NOW)
    accounts.change_password(world.mentor.id, "another good password")
    with pytest.raises(NotSignedIn):
        accounts.session(token, NOW)
    with pytest.raises(NotSignedIn):
        accounts.verify("mia", PASSWORD, now=NOW)
    accounts.verify("mia", "another good password", now=NOW)


@pytest.mark.parametrize("token", ["", "x", "../../etc", "ä" * 50])
def test_an_invented_token_opens_nothing(world: World, token: str) -> None:
    with pytest.raises(NotSignedIn):
        world.store.accounts.session(token, NOW)


def test_accounts_are_found_by_id_person_and_kind(world: World) -> None:
    accounts = world.store.accounts
    assert world.mentor.person_id
    assert accounts.by_id(world.mentor.id) == world.mentor
    assert accounts.of_person(world.mentor.person_id) == world.mentor
    assert accounts.of_person("nobody") is None
    assert accounts.demo_accounts() == []
    demo = accounts.create(
        "demo", PASSWORD, role=AccountRole.OPERATOR, person_id=None, language=Language.EN, demo=True
    )
    assert accounts.demo_accounts() == [demo]
    assert accounts.set_language(demo.id, Language.DE).language is Language.DE
    assert accounts.by_id(demo.id).language is Language.DE
    with pytest.raises(NotFound):
        accounts.by_id("nobody")
