"""``pilotage serve``: the web server and the worker under one parent that stops and restarts them.

Run as ``python -m pilotage.config serve|web|worker``. The parent itself loads nothing heavy.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

GRACE_SECONDS = 25.0
PARENT = "PILOTAGE_PARENT"
"""Set for a child: the process whose end is its own end too."""
_TOO_SOON = 5.0
_CHECK_SECONDS = 0.2


class PortInUseError(Exception):
    """Another program listens there already. ``str(error)`` is a sentence for the user."""


class StoppedError(Exception):
    """A part ended by itself and cannot be kept running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    host: str = "127.0.0.1"
    port: int = 8000
    web: bool = True
    worker: bool = True
    threads: int = 12  # of each web process; most of them wait, for the database or for one another
    processes: int = 1  # of the web server


@dataclass(slots=True)
class _Child:
    name: str
    command: list[str]
    restarts: bool
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    quick_ends: int = 0

    def start(self) -> None:
        # a session of its own: Ctrl-C in the terminal reaches the parent only, which stops its children in order
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            self.command, start_new_session=True, env={**os.environ, PARENT: str(os.getpid())}
        )
        self.started = time.monotonic()


@dataclass(slots=True)
class _Stop:
    asked: bool = False
    signals: tuple[int, ...] = field(default=(signal.SIGINT, signal.SIGTERM))

    def listen(self) -> None:
        for number in self.signals:
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.asked = True


def check_port(host: str, port: int) -> None:
    """Raises PortInUseError when nobody else may listen at ``host:port``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUseError(
                f"Cannot listen at {host}:{port}: {os.strerror(error.errno or 0).lower()}. "
                f"Stop the program that uses the port, or choose another with --port."
            ) from error


def serve(options: Options, ready: Callable[[], None] | None = None) -> None:
    """Run the chosen parts until SIGINT or SIGTERM, then stop them: each finishes what it has at hand.

    ``ready`` is called once the web server answers.

    A worker that dies is started again; the web server's end ends everything. Raises PortInUseError before anything
    is started, StoppedError when a part does not stay up.
    """
    children = _children(options)
    if options.web:
        check_port(options.host, options.port)
    stop = _Stop()
    stop.listen()
    try:
        for child in children:
            child.start()
        waiting = ready if options.web else None
        while not stop.asked:
            _look_after(children)
            if waiting is not None and _answers(options.host, options.port):
                waiting()
                waiting = None
            time.sleep(_CHECK_SECONDS)
    finally:
        _end(children)


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    try:
        with socket.create_connection((reachable, port), timeout=1.0) as probe:
            probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return probe.recv(16).startswith(b"HTTP/1.1")
    except OSError:
        return False


def _children(options: Options) -> list[_Child]:
    base = [sys.executable, "-m", "pilotage.config"]
    web = [*base, "web", options.host, str(options.port), str(options.threads), str(options.processes)]
    chosen = []
    if options.web:
        chosen.append(_Child("web server", web, restarts=False))
    if options.worker:
        chosen.append(_Child("worker", [*base, "worker"], restarts=True))
    return chosen


def _look_after(children: list[_Child]) -> None:
    for child in children:
        if child.process is None or child.process.poll() is None:
            continue
        code = child.process.returncode
        child.quick_ends = child.quick_ends + 1 if time.monotonic() - child.started < _TOO_SOON else 1
        if not child.restarts or child.quick_ends > 3:
            raise StoppedError(f"The {child.name} stopped by itself (exit code {code}); its last lines say why.")
        child.start()


def _end(children: list[_Child]) -> None:
    running = [child.process for child in children if child.process is not None]
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        if process.poll() is None:
            process.kill()
            process.wait()
