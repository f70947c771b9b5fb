"""Vectors on disk: each text is embedded once, and a run that is cut off goes on."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from embeddings.encoder import Encoder, Float32
from embeddings.remembered import digest_of

Progress = Callable[[int, int], None]
"""Takes how many texts of how many are embedded."""

_CHUNK: Final = 64
_LOOKED_UP: Final = 500
_SCHEMA: Final = """
create table if not exists vectors (
    model text not null, digest blob not null, row blob not null, primary key (model, digest)
) without rowid
"""


def silent(_done: int, _all: int) -> None:
    """Tell nobody."""


class KeptEncoder:
    """Gives the rows of another encoder; those of passages are kept in a file.

    Rows are kept under the model's fingerprint and a digest of the text, chunk by chunk: a run
    that is cut off goes on where it was, and another model never meets these rows.
    """

    def __init__(self, encoder: Encoder, path: Path, *, progress: Progress = silent) -> None:
        """Keep rows at ``path``; ``progress`` hears of what is embedded anew."""
        self._encoder = encoder
        self._path = path
        self._progress = progress
        self._asked: set[bytes] = set()
        self.encoded = 0
        """How many texts were not in the file."""
        self._lock = Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as rows:
            rows.execute(_SCHEMA)

    @property
    def fingerprint(self) -> str:
        """The other encoder's."""
        return self._encoder.fingerprint

    @property
    def dim(self) -> int:
        """Components of a vector."""
        return self._encoder.dim

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        """Encode what somebody is looking for; nothing of it is kept."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found; what the file holds already is not encoded again."""
        keys = [digest_of(text) for text in texts]
        with self._lock, self._open() as rows:
            self._asked.update(keys)
            found = dict(self._known(rows, list(dict.fromkeys(keys))))
            fresh = {k: text for k, text in zip(keys, texts, strict=True) if k not in found}
            for key, row in self._embedded(rows, fresh):
                found[key] = row
        matrix = np.zeros((len(texts), self.dim), dtype=np.float32)
        for place, key in enumerate(keys):
            matrix[place] = found[key]
        return matrix

    def forget_unasked(self) -> None:
        """Drop other models' rows, and those of texts nobody asked for since this was made."""
        with self._lock, self._open() as rows:
            rows.execute("create temp table asked (digest blob primary key)")
            rows.executemany("insert into asked values (?)", ((key,) for key in self._asked))
            rows.execute(
                "delete from vectors where model <> ? or digest not in (select digest from asked)",
                (self.fingerprint,),
            )

    def _known(
        self, rows: sqlite3.Connection, keys: Sequence[bytes]
    ) -> Iterator[tuple[bytes, Float32]]:
        for start in range(0, len(keys), _LOOKED_UP):
            part = keys[start : start + _LOOKED_UP]
            marks = ",".join("?" * len(part))
            query = f"select digest, row from vectors where model = ? and digest in ({marks})"  # noqa: S608  # marks only
            for key, row in rows.execute(query, (self.fingerprint, *part)):
                yield key, np.frombuffer(row, dtype=np.float32)

    def _embedded(
        self, rows: sqlite3.Connection, fresh: dict[bytes, str]
    ) -> Iterable[tuple[bytes, Float32]]:
        keys = sorted(fresh, key=lambda key: len(fresh[key]))  # of like length, less padding
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            vectors = self._encoder.encode_passages([fresh[key] for key in part])
            rows.executemany(
                "insert or replace into vectors values (?, ?, ?)",
                (
                    (self.fingerprint, key, vector.tobytes())
                    for key, vector in zip(part, vectors, strict=True)
                ),
            )
            rows.commit()
            self.encoded += len(part)
            yield from zip(part, vectors, strict=True)
            self._progress(start + len(part), len(keys))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=60)) as rows, rows:
            yield rows
