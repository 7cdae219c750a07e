"""The flow of one team on a terminal."""

from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.output import Column, Format, write_rows
from pilotage.plan.flow.findings import efficiency, findings
from pilotage.plan.flow.measures import Flow
from pilotage.plan.language.messages import _

_OLDEST = 10
_LAST_WEEKS = 8


def write_flow(found: Flow) -> None:
    """The flow of one team: what it says, its last weeks, its oldest items."""
    console = Console(highlight=False, soft_wrap=True)
    first, *others = findings(found)
    console.print(Line(" – ".join(part for part in (found.name, first) if part), style="bold"))
    for sentence in (*others, efficiency(found)):
        if sentence:
            console.print(Line(sentence))
    console.print()
    weeks: list[dict[str, object]] = [
        {"last": each.last, "arrived": each.arrived, "finished": each.finished, "wip": each.wip}
        for each in found.weeks[-_LAST_WEEKS:]
    ]
    heads = {"last": _("Week to"), "arrived": _("Came in"), "finished": _("Finished"), "wip": _("Open at its end")}
    write_rows(weeks, [Column(key, head, right=key != "last") for key, head in heads.items()], Format.TABLE)
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
