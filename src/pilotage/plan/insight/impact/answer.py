"""The whole answer to "who is hit if this moves?", with its facts and its sentence."""

import datetime as dt

import msgspec

from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.impact.hits import (
    ActivityHit,
    ContractHit,
    GroupHit,
    contracts_hit,
    hits,
    people_hit,
    teams_hit,
)
from pilotage.plan.insight.impact.moving import Subject, moved
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Mark, Text, fill, join
from pilotage.plan.language.wording import day, listing, read_on, working_days
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.facts import Fact, RecordRef
from pilotage.plan.vocabulary.program import Program


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """``room``: working days of the move that reach nobody else; ``total_room``: that do not move the finish of the
    program. ``activities`` leave out milestones and what is moved itself. ``after`` is the program with the move in it.
    """

    subject: Subject
    id: str
    title: str
    days: int
    room: float
    total_room: float
    summary: Text
    activities: tuple[ActivityHit, ...]
    milestones: tuple[ActivityHit, ...]
    teams: tuple[GroupHit, ...]
    people: tuple[GroupHit, ...]
    contracts: tuple[ContractHit, ...]
    facts: dict[str, Fact]
    after: Program


def impact(schedule: Schedule, subject: Subject, key: str, days: int, *, as_of: dt.datetime) -> Impact:
    """Raises CannotMove."""
    move = moved(schedule, subject, key, days)
    found = hits(schedule, reschedule(schedule, move.program), move.rows) if move.rows else ()
    own = {schedule.program.activities[row].id for row in move.rows} if subject is Subject.ACTIVITY else set()
    if subject is Subject.CONTRACT:
        own = {each.delivers for each in schedule.program.contracts if each.id == key and each.delivers}
    others = tuple(hit for hit in found if hit.id not in own)
    activities = tuple(hit for hit in others if not hit.milestone)
    milestones = tuple(hit for hit in others if hit.milestone)
    evidence = Evidence(None, as_of)
    teams = teams_hit(schedule, activities)
    contracts = tuple(
        each for each in contracts_hit(schedule, found) if subject is not Subject.CONTRACT or each.id != key
    )
    with read_on(schedule.program.status_date or as_of.date()):
        summary = join(
            [
                _free(move.room, days, evidence, move.title),
                *_counted(len(activities), len(teams), len(contracts)),
                *_landing(schedule, milestones, evidence, move.title),
            ]
        )
    return Impact(
        subject=subject,
        id=key,
        title=move.title,
        days=days,
        room=move.room,
        total_room=move.total_room,
        summary=summary,
        activities=activities,
        milestones=milestones,
        teams=teams,
        people=people_hit(schedule, activities),
        contracts=contracts,
        facts=evidence.facts,
        after=move.program,
    )


def _free(room: float, days: int, evidence: Evidence, title: str) -> Text:
    fact = evidence.number(
        "impact-room",
        _("Room before anybody is hit"),
        room,
        "working_days",
        _("free float of what moves, in working days"),
        (RecordRef("plan", "", title),),
    )
    if room >= days:
        return fill(_("Nobody is hit: there is room for {room}."), room=Mark(working_days(room), fact=fact, tone="on"))
    if room > 0:
        return fill(_("There is room for {room} before anybody is hit."), room=Mark(working_days(room), fact=fact))
    return (_("There is no room: the first day hits somebody."),)


def _counted(activities: int, teams: int, contracts: int) -> list[Text]:
    parts = [
        ngettext("{n} activity", "{n} activities", activities).format(n=f"{activities:,}") if activities else "",
        ngettext("{n} team", "{n} teams", teams).format(n=teams) if teams else "",
        ngettext("{n} contract", "{n} contracts", contracts).format(n=contracts) if contracts else "",
    ]
    told = listing([part for part in parts if part])
    return [fill(_("Hit: {what}."), what=told)] if told else []


def _landing(schedule: Schedule, milestones: tuple[ActivityHit, ...], evidence: Evidence, title: str) -> list[Text]:
    """What becomes of the final milestone, else of the worst one."""
    final = final_milestone(schedule.program)
    hit = next((each for each in milestones if each.id == final), milestones[0] if milestones else None)
    if hit is None:
        return []
    fact = evidence.number(
        "impact-landing",
        _("How much later {title} comes").format(title=hit.title),
        hit.days,
        "working_days",
        _("plan date {after} with “{title}” later, less plan date {before} without").format(
            after=day(hit.after), before=day(hit.before), title=title
        ),
        (RecordRef("milestone", hit.id, hit.title),),
    )
    return [
        fill(
            _("{milestone} moves {days}, to {date}."),
            milestone=hit.title,
            days=Mark(working_days(hit.days), fact=fact, tone="off"),
            date=day(hit.after),
        )
    ]
