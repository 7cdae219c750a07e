"""A real server with the demo program, and a real browser that is logged in."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tools.browser import find

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
_START_SECONDS = 180


@dataclass(frozen=True)
class App:
    """A running server. ``state`` is the logged-in browser's storage."""

    base: str
    state: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find()
    if executable is None:
        pytest.skip("no Chromium here; run: python tools/browser.py")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def live_app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """``pilotage demo`` as a user starts it, on a free port and an empty data folder."""
    folder = tmp_path_factory.mktemp("workspace")
    environment = {**os.environ, "PILOTAGE_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "pilotage.config.command", "demo", "--port", str(_free_port())]
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout is not None
        reader = None
        try:
            url, reader = _first_url(process.stdout)
            assert url, f"no address within {_START_SECONDS} s:\n{(folder / 'log.txt').read_text()}"
            yield App(url.partition("/enter/")[0], _log_in(browser, url, folder))
        finally:
            process.terminate()
            process.wait(timeout=60)
            if reader is not None:
                reader.join(timeout=60)
                process.stdout.close()


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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first_url(stream: IO[str]) -> tuple[str, threading.Thread]:
    """The first address that the server prints, and the thread that reads on, so that the server never waits for us."""
    found: list[str] = []
    told = threading.Event()

    def read() -> None:
        for line in stream:
            match = re.search(r"http://\S+", line)
            if match and not found:
                found.append(match.group(0))
                told.set()
        told.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    told.wait(_START_SECONDS)
    return (found[0] if found else ""), reader


def _log_in(browser: Browser, url: str, folder: Path) -> str:
    context = browser.new_context()
    context.new_page().goto(url)
    state = folder / "state.json"
    context.storage_state(path=state)
    context.close()
    return str(state)
