"""One small guide that keeps every rule, made to be broken in exactly one place."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import yaml

from knowledge.schema import BlockSpec, GuideSpec, QuestionSpec

Parts = Mapping[str, object]
_PLACED: Parts = {"modes": ["classic"], "stages": ["work"], "topics": ["change"]}
_PLACED_ON: Parts = {**_PLACED, "section": "steps"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def pair(de: str, en: str) -> Parts:
    return {"de": de, "en": en}


def person(du: str, sie: str, en: str) -> Parts:
    return {"de": {"du": du, "sie": sie}, "en": en}


WORK: Parts = {
    **_PLACED_ON,
    "id": "b80-rope",
    "kind": "work",
    "lead": "mentee",
    "minutes": {"min": 8, "typical": 12, "max": 15},
    "title": pair("Knoten am Seil", "Knots on a rope"),
    "outcome": pair("Ein Knoten hält.", "One knot holds."),
    "steps": [pair("{mentee} knüpft, {mentor} zieht daran.", "{mentee} ties, {mentor} pulls.")],
    "evidence": pair("Der Knoten hält ein Gewicht.", "The knot carries a weight."),
    "preparation": {
        "mentor": person(
            "Such in zehn Minuten ein Seil.",
            "Suchen Sie in zehn Minuten ein Seil.",
            "Take ten minutes to find a rope.",
        )
    },
}
CHECK_IN: Parts = {
    **_PLACED_ON,
    "id": "b80-weather",
    "kind": "check_in",
    "lead": "mentor",
    "minutes": {"min": 2, "typical": 3, "max": 5},
    "title": pair("Wetter von heute", "Today’s weather"),
    "steps": [pair("Reihum ein Wort zum Himmel.", "One word each about the sky.")],
}
COMMIT: Parts = {
    **_PLACED_ON,
    "id": "b80-promise",
    "kind": "commit",
    "lead": "mentee",
    "minutes": {"min": 2, "typical": 4, "max": 6},
    "title": pair("Zusage", "Promise"),
    "steps": [pair("Bis zum {date} wird „{goal}“ geübt.", "By {date}, practise ‘{goal}’ once.")],
}
CHECK_OUT: Parts = {
    **_PLACED_ON,
    "id": "b80-bell",
    "kind": "check_out",
    "lead": "mentor",
    "minutes": {"min": 1, "typical": 2, "max": 4},
    "title": pair("Glocke", "Bell"),
    "steps": [pair("Klingeln, aufstehen, gehen.", "Ring, stand up, leave.")],
}
QUESTION: Parts = {
    **_PLACED_ON,
    "id": "q80-next-knot",
    "role": "mentee",
    "level": "D2",
    "type": "choice",
    "text": person(
        "Welchen Knoten zeigst du {partner} als Nächstes?",
        "Welchen Knoten zeigen Sie {partner} als Nächstes?",
        "Which knot will you show {partner} next?",
    ),
}
GUIDE: Parts = {
    **_PLACED,
    "id": "knots",
    "number": 80,
    "audience": ["tandem"],
    "format": "agenda",
    "minutes": 30,
    "safety_class": "normal",
    "version": 1,
    "review_due": "2027-11-30",
    "blocks": [WORK, CHECK_IN, COMMIT, CHECK_OUT],
    "questions": [QUESTION],
}


def block(parts: Parts, **changes: object) -> BlockSpec:
    """Return one of the blocks above, changed."""
    return BlockSpec.model_validate({**parts, **changes})


def question(**changes: object) -> QuestionSpec:
    """Return the question above, changed."""
    return QuestionSpec.model_validate({**QUESTION, **changes})


def guide(**changes: object) -> GuideSpec:
    """Return the guide above, changed."""
    return GuideSpec.model_validate({**GUIDE, **changes})


def blocks(changed: BlockSpec) -> GuideSpec:
    """Return the guide with its work block replaced."""
    return guide(blocks=[changed, *(block(parts) for parts in (CHECK_IN, COMMIT, CHECK_OUT))])


def questions(*given: QuestionSpec) -> GuideSpec:
    """Return the guide with these questions."""
    return guide(questions=given)


def filler(seed: int, words: int = 450) -> str:
    """Return words that exist in no language and repeat nothing."""
    signs = np.random.default_rng(seed).choice(list(_LETTERS), size=(words, 7))
    return " ".join("".join(row) for row in signs)


def prose(*sections: str, title: str = "Knoten", purpose: str = "Etwas hält.") -> str:
    """Return a file of prose; the first section is ``steps``."""
    anchors = ["steps", *(f"more-{place}" for place in range(1, len(sections)))]
    parts = (
        f"## {anchor.title()} {{#{anchor}}}\n\n{text}\n"
        for anchor, text in zip(anchors, sections, strict=True)
    )
    front = f"---\ntitle: '{title}'\npurpose: '{purpose}'\n---\n\n"
    return front + "\n".join(parts)


def write(folder: Path, spec: GuideSpec, german: str = "", english: str = "") -> Path:
    """Write a guide beneath ``folder`` and return ``folder``; filler stands in for prose."""
    own = folder / f"{spec.number:02d}-{spec.id}"
    own.mkdir(parents=True)
    data = spec.model_dump(mode="json", exclude_none=True)
    (own / "guide.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    for name, text, seed in (("de.md", german, spec.number), ("en.md", english, -spec.number)):
        whole = text or prose(filler(1000 + seed))
        (own / name).write_text(whole, encoding="utf-8")
    return folder


def write_all(folder: Path, specs: Iterable[GuideSpec]) -> Path:
    """Write several guides beneath ``folder``."""
    for spec in specs:
        write(folder, spec)
    return folder
