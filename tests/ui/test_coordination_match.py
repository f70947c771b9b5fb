"""The coordinator's settings of a run: trying out, deciding on pairs, and asking why not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from programme.demo import PROGRAMME_ID
from tandems.domain.match import LeftOut, LeftOutReason, Objective, Proposal, RuleCode
from tandems.domain.vocabulary import Language, Role
from tests.ui.coordination_site import account, act, answered, decide, office_site
from tests.ui.queue import result, toasts
from tests.ui.site import Site
from ui.pages.coordination.left_out import reason_of
from ui.texts import Texts

BRIDGE, SAID, TERMS, SUMMARY, _ID, PAIRS, APPROVAL, _BUTTON = range(8)
DE = Texts(Language.DE)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo whose people have room for a second tandem, with a proposal that is open."""
    with office_site(tmp_path_factory.mktemp("match")) as site:
        office = account(site)
        for one in site.store.programmes.participants(office, PROGRAMME_ID):
            site.store.programmes.enrol(replace(one.enrolment, capacity=2))
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    decide(running, "run")
    return running


def latest(site: Site) -> Proposal:
    found = site.store.matching.latest(account(site), PROGRAMME_ID)
    assert found is not None
    return found


def names(site: Site) -> dict[str, str]:
    return {one.id: one.name for one in site.store.people.everyone(account(site))}


def apart(site: Site) -> tuple[str, str]:
    """Return a mentee and somebody else's mentor, whom she may have."""
    pairs = latest(site).pairs
    found = {(one.mentee_id, one.mentor_id) for one in pairs}
    for one in pairs:
        for other in reversed(pairs):
            pair = (one.mentee_id, other.mentor_id)
            said = str(answered(decide(site, "why", mentee=pair[0], mentor=pair[1]))[SAID])
            if pair not in found and "lock~" in said:
                return pair
    raise AssertionError


def text_of(html: Any) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", str(html))).split())


def unchanged(found: list[dict[str, Any]]) -> bool:
    """Tell whether no output got a value."""
    return not any(isinstance(one, str) for one in answered(found))


@pytest.mark.parametrize("language", ["de", "en"])
def test_trying_out_says_what_would_change_and_keeps_nothing(site: Site, language: str) -> None:
    before, pair = latest(site), apart(site)
    found = answered(decide(site, "lock", mentee=pair[0], mentor=pair[1], language=language))
    texts, said = Texts(Language(language)), text_of(found[SAID])
    assert texts.t("coordination.tried_title") in said
    assert texts.t("coordination.sum_fit") in said
    assert names(site)[pair[0]] in said and names(site)[pair[1]] in said
    assert latest(site) == before
    assert f"{pair[0]}~{pair[1]}" in found[TERMS]
    assert texts.t("coordination.locked_title") in text_of(found[TERMS])
    assert found[BRIDGE] == ""
    assert not any(isinstance(one, str) for one in found[SUMMARY:])


def test_a_run_keeps_the_settings_and_shows_them_again(site: Site) -> None:
    pair = apart(site)
    found = answered(
        decide(
            site,
            "run",
            objective="fairest",
            minimum="5",
            weight_department="40",
            locked="~".join(pair),
        )
    )
    kept = latest(site)
    assert kept.objective is Objective.FAIREST
    assert kept.minimum == 5
    assert ("department", 0.4) in kept.weights
    assert pair in {(one.mentee_id, one.mentor_id) for one in kept.pairs if one.locked}
    assert DE.t("coordination.run_title") in text_of(found[SAID])
    assert DE.t("coordination.badge_locked") in text_of(found[PAIRS])
    assert 'value="fairest" checked' in found[TERMS]
    assert 'name="weight_department" min="0" max="100" value="40"' in found[TERMS]
    count = len(kept.pairs)
    assert DE.t("coordination.rules_title", broken=0, pairs=count) in text_of(found[APPROVAL])


def test_a_pair_that_is_ruled_out_is_gone_until_it_is_allowed_again(site: Site) -> None:
    first = latest(site).pairs[0]
    pair = f"{first.mentee_id}~{first.mentor_id}"
    ruled_out = answered(decide(site, f"forbid~{pair}"))
    assert names(site)[first.mentee_id] in text_of(ruled_out[SAID])
    assert f'name="forbidden" value="{pair}"' in ruled_out[TERMS]
    free = answered(decide(site, f"free~{pair}", forbidden=pair))
    assert 'name="forbidden" value=""' in free[TERMS]
    assert DE.t("coordination.nothing_changes") in text_of(free[SAID])


