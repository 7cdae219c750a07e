"""Baselines, issued forecasts and decisions about the roadmap as text."""

from pilotage.exchange.text.values import amounts
from pilotage.exchange.text.values.notation import Notation
from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Table,
    Word,
    flag,
    said,
    share,
    text_or_none,
    title_or_none,
    word,
)
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord
from pilotage.plan.vocabulary.roadmap import RoadmapEntry


def baseline_tree(writing: Writing, baseline: Baseline) -> Fields:
    rows = Table()
    for entry in baseline.entries:
        duration = writing.span(_exact(entry.duration, writing.notation)) if entry.duration else None
        rows[entry.activity] = said(
            start=writing.start(entry.start),
            finish=writing.end(entry.finish),
            duration=duration,
            title=text_or_none(entry.title),
            milestone=flag(entry.milestone),
            cost=None if entry.cost is None else Word(amounts.format_sum(entry.cost)),
        )
    fields = said(
        title=title_or_none(baseline.title, baseline.id),
        taken=word(baseline.taken),
        reason=text_or_none(baseline.reason),
        chosen=flag(baseline.chosen),
    )
    return fields | {"activities": rows}


def roadmap_tree(entry: RoadmapEntry) -> Fields:
    return said(
        shown=None if entry.shown is None else Word("true" if entry.shown else "false"),
        public=flag(entry.public),
        title=text_or_none(entry.title),
        order=word(entry.order),
        when=word(entry.when),
        reason=text_or_none(entry.reason),
    )


def forecast_tree(writing: Writing, record: ForecastRecord) -> Fields:
    fields = {
        "made": writing.start(record.made),
        "milestone": record.milestone,
        "plan_finish": writing.end(record.plan_finish),
        "p10": writing.end(record.p10),
        "p50": writing.end(record.p50),
        "p85": writing.end(record.p85),
        "p90": writing.end(record.p90),
        "target": word(record.target),
        "on_time": share(record.on_time),
        "commitment": word(record.commitment),
        "kept": share(record.kept),
        "iterations": Word(record.iterations),
        "seed": Word(record.seed),
        "inputs": record.inputs,
        "model": record.model,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _exact(minutes: int, how: Notation) -> Span:
    """In the largest unit that needs no fraction."""
    for unit in (Unit.DAY, Unit.HOUR):
        if minutes % how.minutes_in(unit) == 0:
            return Span(minutes, unit)
    return Span(minutes, Unit.MINUTE)
