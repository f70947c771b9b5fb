"""A browser that may reach this machine only, the running site, and the running demo."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from programme.demo.people import PASSWORD as DEMO_PASSWORD
from tests.browser.demo import running_demo
from tests.conftest import Missing
from tests.ui.site import PASSWORD, START, Site, running_site

ARTIFACTS = Path("test-artifacts")
WIDTHS = (390, 1280)
HEIGHT = 844
_SETTLED_MS = 150
"""What a page needs to lay itself out anew after its window changed."""


@pytest.fixture(scope="package")
def chromium(missing: Missing) -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("browser")) as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.clock.at = START
    return running


@pytest.fixture(scope="package")
def demo(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo programme, once for all journeys; they go through it with different people."""
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as site:
        yield site


class Visit:
    """A browser window whose every request and complaint is kept."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._requested)
        self.page.on("pageerror", lambda error: self._complained(str(error)))
        self.page.on(
            "console", lambda said: self._complained(said.text) if said.type == "error" else None
        )

    def _complained(self, text: str) -> None:
        """Keep what is wrong; leaving a page aborts its streams, which is not."""
        if "AbortError" not in text and "Connection errored out" not in text:
            self.complaints.append(text)

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def sign_in(self, login: str, path: str = "/", *, password: str = PASSWORD) -> None:
        self.page.goto(self.site.url + path)
        self.page.fill("#login", login)
        self.page.fill("#password", password)
        self.page.click("button[type=submit]")

    def outside(self) -> list[str]:
        inside = (self.site.url, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(inside)]

    def text(self) -> str:
        """Return everything on the page, what is folded or in other tabs included."""
        return self.page.locator("body").text_content() or ""

    def look(self, name: str) -> None:
        """Keep a picture at both widths; nothing may need sideways scrolling."""
        ARTIFACTS.mkdir(exist_ok=True)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self.page.wait_for_timeout(_SETTLED_MS)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide in a window of {width}"
            self.page.screenshot(path=ARTIFACTS / f"{name}-{width}.png", full_page=True)


@pytest.fixture(params=[1280, 390])
def visit(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[Visit]:
    viewport = {"width": request.param, "height": HEIGHT}
    context = chromium.new_context(viewport=viewport, locale="de-DE")  # type: ignore[arg-type]  # a TypedDict
    yield Visit(context, site)
    context.close()


Enter = Callable[[str, str], Visit]
"""Signs a login of the demo in, in a window of its own, and opens a path."""


@pytest.fixture
def enter(chromium: Browser, demo: Site) -> Iterator[Enter]:
    """Open windows on the demo; at the end none has asked another machine or complained."""
    visits: list[Visit] = []

    def open_one(login: str, path: str) -> Visit:
        context = chromium.new_context(
            viewport={"width": WIDTHS[-1], "height": HEIGHT}, locale="de-DE"
        )
        one = Visit(context, demo)
        visits.append(one)
        one.sign_in(login, path, password=DEMO_PASSWORD)
        return one

    yield open_one
    for one in visits:
        one.page.context.close()
    assert [url for one in visits for url in one.outside()] == []
    assert [text for one in visits for text in one.complaints] == []
