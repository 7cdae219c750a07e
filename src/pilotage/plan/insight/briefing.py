"""The briefing: all that the program page and every status report say, composed once from facts.

Bottom line first, then what changed since the last report, the ask, milestones, contracts, risks, people, warnings.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from pilotage.plan.forecasting.drivers import RiskEffect
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.contract_status import ContractView, contract_views
from pilotage.plan.insight.contracts.life import ContractState
from pilotage.plan.insight.delta import Delta, delta_of
from pilotage.plan.insight.diff import ProgramDiff
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.gates import gate_views
from pilotage.plan.insight.history import ForecastPoint, forecast_points, with_today
from pilotage.plan.insight.load import LoadAhead, Overload, TeamLoad
from pilotage.plan.insight.milestones import MilestoneView, milestone_views, snapshot
from pilotage.plan.insight.status import TONE, Status, StatusView, band, status_by_rule
from pilotage.plan.insight.warnings import EarlyWarning, Grounds, Mute, Muted, Reported, Watched, divide, warnings
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import chance, day, last_day, long_day, percent, read_on, signed, working_days
from pilotage.plan.quality.model import Reports
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.facts import Fact, RecordRef
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord
from pilotage.plan.vocabulary.program import Ask, Program
from pilotage.plan.vocabulary.risks import Risk, RiskState

_WEEKS_AHEAD = 6
_MOST_CHANGES = 6


class Previous(msgspec.Struct, frozen=True, kw_only=True):
    """The last published report that the reader has seen: its number, its day, and the milestones as it gave them."""

    number: int
    date: dt.date
    milestones: tuple[MilestoneView, ...] = ()


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of "what changed": a short delta (``+5 wd``, ``new``, ``done``), its tone, and the sentence."""

    delta: str
    tone: str | None
    text: Text


class RiskView(msgspec.Struct, frozen=True, kw_only=True):
    """An open risk and what it does to the final P85, in working days; None where it is linked to nothing."""

    risk: Risk
    moves_days: float | None
    after_response_days: float | None
    fact: str | None


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """All that a reader is told about a program on one day, with the facts behind it. ``delta`` and ``history`` are of
    the final milestone.
    """

    program: str
    title: str
    as_of: dt.datetime
    final: MilestoneView | None
    status: StatusView
    bottom_line: Text
    since: Previous | None
    changes: tuple[ChangeLine, ...]
    ask: Ask | None
    milestones: tuple[MilestoneView, ...]
    risks: tuple[RiskView, ...]
    contracts: tuple[ContractView, ...]
    teams: tuple[TeamLoad, ...]
    overloads: tuple[Overload, ...]
    warnings: tuple[EarlyWarning, ...]
    facts: dict[str, Fact]
    muted: tuple[Muted, ...] = ()
    delta: Delta | None = None
    history: tuple[ForecastPoint, ...] = ()


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """What warnings rest on beside plan and forecasts. ``now`` is the day of the reader (None: that of the briefing);
    a ``story`` has a clock of its own, so nothing in it grows stale. ``reports`` say when progress was last told,
    ``watched`` is the flow of the work items.
    """

    now: dt.date | None = None
    story: bool = False
    reports: Reports | None = None
    watched: Watched | None = None
    mutes: tuple[Mute, ...] = ()


def brief(
    schedule: Schedule,
    forecast: Forecast | None,
    *,
    as_of: dt.datetime,
    baseline: Baseline | None = None,
    records: Sequence[ForecastRecord] = (),
    effects: Mapping[str, RiskEffect] | None = None,
    previous: Previous | None = None,
    since: ProgramDiff | None = None,
    signs: Signs | None = None,
) -> Briefing:
    """Compose the briefing of one day.

    ``records`` are the forecasts issued before this one; ``effects`` are ``risk_effects`` on the final milestone;
    ``since`` is the difference between the plan of the previous report and this one.
    """
    today = schedule.program.status_date or as_of.date()
    with read_on(today):
        return _brief(
            schedule, forecast, as_of, today, baseline, records, effects or {}, previous, since, signs or Signs()
        )


