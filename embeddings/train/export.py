"""The solved vectors become a sentence-transformers folder."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

READABLE = 0o644


def export_model(folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32]) -> None:
    """Write StaticEmbedding and Normalize with float16 weights; a README.md there is kept."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    embedding = StaticEmbedding(tokenizer, embedding_weights=scaled(table))
    model = SentenceTransformer(modules=[embedding, Normalize()], device="cpu").half()
    folder.mkdir(parents=True, exist_ok=True)
    model.save(str(folder), create_model_card=False)
    for path in folder.rglob("*.safetensors"):
        path.chmod(READABLE)


def scaled(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the table with a mean row norm of 1, so that float16 keeps its precision."""
    norms = np.linalg.norm(table, axis=1)
    return np.asarray(table / norms[norms > 0].mean(), dtype=np.float32)
