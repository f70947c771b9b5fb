"""The models that come with Tandem, by the name a setting gives them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from embeddings import contextual, static
from embeddings.blended import BlendedEncoder
from embeddings.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Encoders:
    """The models of an installation; their vectors are never compared with each other.

    Attributes:
        deep: reads passages, questions, and the cohorts of ordinary programmes.
        quick: reads what must be there at once: blocks and questions, cohorts of thousands.
    """

    deep: Encoder
    quick: Encoder


def both() -> Encoders:
    """Load both models; added up they are the deep one."""
    quick = static.load_default()
    return Encoders(BlendedEncoder(contextual.load_default(), quick), quick)


def one(encoder: Encoder) -> Encoders:
    """Use one model for everything."""
    return Encoders(encoder, encoder)


BUNDLED: Final[Mapping[str, Callable[[], Encoders]]] = {
    "": both,
    "bundled:both": both,
    "bundled:contextual": lambda: one(contextual.load_default()),
    "bundled:static": lambda: one(static.load_default()),
}
"""The empty name is the default."""