def _brief(
    schedule: Schedule,
    forecast: Forecast | None,
    as_of: dt.datetime,
    today: dt.date,
    baseline: Baseline | None,
    records: Sequence[ForecastRecord],
    effects: Mapping[str, RiskEffect],
    previous: Previous | None,
    since: ProgramDiff | None,
    signs: Signs,
) -> Briefing:
    program = schedule.program
    evidence = Evidence(forecast, as_of)
    reported = {view.id: view.p85 for view in previous.milestones if view.p85} if previous else None
    milestones = milestone_views(schedule, forecast, evidence, baseline=baseline, records=records, reported=reported)
    final_id = final_milestone(program)
    final = next((view for view in milestones if view.id == final_id), None)
    views = contract_views(schedule, today, forecast)
    contracts = tuple(view for view in views if view.state is not ContractState.WITHDRAWN)
    load = LoadAhead(schedule, today, weeks=2 * _WEEKS_AHEAD)
    overloaded = load.overloads()
    grounds = Grounds(
        today=today,
        now=None if signs.story else signs.now,
        milestones=milestones,
        records=records,
        reported=Reported(previous.number, previous.date, previous.milestones) if previous else None,
        contracts=contracts,
        overloads=overloaded,
        gates=gate_views(schedule, forecast, evidence, today),
        effects=effects,
        reports=signs.reports,
        watched=signs.watched,
    )
    heard, muted = divide(warnings(schedule, grounds, evidence), signs.mutes, signs.now or today)
    return Briefing(
        program=program.id,
        title=program.title,
        as_of=as_of,
        final=final,
        status=final.status if final else status_by_rule(on_time=None, target=None),
        bottom_line=_bottom_line(final, forecast, evidence),
        since=previous,
        changes=_changes(schedule, forecast, milestones, previous, since, evidence),
        ask=next((ask for ask in program.asks if ask.by is None or ask.by >= today), None),
        milestones=milestones,
        risks=_risk_views(program, effects, evidence),
        contracts=contracts,
        teams=load.teams(weeks=_WEEKS_AHEAD),
        overloads=overloaded,
        warnings=heard,
        facts=evidence.facts,
        muted=muted,
        delta=_delta(schedule, final, records, evidence, previous, since),
        history=_history(final, forecast, records, as_of.date()),
    )


def _delta(
    schedule: Schedule,
    final: MilestoneView | None,
    records: Sequence[ForecastRecord],
    evidence: Evidence,
    previous: Previous | None,
    since: ProgramDiff | None,
) -> Delta | None:
    if final is None:
        return None
    last = snapshot([each for each in records if each.milestone == final.id], evidence.as_of.date())
    changed = (previous.date, since) if previous is not None and since is not None else None
    return delta_of(schedule, final, last, evidence, changed)


def _history(
    final: MilestoneView | None, forecast: Forecast | None, records: Sequence[ForecastRecord], today: dt.date
) -> tuple[ForecastPoint, ...]:
    if final is None:
        return ()
    points = forecast_points([each for each in records if each.milestone == final.id])
    return with_today(points, forecast.milestones.get(final.id) if forecast else None, today)


def _bottom_line(final: MilestoneView | None, forecast: Forecast | None, evidence: Evidence) -> Text:
    """One sentence that a busy person can repeat. "Probably" only above one half."""
    if final is None:
        return (_("This program has no milestone yet. Add one with a target, and its forecast stands here."),)
    title = Mark(final.title, ref=Link("milestone", final.id))
    if final.landed is not None:
        return fill(_("{title} landed on {date}."), title=title, date=long_day(final.landed))
    future = forecast.milestones.get(final.id) if forecast else None
    if future is None or final.p50 is None or final.p85 is None:
        return fill(
            _("{title} is planned for {date}; no forecast has been run."), title=title, date=long_day(final.plan)
        )
    p50 = Mark(long_day(final.p50), fact=evidence.finish(future, 50))
    p85 = Mark(long_day(final.p85), fact=evidence.finish(future, 85))
    if final.target is None or final.on_time is None:
        return fill(
            _("{title}: even odds are {p50}, and 85 % confidence takes until {p85}."), title=title, p50=p50, p85=p85
        )
    target = long_day(final.target)
    current = band(final.on_time)
    if current is Status.OFF_TRACK:
        return fill(
            _("{title} will probably miss {target}. Even odds are {p50}, and 85 % confidence takes until {p85}."),
            title=title,
            target=target,
            p50=p50,
            p85=p85,
        )
    odds = Mark(chance(final.on_time), fact=final.on_time_fact, tone=TONE.get(current))
    if current is Status.AT_RISK:
        return fill(
            _("{title} may miss {target}: the chance to hold it is {chance}. 85 % confidence takes until {p85}."),
            title=title,
            target=target,
            chance=odds,
            p85=p85,
        )
    return fill(
        _("{title} is on track for {target}: {chance} likely, and 85 % confidence is reached by {p85}."),
        title=title,
        target=target,
        chance=odds,
        p85=p85,
    )


def _changes(
    schedule: Schedule,
    forecast: Forecast | None,
    milestones: Sequence[MilestoneView],
    previous: Previous | None,
    since: ProgramDiff | None,
    evidence: Evidence,
) -> tuple[ChangeLine, ...]:
    if previous is None or forecast is None:
        return ()
    lines = [
        *_forecast_changes(schedule, milestones, previous, evidence),
        *(_cause_changes(since, final_milestone(schedule.program)) if since else ()),
        *(_register_changes(since) if since else ()),
        *_landed_changes(schedule, previous),
    ]
    return tuple(lines[:_MOST_CHANGES])


