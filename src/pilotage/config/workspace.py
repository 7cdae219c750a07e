"""One installation as the command line needs it: its folder, its database, its processes."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from pilotage.cli.failures import CommandError
from pilotage.config import serve as processes
from pilotage.config.environment import Environment
from pilotage.plan.messages import _


class Installation:
    """What the environment describes. Making one touches nothing."""

    @property
    def data(self) -> Path:
        return _environment().data

    @property
    def database(self) -> str:
        """``SQLite, <path>`` or ``PostgreSQL, <host>/<name>``; never a password."""
        url = urlsplit(_environment().database_url)
        if url.scheme in {"postgresql", "postgres"}:
            return f"PostgreSQL, {url.hostname or 'local socket'}{url.path}"
        name = url.path.removeprefix("/") if url.scheme else str(self.data / "pilotage.sqlite3")
        return f"SQLite, {name}"

    def open(self) -> None:
        """Load the application and bring its tables up to date. Raises CommandError."""
        _environment()
        from pilotage.config.startup import migrate, start

        try:
            start()
        except ValueError as error:
            raise CommandError(str(error)) from error
        from django.db import DatabaseError

        try:
            migrate()
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            message = _("Cannot open the database ({where}): {reason}")
            raise CommandError(message.format(where=self.database, reason=reason)) from error

    def serve(self, *, host: str, port: int, web: bool, worker: bool, ready: Callable[[], None] | None = None) -> None:
        """Run until interrupted. Raises CommandError."""
        try:
            processes.serve(processes.Options(host=host, port=port, web=web, worker=worker), ready)
        except (processes.PortInUseError, processes.StoppedError) as error:
            raise CommandError(str(error)) from error

    def check_port(self, host: str, port: int) -> None:
        """Raises CommandError where something listens there already."""
        try:
            processes.check_port(host, port)
        except processes.PortInUseError as error:
            raise CommandError(str(error)) from error


def _environment() -> Environment:
    try:
        return Environment.read(os.environ)
    except ValueError as error:
        raise CommandError(str(error)) from error
