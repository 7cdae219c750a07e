"""The ``pilotage`` command: the command line put together with the workspace of this machine."""

import os
from collections.abc import Callable
from pathlib import Path

from pilotage.cli.failures import CommandError
from pilotage.cli.main import run
from pilotage.config.environment import Environment
from pilotage.config.serve import Options, PortInUseError, StoppedError, check_port, serve
from pilotage.plan.language.messages import _


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
    def templates(self) -> Path:
        return self._environment.templates

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
            reason = _(
                "Cannot open the workspace: {reason}. Its data folder is {folder}; PILOTAGE_DATA chooses another."
            )
            text = str(error).rstrip(".")
            raise CommandError(reason.format(reason=text, folder=environment.data)) from error

    def check_port(self, host: str, port: int) -> None:
        try:
            check_port(host, port)
        except PortInUseError as error:
            raise CommandError(str(error)) from error

    def serve(
        self,
        *,
        host: str,
        port: int,
        web: bool,
        worker: bool,
        processes: int = 1,
        ready: Callable[[], None] | None = None,
    ) -> None:
        try:
            serve(Options(host=host, port=port, web=web, worker=worker, processes=processes), ready)
        except (PortInUseError, StoppedError) as error:
            raise CommandError(str(error)) from error


def main() -> None:
    """Entry point of the installed command."""
    run(LocalWorkspace())


if __name__ == "__main__":
    main()
