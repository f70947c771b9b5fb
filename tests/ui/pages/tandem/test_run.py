"""The run of a tandem: its plan, its agreement and the call for help."""

from datetime import timedelta

from tandems.domain.tandem import Session, SessionStatus
from tests.tandems.world import NOW
from tests.ui.tandem_site import TandemSite, Visitor


def test_a_session_moves_to_the_time_typed_in_the_peoples_zone(
    mentor: Visitor, site: TandemSite
) -> None:
    world = site.world
    session = world.store.tandems.sessions(world.mentor, world.tandem_id)[-1]
    fields = {"session": session.id, "day": "2026-07-01", "clock": "14:30"}
    said = mentor.act("plan", tandem=world.tandem_id, do="move", minutes="50", **fields)
    assert "Mi., 1. Juli 2026, 14:30 Uhr" in said
    moved = world.store.tandems.sessions(world.mentor, world.tandem_id)[-1]
    assert moved.starts_at is not None
    assert moved.starts_at.isoformat() == "2026-07-01T12:30:00+00:00"
    assert moved.minutes == 50
    refused = mentor.act("plan", tandem=world.tandem_id, do="move", minutes="7", **fields)
    assert "7 Minuten sind nicht möglich" in refused


def test_a_held_session_is_ticked_off_and_can_not_be_moved(
    mentor: Visitor, site: TandemSite
) -> None:
    world = site.world
    session = next(
        one
        for one in world.store.tandems.sessions(world.mentor, world.tandem_id)
        if one.status is SessionStatus.PLANNED
    )
    mentor.act("plan", tandem=world.tandem_id, do="hold", session=session.id)
    refused = mentor.act(
        "plan",
        tandem=world.tandem_id,
        do="move",
        session=session.id,
        day="2026-07-02",
        clock="10:00",
    )
    assert "bereits stattgefunden" in refused


def test_the_agreement_is_settled_and_a_change_unsettles_it(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    world = site.world
    terms = {"minutes": "50", "cadence": "3", "place": "remote", "address": "sie"}

    def send(visitor: Visitor, do: str, **changed: str) -> str:
        version = world.store.tandems.get(world.mentor, world.tandem_id).agreement.version
        fields = {**terms, "languages": "de,en", "version": str(version), **changed}
        return visitor.act("agreement", tandem=world.tandem_id, do=do, **fields)

    assert "Jetzt ist" in send(mentor, "sign")
    agreement = world.store.tandems.get(world.mentee, world.tandem_id).agreement
    assert (agreement.minutes, agreement.cadence_weeks, agreement.place) == (50, 3, "remote")
    assert agreement.signed_at is None
    assert "Es fehlt noch" in mentee.load()["show_agreement"]
    assert "Von beiden unterschrieben" in send(mentee, "sign")
    assert world.store.tandems.get(world.mentee, world.tandem_id).agreement.signed_at == NOW
    assert "von beiden unterschrieben am" in mentor.load()["show_agreement"]
    assert "inzwischen geändert" in send(mentee, "save", version="1")
    assert "200 Minuten sind nicht möglich" in send(mentee, "save", minutes="200")
    assert "Sprachen der Treffen" in send(mentee, "save", languages="")
    send(mentee, "save", address="du")
    assert world.store.tandems.get(world.mentee, world.tandem_id).agreement.signed_at is None


def test_the_help_flag_is_all_the_coordinator_sees(mentor: Visitor, site: TandemSite) -> None:
    world = site.world
    assert "nur, dass dieses Tandem" in mentor.load()["show_help"]
    for do, on in (("raise", True), ("lower", False)):
        mentor.act("agreement", tandem=world.tandem_id, do=do)
        states = world.store.tandems.states(world.coordinator, world.programme_id)
        assert [s.help_flag for s in states if s.tandem_id == world.tandem_id] == [on]


def first_planned(site: TandemSite) -> Session:
    sessions = site.world.store.tandems.sessions(site.world.mentor, site.world.tandem_id)
    return next(one for one in sessions if one.status is SessionStatus.PLANNED)


def after(site: TandemSite, session: Session) -> Visitor:
    """Return the mentor looking at the page when a session should be over."""
    assert session.starts_at is not None
    site.site.clock.at = session.starts_at + timedelta(minutes=session.minutes + 1)
    return site.visitor(site.world.mentor)


def test_before_its_end_nobody_is_asked_about_a_session(mentor: Visitor) -> None:
    assert mentor.load()["show_due"] == ""


def test_a_session_that_is_over_is_asked_about_and_is_not_the_next_one(site: TandemSite) -> None:
    session = first_planned(site)
    shown = after(site, session).load()
    assert f"Hat Treffen {session.number} stattgefunden?" in shown["show_due"]
    plan = shown["show_plan"]
    assert plan.index("hat es stattgefunden?") < plan.index("als Nächstes")
    later = shown["head"].split("Nächstes Treffen:")[1]
    assert str(session.starts_at.astimezone().day if session.starts_at else "") + ". März" not in (
        later
    )


def test_one_click_ticks_it_off(site: TandemSite) -> None:
    session = first_planned(site)
    visitor = after(site, session)
    said = visitor.act("due", tandem=site.world.tandem_id, do="hold", session=session.id)
    assert f"Treffen {session.number} ist abgehakt" in said
    assert visitor.load()["show_due"] == ""
    assert first_planned(site).number == session.number + 1


def test_another_date_is_suggested_on_the_same_weekday_ahead(site: TandemSite) -> None:
    session = first_planned(site)
    assert session.starts_at is not None
    visitor = after(site, session)
    week_on = (session.starts_at + timedelta(weeks=1)).date().isoformat()
    assert f'value="{week_on}"' in visitor.load()["show_due"]
    fields = {"session": session.id, "day": week_on, "clock": "11:00", "minutes": "60"}
    said = visitor.act("due", tandem=site.world.tandem_id, do="move", **fields)
    assert f"Treffen {session.number} ist jetzt am" in said
    assert visitor.load()["show_due"] == ""
