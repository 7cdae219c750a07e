"""``pilotage risk``: what is behind a forecast. Percentiles with their intervals, what moves the date, what each risk
and all responses are worth, where paths join, and date and cost together.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.analysis import Iterations, Seed, forecast_of
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program
from pilotage.cli.joint import write_cost, write_table
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.language.messages import _

_COLUMNS = ("about", "id", "title", "measure", "value", "low", "high")


def risk(
    file: File,
    milestone: Annotated[str | None, typer.Argument(help="Id of a milestone; default the final one.")] = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    top: Annotated[int, typer.Option(min=1, max=50, help="Rows of each table.")] = 8,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """What is behind a forecast: intervals, tornado, sensitivity, risks, responses, merging paths, joint confidence.

    Examples: [bold]pilotage risk plan.yaml[/], [bold]pilotage risk plan.yaml ga --top 15 -f json[/]
    """
    from pilotage.plan.insight.uncertainty import uncertainty

    program = read_program(file, mapping, good_part, status_date)
    forecast = forecast_of(program, iterations, seed)
    try:
        view = uncertainty(forecast, milestone, top=top)
    except KeyError as unknown:
        names = ", ".join(list(forecast.milestones)[:8])
        message = _("There is no milestone {name}. Known: {names}.").format(name=unknown, names=names)
        raise CommandError(message, FAULTY_INPUT) from None
    if form is Format.TABLE:
        write_risk(view)
    elif form is Format.CSV:
        rows = [dict.fromkeys(_COLUMNS, "") | row for row in _rows(view)]
        write_rows(rows, [Column(key, key) for key in _COLUMNS], form)
    else:
        import msgspec

        write_json(msgspec.to_builtins(view))


def _rows(view: Any) -> Iterator[dict[str, Any]]:
    """The analysis as one number a row."""
    for measure, found in (("finish", view.percentiles), ("cost", view.cost.percentiles if view.cost else ())):
        for each in found:
            said = {"value": getattr(each, measure), "low": each.low, "high": each.high}
            yield {"about": measure, "id": f"P{each.percent}", "measure": measure, **said}
    tables = (
        ("driver", view.drivers, ("days",)),
        ("sensitivity", view.sensitivity, ("criticality", "index", "cruciality", "spread_days")),
        ("risk", view.risks, ("days_now", "days_after")),
    )
    for about, rows, measures in tables:
        for each in rows:
            for measure in measures:
                if (value := getattr(each, measure)) is not None:
                    yield {"about": about, "id": each.id, "title": each.title, "measure": measure, "value": value}
    for joint in view.cost.joint if view.cost else ():
        limits = f"{joint.cost:.0f} {view.cost.currency}, {joint.by}"
        yield {"about": "joint", "id": limits, "measure": "both", "value": joint.both}


def write_risk(view: Any) -> None:
    """The analysis as tables."""
    from pilotage.plan.language.text import plain
    from pilotage.plan.language.wording import chance, day, last_day, number, signed

    console = Console(highlight=False)
    text = _("{title}: {n:,} runs, seed {seed}")
    console.print(Line(text.format(title=view.title, n=view.iterations, seed=view.seed), style="bold"))
    finishes = [
        (f"P{each.percent}", day(last_day(each.finish)), f"{day(last_day(each.low))} - {day(last_day(each.high))}")
        for each in view.percentiles
    ]
    write_table(console, _("Finish, with 95 % interval of the simulation"), ("", _("Day"), _("Interval")), finishes)
    if view.drivers:
        moves = [(each.title, signed(each.days)) for each in view.drivers]
        write_table(console, _("What moves the P85 most, each alone"), (_("Input"), _("Days")), moves)
    if view.sensitivity:
        hangs = [
            (
                each.title,
                chance(each.criticality),
                f"{each.index:.2f}",
                f"{each.cruciality:.2f}",
                number(each.spread_days),
            )
            for each in view.sensitivity
        ]
        heads = (_("Activity"), _("Criticality"), _("Sensitivity"), _("Cruciality"), _("Spread, days"))
        write_table(console, _("Sensitivity of the finish"), heads, hangs)
    if view.risks:
        adds = [
            (each.title, signed(each.days_now), "" if each.days_after is None else signed(each.days_after))
            for each in view.risks
        ]
        write_table(console, _("What each risk adds to the P85"), (_("Risk"), _("Now"), _("After its response")), adds)
        left = _("All responses done: P85 {after} instead of {now}; without any risk {without}.").format(
            now=day(last_day(view.p85_now)),
            after=day(last_day(view.p85_after_responses)),
            without=day(last_day(view.p85_without_risks)),
        )
        console.print(Line(left))
    if view.merge is not None:
        console.print()
        console.print(Line(plain(view.merge)), soft_wrap=not console.is_terminal)
    if view.cost is not None:
        write_cost(view.cost)
