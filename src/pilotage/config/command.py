"""The ``pilotage`` command: the command line put together with the workspace of this machine."""

import os
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from pilotage.cli.failures import CommandError
from pilotage.cli.main import run
from pilotage.config.environment import Environment
from pilotage.config.serve import Options, PortInUseError, StoppedError, check_port, serve
from pilotage.plan.messages import _

_READY_SECONDS = 60.0


class LocalWorkspace:
    """The workspace that the environment names. Nothing is loaded before a command needs it."""

    @property
    def _environment(self) -> Environment:
        try:
            return Environment.read()
        except ValueError as error:
            raise CommandError(str(error)) from error

    @property
    def data(self) -> Path:
        return self._environment.data

    @property
    def database(self) -> str:
        from django.conf import settings

        given = settings.DATABASES["default"]
        where = f"{given['HOST']}/" if given.get("HOST") else ""
        return f"{given['ENGINE'].rpartition('.')[2]}, {where}{given['NAME']}"

    def open(self) -> None:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError

        from pilotage.config import startup

        environment = self._environment
        os.environ["PILOTAGE_DATA"] = str(environment.data)
        try:
            startup.start()
            startup.migrate()
        except (DatabaseError, ImproperlyConfigured, OSError, ValueError) as error:
            raise CommandError(_("Cannot open the workspace: {reason}").format(reason=error)) from error

    def check_port(self, host: str, port: int) -> None:
        try:
            check_port(host, port)
        except PortInUseError as error:
            raise CommandError(str(error)) from error

    def serve(self, *, host: str, port: int, web: bool, worker: bool, ready: Callable[[], None] | None = None) -> None:
        if ready is not None and web:
            threading.Thread(target=_announce, args=(host, port, ready), daemon=True).start()
        try:
            serve(Options(host=host, port=port, web=web, worker=worker))
        except (PortInUseError, StoppedError) as error:
            raise CommandError(str(error)) from error


def _announce(host: str, port: int, ready: Callable[[], None]) -> None:
    """Call ``ready`` once the server answers."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104  # compared, not bound
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{reachable}:{port}/healthz", timeout=2):  # our own server
                ready()
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.stderr.write(_("The server has not answered for a minute; its log says why.\n"))


def main() -> None:
    """Entry point of the installed command."""
    run(LocalWorkspace())


if __name__ == "__main__":
    main()
