"""Commands that compute: schedule, simulate, why."""

import sys
from typing import Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

Iterations = Annotated[int, typer.Option("--iterations", "-n", min=100, max=1_000_000, help="Number of runs.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same numbers.")]


def scheduled(program: Program) -> Schedule:
    """The schedule. Raises CommandError that says what makes it impossible."""
    from pilotage import plan

    try:
        return plan.schedule(program)
    except Unschedulable as impossible:
        show(impossible.problems)
        raise CommandError(_("The plan cannot be scheduled."), FAULTY_INPUT) from impossible


def schedule(
    file: File,
    critical: Annotated[bool, typer.Option("--critical", help="Only activities on the critical path.")] = False,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Dates, float and critical path of a plan.

    Examples: [bold]pilotage schedule plan.yaml[/], [bold]pilotage schedule plan.xml --critical[/],
    [bold]pilotage schedule keps.json --map kep.toml -f csv > dates.csv[/]
    """
    result = scheduled(read_program(file, mapping, good_part, status_date))
    rows = [_row(result, row) for row in range(len(result.program.activities))]
    if critical:
        rows = [row for row in rows if row["critical"]]
    columns = [
        Column("id", _("Id"), style="dim"),
        Column("title", _("Activity")),
        Column("start", _("Start"), right=True),
        Column("finish", _("Finish"), right=True),
        Column("duration_days", _("Days"), right=True),
        Column("total_float_days", _("Float"), right=True),
        Column("critical", _("Critical")),
        Column("driven_by", _("Driven by")),
    ]
    if form is not Format.TABLE:
        extra = ("late_start", "late_finish", "free_float_days", "driver")
        columns += [Column(key, key) for key in extra]
    write_rows(rows, columns, form)


def _row(result: Schedule, row: int) -> dict[str, Any]:
    program = result.program
    activity = program.activities[row]
    dates = result.at(activity.id)
    return {
        "id": activity.id,
        "title": activity.title,
        "start": dates.start,
        "finish": dates.finish,
        "late_start": dates.late_start,
        "late_finish": dates.late_finish,
        "duration_days": dates.duration_days,
        "total_float_days": dates.total_float_days,
        "free_float_days": dates.free_float_days,
        "critical": dates.critical,
        "driven_by": dates.driven_by.name.lower().replace("_", " "),
        "driver": program.dependencies[dates.driver].id if dates.driver >= 0 else None,
    }


def simulate(
    file: File,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """When each milestone lands and how sure that is: Monte Carlo over estimates, risks and calendars.

    Examples: [bold]pilotage simulate plan.yaml[/], [bold]pilotage simulate plan.xml -n 50000 --seed 7 -f json[/]
    """
    program = read_program(file, mapping, good_part, status_date)
    forecast = forecast_of(program, iterations, seed)
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "target": each.target,
            "plan": each.plan_finish,
            "p10": each.p10,
            "p50": each.p50,
            "p85": each.p85,
            "p90": each.p90,
            "on_time": each.on_time,
            "chance": "" if each.on_time is None else _chance(each.on_time),
            "commitment": each.commitment,
            "kept": each.kept,
        }
        for each in forecast.milestones.values()
    ]
    columns = [
        Column("title", _("Milestone")),
        Column("target", _("Target"), right=True),
        Column("plan", _("Plan"), right=True),
        Column("p50", "P50", right=True),
        Column("p85", "P85", right=True, style="bold"),
        Column("chance", _("On time"), right=True),
    ]
    if form is not Format.TABLE:
        keys = ("id", "title", "target", "plan", "p10", "p50", "p85", "p90", "on_time", "commitment", "kept")
        columns = [Column(key, key) for key in keys]
    write_rows(rows, columns, form)
    if form is Format.TABLE:
        _show_cost(forecast)
        text = _("{n:,} runs, seed {seed}, model {model}, inputs {inputs}\n")
        sys.stderr.write(
            text.format(n=forecast.iterations, seed=forecast.seed, model=forecast.model, inputs=forecast.inputs)
        )


def _show_cost(forecast: Any) -> None:
    if forecast.cost is not None:
        from pilotage.cli.joint import write_cost
        from pilotage.plan.insight.uncertainty import cost_view
        from pilotage.plan.scheduling.schedule import final_milestone

        final = final_milestone(forecast.program)
        write_cost(cost_view(forecast.cost, forecast.milestones.get(final or "")))


def forecast_of(program: Program, iterations: int, seed: int) -> Any:
    """The simulation, with a progress bar where it is long."""
    from pilotage import plan
    from pilotage.cli.progress import simulating

    scheduled(program)  # says what is wrong before any waiting
    with simulating(len(program.activities), iterations) as progress:
        return plan.simulate(program, iterations=iterations, seed=seed, progress=progress)


def _chance(probability: float) -> str:
    from pilotage.plan.language.wording import chance

    return chance(probability)


def why(
    file: File,
    activity: Annotated[str, typer.Argument(help="Id of a milestone or activity; its title also does.")],
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Why this date? The driving chain, the float, lost days, and what moves the P85 most.

    Examples: [bold]pilotage why plan.yaml ga[/], [bold]pilotage why plan.yaml ledger-split/backfill -f json[/]
    """
    import msgspec

    from pilotage import plan
    from pilotage.cli.words import write_why
    from pilotage.plan.insight.why import why as explain

    program = read_program(file, mapping, good_part, status_date)
    key = find_activity(program, activity)
    forecast = forecast_of(program, iterations, seed)
    drivers = plan.drivers(forecast, key) if key in forecast.milestones else ()
    baseline = program.baselines[-1] if program.baselines else None
    answer = explain(forecast.schedule, key, drivers=drivers, baseline=baseline)
    if form is Format.JSON:
        write_json(msgspec.to_builtins(answer))
    elif form is Format.CSV:
        rows = [msgspec.structs.asdict(link) for link in answer.chain]
        write_rows(rows, [Column(key, key) for key in answer.chain[0].__struct_fields__], form)
    else:
        write_why(answer, forecast.milestones.get(key))


def find_activity(program: Program, wanted: str) -> str:
    """An activity by id, else by title. Raises CommandError with the nearest ids."""
    import difflib

    ids = [activity.id for activity in program.activities]
    if wanted in ids:
        return wanted
    titles = [activity.id for activity in program.activities if activity.title.casefold() == wanted.casefold()]
    if len(titles) == 1:
        return titles[0]
    near = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.4)
    hint = _(" Did you mean {ids}?").format(ids=", ".join(near)) if near else ""
    raise CommandError(_("There is no activity {wanted!r}.").format(wanted=wanted) + hint, FAULTY_INPUT)
