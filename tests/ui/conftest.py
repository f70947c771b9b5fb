"""The running site, once for each module of tests."""

from collections.abc import Iterator

import pytest

from tests.ui.site import START, Site, running_site


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.clock.at = START
    return running
