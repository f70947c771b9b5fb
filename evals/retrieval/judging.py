"""What still has to be judged: the first sections of every system that have no grade."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from evals.retrieval.cases import Query
from evals.retrieval.figures import CROSS, SAME
from evals.retrieval.pool import Pool
from evals.retrieval.systems import LOOKED_AT, System

_LIMITED: Final = (*SAME, *CROSS)


def unjudged(query: Query, found: Sequence[System]) -> list[str]:
    """Return the keys among the first five of a system, in either language, without a grade."""
    keys = {
        key
        for direction in _LIMITED
        if direction.asked is query.language
        for system in found
        for key in system.ranked(query.text, direction.found)[:LOOKED_AT]
    }
    return sorted(keys - query.judgements.keys())


def write_pool(path: Path, queries: Sequence[Query], pool: Pool, found: Sequence[System]) -> int:
    """Write questions with their ungraded keys, and each section once; return the keys.

    The keys stand in alphabetical order: nothing shows which system found them.
    """
    asked = [
        {
            "id": query.id,
            "language": str(query.language),
            "answerable": query.answerable,
            "text": query.text,
            "judgements": dict.fromkeys(keys),
        }
        for query in queries
        if (keys := unjudged(query, found))
    ]
    wanted = {key for one in asked for key in _keys(one["judgements"])}
    texts: dict[str, dict[str, str]] = {}
    for section in pool.sections:
        if section.key in wanted:
            texts.setdefault(section.key, {})[str(section.language)] = section.whole
    content = {"queries": asked, "sections": texts}
    path.write_text(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8"
    )
    return sum(len(_keys(one["judgements"])) for one in asked)


def _keys(judgements: object) -> list[str]:
    return list(judgements) if isinstance(judgements, dict) else []
