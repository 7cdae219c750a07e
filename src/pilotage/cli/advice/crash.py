"""The command ``crash``: the cheapest days to buy, and the days that overlapping wins."""

import sys
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import typer

from pilotage.cli.advice.target import Milestone, target_of
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, read_program, show
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.crashing import (
    PERSON_DAYS,
    Crashing,
    FastTracking,
    Shorter,
    Step,
    Stop,
    crash,
    fast_track,
    shorter_answer,
)
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, last_day, listing, number, percent, working_days
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

_MOST_NAMED = 8
_KEYS = ("step", "id", "title", "days", "cost", "won", "step_cost", "cost_per_day", "total_won", "total_cost", "finish")


def crash_(
    file: File,
    days: Annotated[float, typer.Option("--days", "-d", min=0.1, help="Working days to win.")] = 5.0,
    milestone: Milestone = None,
    day_rate: Annotated[
        float | None,
        typer.Option(min=0, help="Price of a person's day, for activities without a crash cost. Else: person-days."),
    ] = None,
    overlap: Annotated[
        int, typer.Option(min=1, max=100, help="Percent of the predecessor to overlap when fast-tracking.")
    ] = 25,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """The cheapest days to buy for a milestone, step by step, and what overlapping would win. Nothing is changed.

    Each step is scheduled again. An activity can be shortened to its crash-to, else to its low estimate.

    Examples: [bold]pilotage crash plan.yaml --milestone ga --days 10[/],
    [bold]pilotage crash plan.yaml -d 5 --day-rate 900 -f csv > steps.csv[/]
    """
    program = read_program(file, mapping, good_part, status_date)
    key = target_of(program, milestone)
    rate = None if day_rate is None else Decimal(str(day_rate))
    try:
        bought = crash(program, key, days, day_rate=rate)
        tracked = fast_track(program, key, days, share=overlap / 100)
    except Unschedulable as impossible:
        show(impossible.problems)
        raise CommandError(_("The plan cannot be scheduled."), FAULTY_INPUT) from impossible
    if form is Format.JSON:
        write_json(msgspec.to_builtins(shorter_answer(bought, tracked)))
    elif form is Format.CSV:
        write_rows(_lines(shorter_answer(bought, tracked)), [Column(key, key) for key in _KEYS], form)
    else:
        _write_crashing(program, bought)
        _write_overlaps(tracked)


def _lines(answer: Shorter) -> list[dict[str, Any]]:
    """One line for each activity of each step."""
    return [
        {
            "step": at,
            **msgspec.structs.asdict(part),
            "won": step.won,
            "step_cost": step.cost,
            "cost_per_day": step.cost_per_day,
            "total_won": step.total_won,
            "total_cost": step.total_cost,
            "finish": step.finish,
        }
        for at, step in enumerate(answer.steps, 1)
        for part in step.shortenings
    ]


def _write_crashing(program: Program, bought: Crashing) -> None:
    title = _title(program, bought.milestone)
    text = _("{title}: {before} can become {finish}, {days} earlier, for {cost}.\n\n")
    if not bought.steps:
        text = _("{title} stays on {before}: nothing on what holds it can be shortened.\n\n")
    sys.stdout.write(
        text.format(
            title=title,
            before=day(last_day(bought.before)),
            finish=day(last_day(bought.finish)),
            days=working_days(bought.won),
            cost=_amount(bought.cost, bought.unit),
        )
    )
    rows = [
        {
            "what": _what(step),
            "won": step.won,
            "cost_per_day": _amount(step.cost_per_day, bought.unit),
            "total_won": step.total_won,
            "total_cost": _amount(step.total_cost, bought.unit),
            "finish": step.finish,
        }
        for step in bought.steps
    ]
    columns = [
        Column("what", _("Shorten")),
        Column("won", _("Wins"), right=True),
        Column("cost_per_day", _("A day"), right=True),
        Column("total_won", _("In all"), right=True),
        Column("total_cost", _("Costs"), right=True),
        Column("finish", _("Finish"), right=True),
    ]
    if rows:
        write_rows(rows, columns, Format.TABLE)
    _write_end(program, bought)


def _what(step: Step) -> str:
    parts = [
        _("{title} by {days} d").format(title=part.title, days=number(part.days))
        if part.days > 0
        else _("give {title} {days} d back").format(title=part.title, days=number(-part.days))
        for part in step.shortenings
    ]
    return listing(parts)


def _write_end(program: Program, bought: Crashing) -> None:
    """Where it stops and why, and what the plan does not tell."""
    if bought.stop is Stop.HELD:
        titles = [_title(program, key) for key in bought.held_by]
        more = len(titles) - _MOST_NAMED
        shown = titles if more <= 0 else [*titles[: _MOST_NAMED // 2], "…", *titles[-_MOST_NAMED // 2 :]]
        path = " → ".join(shown) or _("what holds the finish")
        text = _("\nNo more days can be bought: {path} cannot be shortened further.\n")
        sys.stdout.write(text.format(path=path))
    elif bought.stop is Stop.STEPS:
        sys.stdout.write(_("\nStopped after many steps; ask for fewer days.\n"))
    for ids, text in (
        (bought.unlimited, _("note: no crash-to and no estimate, so not shortened: {names}.\n")),
        (bought.unpriced, _("note: no crash cost, so not shortened: {names}. Give a price: --day-rate\n")),
    ):
        if ids:
            names = [_title(program, key) for key in ids[:_MOST_NAMED]]
            sys.stderr.write(text.format(names=", ".join(names) + (" …" if len(ids) > _MOST_NAMED else "")))


def _write_overlaps(tracked: FastTracking) -> None:
    if not tracked.single:
        return
    rows = [
        {
            "what": _("{second} before {first} is done").format(
                second=each.successor_title, first=each.predecessor_title
            ),
            "won": each.won,
            "at_risk": each.at_risk,
            "share": percent(each.at_risk_share),
        }
        for each in tracked.single
    ]
    share = percent(tracked.single[0].share)
    sys.stdout.write(_("\nOverlapping by {share} of the predecessor, each by itself:\n").format(share=share))
    columns = [
        Column("what", _("Begin")),
        Column("won", _("Wins"), right=True),
        Column("at_risk", _("Days at risk"), right=True),
        Column("share", _("Of its work"), right=True),
    ]
    write_rows(rows, columns, Format.TABLE)
    if len(tracked.steps) > 1:
        text = _("Together, {n} of them win {days}.\n")
        sys.stdout.write(text.format(n=len(tracked.steps), days=working_days(tracked.won)))


def _amount(amount: Decimal, unit: str) -> str:
    if unit == PERSON_DAYS:
        return _("{n} person-days").format(n=number(float(amount)))
    return f"{amount:,.0f} {unit}"


def _title(program: Program, key: str) -> str:
    return next((each.title for each in program.activities if each.id == key), key)
