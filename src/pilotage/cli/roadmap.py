"""``pilotage roadmap``: now, next and later on one page, for one audience."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from pilotage.cli.analysis import Iterations, Seed, forecast_of
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program
from pilotage.plan.language.messages import _
from pilotage.plan.roadmap.settings import Audience, Grouping, Settings
from pilotage.plan.vocabulary.program import Program


def roadmap(
    file: File,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where to write: X.pdf, X.png, X.svg or X.md.", show_default=False)
    ],
    audience: Annotated[Audience, typer.Option("--audience", "-a", help="Who will read it.")] = Audience.ENGINEERING,
    group: Annotated[Grouping, typer.Option("--group", "-g", help="What stands together.")] = Grouping.WORKSTREAM,
    now_weeks: Annotated[int, typer.Option(min=1, max=104, help="Now is what begins within so many weeks.")] = 6,
    next_weeks: Annotated[int, typer.Option(min=1, max=260, help="Next is what begins within so many weeks.")] = 19,
    done: Annotated[bool, typer.Option("--done/--no-done", help="Whether what is done is shown.")] = True,
    title: Annotated[str, typer.Option(help="Title of the page, instead of the program's.")] = "",
    paper: Annotated[str | None, typer.Option(help="a4 or a3; default: A4 while it can be read there.")] = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
) -> None:
    """The roadmap on one page: how sure each date is, or for customers coarse periods under public titles.

    Examples: [bold]pilotage roadmap plan.yaml -o roadmap.pdf[/],
    [bold]pilotage roadmap plan.yaml --audience executive -o roadmap.png[/],
    [bold]pilotage roadmap plan.yaml -a customer --title "Payments" -o roadmap.md[/]
    """
    from pilotage.plan.roadmap import compose
    from pilotage.reports.roadmap import FORMATS, Paper, render_roadmap

    form = out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        names = ", ".join(f".{each}" for each in FORMATS)
        raise CommandError(_("A roadmap is written as {names}, not as {name}.").format(names=names, name=out.name))
    if paper is not None and paper.lower() not in list(Paper):
        raise CommandError(_("The paper is a4 or a3."))
    program = read_program(file, mapping, good_part, status_date)
    settings = Settings(
        audience=audience, group=group, now_weeks=now_weeks, next_weeks=next_weeks, done=done, title=title
    )
    forecast = forecast_of(program, iterations, seed)
    found = compose(forecast.schedule, forecast, settings, as_of=_as_of(program))
    try:
        out.write_bytes(render_roadmap(found.roadmap, form, Paper(paper.lower()) if paper else None))
    except OSError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    typer.echo(found.roadmap.headline)
    for sentence in found.left_out:
        typer.echo(sentence, err=True)


def _as_of(program: Program) -> dt.datetime:
    """A plan in a file is as of its status date; without one, as of now."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(program.zone)
    if program.status_date is not None:
        return dt.datetime.combine(program.status_date, dt.time(), zone)
    return dt.datetime.now(zone)
