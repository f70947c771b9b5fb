"""People are called as they address each other, and nothing is guessed from a name."""

import pytest

from assistant.names import call_names
from tandems.domain.vocabulary import Address


@pytest.mark.parametrize(
    ("names", "address", "expected"),
    [
        (["Jule Brandt", "Dr. Sabine Harting"], Address.DU, ["Jule", "Sabine"]),
        (["Jule Brandt", "Dr. Sabine Harting"], Address.SIE, ["Jule Brandt", "Sabine Harting"]),
        (["Kim Meier", "Kim Sommer"], Address.DU, ["Kim Meier", "Kim Sommer"]),
        (["Prof. Dr. Öz", "Kim"], Address.DU, ["Öz", "Kim"]),
        (["", "Kim"], Address.DU, ["?", "Kim"]),
    ],
)
def test_call_names(names: list[str], address: Address, expected: list[str]) -> None:
    assert call_names(names, address) == expected
