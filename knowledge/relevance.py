"""How well each block and question fits what somebody asked for, by meaning."""

from collections.abc import Mapping

import numpy as np

from embeddings.encoder import Encoder
from knowledge.guides import Library
from knowledge.schema import BlockSpec, QuestionSpec
from tandems.domain.vocabulary import Language


class Relevance:
    """Scores of all blocks and questions against a query, in both languages at once."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        """Embed every block and question once."""
        items: list[BlockSpec | QuestionSpec] = [*library.all_blocks(), *library.all_questions()]
        self._ids = [item.id for item in items]
        self._encoder = encoder
        self._vectors = [
            encoder.encode_passages([_text(item, language) for item in items])
            for language in Language
        ]

    def scores(self, query: str) -> Mapping[str, float]:
        """Return each item's cosine to ``query``, 0 to 1, the better of its two languages.

        An empty or unknown query scores everything 0.
        """
        if not query.strip():
            return dict.fromkeys(self._ids, 0.0)
        vector = self._encoder.encode_queries([query])[0]
        best = np.maximum.reduce([vectors @ vector for vectors in self._vectors])
        return {
            item_id: max(0.0, float(score)) for item_id, score in zip(self._ids, best, strict=True)
        }


def _text(item: BlockSpec | QuestionSpec, language: Language) -> str:
    topics = " ".join(topic.replace("_", " ") for topic in item.topics)
    if isinstance(item, QuestionSpec):
        return item.text.en if language is Language.EN else item.text.de.du
    texts = [item.title, *item.steps] + ([item.outcome] if item.outcome else [])
    return " ".join([text.en if language is Language.EN else text.de for text in texts] + [topics])
