"""``python -m pilotage.config serve|web|worker|migrate``: the parts of a server, one process each."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from pilotage.config.serve import PARENT, Options, PortInUseError, StoppedError, serve


def main(arguments: list[str]) -> int:
    match arguments:
        case ["serve", *rest]:
            return _serve(rest)
        case ["web", host, port, threads, processes]:
            _web(host, int(port), int(threads), int(processes))
        case ["worker"]:
            _worker()
        case ["migrate"]:
            _migrate()
        case _:
            sys.stderr.write(
                "usage: python -m pilotage.config serve [host] [port] | web host port threads processes | worker | "
                "migrate\n"
            )
            return 2
    return 0


def _serve(rest: list[str]) -> int:
    _migrate()
    host = rest[0] if rest else "127.0.0.1"
    port = int(rest[1]) if len(rest) > 1 else 8000
    try:
        serve(Options(host=host, port=port))
    except (PortInUseError, StoppedError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _end_with_parent() -> None:
    """Where a parent started this process, stop in good order once it is gone, however it went."""
    parent = os.environ.get(PARENT, "")
    if not parent.isdigit():
        return

    def watch() -> None:
        while os.getppid() == int(parent):
            time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _web(host: str, port: int, threads: int, processes: int) -> None:
    _end_with_parent()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "pilotage.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        respawn_failed_workers=processes > 1,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=20,
    ).serve(target_loader=_load)


def _load(_target: str) -> Callable[..., Any]:
    """The application, in a process of Granian's. It was forked with the handlers of its parent, which would ignore a
    stop until it serves.
    """
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_DFL)
    from pilotage.config.wsgi import application

    return application


def _worker() -> None:
    _end_with_parent()
    from pilotage.config.startup import start

    start()
    from pilotage.jobs import worker

    if hasattr(os, "nice"):  # people wait for the web server, not for the worker
        os.nice(10)
    worker.run()


def _migrate() -> None:
    from pilotage.config.startup import migrate, start

    start()
    migrate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
