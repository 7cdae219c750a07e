"""Commands that compute: schedule, simulate, why."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, Files, GoodPart, Mapping, read_program, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.history import baseline_in_use
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
    files: Files,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    tolerance: Annotated[
        float | None,
        typer.Option(
            min=0.0001, max=0.5, help="Stop before, once P50 and P85 are known to this share of the time left: 0.005."
        ),
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Also when all of several programs have landed; shared risks hit all.")
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(help="Simulate on dask: [bold]local[/] processes, or a scheduler's address, tcp://host:8786."),
    ] = None,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """When each milestone lands and how sure that is: Monte Carlo over estimates, risks and calendars.

    Several plans, or a folder of plans, give one table of their final milestones.

    Examples: [bold]pilotage simulate plan.yaml[/], [bold]pilotage simulate plan.xml -n 50000 --seed 7 -f json[/],
    [bold]pilotage simulate plans/ --together[/], [bold]pilotage simulate plans/ --cluster tcp://scheduler:8786[/]
    """
    from pilotage.cli.portfolio.plans import holds_plans, plans_in

    if len(files) > 1 or holds_plans(files[0]):
        from pilotage.cli.portfolio.forecasts import simulate_plans

        simulate_plans(
            plans_in(files),
            iterations=iterations,
            seed=seed,
            together=together,
            cluster=cluster,
            mapping=mapping,
            good_part=good_part,
            as_of=status_date,
            form=form,
        )
        return
    program = read_program(files[0], mapping, good_part, status_date)
    forecast = forecast_of(program, iterations, seed, cluster, tolerance)
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "target": each.target,
            "plan": each.plan_finish,
            "p10": each.p10,
            "p50": each.p50,
            "p85": each.p85,
            "p85_low": each.quantile_interval(0.85)[0],
            "p85_high": each.quantile_interval(0.85)[1],
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
        keys = ("id", "title", "target", "plan", "p10", "p50", "p85", "p85_low", "p85_high", "p90")
        columns = [Column(key, key) for key in (*keys, "on_time", "commitment", "kept")]
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


def forecast_of(
    program: Program, iterations: int, seed: int, cluster: str | None = None, tolerance: float | None = None
) -> Any:
    """The simulation, with a progress bar where it is long; on a cluster where one is named."""
    from pilotage import plan
    from pilotage.cli.portfolio.cluster import connected
    from pilotage.cli.progress import simulating

    scheduled(program)  # says what is wrong before any waiting
    with (
        connected(cluster) if cluster else nullcontext() as there,
        simulating(len(program.activities), iterations) as progress,
    ):
        farm = there.farm if there is not None else None
        forecast = plan.simulate(
            program, iterations=iterations, seed=seed, tolerance=tolerance, progress=progress, farm=farm
        )
    show(forecast.problems)
    return forecast


def _chance(probability: float) -> str:
    from pilotage.plan.language.wording import chance

    return chance(probability)


def why(
    file: File,
    activity: Annotated[str, typer.Argument(help="Id of a milestone or activity; its title also does.")],
    work_items: Annotated[
        list[Path] | None,
        typer.Option("--work-items", help="Files or folders of work items: also the forecast of their pace."),
    ] = None,
    tracker_milestone: Annotated[
        str | None, typer.Option(help="Which milestone of the work items it is, where its title is another.")
    ] = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Why this date? The driving chain, the float, lost days, and what moves the P85 most.

    With work items, the forecast of the plan stands beside that of their pace, and their difference is explained.

    Examples: [bold]pilotage why plan.yaml ga[/], [bold]pilotage why plan.yaml ledger-split/backfill -f json[/],
    [bold]pilotage why plan.yaml ga --work-items issues.json[/]
    """
    import msgspec

    from pilotage import plan
    from pilotage.cli.words import write_why
    from pilotage.plan.insight.why import why as explain

    program = read_program(file, mapping, good_part, status_date)
    key = find_activity(program, activity)
    forecast = forecast_of(program, iterations, seed)
    drivers = plan.drivers(forecast, key)
    baseline = baseline_in_use(program.baselines)
    answer = explain(forecast.schedule, key, drivers=drivers, baseline=baseline)
    compared = None
    if work_items:
        from pilotage.cli.flow.forecasting.beside import beside

        compared = beside(forecast, key, work_items, tracker_milestone, seed)
    if form is Format.JSON:
        write_json({**msgspec.to_builtins(answer), "side_by_side": msgspec.to_builtins(compared)})
    elif form is Format.CSV:
        rows = [msgspec.structs.asdict(link) for link in answer.chain]
        write_rows(rows, [Column(key, key) for key in answer.chain[0].__struct_fields__], form)
    else:
        write_why(answer, forecast, compared)


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
