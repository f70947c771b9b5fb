"""Both languages say the same things, and every error can be said."""

import inspect

import pytest

import tandems.errors
from tandems.domain.vocabulary import Address, Language
from tandems.errors import Conflict, InvalidInput, NotAllowedNow, TandemError, TooManyTries
from ui.messages import message_for
from ui.texts import Entry, TextMissing, Texts, load_entries, placeholders


def forms(entry: Entry) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def test_both_languages_have_the_same_keys() -> None:
    assert load_entries(Language.DE).keys() == load_entries(Language.EN).keys()
    assert len(load_entries(Language.DE)) > 100


def test_both_languages_fill_the_same_placeholders() -> None:
    english = load_entries(Language.EN)
    wrong = [
        key
        for key, entry in load_entries(Language.DE).items()
        if any(placeholders(f) != placeholders(forms(english[key])[0]) for f in forms(entry))
    ]
    assert wrong == []


def test_only_german_distinguishes_du_and_sie_and_then_has_both() -> None:
    assert all(isinstance(entry, str) for entry in load_entries(Language.EN).values())
    addressed = [e for e in load_entries(Language.DE).values() if not isinstance(e, str)]
    assert addressed
    assert all(set(entry) == set(Address) for entry in addressed)


def test_no_text_is_empty_or_padded() -> None:
    for language in Language:
        for key, entry in load_entries(language).items():
            assert all(form and form == form.strip() for form in forms(entry)), key


def test_a_missing_key_value_or_address_is_an_error() -> None:
    texts = Texts(Language.DE)
    for key in ("shell.nothing", "errors.too_long", "errors.conflict"):
        with pytest.raises(TextMissing):
            texts.t(key)


def test_a_reader_is_addressed_as_they_wish() -> None:
    assert "Bitte lade" in Texts(Language.DE, Address.DU).t("errors.conflict")
    assert "Bitte laden Sie" in Texts(Language.DE, Address.SIE).t("errors.conflict")
    assert Texts(Language.EN, Address.DU).t("errors.conflict").startswith("This entry")


@pytest.mark.parametrize("language", Language)
def test_every_error_code_is_translated(language: Language) -> None:
    known = load_entries(language)
    kinds = [
        kind
        for _, kind in inspect.getmembers(tandems.errors, inspect.isclass)
        if issubclass(kind, TandemError)
    ]
    assert len(kinds) > 12
    assert [kind.code for kind in kinds if f"errors.{kind.code}" not in known] == []


def test_a_message_uses_what_the_error_knows_and_copes_with_what_it_does_not() -> None:
    texts = Texts(Language.EN, Address.SIE)
    assert message_for(TooManyTries(wait_s=61), texts).endswith("in 2 minutes.")
    assert "Expected: 10" in message_for(InvalidInput(given=3, wanted=10), texts)
    assert message_for(InvalidInput(), texts).startswith("That cannot be used")
    assert "trial run" in message_for(NotAllowedNow(state="trial"), texts)
    assert message_for(NotAllowedNow(state="new"), texts).startswith("That is not possible")
    assert "reload the page" in message_for(Conflict(), texts)
