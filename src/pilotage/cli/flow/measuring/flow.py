"""``pilotage flow``: throughput, times, ages and signals of each team's work items."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.flow.sources import ByOption, Sources, StateOption, read_sources
from pilotage.cli.inputs import GoodPart, Mapping
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.flow.items.history import By
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.cli.flow.measuring.flow_measuring import Found


def flow_(
    sources: Sources,
    by: ByOption = By.ALL,
    team: Annotated[str | None, typer.Option("--team", help="Only this one, with its oldest items.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="Only items of this type.")] = None,
    milestone: Annotated[str | None, typer.Option("--milestone", help="Only items of this fix version.")] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=520, help="How far to look back.")] = 26,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="Know nothing after this day; default: the last in the data."
        ),
    ] = None,
    against: Annotated[
        dt.datetime | None,
        typer.Option("--against", formats=["%Y-%m-%d"], help="Compare with the weeks that end with this day."),
    ] = None,
    rules: Annotated[
        str,
        typer.Option(
            "--rules",
            help="What is a signal: default (Nelson's 1 and a run of 8), nelson, western-electric, or rules: 1,5,6.",
        ),
    ] = "default",
    deployments: Annotated[
        Path | None,
        typer.Option("--deployments", help="Deployments (CSV: deployed, committed, failed, recovered, rework)."),
    ] = None,
    charts: Annotated[
        Path | None, typer.Option("--charts", help="Draw it: a .pdf or .html file, or a folder for .svg files.")
    ] = None,
    state: StateOption = None,
    states: Annotated[
        bool, typer.Option("--states", help="List the states of the tracker and what they mean.")
    ] = False,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """How work flows: items finished a week and its natural limits, cycle and lead time, ages of what is open.

    Days are UTC; cycle time is finish - start + 1 days. Signals are told where they are more than chance.

    Examples: [bold]pilotage flow issues.jsonl[/], [bold]pilotage flow jira.csv --by team[/],
    [bold]pilotage flow jira.csv --by team --team Payments --charts payments.pdf[/],
    [bold]pilotage flow jira.csv --weeks 13 --against 2026-03-31[/], [bold]pilotage flow jira.csv -f json[/],
    [bold]pilotage flow jira.csv --states[/], [bold]pilotage flow jira.csv --state "In QA=doing"[/]
    """
    read = read_sources(sources, mapping, good_part, state)
    if states:
        from pilotage.cli.flow.measuring.states import write_states

        write_states(read, form)
        return
    from pilotage.cli.flow.measuring.flow_measuring import Question, measured

    items = [item for source in read for item in source.items]
    asked = Question(by, team, kind, milestone, weeks, _date(as_of), _date(against), rules, deployments)
    found = measured(items, asked)
    if charts is not None:
        from pilotage.cli.flow.measuring.flow_charts import write_charts

        write_charts(found, charts, [path.name for path in sources])
    if form is Format.JSON:
        write_json([_told(each) for each in found])
    elif form is Format.CSV or len(found) > 1:
        write_rows([_row(each) for each in found], _COLUMNS, form)
    else:
        from pilotage.cli.flow.measuring.flow_words import write_flow

        write_flow(found[0])


def _date(at: dt.datetime | None) -> dt.date | None:
    return None if at is None else at.date()


def _told(found: "Found") -> dict[str, Any]:
    import msgspec

    from pilotage.plan.flow.measures.findings import findings

    told: dict[str, Any] = msgspec.to_builtins(found.flow, str_keys=True)
    told["findings"] = findings(found.flow)
    if found.before is not None:
        told["before"] = msgspec.to_builtins(found.before, str_keys=True)
        told["changes"] = msgspec.to_builtins(found.changes)
    return told


_COLUMNS = [
    Column("name", _("Team")),
    Column("finished", _("Finished"), right=True),
    Column("a_week", _("A week"), right=True),
    Column("arrived", _("Came in"), right=True),
    Column("open", _("Open"), right=True),
    Column("in_progress", _("In progress"), right=True),
    Column("p50", _("P50 days"), right=True),
    Column("p85", _("P85 days"), right=True),
    Column("counted_from", _("Counted from")),
    Column("past_p85", _("Older than P85"), right=True),
    Column("worked_on", _("Worked on, %"), right=True),
    Column("blocked", _("Blocked"), right=True),
    Column("reopened", _("Reopened"), right=True),
    Column("signals", _("Signals"), right=True),
]


def _row(found: "Found") -> dict[str, Any]:
    from pilotage.plan.flow.measures import Basis

    flow = found.flow
    durations = flow.cycle_time if flow.basis is Basis.STARTED else flow.lead_time
    done = sum(week.finished for week in flow.weeks)
    return {
        "name": flow.name or "–",
        "finished": done,
        "a_week": round(done / len(flow.weeks), 1),
        "arrived": sum(week.arrived for week in flow.weeks),
        "open": flow.open,
        "in_progress": len(flow.ageing) if flow.basis is Basis.STARTED else "",
        "p50": durations.percentiles.get(50, ""),
        "p85": durations.percentiles.get(85, ""),
        "counted_from": flow.basis.value,
        "past_p85": sum(1 for each in flow.ageing if each.passed >= 85),
        "worked_on": "" if flow.efficiency is None else round(100 * flow.efficiency),
        "blocked": "" if flow.blocked is None else len(flow.blocked.now),
        "reopened": "" if flow.reopened is None else flow.reopened.items,
        "signals": len(flow.control.signals) if flow.control is not None else "",
    }
