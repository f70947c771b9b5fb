"""The questions with judged sections are complete, consistent, and point to what exists."""

from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from evals.matching.cases import Split
from evals.retrieval.cases import FOLDER, Query, collected, read_queries
from evals.retrieval.pool import Pool
from knowledge.guides import Library
from tandems.domain.vocabulary import Language
from tandems.errors import ContentError

SPLITS = [split for split in Split if (FOLDER / f"{split}.yaml").exists()]


def question(**changes: object) -> Query:
    entry: dict[str, object] = {
        "id": "x1",
        "language": "de",
        "kind": "short",
        "text": "Pausen im Gespräch",
        "judgements": {"guide-01#purpose": 3},
    }
    return Query.model_validate(entry | changes)


@pytest.mark.parametrize("split", SPLITS)
def test_both_languages_ask_as_much_and_meet_as_many_traps(split: Split) -> None:
    count = Counter((one.language, one.trap) for one in read_queries(split))
    for trap in (None, "near", "foreign"):
        assert count[Language.DE, trap] == count[Language.EN, trap] > 0


@pytest.mark.parametrize("split", SPLITS)
def test_every_judged_section_of_a_guide_exists(split: Split, library: Library) -> None:
    queries = read_queries(split)
    collection = collected(queries, Pool.of(library))
    assert len(collection.queries) + collection.left_out == len(queries)
    assert len(collection.answerable) > collection.left_out > 0


def test_no_question_stands_twice() -> None:
    texts = Counter(one.text.casefold() for split in SPLITS for one in read_queries(split))
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_question_is_answered_or_a_trap() -> None:
    with pytest.raises(ValidationError):
        question(answerable=False, trap="near")
    with pytest.raises(ValidationError):
        question(judgements={})
    with pytest.raises(ValidationError):
        question(trap="near")
    read_in_vain = question(answerable=False, trap="near", judgements={"guide-01#purpose": 0})
    assert read_in_vain.judgements == {"guide-01#purpose": 0}


def test_a_section_that_is_not_there_is_named(library: Library) -> None:
    wrong = question(judgements={"guide-01#purpose": 3, "guide-01#nowhere": 1})
    with pytest.raises(ContentError) as caught:
        collected([wrong], Pool.of(library))
    assert "guide-01#nowhere" in str(caught.value.values)


def test_what_only_a_handbook_answers_is_left_out_without_the_handbooks(library: Library) -> None:
    other = question(judgements={"docs_en/a.md#b": 3, "guide-01#purpose": 1})
    collection = collected([question(), other], Pool.of(library))
    assert [one.text for one in collection.queries] == [question().text]
    assert collection.left_out == 1


def test_an_id_that_is_used_twice_is_named(tmp_path: Path) -> None:
    entry = '- {id: x1, language: de, kind: short, text: abc, judgements: {"guide-01#a": 3}}\n'
    (tmp_path / "dev.yaml").write_text(2 * entry, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_queries(Split.DEV, tmp_path)
    assert "x1" in str(caught.value.values)
