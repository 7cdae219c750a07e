"""``pilotage flow``: throughput, times, ages and signals of each team's work items."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.sources import ByOption, Sources, StateOption, read_sources
from pilotage.cli.inputs import GoodPart, Mapping, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.flow.history import By
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem

if TYPE_CHECKING:
    from pilotage.plan.flow.measures import Flow


def flow_(
    sources: Sources,
    by: ByOption = By.ALL,
    team: Annotated[str | None, typer.Option("--team", help="Only this one, with its oldest items.")] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=520, help="How far to look back.")] = 26,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="Know nothing after this day; default: the last in the data."
        ),
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
    [bold]pilotage flow jira.csv --by team --team Payments --weeks 13[/], [bold]pilotage flow jira.csv -f json[/],
    [bold]pilotage flow jira.csv --states[/], [bold]pilotage flow jira.csv --state "In QA=doing"[/]
    """
    import msgspec

    read = read_sources(sources, mapping, good_part, state)
    if states:
        from pilotage.cli.flow.states import write_states

        write_states(read, form)
        return
    found = _measured([item for source in read for item in source.items], by, weeks, as_of)
    if team is not None:
        found = [each for each in found if each.name.casefold() == team.casefold()] or _unknown(team, found)
    if form is Format.JSON:
        from pilotage.plan.flow.findings import findings

        write_json([{**msgspec.to_builtins(each, str_keys=True), "findings": findings(each)} for each in found])
    elif form is Format.CSV or len(found) > 1:
        write_rows([_row(each) for each in found], _COLUMNS, form)
    else:
        from pilotage.cli.flow.flow_words import write_flow

        write_flow(found[0])


def _measured(items: list[WorkItem], by: By, weeks: int, as_of: dt.datetime | None) -> "list[Flow]":
    from pilotage.plan.flow.cleaning import arrived, clean, finished
    from pilotage.plan.flow.history import grouped, known_then
    from pilotage.plan.flow.measures import flow

    cleaned = clean(items)
    show(cleaned.problems)
    known = [day for item in cleaned.items for day in (arrived(item), finished(item)) if day is not None]
    if not known:
        raise CommandError(_("No item has a date."), FAULTY_INPUT)
    origin = as_of.date() if as_of is not None else max(known)
    then = list(known_then(cleaned.items, origin))
    return [flow(name, group, as_of=origin, weeks=weeks) for name, group in grouped(then, by).items()]


def _unknown(team: str, found: "list[Flow]") -> "list[Flow]":
    names = ", ".join(each.name for each in found[:20])
    text = _("There is no {team!r}. With this --by there are: {names}.")
    raise CommandError(text.format(team=team, names=names), FAULTY_INPUT)


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
    Column("signals", _("Signals"), right=True),
]


def _row(found: "Flow") -> dict[str, Any]:
    from pilotage.plan.flow.measures import Basis

    durations = found.cycle_time if found.basis is Basis.STARTED else found.lead_time
    done = sum(week.finished for week in found.weeks)
    return {
        "name": found.name or "–",
        "finished": done,
        "a_week": round(done / len(found.weeks), 1),
        "arrived": sum(week.arrived for week in found.weeks),
        "open": found.open,
        "in_progress": len(found.ageing) if found.basis is Basis.STARTED else "",
        "p50": durations.percentiles.get(50, ""),
        "p85": durations.percentiles.get(85, ""),
        "counted_from": found.basis.value,
        "past_p85": sum(1 for each in found.ageing if each.passed >= 85),
        "signals": len(found.control.signals) if found.control is not None else "",
    }
