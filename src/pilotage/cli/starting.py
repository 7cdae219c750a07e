"""``pilotage new``: a plan to begin with."""

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilotage.cli.failures import CommandError
from pilotage.cli.output import Column, Format, FormatOption, write_rows
from pilotage.cli.workspace import workspace
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.exchange.text.templates import Template
    from pilotage.plan.vocabulary.program import Program


def new(
    context: typer.Context,
    title: Annotated[
        str | None, typer.Argument(help="Title of the program. Without it, the templates are listed.")
    ] = None,
    template: Annotated[str, typer.Option("--template", "-t", help="Name of the template.")] = "product",
    start: Annotated[
        dt.datetime | None, typer.Option("--start", formats=["%Y-%m-%d"], help="First day; default: today.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write; default: the title with .yaml.")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """A new plan from a template: workstreams, milestones, gates, risks, roles and cadences, from a day of your choice.

    Your own templates are plans as text in the folder PILOTAGE_TEMPLATES.

    Examples: [bold]pilotage new[/],
    [bold]pilotage new "Move to Dublin" -t infrastructure --start 2027-01-04 -o plan.yaml[/]
    """
    from pilotage.exchange.text.templates import TemplateError, begin, find, templates

    folder = workspace(context).templates
    if title is None:
        write_rows([_row(each) for each in templates(folder)], _COLUMNS, form)
        return
    slug = _slug(title)
    path = out or Path(f"{slug}.yaml")
    if path.exists():
        raise CommandError(_("{path} is there already. Choose another name with -o.").format(path=path))
    first = (start or dt.datetime.now().astimezone()).date()
    try:
        program = begin(find(template, folder), slug=slug, title=title.strip(), start=first)
    except TemplateError as error:
        raise CommandError(str(error)) from error
    _write(path, program)
    typer.echo(path)


_COLUMNS = (
    Column("name", _("Template"), style="bold"),
    Column("title", _("Title")),
    Column("workstreams", _("Workstreams"), right=True),
    Column("activities", _("Activities"), right=True),
    Column("gates", _("Gates"), right=True),
    Column("risks", _("Risks"), right=True),
    Column("summary", _("What it is for")),
)


def _row(template: "Template") -> dict[str, object]:
    program = template.program
    if program is None:
        empty = dict.fromkeys(("workstreams", "activities", "gates", "risks"))
        return {"name": template.name, "title": template.title, **empty, "summary": template.problems[0].message}
    counts = {name: len(getattr(program, name)) for name in ("workstreams", "activities", "gates", "risks")}
    return {"name": template.name, "title": program.title, **counts, "summary": program.summary}


def _write(path: Path, program: "Program") -> None:
    from pilotage import exchange

    try:
        exchange.write(program, path)
    except OSError as error:
        raise CommandError(_("Cannot write {path}: {reason}.").format(path=path, reason=error.strerror)) from error
    except ValueError as error:
        raise CommandError(str(error)) from error


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "program"
