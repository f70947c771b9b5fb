"""A session whose time has passed: did it take place, or is there another date?"""

from datetime import datetime, timedelta
from typing import Final

from markupsafe import Markup

from tandems.domain.tandem import Session
from ui.dates import moment_text
from ui.forms import button, folded, form
from ui.pages.tandem.plan import hold, move, move_form
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View

_WEEK: Final = timedelta(weeks=1)


def show_due(view: View) -> Markup:
    """Ask about the earliest session that is over and not yet ticked off."""
    session = view.due_session
    if session is None or session.starts_at is None:
        return Markup("")
    return Markup(
        '<section class="td-panel td-due"><h3>{}</h3><p>{}</p><div class="td-due-answers">{}{}'
        "</div></section>"
    ).format(
        view.t("due_title", number=session.number),
        view.t("due_text", when=moment_text(session.starts_at, view.context.texts)),
        _yes(view, session),
        folded(view.t("due_no"), _later(view, session, session.starts_at)),
    )


def _yes(view: View, session: Session) -> Markup:
    return form(
        DUE.bridge,
        buttons=[button(view.t("due_yes"), "hold", "primary")],
        hidden={**view.hidden, "session": session.id},
    )


def _later(view: View, session: Session, starts_at: datetime) -> Markup:
    """Offer the same weekday and time in the first week that is still to come."""
    weeks = (view.context.now - starts_at) // _WEEK + 1
    return move_form(view, session, to=DUE.bridge, starts_at=starts_at + weeks * _WEEK)


DUE: Final = Section("due", (show_due,), {"move": move, "hold": hold})
