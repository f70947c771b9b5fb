"""The models that come with Tandem, by the name a setting gives them."""

from collections.abc import Callable, Mapping
from typing import Final

from embeddings import blended, contextual, static
from embeddings.encoder import Encoder

BUNDLED: Final[Mapping[str, Callable[[], Encoder]]] = {
    "": blended.load_default,
    "bundled:blended": blended.load_default,
    "bundled:contextual": contextual.load_default,
    "bundled:static": static.load_default,
}
"""The empty name is the default: both models as one."""
