"""Who takes part: invited and joined, by role, with what they released."""

from collections.abc import Sequence

from markupsafe import Markup

from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Mode, Role
from ui.cards import Html, badge, empty, heading, join, points, table_or_cards
from ui.pages.coordination.programme import Office, figures, folded
from ui.quotes import language_name, short_form


def show_people(office: Office) -> Markup:
    """Show how many were invited and joined, and everybody on request."""
    context = office.context
    people = context.services.store.programmes.participants(context.account, office.programme.id)
    top = heading(office.t("people_title"), office.t("people_lead"))
    if not people:
        return join([top, empty(office.t("people_none"), office.t("people_none_text"))])
    listed = folded(office.t("people_all", count=len(people)), _table(office, people))
    return join([top, _figures(office, people), listed])


def _figures(office: Office, people: Sequence[Participant]) -> Markup:
    mode = office.programme.mode
    roles = (Role.PEER,) if mode is Mode.PEER else (Role.MENTOR, Role.MENTEE)
    shown: list[tuple[Html, Html]] = []
    for role in roles:
        own = [one for one in people if one.enrolment.role is role]
        joined = sum(one.enrolment.joined_at is not None for one in own)
        note = office.t("joined_of", joined=joined, count=len(own))
        name = Markup("{}<small>{}</small>").format(office.t(f"count_{role}s"), note)
        shown.append((str(len(own)), name))
    return figures(shown)


def _table(office: Office, people: Sequence[Participant]) -> Markup:
    names = ("name", "role", "joined", "department", "languages", "texts")
    headers = [office.t(f"column_{name}") for name in names]
    ordered = sorted(people, key=lambda one: (one.enrolment.role, one.name.casefold()))
    rows = [_row(office, one) for one in ordered]
    return table_or_cards(headers, rows, caption=office.t("people_caption"))


def _row(office: Office, person: Participant) -> tuple[Html, ...]:
    joined = person.enrolment.joined_at is not None
    texts = [short_form(one.text, one.label) for one in person.wishes]
    texts += [short_form(one.text, one.label) for one in person.offers]
    return (
        _named(office, person),
        office.t(f"role_{person.enrolment.role}"),
        badge(office.t("joined" if joined else "invited"), "good" if joined else "plain"),
        person.department,
        ", ".join(language_name(one, office.context.texts) for one in person.languages),
        points(texts) if texts else office.t("no_texts"),
    )


def _named(office: Office, person: Participant) -> Html:
    return (
        join([person.name, " ", badge(office.t("badge_under_18"), "warn")])
        if person.under_18
        else person.name
    )
