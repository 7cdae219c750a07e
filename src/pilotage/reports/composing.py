"""From a briefing to a report: which sections an audience reads, in which order, and whether it may be published."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.briefing import Briefing, RiskView
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.milestones import MilestoneView, day_difference
from pilotage.plan.insight.status import Status
from pilotage.plan.insight.warnings import Urgency, foremost
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Mark, Text, fill
from pilotage.plan.language.wording import chance, day, last_day, money, number, percent, read_on, signed, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.facts import Fact
from pilotage.reports.charts.history import FEWEST, history_chart
from pilotage.reports.model import (
    Activities,
    ActivityGroup,
    ActivityRow,
    Audience,
    Changes,
    Check,
    ComparedWith,
    Contracts,
    Figure,
    Load,
    Milestones,
    Paragraphs,
    Picture,
    Report,
    RiskRow,
    Risks,
    Section,
)

_TOP = 3
_EXECUTIVE_MILESTONES = 6
_ENGINEERING_RISKS = 8
_LOOK_AHEAD = dt.timedelta(days=14)


def compose(schedule: Schedule, forecast: Forecast | None, briefing: Briefing, audience: Audience) -> Report:
    """A draft for one audience. Numbers not in the briefing get facts of their own here."""
    with read_on(schedule.program.status_date or briefing.as_of.date()):
        return _composed(schedule, forecast, briefing, audience)


def _composed(schedule: Schedule, forecast: Forecast | None, briefing: Briefing, audience: Audience) -> Report:
    program = schedule.program
    evidence = Evidence(forecast, briefing.as_of)
    evidence.facts.update(briefing.facts)
    figures = tuple(_figures(forecast, briefing, evidence))
    sections = tuple(_sections(schedule, briefing, audience))
    people = {person.id: person.name for person in program.people}
    previous = briefing.since
    report = Report(
        program=program.id,
        title=program.title,
        audience=audience,
        date=program.status_date or briefing.as_of.date(),
        as_of=briefing.as_of,
        compared_with=ComparedWith(previous.number, previous.date) if previous else None,
        status=briefing.status,
        headline=briefing.bottom_line,
        figures=figures,
        ask=briefing.ask,
        ask_to=people.get(briefing.ask.to or "", "") if briefing.ask else "",
        sections=sections,
        readiness=(),
        facts={},
        footer=tuple(_footer(forecast)),
    )
    used = {key: fact for key in facts_named(report) if (fact := evidence.facts.get(key)) is not None}
    report = msgspec.structs.replace(report, facts=used)
    return msgspec.structs.replace(report, readiness=tuple(_readiness(schedule, briefing, report)))


def publish(report: Report, *, number: int, at: dt.datetime, by: str) -> Report:
    """The frozen report. Raises ValueError while a blocking check fails."""
    failed = [check.text for check in report.readiness if check.blocking and not check.ok]
    if failed:
        raise ValueError("; ".join(failed))
    return msgspec.structs.replace(report, number=number, published=at, by=by)


def _figures(forecast: Forecast | None, briefing: Briefing, evidence: Evidence) -> Iterator[Figure]:
    final = briefing.final
    future = forecast.milestones.get(final.id) if forecast and final else None
    if final is None or future is None or final.p50 is None or final.p85 is None:
        return
    tone = {Status.OFF_TRACK: "off", Status.AT_RISK: "at", Status.ON_TRACK: "on"}.get(final.status.status)
    if final.on_time is not None and final.on_time_fact and final.target:
        label = _("Chance of {date}").format(date=day(final.target))
        yield Figure(label=label, text=chance(final.on_time), fact=final.on_time_fact, tone=tone)
    yield Figure(label=_("P50 finish"), text=day(final.p50), fact=evidence.finish(future, 50))
    delta = "" if final.vs_target_days is None else _("{days} wd").format(days=signed(final.vs_target_days))
    late = (final.vs_target_days or 0) > 0
    yield Figure(
        label=_("P85 finish"),
        text=day(final.p85),
        fact=evidence.finish(future, 85),
        delta=delta,
        tone="off" if late else None,
    )
    before = next((view for view in briefing.since.milestones if view.id == final.id), None) if briefing.since else None
    if briefing.since and before and before.p85:
        label = _("P85 on {date}").format(date=day(briefing.since.date))
        fact = evidence.add(
            Fact(
                id=f"p85-before:{final.id}",
                label=label,
                value=before.p85.isoformat(),
                unit="date",
                formula=_("as published in report {number}").format(number=briefing.since.number),
                as_of=briefing.as_of,
            )
        )
        yield Figure(label=label, text=day(before.p85), fact=fact)
    kept = evidence.kept(future)
    if kept and final.commitment and final.kept is not None:
        yield Figure(
            label=_("Commitment {date}").format(date=day(final.commitment)), text=chance(final.kept), fact=kept
        )


def _sections(schedule: Schedule, briefing: Briefing, audience: Audience) -> Iterator[Section]:
    if briefing.since is not None:
        title = _("Changed since report {number}").format(number=briefing.since.number)
        yield Changes("changes", title, briefing.changes)
    if audience is Audience.EXECUTIVE:
        yield _milestones(_most_telling(briefing.milestones, briefing.final))
        yield _risks(schedule, briefing, _TOP)
        return
    yield _milestones(briefing.milestones)
    yield from _moved(briefing)
    if briefing.contracts:
        yield Contracts("contracts", _("Contracts between teams"), briefing.contracts)
    yield _risks(schedule, briefing, _ENGINEERING_RISKS)
    yield _activities(schedule)
    if briefing.warnings:
        yield _warnings(briefing)
    if briefing.teams:
        yield Load("load", _("Teams, next six weeks"), briefing.teams, tuple(each.text for each in briefing.overloads))


def _moved(briefing: Briefing) -> Iterator[Picture]:
    if briefing.final is not None and len(briefing.history) >= FEWEST:
        chart = history_chart(briefing.final.title, briefing.history)
        yield Picture("history", _("How the forecast moved"), chart, briefing.delta.text if briefing.delta else ())


def _warnings(briefing: Briefing) -> Paragraphs:
    """Those that matter most; how many more there are, and how many somebody chose not to hear."""
    shown = foremost(briefing.warnings)
    lines: list[Text] = [(*warning.text, ". ", *warning.suggestion) for warning in shown]
    more, muted = len(briefing.warnings) - len(shown), len(briefing.muted)
    if more:
        lines.append((ngettext("{n} more warning.", "{n} more warnings.", more).format(n=more),))
    if muted:
        lines.append((ngettext("{n} warning is muted.", "{n} warnings are muted.", muted).format(n=muted),))
    return Paragraphs("warnings", _("Early warnings"), tuple(lines))


def _most_telling(views: tuple[MilestoneView, ...], final: MilestoneView | None) -> tuple[MilestoneView, ...]:
    """At most six: the final one and the nearest ones that have not landed, in order of date."""
    open_ones = [view for view in views if view.landed is None]
    kept = open_ones[:_EXECUTIVE_MILESTONES]
    if final is not None and final in open_ones and final not in kept:
        kept[-1] = final
    return tuple(kept)


def _milestones(rows: tuple[MilestoneView, ...]) -> Milestones:
    dates = [
        date
        for view in rows
        for date in (view.target, view.baseline, view.commitment, view.plan, view.p10, view.p90)
        if date is not None
    ]
    start, finish = (min(dates), max(dates)) if dates else (dt.date(1970, 1, 1), dt.date(1970, 1, 2))
    margin = max(dt.timedelta(days=3), (finish - start) / 20)
    return Milestones("milestones", _("Milestones"), rows, start - margin, finish + margin)


def _risks(schedule: Schedule, briefing: Briefing, most: int) -> Risks:
    people = {person.id: person.name for person in schedule.program.people}
    title = _("Top risks") if most == _TOP else _("Risks")
    return Risks("risks", title, tuple(_risk_row(view, people) for view in briefing.risks[:most]))


def _risk_row(view: RiskView, people: dict[str, str]) -> RiskRow:
    risk = view.risk
    headline: Text = (risk.title,)
    if view.moves_days is not None and view.fact:
        moved = Mark(_("{days} wd").format(days=signed(view.moves_days)), fact=view.fact)
        headline = fill(_("{title}, P85 {days}"), title=risk.title, days=moved)
    sentences: list[str] = [_("{chance} likely.").format(chance=percent(risk.probability))]
    response = risk.response
    if response is not None:
        parts = [response.text or response.strategy.value]
        if response.due is not None:
            parts.append(_("due {date}").format(date=day(response.due)))
        owner = response.owner or risk.owner
        if owner in people:
            parts.append(people[owner])
        text = ", ".join(parts)
        if view.after_response_days is not None:
            text = _("{response}; leaves {days}").format(response=text, days=signed(view.after_response_days))
        sentences.append(text[:1].upper() + text[1:] + ".")
    elif risk.owner in people:
        sentences.append(_("Owner {name}, no response yet.").format(name=people[risk.owner]))
    if risk.impact_money is not None:
        amount = money(float(risk.impact_money.likely), risk.impact_money.currency)
        sentences.append(_("{amount} at stake.").format(amount=amount))
    return RiskRow(risk.id, risk.title, headline, (" ".join(sentences),))


def _activities(schedule: Schedule) -> Activities:
    """What is late, what runs, and what starts in the next two weeks; critical first."""
    program = schedule.program
    today = program.status_date or schedule.at(program.activities[0].id).start.date()
    late, running, coming = [], [], []
    for activity in program.activities:
        if activity.kind is not ActivityKind.TASK or activity.actual_finish is not None or activity.progress >= 1:
            continue
        dates = schedule.at(activity.id)
        if activity.deadline is not None and dates.finish > activity.deadline:
            late.append(activity)
        elif activity.actual_start is not None or activity.progress > 0:
            running.append(activity)
        elif dates.start.date() <= today + _LOOK_AHEAD:
            coming.append(activity)
    groups = [
        (_("Past their deadline"), late),
        (_("In progress"), running),
        (_("Starting in the next two weeks"), coming),
    ]
    return Activities(
        "activities",
        _("Work"),
        tuple(ActivityGroup(title, tuple(_rows(schedule, found))) for title, found in groups if found),
    )


def _rows(schedule: Schedule, activities: Iterable[Activity]) -> Iterator[ActivityRow]:
    people = {person.id: person.name for person in schedule.program.people}
    ordered = sorted(activities, key=lambda each: (schedule.at(each.id).total_float_days, each.id))
    for activity in ordered[:12]:
        dates = schedule.at(activity.id)
        span = _("{start} to {finish}").format(start=day(dates.start), finish=day(last_day(dates.finish)))
        left = dates.total_float_days
        leeway = Mark(_("critical"), tone="off") if dates.critical else _("{n} d float").format(n=number(left))
        done = _(", {done} done").format(done=percent(activity.progress)) if activity.progress else ""
        text = fill(_("{span}{done}, {leeway}"), span=span, done=done, leeway=leeway)
        yield ActivityRow(activity.id, activity.title, people.get(activity.owner or "", ""), text)


def _footer(forecast: Forecast | None) -> Iterator[str]:
    yield _("wd: working days on the program's calendar")
    if forecast is not None:
        yield _("{n:,} runs, seed {seed}").format(n=forecast.iterations, seed=forecast.seed)


def facts_named(report: Report) -> tuple[str, ...]:
    """Ids of the facts that the report's pieces point to, in order of appearance."""
    found: dict[str, None] = {}
    for node in _walk(report):
        key = node.fact if isinstance(node, (Mark, Figure)) else None
        for each in (key, node.on_time_fact if isinstance(node, MilestoneView) else None):
            if each:
                found[each] = None
    return tuple(found)


def _walk(node: object) -> Iterator[msgspec.Struct]:
    if isinstance(node, msgspec.Struct):
        yield node
        for name in node.__struct_fields__:
            yield from _walk(getattr(node, name))
    elif isinstance(node, tuple):
        for each in node:
            yield from _walk(each)


def _readiness(schedule: Schedule, briefing: Briefing, report: Report) -> Iterator[Check]:
    named = facts_named(report)
    known = sum(1 for key in named if key in report.facts)
    text = _("{known} of {all} numbers have evidence").format(known=known, all=len(named))
    yield Check(known == len(named), text, blocking=True)
    yield Check(bool(report.figures), _("The forecast is of this plan"), blocking=True)
    urgent = sum(1 for warning in briefing.warnings if warning.urgency is Urgency.HIGH)
    if urgent:
        yield Check(ok=False, text=_("{n} urgent early warnings are open").format(n=urgent))
    else:
        yield Check(ok=True, text=_("No urgent early warning is open"))
    if briefing.ask is None:
        yield Check(ok=True, text=_("Nothing is asked for"))
    elif briefing.ask.by is not None:
        left = day_difference(schedule, report.date, briefing.ask.by)
        yield Check(left > 3, _("The ask expires in {days}").format(days=working_days(left)))
