"""What people write down is looked at first: its language, and whether it is a case for help."""

from assistant.brief import Reader
from assistant.understand import understand
from tandems.domain.agenda import Answer
from tandems.domain.vocabulary import Address, Language
from ui.pages.tandem.view import View


class Referred(Exception):
    """What was written is no goal or commitment; ``answer`` names people who can help."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("referred")
        self.answer = answer


def language_of_own(view: View, text: str, *, kept_anyway: bool = False) -> Language:
    """Return the language of a person's own words.

    Raises:
        Referred: they speak of danger, harm, illness or law, and nothing is to be kept.
    """
    context = view.context
    read = understand(text, today=context.now.date(), hint=context.language)
    if read.refer is None or kept_anyway:
        return read.language
    store = context.services.store
    country = store.programmes.get(view.tandem.programme_id).country
    address = context.person.address if context.person else Address.SIE
    reader = Reader(context.account, context.language, address)
    raise Referred(context.services.desk().answers.refer(read.refer, reader, country))
