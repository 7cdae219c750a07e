"""A real server with the demo program, and a real browser that is logged in."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.browser import ARGUMENTS, find

from tests.browser.server import Server, log_in, running


@dataclass(frozen=True)
class App:
    """A running server. ``state`` is the logged-in browser's storage."""

    base: str
    state: str
    server: Server


# What a page shows is tested here; how soon is measured by the benchmarks, on a machine that does nothing else.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find()
    if executable is None:
        pytest.skip("no Chromium here; run: python tools/browser.py")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def live_app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """``pilotage demo`` as a user starts it, on a free port and an empty data folder."""
    folder = tmp_path_factory.mktemp("workspace")
    with running(folder) as server:
        yield App(server.base, log_in(browser, server.url, folder), server)


@pytest.fixture
def context(browser: Browser, live_app: App) -> Iterator[BrowserContext]:
    """A logged-in context whose pages fail the test when their console tells of an error."""
    made = browser.new_context(
        base_url=live_app.base, storage_state=live_app.state, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    errors: list[str] = []
    made.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert errors == [], f"the browser's console tells of errors: {errors}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
