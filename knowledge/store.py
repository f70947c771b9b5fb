"""The passage store in Chroma: one collection per content, model and safety class."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from embeddings.encoder import Float32
from knowledge.parts import Parts
from knowledge.passages import Passage
from tandems.domain.vocabulary import Language, Mode, SafetyClass, Stage

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_POINTER: Final = "tandem-pointer"
_CURRENT: Final = "current"
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """What speaks for a passage, each about 0 to 1.

    Attributes:
        whole: cosine of text, heading and purpose together.
        sentences: mean cosine of its two nearest sentences.
        hints: cosine of the nearest block or question that rests on it.
        words: BM25 score beside the best passage's.
        coverage: share of the question's words it holds, rare ones counting more.
    """

    whole: float
    sentences: float
    hints: float
    words: float
    coverage: float


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that was found.

    ``score`` is the cosine, -1 to 1, where the store found it; where retrieval did, the
    confidence that it is about the question, made of ``parts``.
    """

    passage: Passage
    score: float
    parts: ScoreParts | None = None


class PassageStore:
    """Passages and their vectors on disk.

    Every content and model gets collections of its own; the pointer row says which are in
    force. A crash while new ones are written leaves the old ones in force.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``, which may be deleted: ingestion rebuilds it."""
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self.vectors_file = folder / "vectors.db"
        self._folder = folder
        self._client = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
        self._pointer = self._client.get_or_create_collection(_POINTER, embedding_function=None)

    def version(self) -> str:
        """Return the name of what is in force; empty before the first ingestion."""
        rows = self._pointer.get(ids=[_CURRENT])["metadatas"] or []
        version = str(rows[0]["version"]) if rows else ""
        return version if version and self._parts_file(version).exists() else ""

    def replace(
        self,
        passages: Sequence[Passage],
        vectors: Float32,
        *,
        model: str,
        parts: Parts | None = None,
    ) -> bool:
        """Put ``passages`` in force and forget everything else; False if they already were.

        ``vectors`` is float32 [n, dim], one row a passage; zero rows are left out. Without
        ``parts`` each passage is its own only part.
        """
        version = version_of(passages, model=model)
        if version == self.version():
            return False
        for safety_class in SafetyClass:
            self._fill(version, safety_class, passages, vectors)
        self._write_parts(version, passages, parts or _alone(vectors))
        self._pointer.upsert(
            ids=[_CURRENT],
            embeddings=np.ones((1, 1), dtype=np.float32),
            metadatas=[{"version": version}],
        )
        self._forget_others(version)
        return True

    def query(
        self, vector: Float32, k: int, *, safety_class: SafetyClass, version: str = ""
    ) -> list[PassageHit]:
        """Return the ``k`` passages nearest to ``vector`` (float32 [dim]), best first.

        This and what follows reads ``version``, or what is in force.

        Raises:
            Replaced: that version is in force no more.
        """
        wanted = version or self.version()
        if not wanted or not vector.any():
            return []
        with _still_there():
            found = self._kept(wanted, safety_class).query(
                query_embeddings=vector[np.newaxis],
                n_results=k,
                include=["documents", "metadatas", "distances"],
            )
        return [
            PassageHit(_passage(item_id, str(text), meta), 1.0 - float(distance))
            for item_id, text, meta, distance in zip(
                found["ids"][0],
                (found["documents"] or [[]])[0],
                (found["metadatas"] or [[]])[0],
                (found["distances"] or [[]])[0],
                strict=True,
            )
        ]

    def cosines(
        self,
        vector: Float32,
        ids: Sequence[str],
        *,
        safety_class: SafetyClass,
        version: str = "",
    ) -> dict[str, float]:
        """Return the cosine of ``vector`` (float32 [dim], norm 1) to each passage of ``ids``."""
        if not ids:
            return {}
        with _still_there():
            collection = self._kept(version or self.version(), safety_class)
            rows = collection.get(ids=list(ids), include=["embeddings"])
        scores = np.asarray(rows["embeddings"], dtype=np.float32) @ vector
        return {one: float(score) for one, score in zip(rows["ids"], scores, strict=True)}

    def all(self, safety_class: SafetyClass, *, version: str = "") -> tuple[Passage, ...]:
        """Return every passage of one safety class, by id."""
        wanted = version or self.version()
        if not wanted:
            return ()
        with _still_there():
            collection = self._kept(wanted, safety_class)
            rows = collection.get(include=["documents", "metadatas"])
        found = zip(rows["ids"], rows["documents"] or [], rows["metadatas"] or [], strict=True)
        passages = [_passage(one, str(text), meta) for one, text, meta in found]
        return tuple(sorted(passages, key=lambda passage: passage.id))

    def count(self) -> int:
        """Return how many passages are in force."""
        version = self.version()
        if not version:
            return 0
        return sum(self._collection(version, one).count() for one in SafetyClass)

    def parts(self, *, version: str = "") -> tuple[tuple[str, ...], Parts]:
        """Return the parts, and the ids of the passages their owners are places of."""
        wanted = version or self.version()
        if not wanted:
            return (), _alone(np.zeros((0, 1), dtype=np.float32))
        with _still_there(), np.load(self._parts_file(wanted)) as kept:
            vectors = kept["vectors"].astype(np.float32)
            return tuple(kept["ids"].tolist()), Parts(kept["owners"], kept["hints"], vectors)

    def _parts_file(self, version: str) -> Path:
        return self._folder / f"{version}.parts.npz"

    def _write_parts(self, version: str, passages: Sequence[Passage], parts: Parts) -> None:
        draft = self._parts_file(version).with_suffix(".draft")
        with draft.open("wb") as file:
            np.savez(
                file,
                ids=np.array([one.id for one in passages], dtype=np.str_),
                owners=parts.owners,
                hints=parts.hints,
                vectors=parts.vectors.astype(np.float16),
            )
        draft.replace(self._parts_file(version))

    def _kept(self, version: str, safety_class: SafetyClass) -> "Collection":
        """Return a collection to read; unlike one to fill, it is never made anew."""
        return self._client.get_collection(f"{version}-{safety_class}", embedding_function=None)

    def _collection(self, version: str, safety_class: SafetyClass) -> "Collection":
        return self._client.get_or_create_collection(
            f"{version}-{safety_class}",
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )

    def _fill(
        self,
        version: str,
        safety_class: SafetyClass,
        passages: Sequence[Passage],
        vectors: Float32,
    ) -> None:
        collection = self._collection(version, safety_class)
        rows = [
            (passage, vector)
            for passage, vector in zip(passages, vectors, strict=True)
            if passage.safety_class is safety_class and vector.any()
        ]
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            collection.upsert(
                ids=[passage.id for passage, _ in batch],
                embeddings=np.stack([vector for _, vector in batch]),
                documents=[passage.text for passage, _ in batch],
                metadatas=[{"facts": _facts(passage)} for passage, _ in batch],
            )

    def _forget_others(self, version: str) -> None:
        for file in self._folder.glob("*.parts.*"):
            if file != self._parts_file(version):
                file.unlink(missing_ok=True)
        for collection in self._client.list_collections():
            if collection.name != _POINTER and not collection.name.startswith(version):
                self._client.delete_collection(collection.name)


