"""How one reader sees a suggestion: language, address, names, and the pair's own words marked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from assistant.names import call_names
from tandems.domain.agenda import OwnWords, Source
from tandems.domain.tandem import Tandem
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language, Lead, Role
from ui.cards import join
from ui.texts import Texts


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of the reader, and who is who; ``names`` are by person id."""

    texts: Texts
    names: Mapping[str, str]
    by_role: Mapping[Role, str]

    @classmethod
    def of(cls, texts: Texts, tandem: Tandem) -> "Reading":
        """Return how a reader sees what concerns the two people of a tandem."""
        people = tandem.members
        names = call_names([member.name for member in people], tandem.agreement.address)
        called = list(zip(people, names, strict=True))
        return cls(
            texts,
            {member.person_id: name for member, name in called},
            {member.role: name for member, name in called if member.role is not Role.PEER},
        )

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.texts.language

    def t(self, key: str, **values: object) -> str:
        """Return a text of ours."""
        return self.texts.t(key, **values)

    def plain(self, text: BilingualText) -> str:
        """Return a bilingual text in the reader's form."""
        return text.render(self.texts.language, self.texts.address or Address.SIE)

    def say(self, text: BilingualText, own: Sequence[OwnWords] = ()) -> Markup:
        """Return a bilingual text, escaped, with the pair's quoted own words marked."""
        return marked(self.plain(text), own)

    def name(self, person_id: str) -> str:
        """Return the name of one of the two; empty for anybody else."""
        return self.names.get(person_id, "")

    def holder(self, role: Lead | Role) -> str:
        """Return who holds a role by name; both names where it is shared."""
        if role in (Lead.MENTOR, Lead.MENTEE):
            return self.by_role.get(Role(role), "")
        first, *others = self.names.values()
        return self.t("agenda.two_names", first=first, second=" ".join(others))

    def source(self, source: Source) -> str:
        """Return a guide as it is cited, such as “Leitfaden 28: …”."""
        title = self.plain(source.title)
        return self.t("agenda.source", number=source.number, title=title)


def marked(text: str, own: Sequence[OwnWords]) -> Markup:
    """Return ``text`` escaped; own words in quotation marks carry their language.

    Own words always stand in quotation marks (ARCHITECTURE, placeholders), so short ones are
    never found inside other words.
    """
    by_text = {words.text: words for words in own if words.text}
    if not by_text:
        return escape(text)
    longest_first = sorted(by_text, key=len, reverse=True)
    pattern = "|".join(re.escape(words) for words in longest_first)
    parts = re.split(f"(?<=[„‘“])({pattern})(?=[“’”])", text)
    return join(own_words(by_text[part]) if part in by_text else part for part in parts)


def own_words(words: OwnWords) -> Markup:
    """Return words of the pair, verbatim, with their language for screen readers."""
    return Markup('<span class="td-own" lang="{}">{}</span>').format(words.language, words.text)
