"""Training rows: a text, the English text whose teacher vector it should get, and a weight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from embeddings.train.corpus import AgencyTerm, Concept, Corpus
from embeddings.train.split import Split

LABEL_WEIGHT = 3.0
ALTERNATIVE_WEIGHT = 2.0
GROUP_WEIGHT = 2.0
AGENCY_WEIGHT = 2.0
OCCUPATION_WEIGHT = 1.5
DESCRIPTION_WEIGHT = 1.0
PAIR_WEIGHT = 1.0


@dataclass(frozen=True)
class Row:
    """One weighted example; `target` is English, `text` is in either language."""

    text: str
    target: str
    weight: float


def training_rows(corpus: Corpus, split: Split) -> list[Row]:
    """Return every example outside the split, each (text, target) once with its highest weight."""
    best: dict[tuple[str, str], float] = {}
    for row in _all_rows(corpus, split):
        key = (row.text, row.target)
        best[key] = max(best.get(key, 0.0), row.weight)
    return [Row(text, target, weight) for (text, target), weight in best.items()]


def _all_rows(corpus: Corpus, split: Split) -> Iterator[Row]:
    kept = [concept for concept in corpus.concepts if concept.uri not in split.uris]
    english_of = {concept.uri: concept.label_en for concept in kept if concept.kind == "skills"}
    labelled = (row for concept in kept for row in _concept_rows(concept))
    agency = (row for term in corpus.terms for row in _term_rows(term, english_of, split))
    pairs = _pair_rows((*corpus.tatoeba, *corpus.parallel))
    for row in chain(labelled, agency, pairs):
        if not (split.hides(row.text) or split.hides(row.target)):
            yield row


def _concept_rows(concept: Concept) -> Iterator[Row]:
    label, other = _weights(concept.kind)
    yield Row(concept.label_en, concept.label_en, label)
    if concept.label_de:
        yield Row(concept.label_de, concept.label_en, label)
    for name in concept.alternatives_en:
        yield Row(name, name, other)
    for name in concept.alternatives_de:
        yield Row(name, concept.label_en, other)
    if concept.description_en:
        yield Row(concept.description_en, concept.description_en, DESCRIPTION_WEIGHT)
    if concept.description_de:
        target = concept.description_en or concept.label_en
        yield Row(concept.description_de, target, DESCRIPTION_WEIGHT)


def _weights(kind: str) -> tuple[float, float]:
    return {
        "skills": (LABEL_WEIGHT, ALTERNATIVE_WEIGHT),
        "occupations": (OCCUPATION_WEIGHT, OCCUPATION_WEIGHT),
        "groups": (GROUP_WEIGHT, GROUP_WEIGHT),
    }[kind]


def _term_rows(term: AgencyTerm, english_of: dict[str, str], split: Split) -> Iterator[Row]:
    if term.ba_id in split.ba_ids or term.uri not in english_of:
        return
    yield Row(term.label_de, english_of[term.uri], AGENCY_WEIGHT)


def _pair_rows(pairs: Iterable[tuple[str, str]]) -> Iterator[Row]:
    for english, german in pairs:
        yield Row(english, english, PAIR_WEIGHT)
        yield Row(german, english, PAIR_WEIGHT)