def _forecast_changes(
    schedule: Schedule, milestones: Sequence[MilestoneView], previous: Previous, evidence: Evidence
) -> list[ChangeLine]:
    """The final milestone always; another only where its P85 moved by a working day or more, the largest first."""
    before = {view.id: view for view in previous.milestones}
    final = final_milestone(schedule.program)
    moved: list[tuple[float, ChangeLine]] = []
    for view in milestones:
        was = before.get(view.id)
        days = view.vs_last_days
        if was is None or was.p85 is None or view.p85 is None or days is None:
            continue
        if view.id != final and abs(days) < 1:
            continue
        label = _("P85 of {title} since report {number}").format(title=view.title, number=previous.number)
        fact = evidence.difference(f"since:{view.id}", label, days, was.p85, view.p85)
        weight = float("inf") if view.id == final else abs(days)
        moved.append((weight, _forecast_line(view, was.p85, view.p85, days, fact)))
    return [line for _weight, line in sorted(moved, key=lambda item: -item[0])[:3]]


def _forecast_line(view: MilestoneView, was: dt.date, now: dt.date, days: float, fact: str) -> ChangeLine:
    title = Mark(view.title, ref=Link("milestone", view.id))
    tone = None if abs(days) < 1 else ("off" if days > 0 else "on")
    if abs(days) < 1:
        text = fill(_("P85 of {title} stays at {date}."), title=title, date=Mark(day(now), fact=fact))
        return ChangeLine(delta="0", tone=None, text=text)
    text = fill(
        _("P85 of {title} moved from {was} to {now}, {days}."),
        title=title,
        was=day(was),
        now=day(now, near=was),
        days=Mark(_later(days), fact=fact, tone=tone),
    )
    return ChangeLine(delta=_("{days} wd").format(days=signed(days)), tone=tone, text=text)


def _later(days: float) -> str:
    template = _("{days} later") if days > 0 else _("{days} earlier")
    return template.format(days=working_days(days))


def _cause_changes(since: ProgramDiff, final: str | None) -> list[ChangeLine]:
    """What moved the plan date of the final milestone, by re-scheduling with each change alone."""
    move = next((move for move in since.moves if move.id == final), None)
    if move is None:
        return []
    return [
        ChangeLine(
            delta=_("{days} wd").format(days=signed(cause.days)),
            tone="off" if cause.days > 0 else "on",
            text=(
                Mark(cause.title, ref=Link(cause.entity, cause.id)),
                _("{detail} (plan date).").format(detail=cause.text.removeprefix(cause.title)),
            ),
        )
        for cause in move.causes[:3]
    ]


def _register_changes(since: ProgramDiff) -> list[ChangeLine]:
    """New risks and moved promises: news even where no date has moved yet."""
    lines = []
    for change in since.changes:
        ref = Link(change.entity, change.id)
        if change.entity == "risk" and change.kind == "added":
            lines.append(
                ChangeLine(
                    delta=_("new"), tone="at", text=fill(_("New risk: {title}."), title=Mark(change.title, ref=ref))
                )
            )
        elif change.entity == "contract" and change.field == "promises":
            text = fill(
                _("{what}: promise now {after}."),
                what=Mark(change.title, ref=ref),
                after=change.after.rpartition(", ")[2],
            )
            lines.append(ChangeLine(delta=_("promise"), tone="at", text=text))
    return lines


def _landed_changes(schedule: Schedule, previous: Previous) -> list[ChangeLine]:
    lines = []
    for activity in schedule.program.activities:
        if activity.actual_finish is None or last_day(activity.actual_finish) <= previous.date:
            continue
        text = fill(
            _("{title}, finished {date}."),
            title=Mark(activity.title, ref=Link("activity", activity.id)),
            date=day(last_day(activity.actual_finish)),
        )
        lines.append(ChangeLine(delta=_("done"), tone="on", text=text))
    return lines


def _risk_views(program: Program, effects: Mapping[str, RiskEffect], evidence: Evidence) -> tuple[RiskView, ...]:
    """Open risks, the ones that move the P85 most first."""
    views = []
    for risk in program.risks:
        if risk.state is not RiskState.OPEN:
            continue
        effect = effects.get(risk.id)
        fact = None
        if effect is not None:
            fact = evidence.number(
                f"moves:{risk.id}",
                _("{risk} moves the P85 by").format(risk=risk.title),
                effect.days_now,
                "working_days",
                _("P85 with the risk − P85 without it, same seed = {days}").format(days=signed(effect.days_now)),
                (RecordRef("risk", risk.id, risk.title, percent(risk.probability)),),
            )
        views.append(
            RiskView(
                risk=risk,
                moves_days=effect.days_now if effect else None,
                after_response_days=effect.days_after_response if effect else None,
                fact=fact,
            )
        )
    return tuple(sorted(views, key=lambda view: (-(view.moves_days or 0.0), -view.risk.probability, view.risk.id)))
