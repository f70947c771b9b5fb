"""The shared data files, read as plain values."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ESCO_KINDS = ("skills", "occupations", "groups")


@dataclass(frozen=True)
class Concept:
    """One ESCO concept in both languages; a missing label or description is an empty string."""

    uri: str
    kind: str
    label_en: str
    label_de: str
    alternatives_en: tuple[str, ...] = ()
    alternatives_de: tuple[str, ...] = ()
    description_en: str = ""
    description_de: str = ""

    def labels(self) -> tuple[str, ...]:
        """Every name of the concept in either language."""
        names = (self.label_en, self.label_de, *self.alternatives_en, *self.alternatives_de)
        return tuple(name for name in names if name)


@dataclass(frozen=True)
class AgencyTerm:
    """One line of the employment agency's crosswalk: its German term and an ESCO skill."""

    ba_id: str
    label_de: str
    uri: str
    esco_label_de: str


@dataclass(frozen=True)
class ScoredPair:
    """Two sentences in both languages and how alike people found them (0 to 5)."""

    score: float
    english: tuple[str, str]
    german: tuple[str, str]


@dataclass(frozen=True)
class Corpus:
    """Everything a model may be trained from."""

    concepts: tuple[Concept, ...]
    terms: tuple[AgencyTerm, ...]
    tatoeba: tuple[tuple[str, str], ...] = ()
    parallel: tuple[tuple[str, str], ...] = ()

    def skills(self) -> tuple[Concept, ...]:
        """The concepts that are skills, in file order."""
        return tuple(concept for concept in self.concepts if concept.kind == "skills")


def read_corpus(data: Path) -> Corpus:
    """Read all training files under the data folder; pairs are (English, German)."""
    sets = sorted((data / "parallel").glob("*.tsv.gz"))
    return Corpus(
        concepts=tuple(c for kind in ESCO_KINDS for c in _concepts(data, kind)),
        terms=tuple(_terms(data)),
        tatoeba=tuple(_pairs(data / "tatoeba" / "deu-eng.tsv.gz")),
        parallel=tuple(pair for path in sets for pair in _pairs(path)),
    )


def read_labels(data: Path) -> Corpus:
    """Read only concepts and agency terms, which is what the label tasks need."""
    concepts = tuple(c for kind in ESCO_KINDS for c in _concepts(data, kind))
    return Corpus(concepts=concepts, terms=tuple(_terms(data)))


def read_scored_pairs(data: Path) -> tuple[ScoredPair, ...]:
    """Read the human-scored development pairs, which are never trained on."""
    with (data / "sts_dev" / "de_en.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            ScoredPair(
                score=float(row["score"]),
                english=(row["en_a"], row["en_b"]),
                german=(row["de_a"], row["de_b"]),
            )
            for row in rows
        )


def _concepts(data: Path, kind: str) -> Iterator[Concept]:
    for line in _lines(data / "esco" / f"{kind}_de_en.jsonl.gz"):
        record = json.loads(line)
        yield Concept(
            uri=record["uri"],
            kind=kind,
            label_en=record["pref_en"].strip(),
            label_de=record["pref_de"].strip(),
            alternatives_en=tuple(dict.fromkeys(record.get("alt_en", ()))),
            alternatives_de=tuple(dict.fromkeys(record.get("alt_de", ()))),
            description_en=record["desc_en"].strip(),
            description_de=record["desc_de"].strip(),
        )


def _terms(data: Path) -> Iterator[AgencyTerm]:
    lines = _lines(data / "esco" / "ba_kompetenzen_to_esco.tsv.gz")
    next(lines)
    for line in lines:
        uri, esco_label_de, ba_id, label_de, _relation = line.split("\t")
        yield AgencyTerm(ba_id=ba_id, label_de=label_de, uri=uri, esco_label_de=esco_label_de)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        english, german = line.split("\t")
        if english.startswith("# ") or not (english.strip() and german.strip()):
            continue
        yield english.strip(), german.strip()


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n")
