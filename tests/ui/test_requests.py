"""Requests that are not from our own page, too large or not what they say are turned away."""

import json

import httpx
import pytest

from knowledge.documents.limits import Limits
from tests.ui.site import Site
from ui.gate.body import ENVELOPE

JOIN = "/de/gradio_api/queue/join"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "", "sec-fetch-site": "none"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", [JOIN, "/de/gradio_api/upload", "/logout", "/login"])
def test_posts_from_elsewhere_are_refused(site: Site, path: str, headers: dict[str, str]) -> None:
    cookies = dict(site.client("jonas").cookies)
    with httpx.Client(base_url=site.url, cookies=cookies) as client:
        assert client.post(path, headers=headers, json={"data": []}).status_code == 403
        assert client.post(path, json={"data": []}).status_code == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"no json", b'{"a":', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_object_is_refused(site: Site, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert site.client("jonas").post(JOIN, content=body, headers=headers).status_code == 400


def test_the_type_of_a_body_cannot_hide_it(site: Site) -> None:
    body = json.dumps({"data": [], "fn_index": 0, "session_hash": "kept-by-jonas"})
    site.client("jonas").post(JOIN, content=body)
    answer = site.client("ruth").post(JOIN, content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 403


def test_large_bodies_are_refused(site: Site) -> None:
    client = site.client("jonas")
    assert client.post(JOIN, content=b"x" * 600_000).status_code == 413
    files = {"files": ("big.csv", b"x" * (Limits().file_bytes + ENVELOPE), "text/csv")}
    assert client.post("/de/gradio_api/upload", files=files).status_code == 413
    assert site.client().post("/login", content=b"x" * 600_000).status_code == 413


@pytest.mark.parametrize("path", ["/login", "/healthz", "/de/", "/api/x", "/static/tandem.css"])
def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    headers = site.client("jonas").get(path, headers={"accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert "unsafe-inline" not in scripts
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert (headers["cache-control"] == "no-store") is not path.startswith("/static")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_names_its_language_and_nothing_outside(site: Site, language: str) -> None:
    html = site.client("jonas").get(f"/{language}/", headers={"accept-encoding": "br"}).text
    assert f'lang="{language}"' in html
    outside = [
        part[:60] for part in html.split("http")[1:] if not ("http" + part).startswith(site.url)
    ]
    assert [part for part in outside if part.startswith(("://", "s://"))] == []
    assert "crossorigin" not in html
    assert html.count("<script") == html.count('<script nonce="')


def test_the_page_holds_nothing_of_anybody(site: Site) -> None:
    pages = [site.client(login).get("/de/").text for login in ("jonas", "office")]
    for html in pages:
        assert "example.org" not in html
        assert "Weber" not in html


@pytest.mark.parametrize("query", ["page=profile", "deep_link=abc", "page=x&deep_link=../x"])
def test_gradios_own_address_parameters_do_nothing(site: Site, query: str) -> None:
    client = site.client("jonas")
    answer = client.get(f"/de/?{query}")
    assert answer.status_code == 200
    assert '"deep_link_state":"none"' in answer.text
