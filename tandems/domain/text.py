"""A sentence that exists in German (du, Sie) and in English."""

from dataclasses import dataclass

from tandems.domain.vocabulary import Address, Language


@dataclass(frozen=True, slots=True)
class BilingualText:
    """One text in every form a reader may need; impersonal German fills both forms."""

    de_du: str
    de_sie: str
    en: str

    def render(self, language: Language, address: Address) -> str:
        """Return the form for ``language`` and, in German, ``address``."""
        if language is Language.EN:
            return self.en
        return self.de_du if address is Address.DU else self.de_sie
