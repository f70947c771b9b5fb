"""The solver reaches the exact least-squares answer, and the tokenizer keeps umlauts."""

import numpy as np
from scipy.sparse import csr_matrix

from embeddings.train.solve import Problem, solve, token_counts
from embeddings.train.tokenizer import train_tokenizer

SENTENCES = ["Größe zählt", "Maß halten", "größe zählt maß halten"] * 5


def tiny_problem() -> Problem:
    generator = np.random.default_rng(3)
    counts = generator.integers(0, 3, size=(60, 12)).astype(np.float32)
    counts[:, 11] = 0
    return Problem(
        counts=csr_matrix(counts),
        targets=generator.normal(size=(20, 3)).astype(np.float32),
        target_of=generator.integers(0, 20, size=60),
        weights=generator.uniform(0.5, 3, size=60).astype(np.float32),
    )


def test_the_solution_is_that_of_least_squares_with_a_ridge() -> None:
    problem = tiny_problem()
    root = np.sqrt(problem.weights)[:, None]
    rows = np.vstack([root * problem.counts.toarray(), np.sqrt(problem.ridge) * np.eye(12)])
    goal = np.vstack([root * problem.targets[problem.target_of], np.zeros((12, 3))])
    exact = np.linalg.lstsq(rows, goal, rcond=None)[0]
    assert np.allclose(solve(problem), exact, atol=1e-4)


def test_a_token_that_occurs_nowhere_keeps_the_zero_row() -> None:
    assert not solve(tiny_problem())[11].any()


def test_counts_are_divided_by_the_root_of_the_length_and_leave_unknowns_out() -> None:
    tokenizer = train_tokenizer(SENTENCES, size=60)
    matrix = token_counts(tokenizer, ["maß maß halten halten", "🎉", ""]).toarray()
    ids = [tokenizer.token_to_id("maß"), tokenizer.token_to_id("halten")]
    assert matrix[0, ids].tolist() == [1, 1]
    assert not matrix[1:].any()


def test_the_vocabulary_is_lower_cased_and_keeps_umlauts() -> None:
    tokenizer = train_tokenizer(SENTENCES, size=60)
    assert tokenizer.encode("GRÖSSE Größe zählt MAẞ").tokens[-3:] == ["größe", "zählt", "maß"]
