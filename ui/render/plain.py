"""What people wrote, as it stands."""

from markupsafe import Markup

from tandems.domain.vocabulary import Language
from ui.cards import paragraphs


def written(text: str, language: Language) -> Markup:
    """Return a person's own text, verbatim, with its language for screen readers."""
    return Markup('<div class="td-written" lang="{}">{}</div>').format(language, paragraphs(text))
