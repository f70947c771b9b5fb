"""What one account used first is refused to every other, without content."""

import httpx
import pytest

from tests.ui.queue import call, join, messages, result, toasts
from tests.ui.site import SECRET, Site


def test_a_handler_answers_for_the_account_of_the_cookie(site: Site) -> None:
    found = call(site.client("jonas"), site.function("echo"), ["hallo"], "own1")
    assert result(found)["output"]["data"] == ["jonas: hallo"]


def test_anothers_page_session_is_refused_everywhere(site: Site) -> None:
    jonas, ruth = site.client("jonas"), site.client("ruth")
    join(jonas, site.function("echo"), [SECRET], "his1")
    for answer in (
        ruth.get("/de/gradio_api/queue/data", params={"session_hash": "his1"}),
        ruth.get("/en/gradio_api/queue/data", params={"session_hash": "his1"}),
        ruth.get("/de/gradio_api/queue/data?session_hash=hers&session_hash=his1"),
        ruth.get("/de/gradio_api/heartbeat/his1"),
        join(ruth, site.function("echo"), ["x"], "his1"),
        ruth.post("/de/gradio_api/reset", json={"event_id": "", "session_hash": "his1"}),
    ):
        assert answer.status_code == 403
        assert SECRET not in answer.text
    assert result(messages(jonas, "his1"))["output"]["data"] == [f"jonas: {SECRET}"]


def test_anothers_event_cannot_be_cancelled(site: Site) -> None:
    jonas, ruth = site.client("jonas"), site.client("ruth")
    event_id = join(jonas, site.function("echo"), ["x"], "his2").json()["event_id"]
    body = {"session_hash": "hers2", "fn_index": 0, "event_id": event_id}
    assert ruth.post("/de/gradio_api/cancel", json=body).status_code == 403
    made_up = {**body, "event_id": "never seen"}
    assert ruth.post("/de/gradio_api/cancel", json=made_up).status_code == 403
    own = {"session_hash": "his2", "fn_index": 0, "event_id": event_id}
    assert jonas.post("/de/gradio_api/cancel", json=own).status_code == 200


def upload(client: httpx.Client, text: str, **query: str) -> httpx.Response:
    files = {"files": ("people.csv", text.encode(), "text/csv")}
    return client.post("/de/gradio_api/upload", files=files, params=query)


def test_anothers_upload_cannot_be_handed_to_a_handler(site: Site) -> None:
    jonas, ruth = site.client("jonas"), site.client("ruth")
    path = upload(jonas, SECRET).json()[0]
    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    take = site.function("take")
    for value in (file, {"path": path}, [file], {"deep": {"er": file}}):
        answer = join(ruth, take, [value], "hers3")
        assert answer.status_code == 403
        assert SECRET not in answer.text
    assert ruth.get(f"/de/gradio_api/file={path}").status_code == 404
    assert result(call(jonas, take, [file], "his3"))["output"]["data"] == [SECRET]


@pytest.mark.parametrize("path", ["/etc/passwd", "app.py", "", None, 3])
def test_a_file_that_was_never_uploaded_is_refused(site: Site, path: object) -> None:
    value = {"path": path, "meta": {"_type": "gradio.FileData"}, "url": "http://10.0.0.1/x"}
    assert join(site.client("jonas"), site.function("take"), [value], "f1").status_code == 403
    del value["path"]
    assert join(site.client("jonas"), site.function("take"), [value], "f1").status_code == 403


def test_the_same_file_can_be_uploaded_by_two_people(site: Site) -> None:
    for login in ("jonas", "ruth"):
        client = site.client(login)
        path = upload(client, "same").json()[0]
        file = {"path": path, "meta": {"_type": "gradio.FileData"}}
        found = call(client, site.function("take"), [file], f"same-{login}")
        assert result(found)["success"], found


def test_anothers_upload_cannot_be_watched(site: Site) -> None:
    assert upload(site.client("jonas"), "a", upload_id="up1").status_code == 200
    watched = site.client("ruth").get("/de/gradio_api/upload_progress?upload_id=up1")
    assert watched.status_code == 403


def test_a_page_that_is_not_for_the_account_stays_shut(site: Site) -> None:
    number = site.function("count")
    refused = call(site.client("ruth"), number, [], "office1", language="en")
    assert SECRET not in str(refused)
    assert toasts(refused) == ["This account has no access to that, or it does not exist."]
    assert SECRET in str(call(site.client("office"), number, [], "office2"))


def test_routes_that_no_page_calls_do_not_exist(site: Site) -> None:
    client = site.client("office")
    for path in ("config", "gradio_api/info", "monitoring", "gradio_api/app_id", "login_check"):
        assert client.get(f"/de/{path}").status_code == 404
    for path in ("run/predict", "call/echo", "component_server", "vibe-edit", "api/echo"):
        assert client.post(f"/de/gradio_api/{path}", json={"data": []}).status_code == 404
