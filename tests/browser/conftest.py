"""A browser that may reach this machine only, and the running site."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.ui.site import PASSWORD, START, Site, running_site


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine")
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

    def sign_in(self, login: str, path: str = "/") -> None:
        self.page.goto(self.site.url + path)
        self.page.fill("#login", login)
        self.page.fill("#password", PASSWORD)
        self.page.click("button[type=submit]")

    def outside(self) -> list[str]:
        inside = (self.site.url, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(inside)]


@pytest.fixture(params=[1280, 390])
def visit(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[Visit]:
    viewport = {"width": request.param, "height": 844}
    context = chromium.new_context(viewport=viewport, locale="de-DE")  # type: ignore[arg-type]  # a TypedDict
    yield Visit(context, site)
    context.close()
