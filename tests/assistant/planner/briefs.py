"""Session briefs of an invented pair."""

from dataclasses import replace
from datetime import date

from tandems.domain.brief import BriefPerson, Request, SessionBrief
from tandems.domain.tandem import Commitment, Goal
from tandems.domain.vocabulary import Address, Language, Mode, Role, Stage

COMMITMENT = Commitment(
    "c1", "t1", "renate", "zwei Beispielvideos ansehen", Language.DE, date(2026, 12, 1)
)
GOAL = Goal(
    "g1", "t1", "renate", "Ich will ein Kurzvideo selbst aufnehmen", "ein Kurzvideo", Language.DE
)


def brief(
    mode: Mode = Mode.REVERSE,
    stage: Stage = Stage.WORK,
    minutes: int = 60,
    *,
    committed: bool = True,
    request: Request | None = None,
) -> SessionBrief:
    """Return a brief of Paula and Renate's third session."""
    peers = mode is Mode.PEER
    return SessionBrief(
        account_id="a1",
        tandem_id="t1",
        mode=mode,
        people=(
            BriefPerson("paula", "Paula", Role.PEER if peers else Role.MENTOR),
            BriefPerson("renate", "Renate", Role.PEER if peers else Role.MENTEE),
        ),
        language=Language.DE,
        reader_address=Address.DU,
        pair_address=Address.DU,
        stage=stage,
        session_number=3,
        minutes=minutes,
        today=date(2026, 11, 25),
        session_on=date(2026, 11, 26),
        next_on=date(2026, 12, 23),
        goals=(GOAL,),
        open_commitments=(COMMITMENT,) if committed else (),
        request=request or Request(),
    )


def without_goal(given: SessionBrief) -> SessionBrief:
    """Return the brief of a pair that has not set a goal."""
    return replace(given, goals=())
