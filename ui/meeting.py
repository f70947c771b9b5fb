"""Which wish meets which offer: both people's words side by side."""

from collections.abc import Iterable

from markupsafe import Markup

from tandems.domain.match import Reason
from ui.cards import join
from ui.quotes import is_cut, quoted_for
from ui.texts import Texts


def meeting(reason: Reason, texts: Texts, *, wishes: str, offers: str) -> Markup:
    """Return a wish beside the offer it meets; ``wishes`` and ``offers`` say whose they are."""
    sides = (
        _side(wishes, reason.wish_label, text=reason.wish_text, texts=texts),
        _side(offers, reason.offer_label, text=reason.offer_text, texts=texts),
    )
    return Markup('<div class="td-meeting">{}</div>').format(join(sides))


def open_wishes(names: Iterable[str], title: str) -> Markup:
    """Return the wishes that no offer meets; nothing where all are met."""
    shown = " · ".join(name for name in names if name)
    if not shown:
        return Markup("")
    return Markup('<p class="td-open"><strong>{}</strong> {}</p>').format(title, shown)


def _side(who: str, label: str, *, text: str, texts: Texts) -> Markup:
    """Show whose words they are; a label that breaks off or repeats them is left out."""
    spare = label == text or is_cut(text, label)
    name = Markup("") if spare else Markup("<strong>{}</strong>").format(label)
    return Markup('<div><span class="td-side-name">{}</span>{}{}</div>').format(
        who, name, quoted_for(text, texts)
    )
