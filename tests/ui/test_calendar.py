"""Calendar files: for the two people of a tandem, dates and numbers only."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from icalendar import Calendar

from tandems.domain.person import Account
from tests.tandems.world import a_goal
from tests.ui.tandem_site import TandemSite, tandem_site

CONTENT = "Kurzvideos fürs Recruiting"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TandemSite]:
    with tandem_site(tmp_path_factory.mktemp("calendar")) as served:
        goal = a_goal(served.world.tandem_id, served.world.mentee, text=CONTENT)
        served.world.store.tandems.save_goal(served.world.mentee, replace(goal, label=CONTENT))
        yield served


def session_id(site: TandemSite) -> str:
    world = site.world
    return world.store.tandems.sessions(world.mentor, world.tandem_id)[0].id


@pytest.mark.parametrize(("language", "summary"), [("de", "Tandem-Treffen"), ("en", "session")])
def test_both_take_all_dates_away_in_the_language_of_the_page(
    running: TandemSite, language: str, summary: str
) -> None:
    world = running.world
    path = f"/downloads/sessions/{world.tandem_id}?language={language}"
    for account in (world.mentor, world.mentee):
        answer = running.visitor(account).client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/calendar")
        assert "attachment" in answer.headers["content-disposition"]
        events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
        planned = world.store.tandems.sessions(account, world.tandem_id)
        assert [event.decoded("dtstart") for event in events] == [one.starts_at for one in planned]
        assert all(summary in str(event["summary"]) for event in events)
        assert CONTENT not in answer.text


def test_one_session_is_one_event(running: TandemSite) -> None:
    client = running.visitor(running.world.mentee).client
    answer = client.get(f"/downloads/session/{session_id(running)}?language=de")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [event["uid"] for event in events] == [f"{session_id(running)}@tandem"]


def curious(running: TandemSite) -> tuple[Account, ...]:
    world = running.world
    return (world.coordinator, world.operator, world.other_mentor, world.other_mentee)


def test_nobody_else_gets_a_date(running: TandemSite) -> None:
    paths = (
        f"/downloads/sessions/{running.world.tandem_id}",
        f"/downloads/session/{session_id(running)}",
    )
    for account in curious(running):
        for path in paths:
            answer = running.visitor(account).client.get(path)
            assert answer.status_code in (403, 404)
            assert "VEVENT" not in answer.text


def test_whoever_is_not_signed_in_is_sent_away(running: TandemSite) -> None:
    client = running.site.client()
    path = f"/downloads/sessions/{running.world.tandem_id}"
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"accept": "text/html"}).status_code == 303


def test_an_unknown_language_is_refused(running: TandemSite) -> None:
    client = running.visitor(running.world.mentor).client
    path = f"/downloads/sessions/{running.world.tandem_id}?language=xx"
    assert client.get(path).status_code == 422
