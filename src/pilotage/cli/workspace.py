"""What the commands need of the composed application; ``config`` provides it, so that no door knows the settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import typer


class Workspace(Protocol):
    """The data folder, the database and the processes of one installation."""

    @property
    def data(self) -> Path:
        """Folder of the database and the uploads."""

    @property
    def templates(self) -> Path:
        """Folder of the company's own program templates; it need not exist."""

    @property
    def database(self) -> str:
        """Where the data lives, in words, without secrets."""

    def open(self) -> None:
        """Load the application and bring its tables up to date. Raises CommandError."""

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
        """Run until interrupted; ``ready`` is called once the web server answers. Raises CommandError."""

    def check_port(self, host: str, port: int) -> None:
        """Raises CommandError where something listens there already."""


def workspace(context: typer.Context) -> Workspace:
    """The installation that this command works on."""
    found: Workspace = context.obj
    return found


def opened(context: typer.Context) -> Workspace:
    """The same, ready for the areas' operations."""
    found = workspace(context)
    found.open()
    return found
