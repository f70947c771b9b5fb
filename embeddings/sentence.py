"""Any sentence-transformers model, by folder or hub name, behind the same seam."""

import re
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from embeddings.encoder import Float32, Mask, normalised, valid_unicode
from tandems.errors import ConfigurationError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_SIZE = 64
_E5 = re.compile(r"(?:^|[/\\_-])e5[-_]", re.IGNORECASE)
_E5_QUERY, _E5_PASSAGE = "query: ", "passage: "
"""Source: the model card of intfloat/multilingual-e5-small."""


class SentenceEncoder:
    """Encodes with a sentence-transformers model on the processor, in float32.

    Text the tokenizer makes nothing of, or only unknown tokens, becomes the zero row, although
    the model itself would give a vector of its special tokens there.
    """

    def __init__(
        self,
        name_or_folder: str,
        *,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        local_files_only: bool = False,
    ) -> None:
        """Remember the model; it is loaded when first used.

        Args:
            name_or_folder: a folder, or a model's name on the Hugging Face hub.
            query_prefix: put before each query; None takes the model's own, which is the prompt
                its folder names or, for E5 models, "query: ".
            passage_prefix: put before each passage; None takes the model's own.
            local_files_only: never ask the hub; the model must be in a folder or its cache.
        """
        self._name = name_or_folder
        self._given = (query_prefix, passage_prefix)
        self._local_files_only = local_files_only

    @cached_property
    def fingerprint(self) -> str:
        """Names layers, weights, vocabulary and prefixes."""
        import torch

        digest = sha256(repr((self._model, *self._prefixes)).encode())
        digest.update(repr(sorted(self._vocabulary().items())).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.contiguous().flatten().view(torch.uint8).numpy().tobytes())
        return f"sentence-{digest.hexdigest()[:16]}"

    @cached_property
    def dim(self) -> int:
        """Components of a vector."""
        return int(np.asarray(self._model.encode(["a"], show_progress_bar=False)).shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        """Encode what somebody is looking for, with the query prefix."""
        return self._encode(texts, self._prefixes[0])

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found, with the passage prefix."""
        return self._encode(texts, self._prefixes[1])

    @cached_property
    def _prefixes(self) -> tuple[str, str]:
        """Return what is put before queries and before passages."""
        prompts = self._model.prompts
        is_e5 = _E5.search(self._name) is not None
        own = (
            prompts.get("query") or (_E5_QUERY if is_e5 else ""),
            prompts.get("passage") or prompts.get("document") or (_E5_PASSAGE if is_e5 else ""),
        )
        query, passage = (
            known if given is None else given for given, known in zip(self._given, own, strict=True)
        )
        return query, passage

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(
                self._name, device="cpu", local_files_only=self._local_files_only
            )
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                setting="TANDEM_EMBEDDING_MODEL", wanted="sentence-transformers", given=self._name
            ) from error
        return model.float().eval()

    def _encode(self, texts: Sequence[str], prefix: str) -> Float32:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        clean = valid_unicode(texts)
        vectors = self._model.encode(
            [prefix + text for text in clean],
            batch_size=BATCH_SIZE,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        matrix = normalised(np.asarray(vectors, dtype=np.float32))
        matrix[~self._recognised(clean)] = 0
        return matrix

    def _recognised(self, texts: Sequence[str]) -> Mask:
        unknown = self._unknown_ids()
        return np.array(
            [bool(set(ids) - unknown) for ids in self._token_ids(texts)], dtype=np.bool_
        )

    def _token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        tokenizer = self._model.tokenizer
        if hasattr(tokenizer, "encode_batch"):
            encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
            return [list(encoding.ids) for encoding in encodings]
        rows = tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [list(ids) for ids in rows]

    def _unknown_ids(self) -> set[int]:
        tokenizer = self._model.tokenizer
        if hasattr(tokenizer, "unk_token_id"):
            return {tokenizer.unk_token_id} - {None}
        return {self._vocabulary()["[UNK]"]} if "[UNK]" in self._vocabulary() else set()

    def _vocabulary(self) -> dict[str, int]:
        return dict(self._model.tokenizer.get_vocab())
