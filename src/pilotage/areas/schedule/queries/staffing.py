"""People and capacity of a program's plan as it is."""

import datetime as dt
from functools import lru_cache

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.programs.queries import load_header
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.staffing.cells import StaffingCell, cell
from pilotage.plan.staffing.days import StaffDays, staff_days
from pilotage.plan.staffing.groups import RowKind
from pilotage.plan.staffing.meeting import MeetingPlan, meeting
from pilotage.plan.staffing.nobody import Absent, absent
from pilotage.plan.staffing.overlap import OverlapChange, OverlapMatrix, PartyKind, changes, matrix
from pilotage.plan.staffing.pain import MOST, Pain, pain, pains
from pilotage.plan.staffing.periods import PeriodKind
from pilotage.plan.staffing.proposals import LevelingWay, ways
from pilotage.plan.staffing.sheet import StaffingSheet, sheet
from pilotage.plan.staffing.what_if import MOST as MOST_JOINERS
from pilotage.plan.staffing.what_if import UnknownPersonError, WhatIfAnswer, WhatIfQuestion, what_if
from pilotage.plan.staffing.who_could import WorkCandidate, who_could
from pilotage.plan.vocabulary.program import Program

LARGE, FEW = 2_000, 2
"""In a plan of so many activities, the people whose overload is resolved for one answer."""

MOST_PARTIES, MOST_ATTENDEES = 200, 50


class StaffingView(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet of the plan at ``revision``, and people who are asked for work when they have no time at all."""

    revision: int
    status_date: dt.date | None
    sheet: StaffingSheet
    absent: tuple[Absent, ...]


class WaysView(msgspec.Struct, frozen=True, kw_only=True):
    """Ways out of over-allocation; ``versions`` are those of the activities that move."""

    revision: int
    ways: tuple[LevelingWay, ...]
    versions: dict[str, int]


class OverlapView(msgspec.Struct, frozen=True, kw_only=True):
    """Shared hours on a day, and the weeks of the year from it on in which they change with the clocks."""

    matrix: OverlapMatrix
    changes: tuple[OverlapChange, ...]


def staffing(row: Row, by: RowKind, every: PeriodKind, until: dt.date | None) -> StaffingView:
    """Raises ConflictError for a plan that cannot be scheduled."""
    plan = _possible(row)
    days = _days(plan)
    return StaffingView(
        revision=plan.revision,
        status_date=plan.program.status_date,
        sheet=sheet(days, by, every, until=until),
        absent=absent(days),
    )


def receipt(row: Row, by: RowKind, name: str, every: PeriodKind, at: dt.date, until: dt.date | None) -> StaffingCell:
    """Raises NotFoundError for a row or period that is not there."""
    try:
        return cell(_days(_possible(row)), by, name, every, at, until=until)
    except KeyError as error:
        raise NotFoundError(_("The sheet has no such row or period now. Load it again.")) from error


def all_pains(row: Row) -> tuple[Pain, ...]:
    """What the over-allocation of those with most of it costs, each alone."""
    return _pains(_possible(row))


def one_pain(row: Row, person: str, week: dt.date | None) -> Pain:
    try:
        return _pain(_possible(row), person, week)
    except KeyError as error:
        raise _nobody(person) from error


def all_ways(row: Row) -> WaysView:
    plan = _possible(row)
    found = _ways(plan)
    moved = {move.activity for way in found for move in way.moves}
    versions = {each: int(plan.stored.versions[plan.schedule.index[each]]) for each in sorted(moved)}
    return WaysView(revision=plan.revision, ways=found, versions=versions)


def candidates(row: Row, activity: str, skill: str) -> tuple[WorkCandidate, ...]:
    try:
        return who_could(_days(_possible(row)), activity, skill)
    except KeyError as error:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=activity[:200])) from error


def overlap(row: Row, of: PartyKind, date: dt.date, ids: tuple[str, ...]) -> OverlapView:
    """Also of a plan that cannot be scheduled: hours need no dates."""
    program = load_header(row)
    _check_parties(len(ids or (program.teams if of is PartyKind.TEAMS else program.people)), MOST_PARTIES)
    try:
        return OverlapView(matrix=matrix(program, of, date, ids), changes=changes(program, of, date, ids))
    except KeyError as error:
        raise _nobody(str(error.args[0])) from error


def meeting_of(row: Row, of: PartyKind, ids: tuple[str, ...], first: dt.date, days: int, minutes: int) -> MeetingPlan:
    _check_parties(len(ids), MOST_ATTENDEES)
    if not ids:
        raise InvalidError.field("ids", _("Choose who is to meet."))
    try:
        return meeting(load_header(row), of, ids, first, days, minutes)
    except KeyError as error:
        raise _nobody(str(error.args[0])) from error


def what_if_of(plan: PlannedProgram, program: Program, question: WhatIfQuestion) -> WhatIfAnswer:
    """The caller gives the whole program: its risks are of a higher area."""
    _refuse_broken(plan)
    if sum(each.count for each in question.joiners) > MOST_JOINERS:
        raise InvalidError.field("joiners", _("At most {n} people can come in one question.").format(n=MOST_JOINERS))
    if not question.joiners and not question.leavers:
        raise InvalidError.field("joiners", _("Say who comes or who leaves."))
    try:
        return what_if(program, question)
    except UnknownPersonError as error:
        raise InvalidError.field(
            "leavers", _("There is nobody “{id}” in this program.").format(id=str(error)[:200])
        ) from error


def _check_parties(count: int, most: int) -> None:
    if count > most:
        raise InvalidError.field("ids", _("Choose at most {n}; these are {count}.").format(n=most, count=f"{count:,}"))


def _nobody(name: str) -> NotFoundError:
    return NotFoundError(_("There is nobody “{id}” in this program.").format(id=name[:200]))


def _possible(row: Row) -> PlannedProgram:
    plan = plan_at(row)
    _refuse_broken(plan)
    return plan


def _refuse_broken(plan: PlannedProgram) -> None:
    if plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=plan.broken[0]))


@lru_cache(maxsize=4)  # by the identity of the plan, which this process keeps for each revision
def _days(plan: PlannedProgram) -> StaffDays:
    return staff_days(plan.schedule)


@lru_cache(maxsize=4)
def _pains(plan: PlannedProgram) -> tuple[Pain, ...]:
    return pains(_days(plan), most=FEW if len(plan.program.activities) > LARGE else MOST)


@lru_cache(maxsize=64)
def _pain(plan: PlannedProgram, person: str, week: dt.date | None) -> Pain:
    return pain(_days(plan), person, week)


@lru_cache(maxsize=4)
def _ways(plan: PlannedProgram) -> tuple[LevelingWay, ...]:
    return ways(_days(plan))
