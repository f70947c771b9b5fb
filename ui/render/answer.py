"""Answers in the chat: cited passages, refer cards, and a clear no."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markupsafe import Markup

from tandems.domain.agenda import Answer, Citation, Contact
from ui.cards import Html, join, paragraphs
from ui.render.reading import Reading

_NOT_DIALLED: Final = re.compile(r"[^\d+*#]")


def render_answer(answer: Answer, reading: Reading) -> Markup:
    """Return an answer in the reader's language and address."""
    return Markup('<div class="td-answer td-answer-{}">{}{}{}{}</div>').format(
        answer.kind,
        paragraphs(reading.plain(answer.text)),
        join(_citation(citation, reading) for citation in answer.citations),
        _contacts(answer.contacts, reading),
        paragraphs(reading.plain(answer.closing)) if answer.closing else "",
    )


def _citation(citation: Citation, reading: Reading) -> Markup:
    note: Html = ""
    if citation.language is not reading.language:
        language = reading.t(f"shell.name_{citation.language}")
        note = Markup('<p class="td-aside">{}</p>').format(
            reading.t("agenda.other_language", language=language)
        )
    return Markup(
        '<figure class="td-citation" data-passage="{}"><figcaption>{}</figcaption>{}'
        '<blockquote lang="{}">{}</blockquote></figure>'
    ).format(
        citation.passage_id,
        _cited(citation, reading),
        note,
        citation.language,
        passage_html(citation.text),
    )


def _cited(citation: Citation, reading: Reading) -> str:
    named = {"title": citation.title, "section": citation.section}
    if citation.page is None:
        return reading.t("agenda.cited", **named)
    return reading.t("agenda.cited_page", **named, page=citation.page)


def passage_html(text: str) -> Markup:
    """Return a guide's Markdown as HTML without links, images or HTML of its own."""
    return Markup(_markdown().render(text))  # noqa: S704  # rendered with html off


@cache
def _markdown() -> MarkdownIt:
    plain = MarkdownIt("commonmark", {"html": False}).enable("table")
    return plain.disable(["image", "link", "autolink", "html_block", "html_inline"])


def _contacts(contacts: Sequence[Contact], reading: Reading) -> Markup:
    if not contacts:
        return Markup("")
    return Markup('<ul class="td-contacts">{}</ul>').format(
        join(_contact(contact, reading) for contact in contacts)
    )


def _contact(contact: Contact, reading: Reading) -> Markup:
    hours: Html = ""
    if contact.hours is not None:
        hours = Markup("<small>{}</small>").format(reading.plain(contact.hours))
    links = [phone_link(number) for number in contact.phone]
    if contact.email:
        links.append(Markup('<a href="mailto:{0}">{0}</a>').format(contact.email))
    return Markup('<li><strong>{}</strong><span class="td-numbers">{}</span>{}</li>').format(
        reading.plain(contact.name), join(links), hours
    )


def phone_link(number: str) -> Markup:
    """Return a number that a phone dials when it is tapped."""
    dialled = _NOT_DIALLED.sub("", number)
    return Markup('<a href="tel:{}">{}</a>').format(dialled, number)
