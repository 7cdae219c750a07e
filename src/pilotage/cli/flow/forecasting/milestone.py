"""Milestones whose scope grows: ``pilotage forecast --milestone`` and ``pilotage backtest --milestones``."""

import datetime as dt
import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.drawing import draw
from pilotage.cli.flow.forecasting.asking import Asked, sentence
from pilotage.cli.flow.sources import Read, today
from pilotage.cli.inputs import show
from pilotage.cli.output import Column, Format, write_json, write_rows
from pilotage.plan.flow.items.history import By, histories
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem

if TYPE_CHECKING:
    from pilotage.plan.flow.calibration.track_record import Trained
    from pilotage.plan.flow.forecasts.milestones import MilestoneForecast, MilestoneHistory
    from pilotage.plan.flow.forecasts.what_if import SupposedMilestone


def forecast_of_milestone(read: Sequence[Read], name: str, asked: Asked, form: Format) -> None:
    """Exit code 1 where it has no date."""
    from pilotage.plan.flow.forecasts.milestones import forecast_milestone, milestone_histories, train_milestones

    items = [item for source in read for item in source.items]
    origin = asked.as_of if asked.as_of is not None else _known(items)
    if asked.until is not None and asked.until <= origin:
        text = _("--until {until} is not after {origin}, the day up to which the data is known.")
        raise CommandError(text.format(until=asked.until, origin=origin), FAULTY_INPUT)
    all_of_them = milestone_histories(items, as_of=origin)
    trained = train_milestones(all_of_them, seed=asked.seed)
    wanted = _named(all_of_them, name)
    found = forecast_milestone(wanted, trained, as_of=origin, until=asked.until, seed=asked.seed)
    others = _supposed(read, wanted, trained, origin, asked) if found.when and asked.what_if else ()
    _write(found, others, form)
    if asked.charts is not None:
        _draw(found, others, asked.charts)
    if not found.when:
        raise typer.Exit(1)


def _supposed(
    read: Sequence[Read], wanted: "MilestoneHistory", trained: "Trained", origin: dt.date, asked: Asked
) -> "tuple[SupposedMilestone, ...]":
    from pilotage.cli.flow.forecasting.what_if import little
    from pilotage.plan.flow.forecasts.what_if import supposition, what_if_milestone

    try:
        each = [supposition(text) for text in asked.what_if]
        law = little(read, origin, wanted.project) if any(one.limit is not None for one in each) else None
        return what_if_milestone(wanted, trained, each, as_of=origin, until=asked.until, seed=asked.seed, flow=law)
    except ValueError as error:
        raise CommandError(sentence(error), FAULTY_INPUT) from error


def _draw(found: "MilestoneForecast", others: "Sequence[SupposedMilestone]", folder: Path) -> None:
    from pilotage.plan.flow.forecasts.what_if_words import words
    from pilotage.reports.charts.forecast import Curve, milestone_chart
    from pilotage.reports.charts.held import pit_chart, track_record_chart

    beside = [Curve.of(words(each.supposition), each.forecast) for each in others if each.forecast.percentiles]
    draw([milestone_chart(found, beside), track_record_chart(found.held), pit_chart(found.held)], folder)


def backtest_of_milestones(read: Sequence[Read], seed: int, form: Format, charts: Path | None) -> None:
    from pilotage.cli.flow.forecasting.backtest import told
    from pilotage.cli.flow.forecasting.words import write_methods
    from pilotage.plan.flow.forecasts import sentences
    from pilotage.plan.flow.forecasts.milestones import milestone_histories, train_milestones

    trained = train_milestones(milestone_histories(item for source in read for item in source.items), seed=seed)
    record = trained.pooled
    if record is None:
        raise CommandError(_("Too few milestones of 30 items or more have ended."), FAULTY_INPUT)
    if charts is not None:
        from pilotage.reports.charts.held import pit_chart, track_record_chart

        draw([track_record_chart(record), pit_chart(record)], charts)
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


def _write(found: "MilestoneForecast", others: "Sequence[SupposedMilestone]", form: Format) -> None:
    from pilotage.cli.flow.forecasting.what_if import supposed_rows, write_supposed
    from pilotage.plan.flow.forecasts import sentences

    words = [sentences.milestone_answer(found), sentences.milestone_grounds(found), sentences.track(found.held)]
    if form is Format.JSON:
        write_json(_document(found, others, words))
    elif form is Format.CSV:
        columns = [Column(key, key) for key in ("what_if", "level", "date", "weeks", "beyond")]
        write_rows(supposed_rows(found, others), columns, form)
    else:
        for line in words if found.when else words[:1]:
            typer.echo(line)
        if not found.when:
            return
        columns = [Column("level", _("Sure, %")), Column("date", _("Done by"), right=True)]
        write_rows(supposed_rows(found, ()), [*columns, Column("weeks", _("Weeks"), right=True)], form)
        if others:
            write_supposed(found, others)


def _document(
    found: "MilestoneForecast", others: "Sequence[SupposedMilestone]", words: Sequence[str]
) -> dict[str, Any]:
    from pilotage.cli.flow.documents import numbers, recorded
    from pilotage.cli.flow.forecasting.what_if import supposed_numbers

    return {
        **numbers(found),
        "track_record": {"pooled": recorded(found.held)},
        "sentences": words,
        "what_if": [supposed_numbers(each) for each in others],
    }
