"""Short labels for wishes and offers that come from a file; their person can change them later."""

import re

from assistant.reading.language import language_of
from assistant.wishes import label_of
from tandems.domain.vocabulary import Language


def imported_label(text: str, hint: Language) -> str:
    """Return a label in the text's own language; ``hint`` decides where it does not tell."""
    tokens = re.findall(r"\w+", text.casefold())
    return label_of(text, language_of(text, tokens, hint))
