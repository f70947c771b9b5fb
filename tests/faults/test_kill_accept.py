"""A killed process loses no accepted agenda, and leaves none half accepted."""

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tandems.domain.agenda import Agenda
from tandems.domain.conversation import Suggestion, SuggestionStatus
from tandems.storage import Store, open_store
from tests.faults.accepting import Task, accept_all
from tests.tandems.world import CHEAP, World, a_draft, build_world

KILLS = 50
DRAFTS_WAITING = 20
MOST_HEARD = 3
LONGEST_AFTERWARDS_S = 0.01
MINUTES = (30, 45, 60, 90)


def run_until_killed(task: Task, *, heard: int, delay_s: float) -> set[str]:
    """Kill the accepting process ``delay_s`` after it sent ``heard`` ids; return all it sent."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.accepting"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=accept_all, args=(task, theirs))
    process.start()
    theirs.close()
    with ours:
        assert ours.recv() == "ready"
        said = {ours.recv() for _ in range(heard)}
        time.sleep(delay_s)
        process.kill()
        said |= set(everything_sent(ours))
    process.join()
    process.close()
    return said


def everything_sent(ours: Connection) -> list[str]:
    """Return what was sent until the sender died; a message cut in half was not sent."""
    said: list[str] = []
    while True:
        try:
            said.append(ours.recv())
        except (EOFError, OSError):
            return said


def top_up(store: Store, world: World) -> dict[str, Suggestion]:
    """Return the waiting drafts, as many as are wanted."""
    waiting = {one.id: one for one in store.suggestions.drafts(world.mentor, world.tandem_id)}
    for number in range(len(waiting), DRAFTS_WAITING):
        text, minutes = f"Übung {number} " * 40, MINUTES[number % len(MINUTES)]
        draft = a_draft(world.mentor, world.tandem_id, minutes=minutes, text=text)
        waiting[draft.id] = store.suggestions.save_draft(world.mentor, draft)
    return waiting


def accepted_of(store: Store, world: World, *, drafts: dict[str, Suggestion]) -> set[str]:
    """Return which drafts are accepted; each is that wholly or not at all."""
    plan = store.tandems.sessions(world.mentor, world.tandem_id)
    agendas = {one.agenda_id: one for one in plan}
    accepted = set()
    for draft in drafts.values():
        kept = store.suggestions.get(world.mentor, draft.id)
        assert kept.content == draft.content
        if kept.status is SuggestionStatus.DRAFT:
            assert kept == draft
            assert kept.id not in agendas
            continue
        accepted.add(kept.id)
        assert isinstance(kept.content, Agenda)
        assert kept.accepted_at is not None
        assert kept.session_id == agendas[kept.id].id
        assert agendas[kept.id].minutes == kept.content.minutes
    assert None not in agendas
    return accepted


@pytest.mark.timeout(240)
def test_fifty_kills_lose_and_halve_nothing(tmp_path: Path) -> None:
    url, key = f"sqlite:///{tmp_path / 'tandem.db'}", Fernet.generate_key()
    chance = random.Random(20260302)  # noqa: S311
    with open_store(url, keys=[key], passwords=CHEAP) as store:
        world = build_world(store)
    task = Task(url, key, world.mentor.id, world.tandem_id)
    promised = 0
    for _ in range(KILLS):
        with open_store(url, keys=[key], passwords=CHEAP) as store:
            drafts = top_up(store, world)
        said = run_until_killed(
            task,
            heard=chance.randint(0, MOST_HEARD),
            delay_s=chance.uniform(0, LONGEST_AFTERWARDS_S),
        )
        with open_store(url, keys=[key], passwords=CHEAP) as store:
            accepted = accepted_of(store, world, drafts=drafts)
        assert said <= accepted
        assert len(accepted) <= len(said) + 1
        promised += len(said)
    assert promised >= KILLS
