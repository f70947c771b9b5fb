"""A person's own words, quoted as they stand."""

from markupsafe import Markup

from assistant.reading import words
from assistant.reading.language import language_of
from tandems.domain.vocabulary import Language


def quoted(text: str, hint: Language) -> Markup:
    """Return a text verbatim, with the language it is written in for screen readers."""
    language = language_of(text, words(text).split(), hint)
    return Markup('<blockquote class="td-words" lang="{}">{}</blockquote>').format(language, text)
