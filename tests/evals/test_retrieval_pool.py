"""The pool holds what ingestion gives, under the keys that judgements use."""

from pathlib import Path

import pytest

from evals.retrieval.handbooks import FOLDERS, read_handbooks, slug
from evals.retrieval.pool import Pool
from knowledge.guides import Library
from tandems.domain.vocabulary import Language

ENGLISH = """---
id: x
---
# Finding people

You can ask the person who sits next to you.

## Where: in-house & online?

Ask in the canteen, ask in the chat, and ask your colleagues.

## Nothing here yet
"""
GERMAN = "Vorweg steht ein kurzer Satz über das Lernen.\n\n## Größere Ziele\n\nWir üben das.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder, name, text in zip(FOLDERS, ("find.md", "ziele.md"), (ENGLISH, GERMAN), strict=True):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
        (tmp_path / folder / "empty.md").write_text("# Only a heading\n", encoding="utf-8")
    return tmp_path


def test_handbook_sections_are_named_by_file_and_heading(data: Path) -> None:
    pool = Pool.of(Library([]), read_handbooks(data))
    assert {(one.key, one.language) for one in pool.sections} == {
        ("docs_en/mentorship-guide/find.md#finding-people", Language.EN),
        ("docs_en/mentorship-guide/find.md#where-in-house-online", Language.EN),
        ("docs_de/lernos-for-you/ziele.md#top", Language.DE),
        ("docs_de/lernos-for-you/ziele.md#größere-ziele", Language.DE),
    }


def test_a_slug_drops_signs_and_keeps_umlauts() -> None:
    assert slug("🌱 Set 1-week, 1/3/6-months — Prüfung?") == "set-1-week-136-months-prüfung"


def test_a_section_of_a_guide_has_one_key_for_both_languages(library: Library) -> None:
    pool = Pool.of(library)
    purposes = [one for one in pool.sections if one.key == "guide-01#purpose"]
    assert {one.language for one in purposes} == set(Language)
    assert pool.keys(Language.DE) == pool.keys(Language.EN) == pool.keys()


def test_a_long_section_is_whole_again(library: Library) -> None:
    pool = Pool.of(library)
    texts = {(one.key, one.language): one.text for one in pool.sections}
    for guide in library.guides.values():
        for language, sections in guide.sections.items():
            for section in sections:
                key = f"guide-{guide.spec.number:02d}#{section.anchor}"
                assert key in pool.withheld or texts[key, language] == section.markdown


def test_what_is_not_to_be_quoted_is_withheld(library: Library) -> None:
    pool = Pool.of(library)
    numbers = {key.split("#")[0] for key in pool.withheld}
    assert "guide-59" in numbers
    assert not pool.withheld & pool.keys()
