"""The command ``level``: moves that give nobody more work than they have."""

import datetime as dt
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from pilotage.cli.analysis import Seed
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.engine.leveling.days.proof import SolverMissingError
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import plain
from pilotage.plan.language.wording import day, last_day, number, signed
from pilotage.plan.leveling.applying import apply_moves, change_of
from pilotage.plan.leveling.forecasts import ForecastEffect, forecast_effect
from pilotage.plan.leveling.leveling import Leveling, Objective
from pilotage.plan.leveling.leveling import level as find_moves
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

_MOVE = (
    "activity",
    "title",
    "start",
    "finish",
    "new_start",
    "new_finish",
    "days",
    "people",
    "pauses",
    "handovers",
    "why",
)


def level(
    file: File,
    objective: Annotated[
        Objective,
        typer.Option(help="What to keep small: the finish, lateness behind due dates, or moves from today's plan."),
    ] = Objective.FINISH,
    seconds: Annotated[
        float,
        typer.Option(min=0.1, max=3600, help="Search no longer; a longer search may find fewer or smaller moves."),
    ] = 5.0,
    seed: Seed = 1,
    keep_started: Annotated[
        bool, typer.Option("--keep-started/--move-started", help="Leave work that has started where it is.")
    ] = True,
    split: Annotated[
        bool, typer.Option("--split/--whole", help="Let work rest on some days where it is done earlier by that.")
    ] = False,
    hand_over: Annotated[
        bool,
        typer.Option("--hand-over/--keep-people", help="Let others take over work that asks for a skill they have."),
    ] = False,
    prove: Annotated[
        float,
        typer.Option(min=0, max=3600, help="Seconds for CP-SAT to prove how early a small plan can finish."),
    ] = 0.0,
    forecast: Annotated[
        bool,
        typer.Option("--forecast", help="Simulate the plan before and after: what the moves do to the P85."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write the plan with all moves; a YAML plan keeps its order and comments."),
    ] = None,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Who has more work than time, and which activities to move so that nobody has.

    Examples: [bold]pilotage level plan.yaml[/], [bold]pilotage level plan.yaml --objective moves -o leveled.yaml[/],
    [bold]pilotage level plan.xml --seconds 30 -f csv > moves.csv[/]
    """
    program = read_program(file, mapping, good_part, status_date)
    until = time.monotonic() + seconds
    try:
        found = find_moves(
            program,
            objective=objective,
            seed=seed,
            keep_started=keep_started,
            split=split,
            hand_over=hand_over,
            prove_seconds=prove,
            go_on=lambda: time.monotonic() < until,
        )
    except Unschedulable as impossible:
        show(impossible.problems)
        raise CommandError(_("The plan cannot be scheduled."), FAULTY_INPUT) from impossible
    except SolverMissingError as missing:
        raise CommandError(_("A proof needs OR-Tools: pip install 'pilotage[solver]'")) from missing
    effect = forecast_effect(program, [change_of(move) for move in found.moves], seed=seed) if forecast else None
    _write(found, effect, form)
    if out is not None:
        _save(file, out, apply_moves(program, found.moves))
        sys.stderr.write(_("written to {path}\n").format(path=out))


def _write(found: Leveling, effect: ForecastEffect | None, form: Format) -> None:
    if form is Format.JSON:
        write_json(_document(found) | ({"forecast": msgspec.to_builtins(effect)} if effect is not None else {}))
    elif form is Format.CSV:
        write_rows([_row(move) for move in found.moves], [Column(key, key) for key in _MOVE], form)
    else:
        _write_table(found)
        if effect is not None:
            _write_forecast(effect)


def _write_forecast(effect: ForecastEffect) -> None:
    text = _("P85 of {title}: {old} today, {new} with the moves ({days} working days; {n:,} iterations, seed {seed})\n")
    sys.stdout.write(
        "\n"
        + text.format(
            title=effect.title,
            old=day(last_day(effect.p85)),
            new=day(last_day(effect.new_p85)),
            days=signed(effect.days),
            n=effect.iterations,
            seed=effect.seed,
        )
    )


def _row(move: Any) -> dict[str, Any]:
    row: dict[str, Any] = {key: getattr(move, key) for key in _MOVE}
    pauses = [f"{each.start}..{each.end - dt.timedelta(1)}" for each in move.pauses]
    handovers = [f"{each.skill}: {each.person or '-'} > {each.to}" for each in move.handovers]
    return {
        **row,
        "people": " ".join(move.people),
        "pauses": " ".join(pauses),
        "handovers": "; ".join(handovers),
        "why": plain(move.why),
    }


def _document(found: Leveling) -> Any:
    """The whole result; sentences as plain text."""
    document = msgspec.to_builtins(found)
    document["effect"]["summary"] = plain(found.effect.summary)
    for told, move in zip(document["moves"], found.moves, strict=True):
        told["why"] = plain(move.why)
    for told, left in zip(document["effect"]["unresolved"], found.effect.unresolved, strict=True):
        told["why"] = plain(left.why)
    return document


def _write_table(found: Leveling) -> None:
    sys.stdout.write(plain(found.effect.summary) + "\n")
    if found.moves:
        sys.stdout.write("\n")
        columns = [
            Column("title", _("Activity")),
            Column("start", _("Starts"), right=True),
            Column("new_start", _("Moves to"), right=True),
            Column("moved", _("Working days"), right=True),
            Column("why", _("Why")),
        ]
        write_rows([{**_row(move), "moved": signed(move.days)} for move in found.moves], columns, Format.TABLE)
    moved = [each for each in found.effect.milestones if each.days]
    if moved:
        sys.stdout.write("\n")
        columns = [
            Column("title", _("Milestone")),
            Column("finish", _("Plan"), right=True),
            Column("new_finish", _("Leveled"), right=True),
            Column("days", _("Working days"), right=True),
        ]
        write_rows([_milestone(each) for each in moved], columns, Format.TABLE)
    _write_notes(found)


def _milestone(effect: Any) -> dict[str, Any]:
    return {
        "title": effect.title,
        "finish": last_day(effect.finish),
        "new_finish": last_day(effect.new_finish),
        "days": signed(effect.days),
    }


def _write_notes(found: Leveling) -> None:
    """What is left, and how good this is, on stderr."""
    for each in found.effect.unresolved:
        text = _("note: {hours} h of overload stay. {why}\n") if each.person else _("note: {hours} h. {why}\n")
        sys.stderr.write(text.format(hours=number(each.hours), why=plain(each.why)))
    bound = found.bound
    if bound is not None and found.moves:
        text = (
            _("No other moves bring the final milestone in before {date}: {how} needs as long.\n")
            if bound.proven
            else _("Nothing can bring the final milestone in before {date}: {how} needs as long. The gap is open.\n")
        )
        sys.stderr.write(text.format(date=day(bound.earliest), how=bound.how))
    if found.schedules:
        text = _("{n:,} schedules, seed {seed}\n")
        sys.stderr.write(text.format(n=found.schedules, seed=found.seed))


def _save(file: Path, out: Path, program: Program) -> None:
    """Write the plan; one that was read from a YAML file changes only where it moves."""
    from pilotage import exchange
    from pilotage.cli.documents import write_file
    from pilotage.exchange import text

    yaml = (".yaml", ".yml")
    try:
        if file.is_file() and file.suffix.lower() in yaml and out.suffix.lower() in yaml:
            write_file(out, text.rewrite(file.read_text(encoding="utf-8"), program).encode())
        else:
            show(exchange.write(program, out))
    except OSError as error:
        raise CommandError(_("Cannot write {path}: {reason}.").format(path=out, reason=error.strerror)) from error
    except ValueError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
