"""The slow twins: counts written from the definitions, over a program and its dates, without columns."""

from pilotage import plan
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, ConstraintKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.program import Program

HARD = {
    ConstraintKind.MUST_START_ON,
    ConstraintKind.MUST_FINISH_ON,
    ConstraintKind.START_NO_LATER_THAN,
    ConstraintKind.FINISH_NO_LATER_THAN,
    ConstraintKind.START_ON,
    ConstraintKind.FINISH_ON,
    ConstraintKind.FIXED_START,
}


def open_tasks(program: Program) -> list[Activity]:
    parents = {each.parent for each in program.activities}
    return [each for each in program.activities if each.id not in parents and _is_work(each) and not _done(each)]


def _is_work(activity: Activity) -> bool:
    zero = activity.duration is not None and activity.duration.minutes == 0 and activity.estimate is None
    return activity.kind in (ActivityKind.TASK, ActivityKind.SUMMARY) and not zero


def _done(activity: Activity) -> bool:
    return activity.actual_finish is not None or activity.progress >= 1


def counts(schedule: plan.Schedule) -> dict[str, tuple[int, int]]:
    """Findings and population of the checks that can be told from the plan itself. Summaries without links only."""
    program = schedule.program
    tasks = open_tasks(program)
    known = {each.id: each for each in program.activities}
    parents = {each.parent for each in program.activities}

    def still_open(id_: str) -> bool:
        if id_ in parents:
            return any(still_open(each.id) for each in program.activities if each.parent == id_)
        return not _done(known[id_])

    good = [each for each in program.dependencies if each.predecessor in known and each.successor in known]
    good = [each for each in good if each.predecessor != each.successor]
    effort = {each.id for each in program.activities if each.kind is ActivityKind.LEVEL_OF_EFFORT}
    good = [each for each in good if each.predecessor not in effort and each.successor not in effort]
    links = [each for each in good if still_open(each.successor)]
    before = {each.successor for each in good}
    after = {each.predecessor for each in good}
    limit = 44 * program.hours_per_day * 60
    return {
        "logic": (sum(not (each.id in before and each.id in after) for each in tasks), len(tasks)),
        "leads": (sum(_minutes(each, schedule) < 0 for each in links), len(links)),
        "lags": (sum(_minutes(each, schedule) > 0 for each in links), len(links)),
        "finish-start": (sum(each.kind is not DependencyKind.FS for each in links), len(links)),
        "hard-constraints": (sum(_hard(each) for each in tasks), len(tasks)),
        "high-duration": (sum(_work_of(each, schedule) > limit for each in tasks), len(tasks)),
        "high-float": (sum(_float_of(each, schedule) > limit for each in tasks), len(tasks)),
        "negative-float": (sum(schedule.at(each.id).total_float < 0 for each in tasks), len(tasks)),
        "resources": (sum(not each.assignments for each in tasks), len(tasks)),
    }


def _worked(activity: Activity, schedule: Schedule, minutes: int, *, after: bool = False) -> int:
    """``minutes`` of the activity before its finish, or ``after`` it: of elapsed ones those on which the program's
    calendar works.
    """
    span = activity.duration if activity.estimate is None else activity.estimate.likely
    if span is None or not span.elapsed:
        return minutes
    finish = int(schedule.early_finish[schedule.index[activity.id]])
    begin = finish if after else finish - minutes
    return int(schedule.working_minutes(begin, begin + minutes, schedule.compiled.book.default))


def _work_of(activity: Activity, schedule: Schedule) -> int:
    return _worked(activity, schedule, schedule.at(activity.id).duration)


def _float_of(activity: Activity, schedule: Schedule) -> int:
    return _worked(activity, schedule, schedule.at(activity.id).total_float, after=True)


def _minutes(link: Dependency, schedule: Schedule) -> float:
    if link.lag_percent is not None:
        return link.lag_percent * schedule.at(link.predecessor).duration
    return float(link.lag.minutes)


def _hard(activity: Activity) -> bool:
    both = (activity.constraint, activity.second_constraint)
    return any(each is not None and each.kind in HARD and each.at is not None for each in both)


def implied(links: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of finish-start links without lag, those with another way from end to end: by walking every way."""

    def ways(start: int, goal: int, without: tuple[int, int]) -> bool:
        waiting, seen = [start], set()
        while waiting:
            node = waiting.pop()
            for before, after in links:
                if before == node and (before, after) != without and after not in seen:
                    if after == goal:
                        return True
                    seen.add(after)
                    waiting.append(after)
        return False

    return {link for link in links if ways(*link, without=link)}
