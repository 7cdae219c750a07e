"""The flow of one team on a terminal."""

from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.flow.measuring.flow_measuring import Found
from pilotage.cli.output import Column, Format, write_rows
from pilotage.plan.flow.measures import Flow
from pilotage.plan.flow.measures.comparing import periods
from pilotage.plan.flow.measures.findings import efficiency, findings
from pilotage.plan.language.messages import _

_OLDEST = 10
_LAST_WEEKS = 8
_LAST_SPRINTS = 6


def write_flow(told: Found) -> None:
    """The flow of one team: what it says, what changed, its last weeks, its oldest items, its sprints."""
    found = told.flow
    console = Console(highlight=False, soft_wrap=True)
    first, *others = findings(found)
    console.print(Line(" – ".join(part for part in (found.name, first) if part), style="bold"))
    for sentence in (*others, efficiency(found)):
        if sentence:
            console.print(Line(sentence))
    if told.before is not None:
        console.print()
        console.print(Line(periods(told.before, found), style="bold"))
        for change in told.changes:
            console.print(Line(change.text))
    console.print()
    _write_weeks(found)
    _write_oldest(found, console)
    _write_sprints(found, console)


def _write_weeks(found: Flow) -> None:
    weeks: list[dict[str, object]] = [
        {"last": each.last, "arrived": each.arrived, "finished": each.finished, "wip": each.wip}
        for each in found.weeks[-_LAST_WEEKS:]
    ]
    heads = {"last": _("Week to"), "arrived": _("Came in"), "finished": _("Finished"), "wip": _("Open at its end")}
    write_rows(weeks, [Column(key, head, right=key != "last") for key, head in heads.items()], Format.TABLE)


def _write_oldest(found: Flow, console: Console) -> None:
    if not found.ageing or found.expected is None:
        return
    console.print()
    rows: list[dict[str, object]] = [
        {
            "key": each.key,
            "title": each.title,
            "status": each.status,
            "age": each.age,
            "late": "–" if each.late is None else f"{each.late:.0%}",
        }
        for each in found.ageing[:_OLDEST]
    ]
    columns = [
        Column("key", _("Oldest")),
        Column("title", _("Title")),
        Column("status", _("State")),
        Column("age", _("Days"), right=True),
        Column("late", _("Longer than {days} days").format(days=found.expected), right=True),
    ]
    write_rows(rows, columns, Format.TABLE)


def _write_sprints(found: Flow, console: Console) -> None:
    if found.sprints is None or not found.sprints.sprints:
        return
    console.print()
    rows: list[dict[str, object]] = [
        {name: getattr(each, name) for name in ("name", "finish", "committed", "added", "done", "carried")}
        for each in found.sprints.sprints[-_LAST_SPRINTS:]
    ]
    heads = {"name": _("Sprint"), "finish": _("Ends"), "committed": _("Committed"), "added": _("Added")}
    heads |= {"done": _("Done"), "carried": _("Carried over")}
    columns = [Column(key, head, right=key not in ("name", "finish")) for key, head in heads.items()]
    write_rows(rows, columns, Format.TABLE)
