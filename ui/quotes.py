"""What people wrote, quoted verbatim, with its language, or in short without a torn sentence."""

from typing import Final

from markupsafe import Markup

from assistant.reading import words
from assistant.reading.language import language_of
from tandems.domain.vocabulary import Language
from ui.texts import Texts

SHORT: Final = 90
"""Characters of a text that stands for its own label."""
_FULL_LABEL: Final = 5
"""Words from which on a label may have been cut; labels have at most six."""


def quoted(text: str, hint: Language) -> Markup:
    """Return a text verbatim, with the language it is written in for screen readers."""
    language = _language(text, hint)
    return Markup('<blockquote class="td-words" lang="{}">{}</blockquote>').format(language, text)


def quoted_for(text: str, texts: Texts) -> Markup:
    """Return a text verbatim; one in another language than the reader's is said to be so."""
    language = _language(text, texts.language)
    if language is texts.language:
        return quoted(text, language)
    note = Markup('<small class="td-tongue">{}</small>').format(texts.t(f"shell.in_{language}"))
    return quoted(text, language) + note


def short_form(text: str, label: str) -> str:
    """Return the label; where it was cut out of a longer sentence, more of that with an ellipsis.

    Labels of imported texts are made by rule and may end anywhere.
    """
    if not is_cut(text, label):
        return label
    rest = text[text.find(label) :]
    if len(rest) <= SHORT:
        return rest
    return f"{rest[:SHORT].rsplit(maxsplit=1)[0].rstrip(',;:–-')} …"


def is_cut(text: str, label: str) -> bool:
    """Tell whether a label breaks off within a sentence of its text."""
    at = text.find(label)
    if at < 0 or len(label.split()) < _FULL_LABEL:
        return False
    after = text[at + len(label) :]
    return bool(after) and after[0] not in ".!?;,:\n"


def language_name(code: str, texts: Texts) -> str:
    """Return how a language is called; one that we have no name for by its code."""
    key = f"shell.name_{code}"
    return texts.t(key) if key in texts else code.upper()


def _language(text: str, hint: Language) -> Language:
    return language_of(text, words(text).split(), hint)
