"""A plan against one of its baselines, or one baseline against another: `pilotage diff PLAN`."""

import datetime as dt
import sys
from typing import Any

import msgspec

from pilotage.cli.analysis import scheduled
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import named_record
from pilotage.cli.output import Column, Format, write_json, write_rows
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.variance.comparison import Comparison, State, Variance, compare
from pilotage.plan.insight.variance.sides import Side, side_of, today_side
from pilotage.plan.insight.variance.summary import summarize
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import plain
from pilotage.plan.language.wording import day, last_day, signed
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import Baseline, baseline_in_use
from pilotage.plan.vocabulary.program import Program


def compare_with_baseline(program: Program, baseline: str | None, to: str | None, form: Format) -> None:
    """Write the comparison: the sentence and what changed as a table; every activity in JSON and CSV."""
    plan = scheduled(program)
    found = compare(side_of(_baseline(program, baseline)), _after(program, plan, to), plan)
    if form is Format.CSV:
        from pilotage.exchange.tabular.writing.tables import comparison_csv

        sys.stdout.write(comparison_csv(found, program.zone).decode("utf-8-sig"))
        return
    evidence = Evidence(None, _as_of(plan))
    summary = summarize(found, plan, evidence)
    if form is Format.JSON:
        rows = [_fields(row) for row in found.rows]
        facts = msgspec.to_builtins(list(evidence.facts.values()))
        write_json(
            {"text": plain(summary.text), "counts": msgspec.to_builtins(summary.counts), "rows": rows, "facts": facts}
        )
        return
    sys.stdout.write(plain(summary.text) + "\n")
    _table(found)


def _baseline(program: Program, name: str | None) -> Baseline:
    found = baseline_in_use(program.baselines)
    if found is None:
        raise CommandError(_("{title} has no baseline to compare with.").format(title=program.title), FAULTY_INPUT)
    if name is None:
        return found
    code = named_record(program.baselines, name, _("baseline"))
    return next(each for each in program.baselines if each.id == code)


def _after(program: Program, plan: Schedule, name: str | None) -> Side:
    return today_side(plan, _as_of(plan).date()) if name is None else side_of(_baseline(program, name))


def _as_of(plan: Schedule) -> dt.datetime:
    """A file knows no clock: it is as of its status date, else of where it starts."""
    program = plan.program
    if program.status_date is not None:
        return dt.datetime.combine(program.status_date, dt.time(), dt.UTC)
    return dt.datetime.fromtimestamp(int(plan.start.min(initial=0)) * 60, dt.UTC)


def _fields(row: Variance) -> dict[str, Any]:
    """A row without its two entries; their dates instead."""
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name not in ("before", "after")}
    for edge in ("start", "finish"):
        for side, entry in (("before", row.before), ("after", row.after)):
            fields[f"{edge}_{side}"] = getattr(entry, edge) if entry is not None else None
    return fields


def _table(found: Comparison) -> None:
    changed = [row for row in found.rows if row.state is not State.SAME]
    if not changed:
        return
    columns = [
        Column("title", _("Activity")),
        Column("state", _("What")),
        Column("before", found.before.title, right=True),
        Column("after", found.after.title, right=True),
        Column("finish", _("Finish"), right=True),
        Column("duration", _("Duration"), right=True),
    ]
    sys.stdout.write("\n")
    write_rows([_line(row) for row in changed], columns, Format.TABLE)


def _line(row: Variance) -> dict[str, str]:
    was, now = (None if entry is None else last_day(entry.finish) for entry in (row.before, row.after))
    words = {State.ADDED: _("new"), State.REMOVED: _("gone"), State.CHANGED: _("changed"), State.SAME: _("same")}
    return {
        "title": row.title,
        "state": words[row.state],
        "before": day(was) if was else "",
        "after": day(now, near=was) if now else "",
        "finish": signed(row.finish_days) if row.finish_days is not None else "",
        "duration": signed(row.duration_days) if row.duration_days is not None else "",
    }
