"""Reading the case files and counting how cases were judged."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "cases"
Case = Mapping[str, Any]


def cases(name: str) -> list[Case]:
    """Return the cases of one file, such as ``text_de.dev``."""
    loaded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(loaded)


@dataclass
class Tally:
    """How many cases should have been caught, how many were, and the ids that went wrong."""

    caught: int = 0
    missed: list[str] = field(default_factory=list)
    spared: int = 0
    alarmed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of what had to be caught that was."""
        return self.caught / max(1, self.caught + len(self.missed))

    @property
    def specificity(self) -> float:
        """Share of what had to be let through that was."""
        return self.spared / max(1, self.spared + len(self.alarmed))

    def __str__(self) -> str:
        """Show counts and ids, never texts."""
        return (
            f"caught {self.caught}/{self.caught + len(self.missed)},"
            f" spared {self.spared}/{self.spared + len(self.alarmed)},"
            f" missed {self.missed}, alarmed {self.alarmed}"
        )


def tally(
    given: list[Case], is_wanted: Callable[[Case], bool], is_caught: Callable[[Case], bool]
) -> Tally:
    """Judge every case and count."""
    result = Tally()
    for case in given:
        match is_wanted(case), is_caught(case):
            case True, True:
                result.caught += 1
            case True, False:
                result.missed.append(case["id"])
            case False, True:
                result.alarmed.append(case["id"])
            case _:
                result.spared += 1
    return result


def share(right: Counter[str], total: Counter[str]) -> dict[str, str]:
    """Show ``right/total`` for every key."""
    return {key: f"{right[key]}/{total[key]}" for key in sorted(total)}
