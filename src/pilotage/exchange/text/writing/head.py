"""What stands at the top of a program's text."""

from pilotage.exchange.text.values import amounts
from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import Fields, Tree, Word, flag, said, text_or_none, title_or_none, word
from pilotage.exchange.text.writing.needs import ladder_tree
from pilotage.exchange.text.writing.places import in_header
from pilotage.plan.vocabulary.calendars import STANDARD
from pilotage.plan.vocabulary.program import ProgramKind
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules


def header(writing: Writing) -> Fields:
    program = writing.program
    implied = "default" if any(calendar.id == "default" for calendar in program.calendars) else STANDARD.id
    fields = said(
        program=program.id,
        title=title_or_none(program.title, program.id),
        kind=word(program.kind, ProgramKind.PRODUCT),
        owner=program.owner,
        summary=text_or_none(program.summary),
        zone=None if program.zone == "UTC" else program.zone,
        currency=word(program.currency, "EUR"),
        start=writing.start(program.start),
    )
    last: dict[str, Tree | None] = {
        "status_date": word(program.status_date),
        "final": program.final,
        "target": targets(writing) or None,
        "hours_per_day": None if program.hours_per_day == 8 else Word(amounts.format_number(program.hours_per_day)),
        "days_per_week": None if program.days_per_week == 5 else Word(amounts.format_number(program.days_per_week)),
        "calendar": None if program.default_calendar == implied else program.default_calendar,
        "scheduling": scheduling(writing, program.rules) or None,
        "ladder": ladder_tree(program.ladder),
    }
    return fields | {name: value for name, value in last.items() if value is not None}


def scheduling(writing: Writing, rules: SchedulingRules) -> Fields:
    usual = SchedulingRules()
    near = None if rules.near_critical_float == usual.near_critical_float else rules.near_critical_float
    fields = {
        "behavior": word(rules.behavior, usual.behavior),
        "progress": None if rules.progress == usual.progress else Word(rules.progress.replace("_", "-")),
        "lags": word(rules.lag_calendar, usual.lag_calendar),
        "critical": None if rules.critical == usual.critical else Word(rules.critical.replace("_", "-")),
        "critical-float": None if rules.critical_float == usual.critical_float else writing.span(rules.critical_float),
        "near-critical-float": writing.span(near),
        "total-float": word(rules.total_float, usual.total_float),
        "honor-dates": flag(rules.honor_dates),
        "open-ends-critical": flag(rules.open_ends_critical),
        "from-finish": flag(rules.from_finish),
        "finish": writing.end(rules.finish),
    }
    return {name: value for name, value in fields.items() if value is not None}


def targets(writing: Writing) -> Fields:
    return {
        writing.refer(a.id): Word(a.target)
        for a in writing.program.activities
        if a.target is not None and in_header(a, writing.habits)
    }
