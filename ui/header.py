"""The header of every page, and the dialog of an ended session."""

from typing import Final

from markupsafe import Markup

from tandems.domain.person import AccountRole
from tandems.domain.vocabulary import Language
from ui.acting import Context
from ui.handler import SIGN_IN
from ui.texts import Texts

MARK: Final = Markup(
    '<svg class="td-mark" viewBox="3 7 26 18" aria-hidden="true"><circle cx="12" cy="16" r="9"/>'
    '<circle cx="20" cy="16" r="9"/></svg>'
)


def before_sign_in(texts: Texts) -> Markup:
    """Return the header as built, before the account is known."""
    return _header(texts, Markup(""), Markup("")) + _dialog(texts)


def signed_in(context: Context) -> Markup:
    """Return the header with programme, name and a way out."""
    texts = context.texts
    programmes = context.services.store.programmes.list(context.account)
    run = Markup('<span class="td-programme">{}</span>').format(
        " · ".join(programme.name for programme in programmes[:2])
    )
    person = Markup(
        '<span class="td-person"><span class="td-visually-hidden">{}</span>{}</span>'
        '<form method="post" action="/logout"><input type="hidden" name="csrf" value="{}">'
        '<button class="td-link-button" type="submit">{}</button></form>'
    ).format(
        texts.t("shell.signed_in_as"),
        _who(context),
        context.csrf,
        texts.t("shell.sign_out"),
    )
    return _header(texts, run if programmes else Markup(""), person) + _dialog(texts)


def _who(context: Context) -> Markup:
    """Name the person; what somebody is in a programme stands on its pages."""
    role = context.t(f"shell.role_{context.account.role}")
    if context.person is None:
        return Markup("<strong>{}</strong>").format(role)
    name = Markup("<strong>{}</strong>").format(context.name)
    if context.account.role is AccountRole.PARTICIPANT:
        return name
    return name + Markup("<small>{}</small>").format(role)


def _header(texts: Texts, run: Markup, person: Markup) -> Markup:
    return Markup(
        '<div class="td-header" role="banner"><a class="td-brand" href="/{}/">{}<span>{}</span></a>'
        '{}<span class="td-space"></span><nav class="td-languages" aria-label="{}">{}</nav>{}</div>'
    ).format(
        texts.language,
        MARK,
        texts.t("shell.product"),
        run,
        texts.t("shell.language_switch"),
        Markup("").join(_language(texts, one) for one in Language),
        person,
    )


def _language(texts: Texts, language: Language) -> Markup:
    current = Markup(' aria-current="true"') if language is texts.language else Markup("")
    return Markup(
        '<a href="/{}/" lang="{}" hreflang="{}" data-keeps-page title="{}"{}>{}</a>'
    ).format(
        language,
        language,
        language,
        texts.t(f"shell.language_{language}"),
        current,
        language.upper(),
    )


def _dialog(texts: Texts) -> Markup:
    return Markup(
        '<dialog id="td-expired" class="td-dialog" aria-labelledby="td-expired-title">'
        '<h2 id="td-expired-title">{}</h2><p>{}</p><div class="td-actions">'
        '<a class="td-button" href="{}" target="_blank" rel="noopener">{}</a>'
        '<button type="button" class="td-button td-button-quiet" data-closes>{}</button>'
        "</div></dialog>"
    ).format(
        texts.t("shell.expired_title"),
        texts.t("shell.expired_text"),
        SIGN_IN,
        texts.t("shell.expired_sign_in"),
        texts.t("shell.expired_close"),
    )
