"""The likeness of texts is the one scikit-learn's vectors have."""

import numpy as np
import pytest

from knowledge.guides import Library
from knowledge.lint.alike import alike
from tandems.domain.vocabulary import Language


@pytest.mark.parametrize("language", list(Language))
def test_cosines_are_those_of_scikit_learn(library: Library, language: Language) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    guides = list(library.guides.values())[:8]
    texts = [one.markdown for guide in guides for one in guide.sections[language] if one.markdown]
    texts += [f"  {texts[0]}", texts[1].upper()]
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(3, 5)).fit_transform(texts)
    wanted = np.triu((vectors @ vectors.T).toarray(), k=1)
    found = {(first, second): cosine for first, second, cosine in alike(texts, 0.3)}
    assert set(found) == {(int(i), int(j)) for i, j in np.argwhere(wanted >= 0.3)}
    assert [wanted[pair] for pair in found] == pytest.approx(list(found.values()))


def test_few_and_short_texts_are_compared_as_well() -> None:
    assert list(alike([], 0.5)) == []
    assert list(alike(["Seil"], 0.5)) == []
    assert list(alike(["ab", "ab", ""], 0.5)) == []
    assert [pair[:2] for pair in alike(["Seil 😀", "Knoten", "seil 😀"], 0.99)] == [(0, 2)]
