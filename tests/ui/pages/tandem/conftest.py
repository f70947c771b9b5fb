"""The running tandem page, once for all of its tests, with no chat and no drafts left over."""

from collections.abc import Iterator

import pytest

from tests.tandems.world import NOW
from tests.ui.pages.tandem.steps import drafts
from tests.ui.tandem_site import TandemSite, Visitor, tandem_site


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TandemSite]:
    with tandem_site(tmp_path_factory.mktemp("tandem")) as served:
        yield served


@pytest.fixture
def site(running: TandemSite) -> TandemSite:
    world = running.world
    running.site.clock.at = NOW
    for account in (world.mentor, world.mentee):
        world.store.conversations.delete_history(account, world.tandem_id)
        for draft in drafts(running):
            world.store.suggestions.delete_draft(world.mentor, draft.id)
    return running


@pytest.fixture
def mentor(site: TandemSite) -> Visitor:
    return site.visitor(site.world.mentor)


@pytest.fixture
def mentee(site: TandemSite) -> Visitor:
    return site.visitor(site.world.mentee)
