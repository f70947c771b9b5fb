"""The coordinator's journey: from a file of people to a tandem that both have said yes to."""

import re

import pytest
from playwright.sync_api import Page, expect

from tandems.domain.person import Account
from tandems.domain.tandem import TandemStatus
from tests.browser.conftest import Enter, Visit
from tests.browser.demo import account_of, login_of, participation
from tests.browser.steps import LANGUAGES, SOON_MS, Said, act, texts
from tests.ui.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coordinator_imports_matches_approves_and_both_say_yes(
    demo: Site, enter: Enter, language: str
) -> None:
    said = texts(language, "coordination")
    office = enter("koordination", f"/{language}/?page=coordination")
    import_people(office, demo, said, language)
    people = {role: join(demo, enter, said, role, language) for role in said["people"]}
    office.page.bring_to_front()
    propose(office, said, language)
    try_out(office, said, language)
    approve(office, said)
    pair = next(
        one
        for one in demo.store.tandems.mine(people["mentee"])
        if one.status is TandemStatus.PROPOSED
    )
    assert {one.person_id for one in pair.members} == {
        people["mentor"].person_id,
        people["mentee"].person_id,
    }
    say_yes(demo, enter, said, pair.id, language)
    assert demo.store.tandems.get(people["mentee"], pair.id).status is TandemStatus.ACTIVE
    sees_no_content(office, said, language)


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.').replace('é', 'e')}@almbach.example"


def people_csv(said: Said, *, language: str, broken: bool) -> bytes:
    names = said["people"]
    third_role = "coach" if broken else "mentee"
    rows = [
        "email;name;role;languages;language;address;wishes;offers",
        f"{email_of(names['mentor'])};{names['mentor']};mentor;de,en;{language};sie;;{said['offer']}",
        f"{email_of(names['third'])};{names['third']};{third_role};fr;{language};sie;"
        f"{said['third_wish']};",
        f"{email_of(names['mentee'])};{names['mentee']};mentee;de,en;{language};sie;"
        f"{said['wish']};",
    ]
    return "\n".join(rows).encode()


def upload(page: Page, content: bytes, label: str) -> None:
    page.locator("input[type=file]").first.set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content}
    )
    expect(page.locator(".file-preview").first).to_be_visible(timeout=SOON_MS)
    page.get_by_role("button", name=label, exact=True).click()


def import_people(office: Visit, demo: Site, said: Said, language: str) -> None:
    page = office.page
    page.get_by_role("tab", name=said["tabs"]["people"], exact=True).click(timeout=SOON_MS)
    upload(page, people_csv(said, language=language, broken=True), said["import"])
    failed = page.locator(".td-notice-bad:visible")
    expect(failed).to_contain_text(said["failed"], timeout=SOON_MS)
    expect(page.get_by_text(said["row_error"])).to_be_visible()
    expect(page.get_by_text(said["place"])).to_be_visible()
    office.look(f"coordination-1-row-error-{language}")
    for name in said["people"].values():
        assert demo.store.people.by_email(email_of(name)) is None
    upload(page, people_csv(said, language=language, broken=False), said["import"])
    expect(page.get_by_text(said["done"])).to_be_visible(timeout=SOON_MS)
    assert demo.store.people.by_email(email_of(said["people"]["mentee"])) is not None
    office.look(f"coordination-2-imported-{language}")


def join(demo: Site, enter: Enter, said: Said, role: str, language: str) -> Account:
    login = login_of(demo.store, email_of(said["people"][role]))
    one = enter(login, f"/{language}/?page=profile")
    consent = one.page.locator("form:has(button[value=join]) input[name=joins]")
    consent.check(timeout=SOON_MS)
    act(one.page, "profile", "join")
    expect(one.page.locator(".td-notice-good")).to_be_visible(timeout=SOON_MS)
    actor = account_of(demo.store, login)
    assert participation(demo, actor).enrolment.joined_at is not None
    one.page.context.close()
    return actor


