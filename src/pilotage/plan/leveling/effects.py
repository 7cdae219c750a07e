"""What leveling does to milestones, and the sentence that says it all."""

from zoneinfo import ZoneInfo

from pilotage.engine.network import AFTER_ALL
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill, join
from pilotage.plan.language.wording import day, last_day, listing, working_days
from pilotage.plan.leveling.people_days import Minutes, PeopleDays
from pilotage.plan.leveling.problem import due_of
from pilotage.plan.leveling.results import MilestoneEffect
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.working_time.calendar_tables import moment


def effects(before: Schedule, after: Schedule) -> tuple[MilestoneEffect, ...]:
    """Every open milestone with its date in both schedules, those that move first, by date."""
    program = before.program
    zone = ZoneInfo(program.zone)
    day_minutes = program.hours_per_day * 60
    found = []
    for row, activity in enumerate(program.activities):
        if activity.kind is not ActivityKind.MILESTONE or activity.actual_finish is not None:
            continue
        old, new = int(before.finish[row]), int(after.finish[row])
        due = due_of(activity, zone)
        found.append(
            MilestoneEffect(
                id=activity.id,
                title=activity.title,
                finish=moment(old, zone),
                new_finish=moment(new, zone),
                days=round(after.working_minutes(old, new, after.compiled.book.default) / day_minutes, 2),
                due=None if due >= AFTER_ALL else last_day(moment(due, zone)),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.days == 0, each.finish, each.id)))


def summary(
    before: Schedule,
    moves: int,
    milestones: tuple[MilestoneEffect, ...],
    over_before: Minutes,
    over_after: Minutes,
    days: PeopleDays,
) -> Text:
    """Who is relieved by how many moves, and what that costs the final milestone."""
    if not over_before.any() and moves:
        return (ngettext("{n} activity gets somebody.", "{n} activities get somebody.", moves).format(n=moves),)
    if not over_before.any():
        return (_("Nobody is asked for more time than they have. There is nothing to level."),)
    freed = [
        Mark(person.name, ref=Link("person", person.id))
        for person, was, now in zip(days.people, over_before, over_after, strict=True)
        if was > 0 and now < was
    ]
    if not moves or not freed:
        return (_("No move of an activity takes the overload away."),)
    head = fill(
        ngettext("{n} move takes overload off {names}.", "{n} moves take overload off {names}.", moves),
        n=f"{moves:,}",
        names=_named([mark.text for mark in freed]),
    )
    return join((head, _goal(before, milestones)))


def _named(names: list[str]) -> str:
    if len(names) <= 3:
        return listing(names)
    return listing([*names[:2], _("{n} others").format(n=len(names) - 2)])


def _goal(before: Schedule, milestones: tuple[MilestoneEffect, ...]) -> Text:
    goal = final_milestone(before.program)
    found = next((each for each in milestones if each.id == goal), None)
    if found is None:
        return ()
    title = Mark(found.title, ref=Link("activity", found.id))
    if not found.days:
        return fill(_("{title} stays on {date}."), title=title, date=day(last_day(found.finish)))
    later = _("{title} moves from {old} to {new}, {days} later.")
    earlier = _("{title} moves from {old} to {new}, {days} earlier.")
    return fill(
        later if found.days > 0 else earlier,
        title=title,
        old=day(last_day(found.finish)),
        new=day(last_day(found.new_finish)),
        days=Mark(working_days(found.days), tone="off" if found.days > 0 else "on"),
    )
