"""Which skills and agency terms are kept out of training, the same ones for every model."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from embeddings.train.corpus import AgencyTerm, Concept, Corpus

SEED = "tandem-held-out-1"
HELD_OUT_SKILLS = 1_000
HELD_OUT_TERMS = 1_000


@dataclass(frozen=True)
class Split:
    """What must not be seen in training.

    Attributes:
        uris: ESCO skills kept out, with every label, description and agency line of theirs.
        ba_ids: agency terms kept out.
        labels: folded names of both; no text equal to one is trained on, whatever file it is in.
    """

    uris: frozenset[str]
    ba_ids: frozenset[str]
    labels: frozenset[str]

    def hides(self, text: str) -> bool:
        """Say whether the text is, apart from case, a name that is kept out."""
        return fold(text) in self.labels


def fold(text: str) -> str:
    """Return the form in which two names count as the same."""
    return " ".join(text.casefold().split())


def rank(identifier: str) -> bytes:
    """Return the place of an identifier in the draw: a keyed hash, so files may grow or move."""
    return blake2b(identifier.encode(), key=SEED.encode(), digest_size=16).digest()


def draw(identifiers: Iterable[str], count: int) -> frozenset[str]:
    """Return the `count` identifiers with the smallest rank."""
    return frozenset(sorted(set(identifiers), key=rank)[:count])


def hold_out(
    corpus: Corpus, *, skills: int = HELD_OUT_SKILLS, terms: int = HELD_OUT_TERMS
) -> Split:
    """Draw the split: skills by uri, agency terms by ba_id among those that point to a skill."""
    by_uri = {concept.uri: concept for concept in corpus.skills()}
    uris = draw(by_uri, skills)
    ba_ids = draw((term.ba_id for term in corpus.terms if term.uri in by_uri), terms)
    return Split(uris=uris, ba_ids=ba_ids, labels=_names(corpus, uris=uris, ba_ids=ba_ids))


def _names(corpus: Corpus, *, uris: frozenset[str], ba_ids: frozenset[str]) -> frozenset[str]:
    hidden_concepts: list[Concept] = [c for c in corpus.concepts if c.uri in uris]
    hidden_terms: list[AgencyTerm] = [t for t in corpus.terms if t.ba_id in ba_ids]
    names = [name for concept in hidden_concepts for name in concept.labels()]
    names += [term.label_de for term in hidden_terms]
    return frozenset(fold(name) for name in names)
