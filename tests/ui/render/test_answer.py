"""Answers as HTML: warmth before numbers, citations with their passage, nothing executable."""

from tandems.domain.agenda import Answer, AnswerKind, Citation, Contact
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Language
from tests.ui.render.examples import EVIL, reading, says
from ui.render.answer import passage_html, phone_link, render_answer


def an_answer(
    kind: AnswerKind,
    *,
    citations: tuple[Citation, ...] = (),
    contacts: tuple[Contact, ...] = (),
    closing: BilingualText | None = None,
) -> Answer:
    return Answer(
        "a",
        kind,
        Language.DE,
        says("Antwort"),
        citations=citations,
        contacts=contacts,
        closing=closing,
    )


def a_citation(text: str, language: Language = Language.DE) -> Citation:
    return Citation("g/s/de.0", "g", "Transfer sichern", "Rückmeldung", language, text)


def test_a_refer_card_has_warm_words_then_numbers_to_tap_then_what_happens_next() -> None:
    contact = Contact(says("Notruf"), ("112", "0800 111 0 111"), says("rund um die Uhr"))
    shown = render_answer(
        an_answer("refer", contacts=(contact,), closing=says("Danach")), reading()
    )
    assert 'href="tel:112"' in shown
    assert 'href="tel:08001110111">0800 111 0 111<' in shown
    places = [shown.index(part) for part in ("Antwort du", "tel:112", "rund um die", "Danach du")]
    assert places == sorted(places)


def test_a_contact_may_have_an_address_instead() -> None:
    contact = Contact(says("Ombudsperson"), (), email="hilfe@example.org")
    shown = render_answer(an_answer("refer", contacts=(contact,)), reading())
    assert 'href="mailto:hilfe@example.org"' in shown


def test_a_number_cannot_carry_a_script() -> None:
    assert phone_link('javascript:alert(1)"') == '<a href="tel:1">javascript:alert(1)&#34;</a>'


def test_a_citation_names_guide_and_section_and_quotes_the_passage() -> None:
    shown = render_answer(an_answer("guide", citations=(a_citation("Eine **Szene**."),)), reading())
    assert "Transfer sichern, Abschnitt „Rückmeldung“" in shown
    assert '<blockquote lang="de"><p>Eine <strong>Szene</strong>.</p>' in shown
    assert "Diese Stelle" not in shown


def test_a_passage_in_the_other_language_says_so() -> None:
    citations = (a_citation("One scene.", Language.EN),)
    shown = render_answer(an_answer("guide", citations=citations), reading())
    assert "auf Englisch" in shown
    assert '<blockquote lang="en">' in shown


def test_a_passage_brings_no_html_links_or_images() -> None:
    shown = passage_html(f"{EVIL}\n\n![x](http://evil.example/x.png) [y](javascript:alert(1))")
    assert not any(tag in shown for tag in ("<script", "<img", "<a "))


def test_a_plain_answer_is_escaped() -> None:
    answer = Answer("a", "unknown", Language.DE, BilingualText(EVIL, EVIL, EVIL))
    assert "<script" not in render_answer(answer, reading())
