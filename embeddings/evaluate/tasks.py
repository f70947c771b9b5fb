"""The label tasks: a query, the pool it is looked up in, and which labels are right."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from embeddings.train.corpus import Corpus
from embeddings.train.split import Split, fold


@dataclass(frozen=True)
class LabelTask:
    """Find a label among many.

    Attributes:
        name: what is looked up, source language first.
        queries: distinct texts, none of them seen in training.
        pool: distinct labels; concepts that share a label share an entry.
        right: for each query the pool positions that count as found.
    """

    name: str
    queries: tuple[str, ...]
    pool: tuple[str, ...]
    right: tuple[frozenset[int], ...]


def label_tasks(corpus: Corpus, split: Split) -> tuple[LabelTask, ...]:
    """Return every label task; the pool is every preferred label of the skills in the file."""
    skills = corpus.skills()
    hidden = [skill for skill in skills if skill.uri in split.uris]
    english = [skill.label_en for skill in skills]
    german = [skill.label_de for skill in skills]
    by_uri = {skill.uri: skill.label_de for skill in skills}
    return (
        _task(
            "ESCO DE→EN",
            asked=(skill.label_de for skill in hidden),
            known=((skill.label_de, skill.label_en) for skill in skills),
            pool=english,
        ),
        _task(
            "ESCO EN→DE",
            asked=(skill.label_en for skill in hidden),
            known=((skill.label_en, skill.label_de) for skill in skills),
            pool=german,
        ),
        _task(
            "Alternative→preferred EN",
            asked=(name for skill in hidden for name in skill.alternatives_en),
            known=((name, s.label_en) for s in skills for name in (s.label_en, *s.alternatives_en)),
            pool=english,
        ),
        _task(
            "Alternative→preferred DE",
            asked=(name for skill in hidden for name in skill.alternatives_de),
            known=((name, s.label_de) for s in skills for name in (s.label_de, *s.alternatives_de)),
            pool=german,
        ),
        _task(
            "Agency term→ESCO DE",
            asked=(term.label_de for term in corpus.terms if term.ba_id in split.ba_ids),
            known=(
                (term.label_de, by_uri[term.uri]) for term in corpus.terms if term.uri in by_uri
            ),
            pool=german,
        ),
    )


def _task(
    name: str, *, asked: Iterable[str], known: Iterable[tuple[str, str]], pool: Iterable[str]
) -> LabelTask:
    place = {label: number for number, label in enumerate(dict.fromkeys(map(fold, pool)))}
    answers: dict[str, set[int]] = defaultdict(set)
    for query, label in known:
        answers[fold(query)].add(place[fold(label)])
    queries = list(dict.fromkeys(map(fold, asked)))
    if name.startswith("Alternative"):
        queries = [query for query in queries if query not in place]
    return LabelTask(
        name=name,
        queries=tuple(queries),
        pool=tuple(place),
        right=tuple(frozenset(answers[query]) for query in queries),
    )
