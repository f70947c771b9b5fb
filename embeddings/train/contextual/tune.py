"""The training loop: cosine to the teacher and in-batch contrast, on a wall-clock budget."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.train.contextual.lessons import Batch
from embeddings.train.contextual.own import PairBatch

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

Floats = NDArray[np.float32]
TOKEN_RATE = 1e-3
OLD_TOKEN_RATE = 2e-4
LAYER_RATE = 1.5e-4
WARM_UP_STEPS = 100
COSINE_WEIGHT = 4.0
CONTRAST_WEIGHT = 0.5
PAIR_WEIGHT = 0.5
PAIRS_EVERY = 16
SCALE = 20.0
SAME = 0.97  # targets nearer than this are no negatives of each other
GRADIENT_NORM = 1.0


@dataclass(frozen=True)
class Plan:
    """How long to train, and where to keep what a restart needs.

    Attributes:
        budget_s: seconds of training in all, restarts included.
        checkpoint: file, written every `every_s` seconds.
        clock: seconds since any moment.
    """

    budget_s: float
    checkpoint: Path
    every_s: float = 480.0
    clock: Callable[[], float] = perf_counter


@dataclass(frozen=True)
class Supply:
    """What the loop is fed with; `vectors` are the targets' teacher vectors."""

    batches: Iterator[Batch]
    pairs: Iterator[PairBatch]
    vectors: NDArray[np.float16]


class Tuning:
    """A model in training."""

    def __init__(
        self, model: "BertModel", tokenizer: Tokenizer, is_new: NDArray[np.bool_], plan: Plan
    ) -> None:
        """Take the model; `is_new` marks the rows of its token table that start as guesses."""
        import torch

        self._model = model
        self._tokenizer = batching(tokenizer)
        self._plan = plan
        self._table = model.embeddings.word_embeddings.weight
        self._token_rates = torch.from_numpy(
            np.where(is_new, 1.0, OLD_TOKEN_RATE / TOKEN_RATE).astype(np.float32)
        )[:, None]
        layers = [p for p in model.parameters() if p is not self._table]
        self._optimiser = torch.optim.AdamW(
            [{"params": [self._table], "peak": TOKEN_RATE}, {"params": layers, "peak": LAYER_RATE}],
            lr=LAYER_RATE,
            betas=(0.9, 0.98),
            weight_decay=0.0,
            fused=True,
        )
        self.steps = 0
        self.spent_s = 0.0

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        import torch

        if not self._plan.checkpoint.exists():
            return
        state = torch.load(self._plan.checkpoint, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.steps, self.spent_s = state["steps"], state["spent_s"]

    def run(self, supply: Supply, report: Callable[[str], None]) -> None:
        """Train until the budget is spent."""
        self._model.train()
        first, saved_s, losses = self.steps, self.spent_s, [0.0, 0.0]
        while self.spent_s < self._plan.budget_s:
            started = self._plan.clock()
            batch = next(supply.batches)
            target = supply.vectors[batch.targets].astype(np.float32)
            for place, value in enumerate(self._step(batch, target)):
                losses[place] += 0.02 * (value - losses[place])
            self.steps += 1
            if self.steps % PAIRS_EVERY == 0:
                self._pair_step(next(supply.pairs))
            self.spent_s += self._plan.clock() - started
            if self.steps % 20 == 0:
                share = 1 - 0.98 ** (self.steps - first)
                shown = ", ".join(f"{loss / share:.4f}" for loss in losses)
                report(f"step {self.steps} {self.spent_s:.0f}s losses {shown}")
            if self.spent_s - saved_s > self._plan.every_s:
                self._save()
                saved_s = self.spent_s
        self._save()
        self._model.train(mode=False)

    def _step(self, batch: Batch, target: Floats) -> tuple[float, float]:
        import torch

        output = embed(self._model, self._tokenizer, batch.texts)
        goal = torch.from_numpy(target)
        distance = (1 - (output * goal).sum(dim=1)).mean()
        contrast = _contrast(output, goal)
        self._descend(COSINE_WEIGHT * distance + CONTRAST_WEIGHT * contrast)
        return float(distance.detach()), float(contrast.detach())

    def _pair_step(self, pairs: PairBatch) -> None:
        import torch

        texts = [*pairs.texts, *pairs.same, *pairs.others]
        output = embed(self._model, self._tokenizer, texts)
        count = len(pairs.texts)
        scores = SCALE * output[:count] @ output[count:].T
        right = torch.arange(count)
        there = torch.nn.functional.cross_entropy(scores, right)
        back = torch.nn.functional.cross_entropy(scores[:, :count].T, right)
        self._descend(PAIR_WEIGHT * (there + back) / 2)

    def _descend(self, loss: "torch.Tensor") -> None:
        import torch

        self._set_rates()
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), GRADIENT_NORM)
        before = self._table.detach().clone()
        self._optimiser.step()
        with torch.no_grad():  # Adam is blind to the gradient's scale: the old tokens' step is cut
            self._table.copy_(torch.lerp(before, self._table, self._token_rates))

    def _set_rates(self) -> None:
        warm = min(1.0, (self.steps + 1) / WARM_UP_STEPS)
        progress = min(1.0, self.spent_s / self._plan.budget_s)
        factor = warm * 0.5 * (1 + math.cos(math.pi * progress))
        for group in self._optimiser.param_groups:
            group["lr"] = group["peak"] * factor

    def _save(self) -> None:
        import torch

        self._plan.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        draft = self._plan.checkpoint.with_suffix(".draft")
        state = {
            "model": self._model.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "steps": self.steps,
            "spent_s": self.spent_s,
        }
        torch.save(state, draft)
        draft.rename(self._plan.checkpoint)


def batching(tokenizer: Tokenizer, *, longest: int = 64) -> Tokenizer:
    """Return a copy that pads to the longest of a batch and cuts at `longest` pieces."""
    copy = Tokenizer.from_str(tokenizer.to_str())
    copy.enable_padding(pad_id=copy.token_to_id("[PAD]"), pad_token="[PAD]")  # noqa: S106
    copy.enable_truncation(longest)
    return copy


def embed(model: "BertModel", tokenizer: Tokenizer, texts: list[str]) -> "torch.Tensor":
    """Return the normalised mean of the last layer over the pieces, [texts, dim]."""
    import torch

    encoded = tokenizer.encode_batch(texts)
    ids = torch.tensor([encoding.ids for encoding in encoded])
    mask = torch.tensor([encoding.attention_mask for encoding in encoded])
    hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
    summed = (hidden * mask[..., None]).sum(dim=1)
    return torch.nn.functional.normalize(summed, dim=1)


def _contrast(output: "torch.Tensor", goal: "torch.Tensor") -> "torch.Tensor":
    import torch

    same = (goal @ goal.T) > SAME
    same.fill_diagonal_(False)
    scores = (SCALE * output @ goal.T).masked_fill(same, -1e4)
    return torch.nn.functional.cross_entropy(scores, torch.arange(len(goal)))
