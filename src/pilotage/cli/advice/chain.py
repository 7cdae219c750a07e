"""The command ``chain``: critical chain, buffers, fever chart."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from pilotage.cli.advice.target import Milestone, target_of
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.critical_chain import (
    CriticalChain,
    DurationBasis,
    FeverPoint,
    Sizing,
    chain_answer,
    critical_chain,
    fever,
)
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, last_day, listing, number, percent
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

_STEP = ("chain", "id", "title", "aggressive_days", "safe_days", "start", "finish")
_POINT = ("as_of", "done", "consumed", "days", "finish", "zone")


def chain(
    file: File,
    milestone: Milestone = None,
    basis: Annotated[
        DurationBasis,
        typer.Option(help="Aggressive and safe: P50 and P90 of each estimate, its likely and high, or halves."),
    ] = DurationBasis.PERCENTILES,
    sizing: Annotated[Sizing, typer.Option(help="Rule that sizes the buffers.")] = Sizing.ROOT_SQUARES,
    people: Annotated[bool, typer.Option(help="Put one person's work one after the other first.")] = True,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            "--earlier", "-e", help="The plan as it was, oldest first; repeat it. The first sets chain and buffer."
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Take the earlier states from the folder of the plan itself (earlier/).")
    ] = False,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """The critical chain with its buffers, and with earlier states of the plan how fast the buffer is used up.

    Examples: [bold]pilotage chain plan.yaml --milestone ga[/],
    [bold]pilotage chain plan.yaml --sizing cut-and-paste[/],
    [bold]pilotage chain plan.yaml -e june.yaml -e july.yaml -f csv > fever.csv[/],
    [bold]pilotage chain plan/ --history[/]
    """
    now = read_program(file, mapping, good_part, status_date)
    states = [*(read_program(path, mapping, good_part) for path in earlier or ()), now]
    if history and file.is_dir():
        from pilotage.exchange import text

        states = [*(state for _day, state in text.read_earlier(file)), *states]
    key = target_of(now, milestone)
    try:
        found = critical_chain(states[0], key, basis=basis, sizing=sizing, people=people)
        points = fever(found, states) if len(states) > 1 else ()
    except Unschedulable as impossible:
        show(impossible.problems)
        raise CommandError(_("The plan cannot be scheduled."), FAULTY_INPUT) from impossible
    except KeyError as missing:
        message = _("An earlier state of the plan lacks {milestone}.").format(milestone=key)
        raise CommandError(message, FAULTY_INPUT) from missing
    _write(found, points, form)


def _write(found: CriticalChain, points: Sequence[FeverPoint], form: Format) -> None:
    if form is Format.JSON:
        write_json(msgspec.to_builtins(chain_answer(found, points)))
    elif form is Format.CSV and points:
        write_rows(_points(points), [Column(key, key) for key in _POINT], form)
    elif form is Format.CSV:
        write_rows(_rows(found), [Column(key, key) for key in _STEP], form)
    else:
        _write_table(found, points)


def _rows(found: CriticalChain) -> list[dict[str, Any]]:
    """Steps of the chain, its buffer, then each feeding chain with its own."""
    rows = _main_rows(found)
    for feeding in found.feeding:
        name = _("feeds {joins}").format(joins=feeding.joins)
        rows += [_row(name, step) for step in feeding.steps]
        rows.append(_buffer(name, _("Feeding buffer"), feeding.buffer, feeding.steps[-1].finish, None))
    return rows


def _main_rows(found: CriticalChain) -> list[dict[str, Any]]:
    rows = [_row(_("critical"), step) for step in found.steps]
    rows.append(_buffer(_("critical"), _("Project buffer"), found.buffer, found.finish, found.buffered_finish))
    return rows


def _row(name: str, step: Any) -> dict[str, Any]:
    return {
        "chain": name,
        "id": step.id,
        "title": step.title,
        "aggressive_days": step.aggressive,
        "safe_days": step.safe,
        "start": step.start,
        "finish": step.finish,
    }


def _buffer(name: str, title: str, days: float, start: Any, finish: Any) -> dict[str, Any]:
    return {
        "chain": name,
        "id": "",
        "title": title,
        "aggressive_days": days,
        "safe_days": None,
        "start": start,
        "finish": finish,
    }


def _points(points: Sequence[FeverPoint]) -> list[dict[str, Any]]:
    return [{**msgspec.structs.asdict(point), "zone": point.zone.value} for point in points]


def _write_table(found: CriticalChain, points: Sequence[FeverPoint]) -> None:
    title = _title(found.program, found.milestone)
    sentence = _("{title}: chain of {length} d, lands {finish}; with a buffer of {buffer} d promise {promise}.\n\n")
    sys.stdout.write(
        sentence.format(
            title=title,
            length=number(found.length),
            finish=day(last_day(found.finish)),
            buffer=number(found.buffer),
            promise=day(last_day(found.buffered_finish)),
        )
    )
    columns = [
        Column("title", _("Activity")),
        Column("aggressive_days", _("Aggressive"), right=True),
        Column("safe_days", _("Safe"), right=True),
        Column("start", _("Start"), right=True),
        Column("finish", _("Finish"), right=True),
    ]
    write_rows(_main_rows(found), columns, Format.TABLE)
    _write_feeding(found)
    _write_fever(points)
    _write_notes(found)


def _write_feeding(found: CriticalChain) -> None:
    """One line a feeding chain; its steps are in JSON and CSV."""
    if not found.feeding:
        return
    sys.stdout.write("\n")
    rows = [
        {
            "chain": each.steps[-1].title,
            "joins": _title(found.program, each.joins),
            "length": sum(step.aggressive for step in each.steps),
            "buffer": each.buffer,
            "gap": each.gap,
            "finish": each.steps[-1].finish,
        }
        for each in found.feeding
    ]
    columns = [
        Column("chain", _("Feeding chain up to")),
        Column("joins", _("Joins before")),
        Column("length", _("Days"), right=True),
        Column("buffer", _("Buffer"), right=True),
        Column("gap", _("Room"), right=True),
        Column("finish", _("Finish"), right=True),
    ]
    write_rows(rows, columns, Format.TABLE)


def _write_fever(points: Sequence[FeverPoint]) -> None:
    if not points:
        return
    sys.stdout.write("\n")
    rows = [
        {
            "as_of": point.as_of,
            "done": percent(point.done),
            "consumed": "" if point.consumed is None else percent(point.consumed),
            "finish": point.finish,
            "zone": point.zone.value,
        }
        for point in points
    ]
    columns = [
        Column("as_of", _("As of")),
        Column("done", _("Chain done"), right=True),
        Column("consumed", _("Buffer used"), right=True),
        Column("finish", _("Lands before buffer"), right=True),
        Column("zone", _("Zone")),
    ]
    write_rows(rows, columns, Format.TABLE)


def _write_notes(found: CriticalChain) -> None:
    """What the numbers do not cover, on stderr."""
    for each in found.feeding:
        if each.over > 0:
            sentence = _(
                "note: {over} d of the feeding buffer before {joins} do not fit; the project buffer must carry it.\n"
            )
            sys.stderr.write(sentence.format(over=number(each.over), joins=each.joins))
    if found.unknown:
        sentence = _("note: no estimate, so no buffer, for {names}.\n")
        sys.stderr.write(sentence.format(names=listing([_title(found.program, key) for key in found.unknown])))
    for link in found.people_links:
        sentence = _("note: {later} waits for {first}: one person does both.\n")
        first, later = (_title(found.program, key) for key in (link.predecessor, link.successor))
        sys.stderr.write(sentence.format(first=first, later=later))


def _title(program: Program, key: str) -> str:
    return next((each.title for each in program.activities if each.id == key), key)
