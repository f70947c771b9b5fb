"""What is learnt: weighted examples, drawn into batches of like length and related meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.train.corpus import Corpus
from embeddings.train.rows import training_rows
from embeddings.train.split import Split

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
OWN_WEIGHT = 8.0
TERM_WEIGHT = 0.5  # dictionary entries of one or two words
TERM_WORDS = 2
GERMAN_SHARE = 0.8
LONGEST = 60
DRAW = 16_384
TOKENS_PER_BATCH = 3_072
ROWS_PER_BATCH = 256
CLUSTERS = 64
CLUSTER_STEPS = 6
SPELLED_OUT_SHARE = 0.04
SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


@dataclass(frozen=True)
class Lessons:
    """Everything there is to learn.

    Attributes:
        texts: German or English.
        targets: distinct English texts whose teacher vectors are aimed at.
        target_of: [texts], position among the targets.
        weights: [texts], sum 1: the chance to be drawn.
    """

    texts: tuple[str, ...]
    targets: tuple[str, ...]
    target_of: Ints
    weights: NDArray[np.float64]


@dataclass(frozen=True)
class Batch:
    """Texts, and the positions of their targets."""

    texts: list[str]
    targets: Ints


def lessons(corpus: Corpus, split: Split, own: Sequence[tuple[str, str]] = ()) -> Lessons:
    """Return everything outside the split; `own` are (German, English) pairs of our writing."""
    weight_of: dict[tuple[str, str], float] = {}
    terms = {german for english, german in corpus.parallel if len(english.split()) <= TERM_WORDS}
    for row in training_rows(corpus, split):
        is_term = row.text in terms and row.weight == 1
        weight_of[row.text, row.target] = TERM_WEIGHT if is_term else row.weight
    for german, english in own:
        if not (split.hides(german) or split.hides(english)):
            weight_of[german, english] = weight_of[english, english] = OWN_WEIGHT
    place = {text: n for n, text in enumerate(dict.fromkeys(target for _, target in weight_of))}
    weights = np.array(list(weight_of.values()))
    german_rows = np.array([text != target for text, target in weight_of])
    for rows, share in ((german_rows, GERMAN_SHARE), (~german_rows, 1 - GERMAN_SHARE)):
        weights[rows] *= share / max(weights[rows].sum(), 1e-9)
    return Lessons(
        texts=tuple(text for text, _ in weight_of),
        targets=tuple(place),
        target_of=np.array([place[target] for _, target in weight_of], dtype=np.int64),
        weights=weights / weights.sum(),
    )


class Draws:
    """Endless batches; rows longer than LONGEST pieces are left out."""

    def __init__(
        self,
        lessons: Lessons,
        tokenizer: Tokenizer,
        vectors: Floats,
        generator: np.random.Generator,
    ) -> None:
        """Measure every text once and group the targets by meaning."""
        self._lessons = lessons
        self._generator = generator
        encoded = tokenizer.encode_batch_fast(list(lessons.texts))
        self._lengths = np.array([len(encoding.ids) for encoding in encoded])
        weights = np.where(self._lengths <= LONGEST, lessons.weights, 0)
        self._weights = weights / weights.sum()
        self._groups = meaning_groups(vectors, generator)[lessons.target_of]

    def __iter__(self) -> Iterator[Batch]:
        """Draw without end."""
        while True:
            yield from self._some()

    def _some(self) -> Iterator[Batch]:
        size = min(DRAW, int(np.count_nonzero(self._weights)))
        rows = self._generator.choice(len(self._weights), size=size, p=self._weights, replace=False)
        # Half of the draw is sorted by meaning too: its batches are hard to tell apart.
        for half, related in ((rows[: size // 2], True), (rows[size // 2 :], False)):
            keys = self._groups[half] if related else self._generator.random(len(half))
            order = half[np.lexsort((keys, _length_class(self._lengths[half])))]
            batches = list(cut(order, self._lengths))
            for number in self._generator.permutation(len(batches)):
                yield self._batch(batches[number])

    def _batch(self, rows: Ints) -> Batch:
        texts = [self._lessons.texts[row] for row in rows]
        for number in np.flatnonzero(self._generator.random(len(texts)) < SPELLED_OUT_SHARE):
            texts[number] = texts[number].translate(SPELLED_OUT)
        return Batch(texts=texts, targets=self._lessons.target_of[rows])


def _length_class(lengths: Ints) -> Ints:
    return np.asarray(np.minimum(lengths // 2, 12 + lengths // 8), dtype=np.int64)


def cut(order: Ints, lengths: Ints) -> Iterator[Ints]:
    """Cut rows, already in order, into batches within the budget of padded tokens and rows."""
    start, longest = 0, 0
    for end, row in enumerate(order):
        longest = max(longest, int(lengths[row]))
        count = end - start + 1
        if count > ROWS_PER_BATCH or count * longest > TOKENS_PER_BATCH:
            yield order[start:end]
            start, longest = end, int(lengths[row])
    yield order[start:]


def meaning_groups(vectors: Floats, generator: np.random.Generator) -> Ints:
    """Return [vectors] group numbers by spherical k-means, groups alike in meaning near."""
    sample = vectors[generator.choice(len(vectors), size=min(20_000, len(vectors)), replace=False)]
    centres = sample[: min(CLUSTERS, len(sample))].astype(np.float32)
    for _ in range(CLUSTER_STEPS):
        nearest = (sample @ centres.T).argmax(axis=1)
        for group in range(len(centres)):
            members = sample[nearest == group]
            if len(members):
                mean = members.mean(axis=0)
                centres[group] = mean / np.linalg.norm(mean)
    return np.asarray((vectors @ centres.T).argmax(axis=1), dtype=np.int64)
