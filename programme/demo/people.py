"""Who is who in the demo programme: files, sign-ins, and who has not joined yet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from programme.intake.table import CsvFile
from programme.people_csv import ImportFiles
from tandems.domain.person import AccountRole
from tandems.domain.vocabulary import Language

FOLDER: Final = Path(__file__).parent
PASSWORD: Final = "brueckenbau-demo"  # noqa: S105  # public on purpose, see app.check_exposure
"""One password for all demo accounts; they are served to this machine alone."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A demo account; the coordinator's belongs to nobody in the programme."""

    login: str
    language: Language
    email: str | None = None
    role: AccountRole = AccountRole.PARTICIPANT


COORDINATION: Final = SignIn("koordination", Language.DE, role=AccountRole.COORDINATOR)
SIGN_INS: Final[tuple[SignIn, ...]] = (
    SignIn("mentorin", Language.DE, "jule.brandt@almbach.example"),
    SignIn("partner", Language.DE, "sabine.harting@almbach.example"),
    SignIn("mentee", Language.DE, "annette.kersting@almbach.example"),
    SignIn("mentee-en", Language.EN, "malcolm.whitfield@almbach.example"),
    SignIn("mentor-en", Language.EN, "kwame.boateng@almbach.example"),
    COORDINATION,
)
"""The coordinator's account is made last, so it says that the demo is complete."""
INVITED: Final = frozenset(
    {
        "annette.kersting@almbach.example",
        "malcolm.whitfield@almbach.example",
        "norbert.hagen@almbach.example",
    }
)
"""People who were imported and have not joined yet."""
NEWCOMERS: Final = frozenset(
    f"{name}@almbach.example"
    for name in (
        "ibrahim.celik",
        "colm.byrne",
        "claudia.merz",
        "ulrike.tannert",
        "catherine.moreau",
        "wolfgang.pilz",
        "lea.marquardt",
        "mei-lin.chen",
        "david.osei",
        "freya.mcallister",
        "daria.popescu",
    )
)
"""People who joined in the last days and wait to be matched."""


def demo_files() -> ImportFiles:
    """Return the files a coordinator would upload."""
    people, reporting, exclusions = (
        CsvFile(name, (FOLDER / name).read_bytes())
        for name in ("people.csv", "reporting.csv", "exclusions.csv")
    )
    return ImportFiles(people, reporting, exclusions)
