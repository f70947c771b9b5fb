"""A tiny random model goes the way of the large one: vocabulary, lessons, training, export."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tokenizers import Tokenizer

from embeddings.contextual import ContextualEncoder
from embeddings.train.contextual.export import export_model, save_reference
from embeddings.train.contextual.graph import by_rows
from embeddings.train.contextual.lessons import Draws, cut, lessons
from embeddings.train.contextual.own import Paraphrase, pair_batches
from embeddings.train.contextual.start import StaticTable, starting_vectors
from embeddings.train.contextual.tune import Plan, Supply, Tuning
from embeddings.train.corpus import Corpus
from embeddings.train.split import Split
from tests.embeddings.tiny import DIM, PIECES, tiny_model, tiny_tokenizer

if TYPE_CHECKING:
    from transformers import BertModel

PAIRS = (
    ("give feedback", "Rückmeldung geben"),
    ("plan a meeting", "Treffen planen"),
    ("a meeting", "Treffen"),
)
NOTHING_HIDDEN = Split(uris=frozenset(), ba_ids=frozenset(), labels=frozenset())


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return tiny_tokenizer()


@pytest.fixture
def model() -> "BertModel":
    return tiny_model()


def corpus() -> Corpus:
    return Corpus(concepts=(), terms=(), tatoeba=PAIRS)


def test_accents_fall_but_umlauts_stay(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("Café").tokens == ["[CLS]", "cafe", "[SEP]"]
    assert tokenizer.encode("SCHÖN scho\u0308n schon Straße").tokens[1:-1] == [
        "schön",
        "schön",
        "schon",
        "straße",
    ]


def test_an_unknown_token_starts_near_what_it_means(tokenizer: Tokenizer) -> None:
    old = np.eye(4, dtype=np.float32)
    vocabulary = {piece: number for number, piece in enumerate(PIECES)}
    vectors = np.zeros((len(PIECES), 4), dtype=np.float32)
    copied = {}
    for place, (english, german) in enumerate((("give", "geben"), ("plan", "planen"))):
        copied[vocabulary[english]] = place
        vectors[[vocabulary[english], vocabulary[german]], place] = 1
    static = StaticTable(vocabulary, vectors)
    table = starting_vectors(old, copied, tokenizer, static)
    assert table[vocabulary["give"]].tolist() == old[0].tolist()
    assert table[vocabulary["geben"]].argmax() == 0
    assert table[vocabulary["planen"]].argmax() == 1


def test_german_rows_aim_at_their_english_side_and_hidden_names_are_left_out() -> None:
    hidden = Split(uris=frozenset(), ba_ids=frozenset(), labels=frozenset({"treffen planen"}))
    learnt = lessons(corpus(), hidden, [("Ein Treffen", "a meeting")])
    aims = {text: learnt.targets[n] for text, n in zip(learnt.texts, learnt.target_of, strict=True)}
    assert "Treffen planen" not in aims
    assert aims["Rückmeldung geben"] == "give feedback"
    assert aims["Ein Treffen"] == "a meeting"
    german = [
        text != learnt.targets[n] for text, n in zip(learnt.texts, learnt.target_of, strict=True)
    ]
    assert learnt.weights[german].sum() == pytest.approx(0.8)


def test_batches_keep_every_row_within_the_budget() -> None:
    lengths = np.sort(np.random.default_rng(1).integers(2, 60, size=5_000))
    batches = list(cut(np.arange(5_000), lengths))
    assert np.concatenate(batches).tolist() == list(range(5_000))
    assert max(len(rows) * lengths[rows].max() for rows in batches) <= 3_072


def test_rows_in_int8_are_off_by_at_most_half_a_step() -> None:
    matrix = np.random.default_rng(2).normal(size=(5, 40)).astype(np.float32)
    values, scales = by_rows(matrix)
    assert (np.abs(values * scales[:, None] - matrix) <= scales[:, None] / 2 + 1e-6).all()


def test_training_nears_the_teacher_and_goes_on_from_its_checkpoint(
    tokenizer: Tokenizer, model: "BertModel", tmp_path: Path
) -> None:
    generator = np.random.default_rng(3)
    learnt = lessons(corpus(), NOTHING_HIDDEN)
    vectors = generator.normal(size=(len(learnt.targets), DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    supply = Supply(
        batches=iter(Draws(learnt, tokenizer, vectors, generator)),
        pairs=pair_batches([Paraphrase("Treffen", "a meeting", "geben")], generator),
        vectors=vectors.astype(np.float16),
    )
    is_new = np.ones(len(PIECES), dtype=np.bool_)
    clock = map(float, count())
    plan = Plan(budget_s=300, checkpoint=tmp_path / "checkpoint.pt", clock=lambda: next(clock))
    tuning = Tuning(model, tokenizer, is_new, plan)
    shown: list[str] = []
    tuning.run(supply, shown.append)
    losses = [float(line.split()[4].rstrip(",")) for line in shown]
    assert losses[-1] < losses[0] / 2
    again = Tuning(model, tokenizer, is_new, plan)
    again.resume()
    assert (again.steps, again.spent_s) == (300, 300)


def test_the_exported_folder_gives_the_vectors_of_the_trained_model(
    tokenizer: Tokenizer, model: "BertModel", tmp_path: Path
) -> None:
    texts = ["give feedback", "Rückmeldung geben", "plan a meeting " * 60, "Café"]
    export_model(tmp_path, model, tokenizer)
    save_reference(tmp_path / "reference.npz", model, tokenizer, texts)
    reference = np.load(tmp_path / "reference.npz")
    vectors = ContextualEncoder.load(tmp_path).encode_passages(reference["texts"].tolist())
    assert ((vectors * reference["vectors"]).sum(axis=1) > 0.999).all()