def propose(office: Visit, said: Said, language: str) -> None:
    page = office.page
    page.get_by_role("tab", name=said["tabs"]["match"], exact=True).click()
    page.get_by_role("button", name=said["run"], exact=True).click()
    names = said["people"]
    pair = page.locator(".td-pair").filter(has_text=names["mentee"])
    expect(pair).to_be_visible(timeout=SOON_MS)
    pairs = page.locator(".td-pair").count()
    expect(page.get_by_text(said["broken"].format(pairs=pairs))).to_be_visible()
    expect(pair).to_contain_text(names["mentor"])
    assert re.search(said["fit"] + r" \d+", pair.inner_text())
    pair.locator("summary").click()
    reason = pair.locator(".td-meeting").first
    expect(reason).to_contain_text(said["wish"])
    expect(reason).to_contain_text(said["offer"])
    assert said["wants"] in reason.inner_text() and said["offers"] in reason.inner_text()
    left = page.locator("tr").filter(has_text=names["third"])
    expect(left.filter(has_text=said["left_out"])).to_be_visible()
    office.look(f"coordination-3-proposal-{language}")


def try_out(office: Visit, said: Said, language: str) -> None:
    """Rule the pair out for a look, take that back, and ask about two who may not."""
    page, names = office.page, said["people"]
    pair = page.locator(".td-pair").filter(has_text=names["mentee"])
    pair.get_by_role("button", name=said["rule_out"], exact=True).click()
    change = page.locator("tr").filter(has_text=names["mentee"]).filter(has_text=names["mentor"])
    expect(page.get_by_text(said["would_change"])).to_be_visible(timeout=SOON_MS)
    expect(change.locator("visible=true").first).to_be_visible()
    office.look(f"coordination-4-what-if-{language}")
    page.get_by_role("button", name=said["allow_again"], exact=True).click()
    expect(change.locator("visible=true")).to_have_count(0, timeout=SOON_MS)
    page.locator("#td-match-terms details").last.evaluate("one => { one.open = true; }")
    page.locator("select[name=mentee]").select_option(label=names["third"])
    page.locator("select[name=mentor]").select_option(label=names["mentor"])
    page.get_by_role("button", name=said["why"], exact=True).click()
    expect(page.locator(".td-notice:visible").filter(has_text=said["no_language"])).to_be_visible(
        timeout=SOON_MS
    )
    office.look(f"coordination-4-why-not-{language}")


def approve(office: Visit, said: Said) -> None:
    office.page.get_by_role("button", name=said["approve"], exact=True).click()
    expect(office.page.get_by_text(said["asked"])).to_be_visible(timeout=SOON_MS)


def say_yes(demo: Site, enter: Enter, said: Said, tandem_id: str, language: str) -> None:
    """Let both answer in windows of their own; the tandem starts with the second yes."""
    for role, told in (("mentor", "waiting"), ("mentee", "started")):
        login = login_of(demo.store, email_of(said["people"][role]))
        one = enter(login, f"/{language}/?page=tandem&tandem={tandem_id}")
        expect(one.page.locator("form[data-to=tandem-proposed]")).to_be_visible(timeout=SOON_MS)
        if role == "mentor":
            one.look(f"tandem-0-asked-{language}")
        act(one.page, "tandem-proposed", "yes")
        told_them = one.page.locator(".td-notice-good:visible").filter(has_text=said[told])
        expect(told_them.first).to_be_visible(timeout=SOON_MS)
    one.look(f"tandem-0-started-{language}")


def sees_no_content(office: Visit, said: Said, language: str) -> None:
    page = office.page
    page.reload()
    page.get_by_role("tab", name=said["tabs"]["states"], exact=True).click(timeout=SOON_MS)
    running = page.locator("[data-name=running]")
    expect(running).to_contain_text(said["people"]["mentee"], timeout=SOON_MS)
    office.look(f"coordination-5-states-{language}")
