"""Servers as a user starts them, each on a free port and a data folder of its own."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from playwright.sync_api import Browser

_START_SECONDS = 180
_DATABASE = "pilotage.sqlite3"
_ADDRESS = re.compile(r"(http://\S+/enter/\S+)|answers at (http://\S+)")


@dataclass(frozen=True)
class Server:
    """A running server: the address that it told, and its data folder."""

    url: str
    data: Path
    process: "subprocess.Popen[str]"

    @property
    def base(self) -> str:
        return self.url.partition("/enter/")[0]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


@contextmanager
def running(folder: Path, command: str = "demo") -> Iterator[Server]:
    """``pilotage demo`` or ``pilotage serve`` until the block ends."""
    data = folder / "data"
    process = subprocess.Popen(
        [*_PILOTAGE, command, "--port", str(_free_port())],
        env={**os.environ, "PILOTAGE_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    reader = None
    try:
        with (folder / "log.txt").open("w") as log:
            url, reader = _first_url(process.stdout, log)
            assert url, f"no address within {_START_SECONDS} s:\n{(folder / 'log.txt').read_text()}"
            yield Server(url, data, process)
            process.terminate()
            process.wait(timeout=60)
            reader.join(timeout=60)
    finally:
        process.kill()
        process.wait(timeout=60)
        if reader is not None:
            reader.join(timeout=60)
        process.stdout.close()


def copy_data(data: Path, folder: Path) -> None:
    """Copy a data folder while it is served."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    with (
        closing(sqlite3.connect(f"file:{data / _DATABASE}?mode=ro", uri=True, timeout=60)) as served,
        closing(sqlite3.connect(folder / _DATABASE)) as copied,
    ):
        served.backup(copied)


def command(server: Server, *arguments: str) -> None:
    """Run ``pilotage`` beside a server, on its data. Raises CalledProcessError when it fails."""
    environment = {**os.environ, "PILOTAGE_DATA": str(server.data)}
    subprocess.run([*_PILOTAGE, *arguments], env=environment, check=True, capture_output=True, text=True)


def log_in(browser: Browser, url: str, folder: Path) -> str:
    """Open a login link. The path of the browser's storage, for new contexts."""
    context = browser.new_context()
    context.new_page().goto(url)
    state = folder / "state.json"
    context.storage_state(path=state)
    context.close()
    return str(state)


_PILOTAGE = (sys.executable, "-m", "pilotage.config.command")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first_url(stream: IO[str], log: IO[str]) -> tuple[str, threading.Thread]:
    """The first address that the server tells, and the thread that reads on, so that the server never waits for us."""
    found: list[str] = []
    told = threading.Event()

    def read() -> None:
        for line in stream:
            log.write(line)
            match = _ADDRESS.search(line)
            if match and not found:
                found.append(match.group(1) or match.group(2))
                told.set()
        log.flush()
        told.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    told.wait(_START_SECONDS)
    return (found[0] if found else ""), reader
