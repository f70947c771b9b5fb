"""Bindings are bounded in number and time, and nobody can push out another's."""

from ui.gate.bindings import Bindings


class Seconds:
    """A clock that tests set."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_first_come_first_owned() -> None:
    bindings = Bindings(Seconds())
    assert bindings.claim("session_hash", "a", "one")
    assert bindings.claim("session_hash", "a", "one")
    assert not bindings.claim("session_hash", "a", "two")
    assert bindings.claim("event_id", "a", "two"), "another kind is another thing"
    assert bindings.owns("session_hash", "a", "one")
    assert not bindings.owns("session_hash", "b", "one")


def test_flooding_pushes_out_only_ones_own() -> None:
    bindings = Bindings(Seconds(), per_account=3)
    bindings.claim("session_hash", "victim", "one")
    for number in range(1000):
        bindings.claim("session_hash", f"flood{number}", "two")
    assert len(bindings) == 4
    assert not bindings.claim("session_hash", "victim", "two")


def test_unused_bindings_expire_and_used_ones_live() -> None:
    clock = Seconds()
    bindings = Bindings(clock, life_s=10)
    bindings.claim("session_hash", "old", "one")
    bindings.claim("session_hash", "used", "one")
    clock.at = 8
    assert bindings.owns("session_hash", "used", "one")
    clock.at = 12
    assert bindings.claim("session_hash", "old", "two")
    assert not bindings.claim("session_hash", "used", "two")