def test_locking_what_was_ruled_out_takes_the_ban_back(site: Site) -> None:
    first = latest(site).pairs[0]
    pair = f"{first.mentee_id}~{first.mentor_id}"
    locked = answered(decide(site, f"lock~{pair}", forbidden=pair))
    assert f'name="locked" value="{pair}"' in locked[TERMS]
    assert 'name="forbidden" value=""' in locked[TERMS]


def test_why_not_answers_with_the_rule(site: Site) -> None:
    (mentor_id, mentee_id) = next(
        iter(site.store.tandems.pairs(account(site), PROGRAMME_ID).values())
    )
    roles = {
        one.person_id: one.enrolment.role
        for one in site.store.programmes.participants(account(site), PROGRAMME_ID)
    }
    if roles[mentee_id] is not Role.MENTEE:
        mentor_id, mentee_id = mentee_id, mentor_id
    said = text_of(answered(decide(site, "why", mentee=mentee_id, mentor=mentor_id))[SAID])
    assert DE.t("coordination.broken_blocked") in said
    assert DE.t("coordination.price_title") not in said


def test_why_not_names_who_has_no_place_or_has_not_said_yes(site: Site) -> None:
    people = site.store.programmes.participants(account(site), PROGRAMME_ID)
    invited = next(
        one
        for one in people
        if one.enrolment.joined_at is None and one.enrolment.role is Role.MENTEE
    )
    mentor = next(one for one in people if one.enrolment.role is Role.MENTOR)
    full = site.store.programmes.enrol(replace(mentor.enrolment, capacity=0))
    pair = {"mentee": invited.person_id, "mentor": mentor.person_id}
    said = text_of(answered(decide(site, "why", **pair))[SAID])
    site.store.programmes.enrol(replace(full, capacity=2))
    assert DE.t("coordination.broken_capacity_named", names=mentor.name) in said
    assert DE.t("coordination.broken_not_joined_named", names=invited.name) in said


@pytest.mark.parametrize(("do", "place"), [("try", SAID), ("run", PAIRS)])
def test_a_locked_pair_that_breaks_a_rule_is_named(site: Site, do: str, place: int) -> None:
    two = next(iter(site.store.tandems.pairs(account(site), PROGRAMME_ID).values()))
    both = (f"{two[0]}~{two[1]}", f"{two[1]}~{two[0]}")
    found = answered(decide(site, do, locked=",".join(both)))
    said = text_of(found[place])
    assert DE.t("coordination.refused_title") in said
    assert DE.t("coordination.broken_blocked") in said


def test_why_not_answers_with_the_price_in_plain_words(site: Site) -> None:
    pair = apart(site)
    found = answered(decide(site, "why", mentee=pair[0], mentor=pair[1]))
    said = text_of(found[SAID])
    assert DE.t("coordination.price_title") in said
    assert DE.t("coordination.parts_title") in said
    assert not re.search(r"\d\.\d", said), "raw numbers are no plain words"
    assert f'value="lock~{pair[0]}~{pair[1]}"' in found[SAID]
    assert f'<option value="{pair[0]}" selected>' in found[TERMS]


def test_of_a_pair_it_is_said_that_they_are_one(site: Site) -> None:
    pair = latest(site).pairs[0]
    said = answered(decide(site, "why", mentee=pair.mentee_id, mentor=pair.mentor_id))[SAID]
    assert DE.t("coordination.why_none", score=round(pair.score)) in text_of(said)


def test_weights_are_set_back(site: Site) -> None:
    found = answered(decide(site, "defaults", weight_location="90"))
    assert 'name="weight_location" min="0" max="100" value="3"' in found[TERMS]


@pytest.mark.parametrize(
    ("do", "changes"),
    [
        ("try", {"objective": "cheapest"}),
        ("try", {"minimum": "101"}),
        ("try", {"minimum": ""}),
        ("try", {"minimum": "-1"}),
        ("try", {"weight_wishes": "0"}),
        ("try", {"weight_location": "viel"}),
        ("explode", {}),
        ("why", {}),
        ("why", {"mentee": "nobody", "mentor": "nobody"}),
        ("lock~nobody~nobody", {}),
        ("lock~nobody", {}),
    ],
)
def test_what_the_form_does_not_offer_changes_nothing(
    site: Site, do: str, changes: dict[str, str]
) -> None:
    before = latest(site)
    found = decide(site, do, **changes)
    assert toasts(found)
    assert "Unerwarteter" not in toasts(found)[0]
    assert unchanged(found)
    assert latest(site) == before


