"""Parts that the program page, its list and the reports share: contracts, teams, warnings, asks, axes."""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec

from pilotage.api.shapes.people import PersonShape, people_of, person
from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.contracts.escalation import Escalation, RungInForce, RungView
from pilotage.plan.insight.contracts.moves import moves
from pilotage.plan.insight.load import TeamLoad
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.warnings import EarlyWarning, Muted
from pilotage.plan.language.text import Text
from pilotage.plan.vocabulary.contracts import ContractStep, Promise
from pilotage.plan.vocabulary.program import Ask, Program


class Named(msgspec.Struct, frozen=True):
    id: str
    title: str


class PromiseShape(msgspec.Struct, frozen=True):
    said: dt.date
    date: dt.date
    by: str
    why: str


class StepShape(msgspec.Struct, frozen=True):
    at: dt.date
    act: str
    by: str
    why: str
    to: str
    date: dt.date | None


class RungShape(msgspec.Struct, frozen=True):
    after: int
    whom: str
    decide: str


class ElsewhereShape(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone of another program. What it is called and when it comes is null where the reader may not see that
    program, or where there is none such.
    """

    program: str
    milestone: str
    program_title: str | None
    milestone_title: str | None
    plan: dt.date | None
    p50: dt.date | None
    p85: dt.date | None


class EscalationShape(msgspec.Struct, frozen=True, kw_only=True):
    """``level`` rungs were taken, ``due`` have fired. ``cause``: an answer is owed (``unanswered``) or a promise
    ``broken``, ``since`` then; somebody ``set`` the day ``since`` for the next rung; it is ``standing`` where it went.
    """

    cause: str
    since: dt.date
    level: int
    due: int
    rungs: tuple[RungView, ...]


class ContractShape(msgspec.Struct, frozen=True, kw_only=True):
    """``late_days``: working days from needed to promised, or to delivered; later is positive. ``provider`` has no id
    where a vendor or another program delivers. ``moves`` are what can be done about it now. ``ladder`` is its own one,
    ``rungs`` who is told after how many working days by the ladder that it has.
    """

    id: str
    what: str
    provider: Named
    consumer: Named
    delivers: str | None
    needed_by_activity: str | None
    asked: dt.date | None
    needed: dt.date
    promised: dt.date | None
    promise_count: int
    confidence: str
    escalates: dt.date | None
    delivered: dt.date | None
    note: str
    acceptance: str
    status: str
    reason: Text
    waiting_days: float | None
    late_days: float | None
    promises: tuple[PromiseShape, ...]
    version: int
    state: str
    waits_for: str | None
    waits_since: dt.date | None
    moves: tuple[str, ...]
    slips: int
    slips_in_row: int
    promiser: PersonShape | None
    requester: PersonShape | None
    vendor: str
    elsewhere: ElsewhereShape | None
    offer: PromiseShape | None
    accepted: dt.date | None
    steps: tuple[StepShape, ...]
    ladder: tuple[RungShape, ...]
    escalation: EscalationShape | None
    rungs: tuple[RungInForce, ...]


class PersonLoadShape(msgspec.Struct, frozen=True):
    person: PersonShape
    load: float


class TeamShape(msgspec.Struct, frozen=True):
    """``load``: share of the people's capacity over the next six weeks; null without people."""

    id: str
    title: str
    location: str
    zone: str
    load: float | None
    people: tuple[PersonLoadShape, ...]


class RefShape(msgspec.Struct, frozen=True):
    kind: str
    id: str
    title: str


class WarningShape(msgspec.Struct, frozen=True):
    """``days`` are at stake, in working days; null where no rule tells how many."""

    id: str
    severity: str
    text: Text
    suggestion: Text
    refs: tuple[RefShape, ...]
    days: float | None


class MutedShape(msgspec.Struct, frozen=True, kw_only=True):
    """A warning that somebody chose not to hear; ``until`` is the last day on which it stays silent."""

    warning: WarningShape
    reason: str
    until: dt.date
    by: str
    at: dt.datetime


class AskShape(msgspec.Struct, frozen=True):
    text: Text
    by: dt.date | None
    to: PersonShape | None
    if_not: str


class Axis(msgspec.Struct, frozen=True):
    start: dt.date
    finish: dt.date


def contract(
    view: ContractView,
    version: int = 0,
    *,
    people: Mapping[str, PersonShape] | None = None,
    elsewhere: ElsewhereShape | None = None,
) -> ContractShape:
    value = view.contract
    known = people or {}
    return ContractShape(
        id=value.id,
        what=value.what,
        provider=Named(value.provider, view.provider_title),
        consumer=Named(value.consumer, view.consumer_title),
        delivers=value.delivers,
        needed_by_activity=value.needed_by_activity,
        asked=value.asked,
        needed=value.needed,
        promised=value.promised,
        promise_count=len(value.promises),
        confidence=value.confidence.value,
        escalates=value.escalates,
        delivered=value.delivered,
        note=value.note,
        acceptance=value.acceptance,
        status=view.status.value,
        reason=view.reason,
        waiting_days=view.waiting_days,
        late_days=view.late_days,
        promises=tuple(_promise(each) for each in value.promises),
        version=version,
        state=view.state.value,
        waits_for=view.waits_for.value if view.waits_for else None,
        waits_since=view.waits_since,
        moves=tuple(move.value for move in moves(value, view.state)),
        slips=view.slips,
        slips_in_row=view.slips_in_row,
        promiser=known.get(value.promiser or ""),
        requester=known.get(value.requester or ""),
        vendor=value.vendor,
        elsewhere=elsewhere,
        offer=_promise(value.offer) if value.offer else None,
        accepted=value.accepted,
        steps=tuple(_step(each) for each in value.steps),
        ladder=tuple(RungShape(each.after, each.whom, each.decide) for each in value.ladder),
        escalation=_escalation(view.escalation),
        rungs=view.rungs,
    )


def _promise(value: Promise) -> PromiseShape:
    return PromiseShape(value.said, value.date, value.by, value.why)


def _step(value: ContractStep) -> StepShape:
    return StepShape(value.at, value.act.value, value.by, value.why, value.to, value.date)


def _escalation(value: Escalation | None) -> EscalationShape | None:
    if value is None:
        return None
    return EscalationShape(
        cause=value.cause.value, since=value.since, level=value.level, due=value.due, rungs=value.rungs
    )


def team(load: TeamLoad) -> TeamShape:
    return TeamShape(
        id=load.team.id,
        title=load.team.title,
        location=load.team.location,
        zone=load.zone,
        load=load.load,
        people=tuple(PersonLoadShape(person(each.person), each.load) for each in load.people),
    )


def warning(value: EarlyWarning, titles: Mapping[str, str]) -> WarningShape:
    refs = tuple(RefShape(ref.kind, ref.id, titles.get(f"{ref.kind}:{ref.id}", ref.id)) for ref in value.refs)
    days = None if value.days is None else round(value.days, 1)
    return WarningShape(value.id, value.urgency.value, value.text, value.suggestion, refs, days)


def muted(value: Muted, titles: Mapping[str, str]) -> MutedShape:
    mute = value.mute
    return MutedShape(
        warning=warning(value.warning, titles), reason=mute.reason, until=mute.until, by=mute.by, at=mute.at
    )


def titles_of(program: Program) -> dict[str, str]:
    """Titles of what a warning may point to, by ``kind:id``."""
    found = {f"{kind}:{each.id}": each.title for each in program.activities for kind in ("activity", "milestone")}
    found |= {f"risk:{each.id}": each.title for each in program.risks}
    found |= {f"contract:{each.id}": each.what for each in program.contracts}
    return found | {f"person:{each.id}": each.name for each in program.people}


def ask(value: Ask | None, program: Program) -> AskShape | None:
    if value is None:
        return None
    return AskShape((value.text,), value.by, people_of(program).get(value.to or ""), value.if_not)


def axis(rows: Iterable[MilestoneView], more: Iterable[dt.date] = ()) -> Axis:
    """Days that hold every mark of the milestones' strips, with a margin."""
    days = [
        day
        for row in rows
        for day in (row.target, row.baseline, row.commitment, row.plan, row.p10, row.p90, row.landed)
        if day is not None
    ]
    days.extend(more)
    if not days:
        return Axis(dt.date(1970, 1, 1), dt.date(1970, 1, 2))
    margin = max(dt.timedelta(days=3), (max(days) - min(days)) / 20)
    return Axis(min(days) - margin, max(days) + margin)
