"""Milestones whose scope grows: ``pilotage forecast --milestone`` and ``pilotage backtest --milestones``."""

import datetime as dt
import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.sources import Read, today
from pilotage.cli.inputs import show
from pilotage.cli.output import Column, Format, write_json, write_rows
from pilotage.plan.flow.history import By, histories
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem

if TYPE_CHECKING:
    from pilotage.plan.flow.milestones import MilestoneForecast, MilestoneHistory


def forecast_of_milestone(
    read: Sequence[Read],
    name: str,
    until: dt.datetime | None,
    as_of: dt.datetime | None,
    seed: int,
    form: Format,
) -> None:
    from pilotage.plan.flow.milestones import forecast_milestone, milestone_histories, train_milestones

    items = [item for source in read for item in source.items]
    origin = as_of.date() if as_of is not None else _known(items)
    if until is not None and until.date() <= origin:
        text = _("--until {until} is not after {origin}, the day up to which the data is known.")
        raise CommandError(text.format(until=until.date(), origin=origin), FAULTY_INPUT)
    all_of_them = milestone_histories(items, as_of=origin)
    wanted = until.date() if until is not None else None
    trained = train_milestones(all_of_them, seed=seed)
    found = forecast_milestone(_named(all_of_them, name), trained, as_of=origin, until=wanted, seed=seed)
    _write(found, form)
    if not found.when:
        raise typer.Exit(1)


def backtest_of_milestones(read: Sequence[Read], seed: int, form: Format) -> None:
    from pilotage.cli.flow.backtest import told
    from pilotage.cli.flow.words import write_methods
    from pilotage.plan.flow import sentences
    from pilotage.plan.flow.milestones import milestone_histories, train_milestones

    trained = train_milestones(milestone_histories(item for source in read for item in source.items), seed=seed)
    record = trained.pooled
    if record is None:
        raise CommandError(_("Too few milestones of 30 items or more have ended."), FAULTY_INPUT)
    ended = len(set(trained.ended.history.tolist()))
    if form is Format.JSON:
        write_json({**told(record, "frozen_scope"), "milestones": ended, "seed": seed})
        return
    if form is Format.CSV:
        rows = [
            {"method": each.name, **{f"p{one.level}": one.share for one in each.coverage}} for each in record.methods
        ]
        write_rows(rows, [Column(key, key) for key in rows[0]], form)
        return
    typer.echo(sentences.track(record))
    typer.echo(_("{n} milestones were forecast.").format(n=ended) + "\n")
    write_methods(record, _("CRPS to frozen"))


def _known(items: Sequence[WorkItem]) -> dt.date:
    found = histories(items, by=By.ALL, as_of=today())
    show(found.problems)
    if found.known is None:
        raise CommandError(_("No item has a date."), FAULTY_INPUT)
    return found.known


def _named(found: "Sequence[MilestoneHistory]", name: str) -> "MilestoneHistory":
    """By its title, or by its project and title. Raises CommandError with the nearest titles."""
    wanted = name.casefold()
    exact = [each for each in found if wanted in (each.title.casefold(), f"{each.project} {each.title}".casefold())]
    if len(exact) == 1:
        return exact[0]
    if exact:
        names = ", ".join(f"{each.project} {each.title}" for each in exact)
        raise CommandError(_("Several milestones are called {name!r}: {names}.").format(name=name, names=names), 2)
    near = difflib.get_close_matches(name, [each.title for each in found], n=3, cutoff=0.4)
    hint = _(" Did you mean {names}?").format(names=", ".join(near)) if near else ""
    raise CommandError(_("There is no milestone {name!r}.").format(name=name) + hint, FAULTY_INPUT)


def _write(found: "MilestoneForecast", form: Format) -> None:
    import msgspec

    from pilotage.plan.flow import sentences

    rows = [
        {"level": each.level, "date": each.date, "weeks": round(each.weeks, 1), "beyond": each.beyond}
        for each in found.when
    ]
    words = [sentences.milestone_answer(found), sentences.milestone_grounds(found), sentences.track(found.held)]
    if form is Format.JSON:
        told = msgspec.to_builtins(found)
        when = {
            f"p{each.level}": {"date": each.date, "weeks": each.weeks, "beyond": each.beyond} for each in found.when
        }
        write_json({**told, "when": when, "sentences": words})
    elif form is Format.CSV:
        write_rows(rows, [Column(key, key) for key in ("level", "date", "weeks", "beyond")], form)
    else:
        for line in words if found.when else words[:1]:
            typer.echo(line)
        if not rows:
            return
        columns = [Column("level", _("Sure, %")), Column("date", _("Done by"), right=True)]
        write_rows(rows, [*columns, Column("weeks", _("Weeks"), right=True)], form)
