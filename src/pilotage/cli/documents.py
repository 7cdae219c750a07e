"""Commands that write files or compare them: report, convert, diff."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pilotage.cli.analysis import Iterations, Seed, forecast_of, scheduled
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.history import baseline_in_use


class Audience(StrEnum):
    EXECUTIVE = "executive"
    ENGINEERING = "engineering"
    EXEC = "exec"


def report(
    file: File,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where to write: X.html, X.md or X.pdf.", show_default=False)
    ],
    audience: Annotated[Audience, typer.Option("--audience", "-a", help="Who will read it.")] = Audience.EXECUTIVE,
    since: Annotated[
        Path | None, typer.Option("--since", help="The plan as last reported, to say what changed.")
    ] = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
) -> None:
    """A status report whose numbers carry their evidence.

    Examples: [bold]pilotage report plan.yaml -o status.html[/],
    [bold]pilotage report plan.yaml -a engineering --since last-week.yaml -o status.pdf[/]
    """
    from pilotage import plan, reports
    from pilotage.plan.insight.briefing import Previous, brief
    from pilotage.plan.insight.diff import diff as compare

    if out.suffix.lower() not in (".html", ".md", ".pdf"):
        raise CommandError(_("Cannot write {out}: the name must end in .html, .md or .pdf.").format(out=out))
    program = read_program(file, mapping, good_part, status_date)
    forecast = forecast_of(program, iterations, seed)
    as_of = dt.datetime.now(forecast.schedule.at(program.activities[0].id).finish.tzinfo)
    previous = change = None
    if since is not None:
        old = read_program(since, mapping, good_part)
        before = forecast_of(old, iterations, seed)
        told = brief(before.schedule, before, as_of=as_of)
        date = old.status_date or as_of.date()
        previous = Previous(number=1, date=date, milestones=told.milestones)
        change = compare(old, program)
    final = plan.final_milestone(program)
    briefing = brief(
        forecast.schedule,
        forecast,
        as_of=as_of,
        baseline=baseline_in_use(program.baselines),
        records=program.forecasts,
        effects=plan.risk_effects(program, forecast, final) if final else {},
        previous=previous,
        since=change,
    )
    kind = reports.Audience.ENGINEERING if audience is Audience.ENGINEERING else reports.Audience.EXECUTIVE
    composed = reports.compose(forecast.schedule, forecast, briefing, kind)
    write_file(out, reports.render(composed, out.suffix.lower().removeprefix(".")))
    typer.echo(out)


def write_file(path: Path, content: bytes) -> None:
    """Write whole or not at all. Raises CommandError with the reason of the machine."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CommandError(_("Cannot write {path}: {reason}.").format(path=path, reason=error.strerror)) from error


def convert(
    file: File,
    out: Annotated[Path, typer.Argument(help="Where to write: .yaml, a folder/, .xml, .xlsx, .csv or .json.")],
    mapping: Mapping = None,
    good_part: GoodPart = False,
) -> None:
    """Turn a plan into another format; what the target cannot carry is said.

    Examples: [bold]pilotage convert plan.xml plan.yaml[/], [bold]pilotage convert plan.yaml plan.xlsx[/]
    """
    from pilotage import exchange

    program = read_program(file, mapping, good_part)
    try:
        result = scheduled(program)
    except CommandError:
        result = None  # a plan that cannot be scheduled can still be written
    try:
        show(exchange.write(program, out, schedule=result))
    except OSError as error:
        raise CommandError(_("Cannot write {path}: {reason}.").format(path=out, reason=error.strerror)) from error
    except ValueError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    typer.echo(out)


def diff(
    old: Annotated[Path, typer.Argument(help="The plan before.", show_default=False)],
    new: Annotated[
        Path | None,
        typer.Argument(
            help="The plan after. Without it, a plan is compared with its own baseline.", show_default=False
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", help="Of one plan: id or title of the baseline before; default: the one in use."),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help="Of one plan: id or title of the baseline after; default: the plan.")
    ] = None,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """What changed, in dates: "GA moves from 12 May to 23 May, 7 working days later, because …".

    Of one plan: how far its dates are from those of a baseline, or one baseline from another, activity by activity.

    Examples: [bold]pilotage diff main/plan.yaml plan.yaml[/], [bold]pilotage diff plan.yaml[/],
    [bold]pilotage diff plan.yaml --baseline baseline-1 --to baseline-2 -f csv[/]
    """
    if new is None:
        from pilotage.cli.baselines import compare_with_baseline

        compare_with_baseline(read_program(old, mapping, good_part), baseline, to, form)
        return
    if baseline is not None or to is not None:
        raise CommandError(_("--baseline and --to compare the dates of one plan. Name one file."))
    import msgspec

    from pilotage.cli.words import write_diff
    from pilotage.plan.insight.diff import diff as compare

    before, after = (read_program(path, mapping, good_part) for path in (old, new))
    try:
        found = compare(before, after)
    except Unschedulable as impossible:
        show(impossible.problems)
        raise CommandError(_("One of the plans cannot be scheduled."), FAULTY_INPUT) from impossible
    if form is Format.JSON:
        moves = [{**msgspec.to_builtins(move), "text": move.text} for move in found.moves]
        write_json({"moves": moves, "changes": msgspec.to_builtins(found.changes)})
    elif form is Format.CSV:
        rows = [msgspec.structs.asdict(change) for change in found.changes]
        keys = ("kind", "entity", "id", "title", "field", "before", "after")
        write_rows(rows, [Column(key, key) for key in keys], form)
    else:
        write_diff(found)
