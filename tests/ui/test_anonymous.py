"""Nobody gets anything without signing in: every route, every handler, every way of calling."""

from collections.abc import Iterator

import pytest
from starlette.routing import BaseRoute, Mount, Route

from tests.ui.site import SECRET, Site

OPEN = {"/login", "/healthz", "/readyz"}
FILL = {"path": "index.js", "session_hash": "abc", "event_id": "e1", "kind": "k", "record_id": "r"}


def routes(found: list[BaseRoute], prefix: str = "") -> Iterator[tuple[str, str]]:
    for route in found:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from routes(list(included.routes), prefix)
        elif isinstance(route, Mount):
            yield from routes(list(route.routes), prefix + route.path)
        elif isinstance(route, Route):
            path = prefix + route.path
            for name in route.param_convertors:
                for form in (f"{{{name}}}", f"{{{name}:path}}"):
                    path = path.replace(form, FILL.get(name, "1"))
            for method in route.methods or {"GET"}:
                yield method, path


def test_every_route_asks_to_sign_in(site: Site) -> None:
    client = site.client()
    every = sorted(set(routes(site.app.routes)))
    assert len(every) > 120, "the mounted applications' routes are among them"
    wrong = []
    for method, path in every:
        if path in OPEN:
            continue
        plain = client.request(method, path, headers={"accept": "*/*"})
        if plain.status_code != 401 or SECRET in plain.text:
            wrong.append((method, path, plain.status_code))
        if method == "GET":
            page = client.get(path, headers={"accept": "text/html,*/*"})
            if page.status_code != 303 or not page.headers["location"].startswith("/login"):
                wrong.append((method, path, page.status_code))
    assert wrong == []


def test_every_handler_refuses_every_way_of_calling(site: Site) -> None:
    client = site.client()
    wrong = []
    for language in ("de", "en"):
        for number, name in handlers(site, language):
            body = {"data": [None, None], "fn_index": number, "session_hash": f"anon{number}"}
            for way in (f"run/{name}", "run/predict", f"api/{name}", f"call/{name}", "queue/join"):
                for path in (way, f"{way}/"):
                    answer = client.post(f"/{language}/gradio_api/{path}", json=body)
                    if answer.status_code != 401:
                        wrong.append((path, answer.status_code))
    assert wrong == []


def handlers(site: Site, language: str) -> list[tuple[int, str]]:
    mount = next(r for r in site.app.routes if isinstance(r, Mount) and r.path == f"/{language}")
    blocks = mount.app.get_blocks()  # type: ignore[attr-defined]  # Gradio's application
    found = [(number, str(fn.api_name)) for number, fn in blocks.fns.items()]
    assert len(found) >= 9
    return found


@pytest.mark.parametrize("path", ["/api", "/api/v1/agenda", "/mcp", "/metrics"])
@pytest.mark.parametrize("token", ["", "Bearer", "Bearer abc", "Basic abc"])
def test_programs_need_a_token_that_exists(site: Site, path: str, token: str) -> None:
    for login in ("", "jonas"):
        client = site.client(login)
        answer = client.post(path, headers={"authorization": token} if token else {})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "path",
    [
        "/de/../app.py",
        "/de/gradio_api/file=/etc/passwd",
        "/de//gradio_api/info",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/login/../de/config",
        "/login/%2e%2e/de/config",
        "/DE/config",
        "/de/%5c/config",
    ],
)
def test_no_odd_path_gets_round_the_gate(site: Site, path: str) -> None:
    answer = site.client().get(path)
    assert answer.status_code in (401, 404)
    assert answer.json()["code"] in ("not_signed_in", "not_found")


def test_static_files_and_health_are_open(site: Site) -> None:
    client = site.client()
    for path in ("/static/tandem.css", "/static/tandem.js", "/healthz", "/readyz"):
        assert client.get(path).status_code == 200


def test_the_page_wanted_is_kept_for_after_signing_in(site: Site) -> None:
    answer = site.client().get("/de/?page=data", headers={"accept": "text/html"})
    assert answer.headers["location"] == "/login?next=/de/%3Fpage%3Ddata"
