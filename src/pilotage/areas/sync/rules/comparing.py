"""What an import would do to a program, in lines that a person reads."""

from itertools import groupby

import msgspec

from pilotage.plan.insight.diff import Change, changes
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text, fill
from pilotage.plan.language.wording import day, last_day, working_days
from pilotage.plan.scheduling.schedule import final_milestone, schedule
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

MOST_LINES = 500
_RECORDS = ("calendars", "people", "teams", "workstreams", "activities", "dependencies", "risks", "contracts")


class DifferenceLine(msgspec.Struct, frozen=True):
    """One record that is added, changed or removed."""

    kind: str
    entity: str
    id: str
    title: str
    text: str


class ImportDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of records; ``lines`` are the first of them; ``summary`` says what it does to the final date."""

    added: int
    changed: int
    removed: int
    unchanged: int
    lines: tuple[DifferenceLine, ...]
    summary: Text | None


def compare(old: Program, new: Program) -> ImportDifference:
    """The records of ``new`` against those of ``old``."""
    lines = [
        DifferenceLine(found[0].kind, found[0].entity, found[0].id, found[0].title, _sentence(found))
        for _key, group in groupby(changes(old, new), key=lambda change: (change.entity, change.id))
        for found in [list(group)]
    ]
    counts = {kind: sum(1 for line in lines if line.kind == kind) for kind in ("added", "changed", "removed")}
    records = sum(len(getattr(new, name)) for name in _RECORDS)
    touched = sum(1 for line in lines if line.kind != "removed" and line.entity != "program")
    return ImportDifference(
        **counts, unchanged=records - touched, lines=tuple(lines[:MOST_LINES]), summary=_summary(old, new)
    )


def _sentence(found: list[Change]) -> str:
    first, *rest = found
    return "; ".join((first.text, *(change.text.removeprefix(f"{change.title}: ") for change in rest)))


def _summary(old: Program, new: Program) -> Text | None:
    final = final_milestone(new)
    if final is None:
        return None
    try:
        before, after = schedule(old), schedule(new)
    except Unschedulable as refusal:
        return (_("After this import the plan cannot be scheduled: {why}").format(why=refusal.problems[0]),)
    title = after.program.activities[after.index[final]].title
    now = after.at(final).finish
    date = Mark(day(last_day(now), near=new.status_date or new.start))
    if final not in before.index:
        return fill(_("{title} is planned for {date}."), title=title, date=date)
    days = after.working_days(before.at(final).finish, now)
    if abs(days) < 0.05:
        return fill(_("{title} stays on {date}."), title=title, date=date)
    template = (
        _("{title} moves {days} later, to {date}.") if days > 0 else _("{title} moves {days} earlier, to {date}.")
    )
    mark = Mark(working_days(abs(days)), tone="off" if days > 0 else "on")
    return fill(template, title=title, days=mark, date=date)
