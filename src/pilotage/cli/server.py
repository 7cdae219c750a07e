"""Commands on the workspace: demo, serve, worker, import, export, backup, restore, doctor."""

import datetime as dt
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import GoodPart, Mapping, read
from pilotage.cli.workspace import opened, workspace
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.areas.actor import Actor

Host = Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for all.")]
Port = Annotated[int, typer.Option(help="Port to listen at.", min=1, max=65535)]

DEMO_EMAIL = "mira.sandoval@example.com"
DEMO_NAME = "Mira Sandoval"


def now() -> dt.datetime:
    """The clock of this door."""
    return dt.datetime.now(dt.UTC)


def machine() -> "Actor":
    """Whoever owns the data folder."""
    from pilotage.areas.actor import Actor

    return Actor.local(getpass.getuser())


def demo(context: typer.Context, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Load the demo program and serve it, logged in.

    Example: [bold]pilotage demo --port 8080[/]
    """
    space = workspace(context)
    space.check_port(host, port)
    space.open()
    from pilotage.areas.people.operations import make_login_link
    from pilotage.areas.reporting.operations import ensure_demo

    typer.echo(_("Loading the demo program (the first time takes some seconds)"), err=True)
    program = ensure_demo(actor=machine(), email=DEMO_EMAIL, name=DEMO_NAME, now=now())
    token = make_login_link(actor=machine(), email=DEMO_EMAIL, now=now(), lifetime=dt.timedelta(hours=12))
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1") else host  # noqa: S104  # compared, not bound
    url = f"http://{shown}:{port}/enter/{token}?next=/programs/{program}"
    space.serve(host=host, port=port, web=True, worker=True, ready=lambda: typer.echo(f"\n  {url}\n"))


def serve(
    context: typer.Context,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    web: Annotated[bool, typer.Option("--web", help="Only the web server; run 'pilotage worker' elsewhere.")] = False,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="Processes of the web server: one for each ten users or so.")
    ] = 1,
) -> None:
    """Serve the workspace: web and worker together, or the web alone.

    Examples: [bold]pilotage serve[/], [bold]pilotage serve --web --host 0.0.0.0[/]
    """
    space = workspace(context)
    space.check_port(host, port)
    space.open()
    ready = _("Pilotage answers at http://{host}:{port} (Ctrl-C stops it)").format(host=host, port=port)
    space.serve(
        host=host, port=port, web=True, worker=not web, processes=processes, ready=lambda: typer.echo(ready, err=True)
    )


def worker(context: typer.Context) -> None:
    """Do the long work of a workspace: simulations and imports. Several may run; on PostgreSQL, on several machines."""
    opened(context).serve(host="", port=0, web=False, worker=True)


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A plan or a tracker's export.", show_default=False)],
    program: Annotated[str | None, typer.Option(help="Id of the program to update; default: the file's own.")] = None,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    remove: Annotated[bool, typer.Option("--remove", help="Also remove what is no longer in the file.")] = False,
    owner: Annotated[str | None, typer.Option(help="E-mail of the account that shall own a new program.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference, write nothing.")] = False,
) -> None:
    """Import a file: a new program, or an update of one by its records' ids. Never duplicates.

    Examples: [bold]pilotage import plan.xml[/], [bold]pilotage import issues.jsonl.gz --program atlas --dry-run[/]
    """
    result = read(file, mapping, good_part)
    opened(context)
    from pilotage.areas.errors import AreaError
    from pilotage.areas.sync.operations import import_result

    try:
        outcome = import_result(
            actor=machine(),
            result=result,
            file=file.name,
            program=program,
            owner=owner,
            remove=remove,
            dry_run=dry_run,
            now=now(),
        )
    except AreaError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    for line in outcome.lines:
        typer.echo(line)
    typer.echo(outcome.summary)
    if outcome.unseen:
        typer.echo(_("No account may see it yet. Import it again with --owner and the e-mail address of an account."))


def export(
    context: typer.Context,
    program: Annotated[str, typer.Argument(help="Id of the program.", show_default=False)],
    out: Annotated[Path, typer.Argument(help="Where to write: .yaml, a folder/, .xml, .xlsx, .csv or .json.")],
) -> None:
    """Write a program of the workspace to a file.

    Example: [bold]pilotage export atlas atlas.yaml[/]
    """
    opened(context)
    from pilotage import exchange
    from pilotage.areas.errors import AreaError
    from pilotage.areas.sync.queries.exports import stored_program
    from pilotage.cli.inputs import show

    try:
        value, schedule = stored_program(actor=machine(), program=program)
    except AreaError as error:
        raise CommandError(str(error)) from error
    try:
        show(exchange.write(value, out, schedule=schedule))
    except (OSError, ValueError) as error:
        raise CommandError(_("Cannot write {path}: {reason}.").format(path=out, reason=error)) from error
    typer.echo(out)


def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="The archive to write, X.zip.", show_default=False)],
) -> None:
    """Write everything in the workspace to one archive that fits SQLite and PostgreSQL alike.

    Sessions, login links and the secret key stay out of it.
    """
    space = opened(context)
    from pilotage.areas.sync.operations import write_archive

    if out.exists():
        raise CommandError(_("{path} exists. Choose another name.").format(path=out))
    counts = write_archive(actor=machine(), path=out, uploads=space.data / "uploads", now=now())
    typer.echo(_("{path}: {rows:,} rows").format(path=out, rows=sum(counts.values())))


def restore(
    context: typer.Context,
    archive: Annotated[Path, typer.Argument(help="An archive of 'pilotage backup'.", show_default=False)],
    replace: Annotated[bool, typer.Option("--replace", help="Give up what the workspace holds now.")] = False,
) -> None:
    """Bring a workspace back from its archive, all of it or nothing."""
    space = opened(context)
    from pilotage.areas.errors import AreaError
    from pilotage.areas.sync.operations import read_archive

    try:
        counts = read_archive(actor=machine(), path=archive, uploads=space.data / "uploads", replace=replace, now=now())
    except AreaError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    typer.echo(_("Restored {rows:,} rows.").format(rows=sum(counts.values())))


def doctor(context: typer.Context) -> None:
    """Say what is installed, what is missing, and how to get it."""
    from pilotage.cli.health import checks

    bad = False
    for check in checks(workspace(context)):
        mark = {True: "ok     ", False: "MISSING", None: "absent "}[check.ok]
        typer.echo(f"{mark}  {check.name}: {check.detail}")
        bad = bad or check.ok is False
    if bad:
        raise CommandError(_("Something that Pilotage needs is missing; see above."))
