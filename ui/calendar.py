"""Calendar files of a tandem's sessions: dates and numbers, never content."""

from markupsafe import Markup

from programme.calendar import sessions_ics
from tandems.domain.tandem import Session
from tandems.domain.vocabulary import Language
from tandems.errors import NotFound
from ui.acting import Context
from ui.downloads import Download, Downloads

MEDIA_TYPE = "text/calendar; charset=utf-8"


def register_calendars(downloads: Downloads) -> None:
    """Offer all sessions of a tandem by its id, and one session by its own."""
    downloads.register("sessions", all_sessions)
    downloads.register("session", one_session)


def download_link(kind: str, record_id: str, label: str, language: Language) -> Markup:
    """Return a link to a calendar file in the language of the page."""
    return Markup(
        '<a class="td-download" href="/downloads/{}/{}?language={}" download>{}</a>'
    ).format(kind, record_id, language, label)


def all_sessions(context: Context, tandem_id: str) -> Download:
    """Make the calendar of a tandem for one of its two people.

    Raises:
        Forbidden: not a member.
    """
    return _calendar(context, context.services.store.tandems.sessions(context.account, tandem_id))


def one_session(context: Context, session_id: str) -> Download:
    """Make the calendar of one session for one of its two people.

    Raises:
        NotFound: no such session of a tandem of the account.
    """
    records = context.services.store.tandems
    for tandem in records.mine(context.account):
        for session in records.sessions(context.account, tandem.id):
            if session.id == session_id:
                return _calendar(context, [session])
    raise NotFound


def _calendar(context: Context, sessions: list[Session]) -> Download:
    content = sessions_ics(sessions, summary=context.t("tandem.calendar_entry"), now=context.now)
    return Download(content, MEDIA_TYPE, context.t("tandem.calendar_file"))