class Replaced(Exception):
    """What was being read is in force no more."""


@contextmanager
def _still_there() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, FileNotFoundError) as error:
        raise Replaced from error


def _alone(vectors: Float32) -> Parts:
    places = np.arange(len(vectors), dtype=np.int32)
    return Parts(places, np.zeros(len(vectors), dtype=np.bool_), vectors)


def version_of(passages: Sequence[Passage], *, model: str) -> str:
    """Return the name of these passages under this model's vectors."""
    digest = hashlib.sha256(model.encode())
    for passage in sorted(passages, key=lambda passage: passage.id):
        digest.update(f"{passage.id}\0{passage.text}\0{_facts(passage)}\0".encode())
    return f"v{digest.hexdigest()[:24]}"


def _facts(passage: Passage) -> str:
    return json.dumps(
        [
            passage.guide_id,
            passage.title,
            passage.section,
            passage.heading,
            passage.language,
            passage.safety_class,
            passage.modes,
            passage.stages,
            passage.page,
            passage.about,
            passage.hints,
        ]
    )


def _passage(item_id: str, text: str, meta: Mapping[str, object] | None) -> Passage:
    if meta is None:  # deleted while it was read
        raise Replaced
    facts = json.loads(str(meta["facts"]))
    guide_id, title, section, heading, language, safety_class, modes, stages, *more = facts
    page, about, hints = more
    return Passage(
        id=item_id,
        guide_id=guide_id,
        title=title,
        section=section,
        heading=heading,
        language=Language(language),
        text=text,
        safety_class=SafetyClass(safety_class),
        modes=tuple(Mode(mode) for mode in modes),
        stages=tuple(Stage(stage) for stage in stages),
        page=page,
        about=about,
        hints=tuple(hints),
    )
