"""The command line. Each command on a file works without a database; heavy parts are imported when they are needed."""

import sys
from typing import Annotated

import typer

from pilotage import __version__
from pilotage.cli import analysis, documents, server, users
from pilotage.cli.advice.chain import chain
from pilotage.cli.advice.crash import crash_
from pilotage.cli.advice.impact import impact
from pilotage.cli.advice.level import level
from pilotage.cli.advice.risk import risk
from pilotage.cli.failures import CommandError
from pilotage.cli.flow.forecasting.backtest import backtest
from pilotage.cli.flow.forecasting.forecast import forecast
from pilotage.cli.flow.forecasting.issue import issue
from pilotage.cli.flow.measuring.flow import flow_
from pilotage.cli.prioritizing import prioritize
from pilotage.cli.quality.command import check
from pilotage.cli.roadmap import roadmap
from pilotage.cli.starting import new
from pilotage.cli.workspace import Workspace

app = typer.Typer(
    name="pilotage",
    help="When a program will land, how sure that is, why, and what to do about it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_FILES, _ITEMS, _WORKSPACE = "Plans in files (no database)", "Work items in files (no database)", "The workspace"

app.command(rich_help_panel=_FILES)(new)
app.command(rich_help_panel=_FILES)(analysis.schedule)
app.command(rich_help_panel=_FILES)(analysis.simulate)
app.command(rich_help_panel=_FILES)(analysis.why)
app.command(rich_help_panel=_FILES)(impact)
app.command(rich_help_panel=_FILES)(chain)
app.command(rich_help_panel=_FILES)(level)
app.command(rich_help_panel=_FILES)(risk)
app.command("crash", rich_help_panel=_FILES)(crash_)
app.command(rich_help_panel=_FILES)(check)
app.command(rich_help_panel=_FILES)(documents.report)
app.command(rich_help_panel=_FILES)(roadmap)
app.command(rich_help_panel=_FILES)(documents.convert)
app.command(rich_help_panel=_FILES)(documents.diff)
app.command("flow", rich_help_panel=_ITEMS)(flow_)
app.command(rich_help_panel=_ITEMS)(forecast)
app.command(rich_help_panel=_ITEMS)(backtest)
app.command(rich_help_panel=_ITEMS)(prioritize)
app.command(rich_help_panel=_WORKSPACE)(server.demo)
app.command(rich_help_panel=_WORKSPACE)(server.serve)
app.command(rich_help_panel=_WORKSPACE)(server.worker)
app.command("import", rich_help_panel=_WORKSPACE)(server.import_)
app.command(rich_help_panel=_WORKSPACE)(issue)
app.command("export", rich_help_panel=_WORKSPACE)(server.export)
app.command(rich_help_panel=_WORKSPACE)(server.backup)
app.command(rich_help_panel=_WORKSPACE)(server.restore)
app.command(rich_help_panel=_WORKSPACE)(server.doctor)
app.add_typer(users.app, name="user", rich_help_panel=_WORKSPACE)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pilotage {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[  # Typer calls _version for it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def run(space: Workspace, arguments: list[str] | None = None) -> None:
    """Run the command line on a workspace: a known failure is one sentence on stderr and its code, not a traceback."""
    try:
        app(arguments, obj=space)
    except CommandError as failure:
        sys.stderr.write(f"pilotage: {failure}\n")
        raise SystemExit(failure.code) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
