"""Charts drawn into a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilotage.cli.failures import CommandError
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.reports.charts.model import Chart

ChartsOption = Annotated[Path | None, typer.Option("--charts", help="Draw it too: a folder for .svg files.")]


def draw(charts: "Sequence[Chart]", folder: Path) -> None:
    """Those that have something to draw. Raises CommandError where the folder cannot be written to."""
    from pilotage.reports.charts.drawing import drawings

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in drawings(charts).items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise CommandError(_("Cannot write {path}: {why}").format(path=folder, why=error.strerror)) from error
