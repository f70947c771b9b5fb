"""How the application is put together and when it refuses to start."""

from pathlib import Path

import pytest

from app import check_exposure, is_loopback, open_records
from settings import Settings
from tandems.errors import ConfigurationError, KeyMissing
from tests.ui.site import Site


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])  # noqa: S104
def test_demo_accounts_keep_the_server_to_this_machine(site: Site, host: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_exposure(Settings(host=host), site.store)
    assert caught.value.values["setting"] == "TANDEM_HOST"
    check_exposure(Settings(host="127.0.0.1"), site.store)


def test_without_demo_accounts_any_address_will_do(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, host="0.0.0.0")  # noqa: S104
    with open_records(settings) as store:
        check_exposure(settings, store)


def test_a_lost_key_is_not_replaced(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    open_records(settings).close()
    settings.key_file().unlink()
    with pytest.raises(KeyMissing):
        open_records(settings)


def test_loopback_is_recognised() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.0.1", "::1")))


def test_health_and_readiness(site: Site) -> None:
    client = site.client()
    assert client.get("/healthz").json() == {"status": "up"}
    assert client.get("/readyz").json() == {"status": "ready", "checks": {"records": True}}


def test_a_page_that_does_not_exist_says_so(site: Site) -> None:
    client = site.client("jonas")
    page = client.get("/nothing", headers={"accept": "text/html", "accept-language": "en"})
    assert page.status_code == 404
    assert "There is no such page" in page.text
    assert client.get("/nothing").json() == {"detail": "not_found"}
