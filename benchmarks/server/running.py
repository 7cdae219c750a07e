"""A real server on a loopback port, and a logged-in client that keeps its connection as a browser does."""

import contextlib
import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import psutil

from benchmarks.running.processes import PILOTAGE, environment

_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """``wire`` is the body as it came, compressed or not."""

    status: int
    headers: Message
    wire: bytes


@dataclass(slots=True)
class Client:
    connection: http.client.HTTPConnection
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def patch(self, path: str, body: dict[str, Any]) -> Answer:
        return self._ask("PATCH", path, json.dumps(body), {"Content-Type": "application/json"})

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        return self._ask("POST", path, json.dumps(body), {"Content-Type": "application/json"})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        sent = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{name}={each}" for name, each in self.cookies.items())}
        sent["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        self.connection.request(method, path, body, sent | headers)
        response = self.connection.getresponse()
        wire = response.read()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status} {wire[:500].decode(errors='replace')}")
        return Answer(response.status, response.headers, wire)


@dataclass(frozen=True, slots=True)
class Server:
    process: "subprocess.Popen[bytes]"
    port: int

    def log_in(self, token: str) -> Client:
        client = Client(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120))
        client.get(f"/enter/{token}")
        client.get("/api/session")
        return client

    def cpu(self) -> float:
        """Processor seconds of the server and its parts so far."""
        parent = psutil.Process(self.process.pid)
        times = [each.cpu_times() for each in (parent, *parent.children(recursive=True))]
        return float(sum(each.user + each.system for each in times))

    def megabytes(self) -> float:
        """Resident memory of the server and its parts now."""
        parent = psutil.Process(self.process.pid)
        return float(sum(each.memory_info().rss for each in (parent, *parent.children(recursive=True)))) / 1e6


@contextlib.contextmanager
def serving(data: Path, *options: str, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """``pilotage serve --web`` on ``data``: without the worker, whose simulations would share the processor.
    ``settings`` are its environment, where it is not that of `environment`.
    """
    port = _free_port()
    command = [*PILOTAGE, "serve", "--web", "--port", str(port), *options]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=settings or environment(data), stdout=log, stderr=log)
        try:
            _wait(process, port, data / "server.log")
            yield Server(process, port)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        probe = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(probe):
            probe.request("GET", "/readyz")
            if probe.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
