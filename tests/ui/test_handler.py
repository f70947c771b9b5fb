"""What a handler raises reaches its reader translated, and nobody else in any form."""

import json

import pytest

from tests.ui.queue import call, result, toasts
from tests.ui.site import SECRET, Site


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Der Text hat 5 Zeichen, möglich sind 3."),
        ("en", "The text has 5 characters; the limit is 3."),
    ],
)
def test_an_error_is_said_and_nothing_on_the_page_changes(
    site: Site, language: str, said: str
) -> None:
    number = site.function("too_long", language)
    found = call(site.client("jonas"), number, ["fünf!"], f"long-{language}", language=language)
    assert said in toasts(found)[0]
    assert result(found)["success"]
    outputs = result(found)["output"]["data"]
    assert [output["__type__"] for output in outputs] == ["update"] * 2
    assert not any("value" in output for output in outputs)


@pytest.mark.parametrize(("login", "said"), [("jonas", "Bitte lade"), ("ruth", "Bitte laden Sie")])
def test_an_error_addresses_its_reader_as_they_wish(site: Site, login: str, said: str) -> None:
    found = call(site.client(login), site.function("clash"), [], f"clash-{login}")
    assert said in toasts(found)[0]


def test_an_unexpected_error_shows_a_number_and_no_trace(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    found = call(site.client("jonas"), site.function("break_down"), [SECRET], "bad1")
    logged = "".join(capfd.readouterr())
    shown = json.dumps(found, ensure_ascii=False)
    assert "Unerwarteter Fehler (Nummer " in toasts(found)[0]
    assert "Traceback" not in shown + logged
    assert "RuntimeError" not in shown
    assert "RuntimeError" in logged
    assert SECRET not in logged
    incident = toasts(found)[0].split("Nummer ")[1].split(")")[0]
    assert incident in logged


def test_what_gradio_itself_cannot_read_is_not_logged_either(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    found = call(site.client("jonas"), site.function("choose"), [SECRET], "odd1")
    logged = "".join(capfd.readouterr())
    assert not result(found)["success"]
    assert "Unerwarteter Fehler (Nummer " in result(found)["output"]["error"]
    assert "error=Error" in logged
    assert SECRET not in logged + str(found)
    assert "Traceback" not in logged


def test_a_generator_streams(site: Site) -> None:
    found = call(site.client("jonas"), site.function("in_steps"), ["abc"], "steps1")
    assert sum(one["msg"] == "process_generating" for one in found) >= 3
    assert result(found)["success"]


def test_signing_out_everywhere_ends_every_session(site: Site) -> None:
    here, there = site.client("ruth"), site.client("ruth")
    found = call(here, site.function("end_sessions", "en"), [], "end1", language="en")
    assert "signed out on all devices" in str(result(found))
    assert here.get("/en/").status_code == 401
    assert there.get("/en/").status_code == 401


def test_the_header_shows_names_escaped_and_only_the_own_pages(site: Site) -> None:
    number = site.function("load")
    data = result(call(site.client("jonas"), number, [], "load1"))["output"]["data"]
    assert "Jonas &lt;b&gt;Weber&lt;/b&gt;" in data[0]
    assert [one["visible"] for one in data[2:]] == [True, False, True]
    office = result(call(site.client("office"), number, [], "load2"))["output"]["data"]
    assert [one["visible"] for one in office[2:]] == [True, True, True]


def test_my_data_says_that_key_holders_can_read(site: Site) -> None:
    for language, said in (("de", "den Schlüssel hat"), ("en", "holds the key")):
        number = site.function("show", language)
        found = call(site.client("jonas"), number, [], f"data-{language}", language=language)
        assert said in result(found)["output"]["data"][0]
