"""A real server with the demo program, a real browser that is logged in, and the browser of a second person."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.browser import ARGUMENTS, find

from tests.browser.server import Server, command, copy_data, log_in, running
from tests.browser.small import OSKAR


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
def live_app(browser: Browser, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[App]:
    """``pilotage demo`` as a user starts it, on a free port: in an empty data folder, or in a copy of the one that
    another process of this run has filled.
    """
    folder = tmp_path_factory.mktemp("workspace")
    run = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    filled = run / "demo"
    with ExitStack() as until_the_end:
        with (run / "demo.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if filled.is_dir():
                shutil.copytree(filled, folder / "data")
            server = until_the_end.enter_context(running(folder))
            if not filled.is_dir():
                copy_data(server.data, filled)
        yield App(server.base, log_in(browser, server.url, folder), server)


@pytest.fixture(scope="session")
def oskar_state(browser: Browser, live_app: App, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The storage of the browser of somebody whose account was made by whoever runs the server."""
    password = "a harbor pilot comes aboard"
    command(live_app.server, "user", "add", OSKAR, "--name", "Oskar Lind", "--password", password)
    made = browser.new_context(base_url=live_app.base, locale="en-GB")
    page = made.new_page()
    page.goto("/login")
    page.get_by_label("E-mail").fill(OSKAR)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_title("Account of Oskar Lind")).to_be_visible()
    state = str(tmp_path_factory.mktemp("oskar") / "state.json")
    made.storage_state(path=state)
    made.close()
    return state


@pytest.fixture
def oskar(browser: Browser, live_app: App, oskar_state: str) -> Iterator[Page]:
    """A page of the second person."""
    made = browser.new_context(
        base_url=live_app.base, storage_state=oskar_state, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    yield made.new_page()
    made.close()


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
