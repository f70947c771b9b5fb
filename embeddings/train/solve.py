"""The closed form: token vectors whose means come nearest to the teacher's vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from scipy.sparse import csr_matrix
from tokenizers import Tokenizer

from embeddings.train.tokenizer import UNKNOWN

RIDGE = 0.3
STEPS = 15
TEXTS_PER_BATCH = 8_192


@dataclass(frozen=True)
class Problem:
    """Find W that minimises sum of weight * |x W - t|^2 over the rows, plus ridge * |W|^2.

    Attributes:
        counts: [rows, tokens], token counts divided by the square root of the row's length.
        targets: float32 [texts, dim], the teacher's distinct vectors.
        target_of: [rows], which of the targets a row is to reach.
        weights: [rows].
    """

    counts: csr_matrix
    targets: NDArray[np.float32]
    target_of: NDArray[np.int64]
    weights: NDArray[np.float32]
    ridge: float = RIDGE


def token_counts(tokenizer: Tokenizer, texts: Sequence[str]) -> csr_matrix:
    """Return counts / sqrt(length), float32 [texts, vocabulary]; unknown tokens count nothing."""
    unknown = tokenizer.token_to_id(UNKNOWN)
    columns: list[NDArray[np.int32]] = []
    lengths: list[int] = []
    starts = range(0, len(texts), TEXTS_PER_BATCH)
    for start in track(starts, description="Tokens"):
        batch = list(texts[start : start + TEXTS_PER_BATCH])
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            ids = np.asarray(encoding.ids, dtype=np.int32)
            columns.append(ids[ids != unknown])
            lengths.append(len(columns[-1]))
    sizes = np.asarray(lengths)
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes).astype(np.float32)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    shape = (len(texts), tokenizer.get_vocab_size())
    matrix = csr_matrix((values, np.concatenate(columns), bounds), shape=shape)
    matrix.sum_duplicates()
    return matrix


def solve(problem: Problem, *, steps: int = STEPS) -> NDArray[np.float32]:
    """Return W, float32 [tokens, dim], by conjugate gradients on all columns at once.

    Source: Hestenes and Stiefel (1952), on the normal equations; a token that occurs nowhere
    keeps the zero row.
    """
    transposed = _weighted_transpose(problem)
    gathered = _gather(problem)
    residual = np.asarray(transposed @ gathered @ problem.targets, dtype=np.float32)
    solution = np.zeros_like(residual)
    direction = residual.copy()
    energy = _squares(residual)
    for _ in track(range(steps), description="Conjugate gradients"):
        image = transposed @ (problem.counts @ direction) + problem.ridge * direction
        curvature = np.einsum("ij,ij->j", direction, image)
        step = _ratio(energy, curvature)
        solution += step * direction
        residual -= step * image
        fresh = _squares(residual)
        direction = residual + _ratio(fresh, energy) * direction
        energy = fresh
    return solution


def _weighted_transpose(problem: Problem) -> csr_matrix:
    weighted = problem.counts.multiply(problem.weights[:, None])
    return csr_matrix(weighted.T, dtype=np.float32)


def _gather(problem: Problem) -> csr_matrix:
    rows = len(problem.target_of)
    ones = np.ones(rows, dtype=np.float32)
    places = (np.arange(rows), problem.target_of)
    return csr_matrix((ones, places), shape=(rows, len(problem.targets)))


def _squares(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.einsum("ij,ij->j", matrix, matrix))


def _ratio(top: NDArray[np.float32], bottom: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)
