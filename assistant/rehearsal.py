"""One invented message and agenda at the start, so that the first real one need not wait."""

from datetime import date, timedelta
from typing import Final

from assistant.gates import GateFacts, gate_out
from assistant.planner.compose import Planner
from assistant.understand import understand
from knowledge.guides import Library
from tandems.domain.brief import BriefPerson, SessionBrief
from tandems.domain.vocabulary import Address, Language, Mode, Role, Stage

_TODAY: Final = date(2026, 1, 1)
_PEOPLE: Final = (BriefPerson("a", "A", Role.MENTOR), BriefPerson("b", "B", Role.MENTEE))


def rehearse(library: Library, planner: Planner) -> None:
    """Compile lexicons and patterns by using them once, which takes some seconds."""
    for language in Language:
        understand("45", today=_TODAY, hint=language)
        brief = _brief(language)
        gate_out(planner.agenda(brief), GateFacts.of(brief, library, private_texts=("45",)))


def _brief(language: Language) -> SessionBrief:
    return SessionBrief(
        account_id="a",
        tandem_id="t",
        mode=Mode.REVERSE,
        people=_PEOPLE,
        language=language,
        reader_address=Address.DU,
        pair_address=Address.DU,
        stage=Stage.WORK,
        session_number=1,
        minutes=45,
        today=_TODAY,
        session_on=None,
        next_on=_TODAY + timedelta(weeks=4),
    )
