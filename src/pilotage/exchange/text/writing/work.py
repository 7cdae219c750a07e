"""Activities as text."""

from pilotage.exchange.text.values import amounts, logic, weeks
from pilotage.exchange.text.vocabulary.keys import FINISHES, STARTS, TIMINGS
from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Tree,
    Word,
    flag,
    one_or_list,
    said,
    share,
    text_or_none,
    title_or_none,
    word,
    words,
)
from pilotage.exchange.text.writing.places import Place, in_header
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Assignment, Constraint, ConstraintKind
from pilotage.plan.vocabulary.calendars import ExceptionKind


def activity_tree(writing: Writing, activity: Activity, place: Place) -> Fields:
    home = place.home
    after = [
        logic.format_link(d, writing.refer(d.predecessor, home), writing.notation)
        for d in writing.after.get(activity.id, ())
    ]
    milestone = activity.kind is ActivityKind.MILESTONE and place.section != "milestones"
    fields = said(
        title=title_or_none(activity.title, place.name),
        milestone=flag(milestone),
        hammock=flag(activity.kind is ActivityKind.LEVEL_OF_EFFORT),
        in_=activity.workstream if home is None else None,
        parent=writing.refer(activity.parent, home) if activity.parent is not None and not place.nested else None,
        below=writing.refer(place.below, home) if place.below is not None else None,
        duration=writing.span(activity.duration),
        estimate=Word(amounts.format_estimate(activity.estimate, writing.notation)) if activity.estimate else None,
        effort=writing.span(activity.effort),
        after=one_or_list([one if isinstance(one, str) else dict(one) for one in after]),
        team=activity.team,
        owner=activity.owner,
        who=[_assignment(one) for one in activity.assignments] or None,
        calendar=activity.calendar,
    )
    return (
        fields
        | _constraint(writing, activity.constraint, activity.kind)
        | _constraint(writing, activity.second_constraint, activity.kind)
        | said(
            expected_finish=writing.end(activity.expected_finish),
            deadline=writing.end(activity.deadline),
            target=None if in_header(activity, writing.habits) else word(activity.target),
            commit=word(activity.commitment),
            started=writing.start(activity.actual_start),
            finished=writing.end(activity.actual_finish),
            done=share(activity.progress, 0.0 if activity.actual_finish is None else 1.0),
            remaining=writing.span(activity.remaining),
            priority=None if activity.priority == 500 else Word(activity.priority),
            crash_to=writing.span(activity.crash_to),
            crash_cost=None if activity.crash_cost is None else Word(amounts.format_sum(activity.crash_cost)),
            probability=share(activity.probability, 1.0),
            branch=activity.branch,
            cost=None if activity.cost is None else Word(amounts.format_money(activity.cost)),
            cost_per_day=None if activity.cost_per_day is None else Word(amounts.format_sum(activity.cost_per_day)),
            pauses=words(weeks.format_exception(day, ExceptionKind.TIME_OFF) for day in activity.pauses) or None,
            key=activity.key,
            url=activity.url,
            note=text_or_none(activity.note),
            labels=list(activity.labels) or None,
        )
    )


def _constraint(writing: Writing, constraint: Constraint | None, kind: ActivityKind) -> Fields:
    if constraint is None:
        return {}
    if constraint.at is None:
        timing = next((name for name, found in TIMINGS.items() if found is constraint.kind), None)
        return said(timing=word(timing))
    milestone = kind is ActivityKind.MILESTONE
    for kinds, write, on in ((STARTS, writing.start, not milestone), (FINISHES, writing.end, milestone)):
        for name, found in kinds.items():
            if found is constraint.kind:
                must = found in (ConstraintKind.MUST_START_ON, ConstraintKind.MUST_FINISH_ON)
                return {"on" if must and on else name: write(constraint.at) or ""}
    return {}


def _assignment(one: Assignment) -> Tree:
    if one.skill or not one.person:
        part = None if one.units == 1.0 else Word(amounts.format_share(one.units))
        return said(person=one.person or None, units=part, skill=one.skill or None)
    text = one.person if one.units == 1.0 else f"{one.person} {amounts.format_share(one.units)}"
    person, _blank, units = text.rpartition(" ")
    short = (person if person and units.endswith("%") else text) == one.person
    if short and (one.units != 1.0 or not units.endswith("%")):
        return text
    return {"person": one.person, "units": Word(amounts.format_share(one.units))}
