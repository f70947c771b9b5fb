"""The rows of a file of people: who they are, whom they report to, and what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from programme.intake.cells import MAX_FIELD, Cells
from programme.intake.table import Columns, CsvFile, Row, read_rows
from tandems.domain.person import EdgeKind
from tandems.domain.vocabulary import Address, Language, Mode, Role
from tandems.errors import RowError, Value

PEOPLE: Final = Columns(
    known=(
        "email",
        "name",
        "organisation",
        "role",
        "department",
        "title",
        "location",
        "languages",
        "language",
        "address",
        "capacity",
        "superior_email",
        "dotted_superior_email",
        "availability",
        "working_style",
        "under_18",
        "wishes",
        "offers",
    ),
    required=("email", "name", "role"),
)
_YES_OR_NO: Final = {"yes": True, "ja": True, "no": False, "nein": False}
MAX_CAPACITY: Final = 10
"""Tandems one person may hold; more is a slip of the keyboard."""
MAX_TEXTS: Final = 12
MAX_TEXT: Final = 2000
"""Characters of one wish or offer."""
NO_PART: Final = "none"
"""The role of people who are in the organisation and do not take part."""
_CODES: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_ISO_639_1: Final = frozenset(_CODES.split())


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the file has them; None and empty mean: the file does not say."""

    row: Row
    email: str
    name: str
    organisation: str
    role: Role | None
    department: str
    title: str
    location: str
    languages: tuple[str, ...]
    language: Language | None
    address: Address | None
    capacity: int | None
    superiors: tuple[tuple[EdgeKind, str], ...]
    availability: str
    working_style: str
    under_18: bool | None
    wishes: tuple[str, ...]
    offers: tuple[str, ...]


def read_people(file: CsvFile, mode: Mode, errors: list[RowError]) -> list[PersonRow]:
    """Return the people of a file; what is wrong goes to ``errors``, doubles included."""
    people = [_person(row, mode, errors) for row in read_rows(file, PEOPLE, errors)]
    _note_doubles(people, errors)
    return people


def roles_of(mode: Mode) -> dict[str, Role | None]:
    """Return what the role column may say in a programme of this mode."""
    allowed = (Role.PEER,) if mode is Mode.PEER else (Role.MENTOR, Role.MENTEE)
    return {**{role.value: role for role in allowed}, NO_PART: None}


def _person(row: Row, mode: Mode, errors: list[RowError]) -> PersonRow:
    cells = Cells(row, errors)
    cells.required("role", "")
    return PersonRow(
        row=row,
        email=cells.required("email", cells.email("email")),
        name=cells.required("name", cells.line("name")),
        organisation=cells.line("organisation"),
        role=cells.choice("role", roles_of(mode)),
        department=cells.line("department"),
        title=cells.line("title"),
        location=cells.line("location"),
        languages=_languages(cells),
        language=cells.choice("language", {one.value: one for one in Language}),
        address=cells.choice("address", {one.value: one for one in Address}),
        capacity=cells.whole_number("capacity", most=MAX_CAPACITY),
        superiors=_superiors(cells),
        availability=cells.line("availability", limit=MAX_TEXT),
        working_style=cells.line("working_style", limit=MAX_TEXT),
        under_18=cells.choice("under_18", _YES_OR_NO),
        wishes=cells.several("wishes", most=MAX_TEXTS, limit=MAX_TEXT),
        offers=cells.several("offers", most=MAX_TEXTS, limit=MAX_TEXT),
    )


def _languages(cells: Cells) -> tuple[str, ...]:
    """Return ISO 639-1 codes; a region, as in ``de-AT``, is left out."""
    given = cells.line("languages", limit=MAX_FIELD).casefold().replace(",", ";").split(";")
    codes = [part.strip().split("-")[0].split("_")[0] for part in given if part.strip()]
    for code in codes:
        if code not in _ISO_639_1:
            cells.note("languages", "languages_unknown", given=code[:40])
    return tuple(dict.fromkeys(codes))


def _superiors(cells: Cells) -> tuple[tuple[EdgeKind, str], ...]:
    columns = (
        ("superior_email", EdgeKind.LINE),
        ("dotted_superior_email", EdgeKind.DOTTED),
    )
    return tuple((kind, email) for name, kind in columns if (email := cells.email(name)))


def _note_doubles(people: Sequence[PersonRow], errors: list[RowError]) -> None:
    first: dict[str, int] = {}
    for person in people:
        seen = first.setdefault(person.email, person.row.number)
        if person.email and seen != person.row.number:
            values: dict[str, Value] = {"given": person.email, "first": seen}
            row = person.row
            errors.append(RowError(row.file, row.number, "email", "email_twice", values))