@pytest.mark.parametrize("payload", ["", "nonsense", "[]", "null", '{"do": 1}'])
def test_what_is_no_form_is_refused(site: Site, payload: str) -> None:
    found = act(site.client("koordination"), site, "decide", payload)
    assert toasts(found)
    assert unchanged(found)


def test_pairs_of_people_who_left_are_dropped_from_the_settings(site: Site) -> None:
    found = answered(decide(site, "try", locked="gone~away,half", forbidden="~,gone~away~far"))
    assert 'name="locked" value=""' in found[TERMS]
    assert 'name="forbidden" value=""' in found[TERMS]


@pytest.mark.parametrize("login", ["mentorin", "mentee"])
def test_participants_can_neither_try_out_nor_ask(site: Site, login: str) -> None:
    pair = latest(site).pairs[0]
    for do in ("try", "run", "why", "lock", "forbid"):
        found = decide(site, do, login=login, mentee=pair.mentee_id, mentor=pair.mentor_id)
        assert DE.t("errors.forbidden") in toasts(found)[0]
        assert unchanged(found)


def test_a_withdrawn_wish_is_shown_no_longer(site: Site) -> None:
    pair = next(one for one in latest(site).pairs if one.reasons)
    reason = pair.reasons[0]
    office = account(site)
    person = next(
        one
        for one in site.store.programmes.participants(office, PROGRAMME_ID)
        if one.person_id == pair.mentee_id and one.enrolment.role is Role.MENTEE
    )
    owner = replace(office, id="owner", role=account(site, "mentee").role, person_id=pair.mentee_id)
    shown = result(act(site.client("koordination"), site, "show_coordination"))["output"]["data"]
    assert reason.wish_text in unescape(shown[7])
    site.store.wishes.withdraw_wish(owner, reason.wish_id)
    assert person.wishes
    shown = result(act(site.client("koordination"), site, "show_coordination"))["output"]["data"]
    assert reason.wish_text not in unescape(shown[7])
    assert DE.t("coordination.reason_withdrawn") in unescape(shown[7])


def test_leftovers_say_what_would_help_soonest(site: Site) -> None:
    high = answered(decide(site, "run", minimum="99"))
    said = text_of(high[PAIRS])
    assert DE.t("coordination.left_out_below_minimum") in said
    assert DE.t("coordination.fix_below_minimum") in said
    office = answered(decide(site, "run"))
    assert DE.t("coordination.fix_nothing_released_mentee") in text_of(office[PAIRS])


@pytest.mark.parametrize(
    ("reason", "rules", "expected"),
    [
        (LeftOutReason.ALL_BARRED, (RuleCode.CAPACITY,), "no_capacity_left"),
        (LeftOutReason.ALL_BARRED, (RuleCode.NOT_JOINED, RuleCode.CAPACITY), "not_joined"),
        (LeftOutReason.ALL_BARRED, (RuleCode.REPORTING_LINE,), "all_barred"),
        (LeftOutReason.ALL_BARRED, (), "forbidden"),
        (LeftOutReason.NO_FIT, (), "below_minimum"),
        (LeftOutReason.NO_CAPACITY_LEFT, (), "taken"),
    ],
)
def test_the_reason_is_what_keeps_the_nearest_person_away(
    reason: LeftOutReason, rules: tuple[RuleCode, ...], expected: str
) -> None:
    left = LeftOut("a", Role.MENTEE, reason, nearest_id="b", nearest_score=50, rules=rules)
    assert reason_of(left) == expected
    for language in Language:
        assert f"coordination.left_out_{expected}" in Texts(language)
        assert f"coordination.fix_{expected}" in Texts(language)
    assert reason_of(replace(left, nearest_id=None)) == reason


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_pair_with_somebody_under_18_is_marked_for_the_coordinator(
    site: Site, language: str
) -> None:
    young = latest(site).pairs[0].mentor_id
    person = site.store.people.person(account(site), young)
    site.store.people.save_person(account(site), replace(person, under_18=True))
    texts = Texts(Language(language))
    shown = text_of(answered(decide(site, "run", language=language))[PAIRS])
    assert texts.t("coordination.badge_under_18") in shown
    assert shown.count(texts.t("coordination.under_18_note", names=person.name)) == 1
