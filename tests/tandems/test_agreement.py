"""The pair's agreement: both change it, each signs it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tandems.domain.vocabulary import Address, Role
from tandems.errors import Conflict, NotAllowedNow
from tests.tandems.world import NOW, World


def test_the_agreement_is_the_pairs_and_loses_no_update(world: World) -> None:
    tandems = world.store.tandems
    agreement = tandems.get(world.mentor, world.tandem_id).agreement
    changed = replace(agreement, minutes=90, address=Address.SIE)
    kept = tandems.update_agreement(world.mentee, world.tandem_id, agreement=changed)
    assert kept == replace(changed, version=agreement.version + 1)
    assert tandems.get(world.mentor, world.tandem_id).agreement == kept
    with pytest.raises(Conflict):
        tandems.update_agreement(world.mentor, world.tandem_id, agreement=changed)


def test_each_of_the_two_signs_for_themself(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    later = NOW + timedelta(days=1)
    version = tandems.get(world.mentor, tandem_id).agreement.version
    claimed = replace(tandems.get(world.mentor, tandem_id).agreement, signed_at=NOW)
    kept = tandems.update_agreement(world.mentor, tandem_id, agreement=claimed)
    assert (kept.version, kept.signed_at) == (version, None)
    first = tandems.sign_agreement(world.mentor, tandem_id, version=version, now=NOW)
    assert first.signed_at is None
    assert tandems.sign_agreement(world.mentor, tandem_id, version=version, now=later) == first
    both = tandems.sign_agreement(world.mentee, tandem_id, version=version, now=later)
    assert both.signed_at == later
    signed = {one.role: one.signed_at for one in tandems.get(world.mentee, tandem_id).members}
    assert signed == {Role.MENTOR: NOW, Role.MENTEE: later}


def test_changed_terms_need_both_signatures_again(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    terms = tandems.get(world.mentor, tandem_id).agreement
    for one in (world.mentor, world.mentee):
        signed = tandems.sign_agreement(one, tandem_id, version=terms.version, now=NOW)
    assert tandems.update_agreement(world.mentee, tandem_id, agreement=signed) == signed
    changed = tandems.update_agreement(
        world.mentee, tandem_id, agreement=replace(signed, minutes=45)
    )
    assert changed.signed_at is None
    with pytest.raises(Conflict):
        tandems.sign_agreement(world.mentor, tandem_id, version=terms.version, now=NOW)
    members = tandems.get(world.mentor, tandem_id).members
    assert [member.signed_at for member in members] == [None, None]
    tandems.close(world.mentor, tandem_id)
    with pytest.raises(NotAllowedNow):
        tandems.sign_agreement(world.mentor, tandem_id, version=changed.version, now=NOW)
