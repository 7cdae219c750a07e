"""The command ``impact``: who is hit if something moves."""

import datetime as dt
import sys
from typing import Annotated, Any

import msgspec
import typer

from pilotage.cli.analysis import find_activity, scheduled
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.insight.impact import CannotMove, Impact, Subject
from pilotage.plan.insight.impact import impact as explain
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import plain
from pilotage.plan.language.wording import number, working_days
from pilotage.plan.scheduling.schedule import zone_of
from pilotage.plan.vocabulary.program import Program

_COLUMNS = ("kind", "id", "title", "days", "before", "after", "through", "team")


def impact(
    file: File,
    subject: Annotated[str, typer.Argument(help="Id or title of an activity or milestone, or id of a contract.")],
    days: Annotated[int, typer.Option("--days", "-d", min=1, max=500, help="Working days that it moves.")] = 5,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Who is hit if this moves? Activities, milestones, teams, people and contracts, by how much and through what.

    Examples: [bold]pilotage impact plan.yaml ledger-split/backfill --days 5[/],
    [bold]pilotage impact plan/ eu-token-service -d 10 -f csv[/]
    """
    program = read_program(file, mapping, good_part, status_date)
    kind, key = _subject(program, subject)
    result = scheduled(program)
    status = program.status_date or result.at(program.activities[0].id).start.date()
    as_of = dt.datetime.combine(status, dt.time(), zone_of(program))
    try:
        found = explain(result, kind, key, days, as_of=as_of)
    except CannotMove as refusal:
        raise CommandError(str(refusal), FAULTY_INPUT) from refusal
    if form is Format.JSON:
        write_json({key: value for key, value in msgspec.to_builtins(found).items() if key != "after"})
    elif form is Format.CSV:
        write_rows(_rows(found), [Column(name, name) for name in _COLUMNS], form)
    else:
        _write(found)


def _subject(program: Program, wanted: str) -> tuple[Subject, str]:
    """A contract by its id; anything else is an activity."""
    if any(contract.id == wanted for contract in program.contracts):
        return Subject.CONTRACT, wanted
    return Subject.ACTIVITY, find_activity(program, wanted)


def _rows(found: Impact) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for kind, each in (("milestone", found.milestones), ("activity", found.activities)):
        rows += [{**msgspec.structs.asdict(hit), "kind": kind} for hit in each]
    for kind, groups in (("team", found.teams), ("person", found.people)):
        rows += [{**msgspec.structs.asdict(group), "kind": kind} for group in groups]
    for contract in found.contracts:
        fields = {"id": contract.id, "title": contract.what, "days": contract.days, "after": contract.after}
        rows.append({"kind": "contract", **fields})
    return [{name: row.get(name) for name in _COLUMNS} for row in rows]


def _write(found: Impact) -> None:
    head = _("{title}, {days} later. {summary}\n")
    sys.stdout.write(head.format(title=found.title, days=working_days(found.days), summary=plain(found.summary)))
    titles = {hit.id: hit.title for hit in (*found.milestones, *found.activities)}
    rows = [
        {
            "title": hit.title,
            "days": f"+{number(hit.days)}",
            "before": hit.before,
            "after": hit.after,
            "through": titles.get(hit.through or "", found.title),
        }
        for hit in (*found.milestones, *found.activities)
    ]
    if rows:
        sys.stdout.write("\n")
        columns = [
            Column("title", _("Hit")),
            Column("days", _("Days"), right=True),
            Column("before", _("Before"), right=True),
            Column("after", _("After"), right=True),
            Column("through", _("Through")),
        ]
        write_rows(rows, columns, Format.TABLE)
    _write_groups(found)


def _write_groups(found: Impact) -> None:
    for title, groups in ((_("Teams"), found.teams), (_("People"), found.people)):
        if groups:
            told = ", ".join(f"{group.title} (+{number(group.days)})" for group in groups)
            sys.stdout.write(f"\n{title}: {told}\n")
    for contract in found.contracts:
        late = _(", {days} d after it is needed").format(days=number(contract.late)) if contract.late else ""
        text = _("Contract {what}: +{days} d{late}\n")
        sys.stdout.write(text.format(what=contract.what, days=number(contract.days), late=late))
