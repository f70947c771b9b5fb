"""Signing in, staying signed in, and no longer being so."""

import re

import httpx
import pytest

from tests.ui.site import PASSWORD, Site
from ui.signin import local


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no field {name}"
    return found[1]


def sign_in(
    client: httpx.Client, login: str, password: str, *, next_path: str = "", lang: str = "en"
) -> httpx.Response:
    form = client.get("/login", params={"next": next_path, "lang": lang}).text
    csrf, wanted = hidden(form, "csrf"), hidden(form, "next")
    values = {"login": login, "password": password, "csrf": csrf, "next": wanted}
    return client.post("/login", data=values)


def test_signing_in_opens_a_session_that_scripts_cannot_read(site: Site) -> None:
    client = site.client()
    answer = sign_in(client, " Jonas ", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/de/")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "tandem_session" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get("/de/").status_code == 200
    assert client.get("/").headers["location"] == "/de/"


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/en/?page=data", "/en/?page=data"),
        ("//evil.example", "/de/"),
        ("https://evil.example/de/", "/de/"),
        ("/\\evil.example", "/de/"),
        ("javascript:alert(1)", "/de/"),
    ],
)
def test_after_signing_in_one_stays_on_this_site(site: Site, wanted: str, target: str) -> None:
    answer = sign_in(site.client(), "jonas", PASSWORD, next_path=wanted)
    assert answer.headers["location"] == target


@pytest.mark.parametrize("path", ["/a\n/b", "/\t/evil.example", "///x", "evil", "", "/\\\\x"])
def test_odd_targets_are_dropped(path: str) -> None:
    assert local(path) == ""


@pytest.mark.parametrize(
    ("lang", "said"),
    [("de", "passen nicht zusammen"), ("en", "do not match")],
)
def test_a_wrong_password_is_said_clearly_and_keeps_the_login(
    site: Site, lang: str, said: str
) -> None:
    answer = sign_in(site.client(), "jonas", "wrong password", lang=lang)
    assert answer.status_code == 401
    assert said in answer.text
    assert 'value="jonas"' in answer.text
    assert "wrong password" not in answer.text
    assert "tandem_session" not in str(answer.headers)
    assert sign_in(site.client(), "nobody", "wrong password", lang=lang).status_code == 401


def test_empty_fields_are_asked_for(site: Site) -> None:
    assert "Please enter" in sign_in(site.client(), "", "").text
    assert "Please enter" in sign_in(site.client(), "jonas", "x" * 300).text


def test_too_many_tries_say_how_long_to_wait(site: Site) -> None:
    client = site.client()
    for _ in range(5):
        assert sign_in(client, "limited", "wrong password").status_code == 401
    answer = sign_in(client, "limited", "wrong password")
    assert answer.status_code == 429
    assert "try again in 15 minutes" in answer.text


def test_a_form_that_is_not_ours_is_refused(site: Site) -> None:
    client = site.client()
    values = {"login": "jonas", "password": PASSWORD}
    assert client.post("/login", data=values).status_code == 403
    signed = hidden(client.get("/login").text, "csrf")
    other = site.client()
    assert other.post("/login", data={**values, "csrf": signed}).status_code == 403
    other.cookies.set("tandem_form", "made.up")
    assert other.post("/login", data={**values, "csrf": "made.up"}).status_code == 403


def test_signing_out_needs_its_token_and_revokes_the_session(site: Site) -> None:
    client = site.client("jonas")
    token = client.cookies["tandem_session"]
    assert client.post("/logout", data={"csrf": "guess"}).status_code == 403
    assert client.get("/de/").status_code == 200
    csrf = site.store.accounts.session(token, site.clock()).csrf
    answer = client.post("/logout", data={"csrf": csrf})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    with httpx.Client(base_url=site.url, cookies={"tandem_session": token}) as thief:
        assert thief.get("/de/").status_code == 401


def test_a_form_sent_after_the_session_ended_is_told_so(site: Site) -> None:
    answer = site.client().post("/logout", headers={"accept": "text/html"})
    assert answer.status_code == 401
    assert "<h1>" in answer.text


def test_an_unused_session_ends(site: Site) -> None:
    client = site.client("ruth")
    site.clock.forward(hours=11, minutes=59)
    assert client.get("/en/").status_code == 200
    site.clock.forward(hours=12)
    assert client.get("/en/").status_code == 401


def test_a_used_session_ends_after_a_week(site: Site) -> None:
    client = site.client("ruth")
    for _ in range(13):
        site.clock.forward(hours=11)
        assert client.get("/en/").status_code == 200
    site.clock.forward(hours=25)
    assert client.get("/en/").status_code == 401


def test_the_page_speaks_the_browsers_language(site: Site) -> None:
    for accept, word in (("en-GB,en;q=0.9,de;q=0.8", "Password"), ("fr,de;q=0.5", "Passwort")):
        html = site.client().get("/login", headers={"accept-language": accept}).text
        assert f">{word}</label>" in html


def test_demo_accounts_are_listed_while_they_exist(site: Site) -> None:
    html = site.client().get("/login?lang=en").text
    assert "<code>jonas</code>" in html
    assert PASSWORD in html


def test_who_is_signed_in_need_not_sign_in(site: Site) -> None:
    assert site.client("ruth").get("/login").headers["location"] == "/en/"
