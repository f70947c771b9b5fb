"""Whom refer cards point to: configuration with shipped defaults per country, never model text."""

from datetime import date
from pathlib import Path
from typing import Final, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.schema import PairText, ReferCategory
from tandems.domain.agenda import Contact
from tandems.domain.text import BilingualText
from tandems.errors import ContentError

SHIPPED: Final = Path(__file__).parent / "contacts.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PublicContact(_Part):
    """A public help line, or a note on where help is found when there is no number to give."""

    id: str
    categories: tuple[ReferCategory, ...] = Field(min_length=1)
    name: PairText
    phone: tuple[str, ...] = ()
    hours: PairText | None = None
    note: PairText | None = None
    source: str = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.phone and not self.source:
            raise ValueError(f"{self.id}: a number needs its source")
        if not self.phone and self.note is None:
            raise ValueError(f"{self.id}: neither a number nor a note")
        return self


class ProgrammeContact(_Part):
    """A person or body inside the organisation, such as the complaint body."""

    name: str
    role: PairText
    categories: tuple[ReferCategory, ...] = ()
    phone: str = ""
    email: str = ""


class ContactBook(_Part):
    """All contacts, with the day by which somebody has to check them again.

    ``countries`` goes by ISO 3166; ``international`` is for every country that is not there.
    """

    review_due: date
    countries: dict[str, tuple[PublicContact, ...]] = Field(min_length=1)
    international: tuple[PublicContact, ...] = ()
    programme: tuple[ProgrammeContact, ...] = ()

    def for_category(self, country: str, category: ReferCategory) -> tuple[Contact, ...]:
        """Return the contacts for ``category``, the programme's own after the public ones.

        A country without an entry gets the international ones, which say that they are no more.
        """
        public = self.countries.get(country.strip().upper(), self.international)
        own = [c for c in self.programme if not c.categories or category in c.categories]
        return (
            *(_public(c) for c in public if category in c.categories),
            *(_own(c) for c in own),
        )

    def is_overdue(self, today: date) -> bool:
        """Say whether the review date has passed."""
        return today > self.review_due


def load_contacts(path: Path | None = None) -> ContactBook:
    """Read the contact file, the shipped one if no path is given.

    A file without international contacts of its own gets the shipped ones.

    Raises:
        ContentError: the file is missing or breaks the schema.
    """
    file = path or SHIPPED
    try:
        book = ContactBook.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise ContentError(file=file.name, problem=str(error)) from error
    if book.international or file == SHIPPED:
        return book
    return book.model_copy(update={"international": load_contacts().international})


def _public(contact: PublicContact) -> Contact:
    hours = _joined(contact.hours, contact.note)
    return Contact(contact.name.bilingual(), contact.phone, hours)


def _own(contact: ProgrammeContact) -> Contact:
    role = contact.role.bilingual()
    name = BilingualText(
        f"{role.de_du}: {contact.name}",
        f"{role.de_sie}: {contact.name}",
        f"{role.en}: {contact.name}",
    )
    return Contact(name, (contact.phone,) if contact.phone else (), None, contact.email)


def _joined(*texts: PairText | None) -> BilingualText | None:
    given = [text for text in texts if text is not None]
    if not given:
        return None
    german = ". ".join(text.de.rstrip(".") for text in given)
    english = ". ".join(text.en.rstrip(".") for text in given)
    return BilingualText(german, german, english)
