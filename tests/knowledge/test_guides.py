"""The shipped guides load, and a broken one is refused with file and problem."""

import shutil
from pathlib import Path

import pytest

from knowledge.guides import CONTENT, Library, load_library
from tandems.domain.vocabulary import BlockKind, Language, Mode, SafetyClass, Stage
from tandems.errors import ContentError

FIRST = {8, 9, 10, 12, 21, 22, 23, 25, 27, 28, 31, 34, 37, 59, 60}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with one guide that a test may break."""
    shutil.copytree(CONTENT / "28-tool-walk-through", tmp_path / "28-tool-walk-through")
    return tmp_path


def test_the_first_guides_are_there_in_both_languages(library: Library) -> None:
    assert {guide.spec.number for guide in library.guides.values()} >= FIRST
    for guide in library.guides.values():
        assert guide.title.de_du and guide.title.en
        for language in Language:
            assert guide.sections[language]


def test_prose_has_the_length_its_format_asks_for(library: Library) -> None:
    for guide in library.guides.values():
        short = guide.spec.format in ("card_set", "refer_card")
        for language in Language:
            words = sum(len(s.markdown.split()) for s in guide.sections[language])
            assert (120 if short else 400) <= words <= 900, (guide.spec.id, language, words)


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("mode", list(Mode))
def test_every_session_finds_its_frame(library: Library, mode: Mode, stage: Stage) -> None:
    kinds = {block.kind for block in library.blocks(mode, stage)}
    frame = {BlockKind.CHECK_IN, BlockKind.REFLECT, BlockKind.COMMIT, BlockKind.CHECK_OUT}
    assert frame | {BlockKind.FOLLOW_UP, BlockKind.BREAK} <= kinds
    assert len(library.questions(mode, stage)) >= 10


def test_refer_cards_answer_every_category_and_hold_no_method(library: Library) -> None:
    categories = "danger_to_life self_harm violence harassment discrimination illness addiction"
    for category in (*categories.split(), "legal"):
        assert library.reply(category).text.en
    for guide in library.guides.values():
        if guide.spec.safety_class is SafetyClass.REFER:
            assert guide.spec.blocks == () and guide.spec.questions == ()


def test_the_same_content_has_the_same_version(library: Library) -> None:
    assert load_library().content_version == library.content_version


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("guide.yaml", "kind: work", "kind: party", "kind"),
        ("guide.yaml", "version: 1", "version: 1\nsurprise: 1", "surprise"),
        ("guide.yaml", "topics: [", "topics: [underwater_hockey, ", "underwater_hockey"),
        ("de.md", "{#pitfalls}", "{#fallen}", "anchors differ"),
        ("en.md", "title:", "headline:", "front matter"),
    ],
)
def test_a_broken_guide_is_refused(copy: Path, file: str, old: str, new: str, named: str) -> None:
    path = copy / "28-tool-walk-through" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_library(copy)
    assert named in str(caught.value.values["problem"])


def test_a_missing_language_is_refused(copy: Path) -> None:
    (copy / "28-tool-walk-through" / "en.md").unlink()
    with pytest.raises(ContentError) as caught:
        load_library(copy)
    assert caught.value.values == {"file": "28-tool-walk-through/en.md", "problem": "missing"}
