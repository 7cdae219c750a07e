"""Why an activity differs. Stored dates are read here, to judge them, never to compute with them."""

import datetime as dt
from collections.abc import Iterator

from benchmarks.oracle.cases import Case, Stored
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import ActivityKind, Dependency, DependencyKind

UNEXPLAINED = "not explained"


class Reasons:
    """``of`` gives the reason of one activity that differs."""

    def __init__(self, case: Case, schedule: Schedule, missed: set[str]) -> None:
        self._stored = {each.id: each for each in case.stored}
        self._missed = missed
        self._schedule = schedule
        self._activities = {each.id: each for each in case.program.activities}
        self._before: dict[str, list[Dependency]] = {}
        self._after: dict[str, list[Dependency]] = {}
        for link in case.program.dependencies:
            self._before.setdefault(link.successor, []).append(link)
            self._after.setdefault(link.predecessor, []).append(link)
        self.contradiction = self._of_file(case)
        """How the stored values contradict each other, so that no rule can give them; empty where they do not."""

    def of(self, stored: Stored) -> str:
        if stored.reason:
            return stored.reason
        return self.contradiction or next(self._of_neighbors(stored.id), self._of_seconds(stored))

    def _of_seconds(self, stored: Stored) -> str:
        dates = [getattr(stored, name) for name in Stored.DATES]
        if any(at is not None and at.second for at in dates):
            return "its dates are stored to the second, which are whole minutes here"
        return UNEXPLAINED

    def _of_file(self, case: Case) -> str:
        """A contradiction among the stored values, which no rule can reproduce."""
        delayed = sum(self._delayed(each) for each in case.stored)
        late = sum(self._late(link) for link in case.program.dependencies)
        ends = self._ends(case)
        if delayed:
            return (
                f"the stored plan is leveled or moved by hand, and the delay is not in the file: {delayed} activities "
                "start more than a week after all that holds them"
            )
        if late:
            return (
                f"stale: the stored late dates contradict each other on {late} dependencies, where the predecessor's "
                "late finish is after its successor's late start"
            )
        if len(ends) > 1:
            return (
                f"stale: activities that nothing waits for and nobody limits end late on {len(ends)} different dates "
                f"({', '.join(f'{each:%Y-%m-%d}' for each in ends[:3])} ...), where only the project's finish is right"
            )
        return ""

    def _ends(self, case: Case) -> list[dt.datetime]:
        """The late finishes of open ends, which all are the project's finish where a tool has just computed them."""
        found = set()
        for each in case.stored:
            activity = self._activities[each.id]
            limited = activity.deadline is not None or activity.constraint is not None or each.reason
            plain = activity.kind not in (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT)
            waits = activity.actual_finish is None and activity.parent is None
            if plain and waits and not limited and each.id not in self._after and each.late_finish is not None:
                found.add(each.late_finish)
        ends = sorted(found)  # calendars may differ by a weekend in how they name one instant
        return ends if ends and ends[-1] - ends[0] > dt.timedelta(days=7) else []

    def _late(self, link: Dependency) -> bool:
        before, after = self._stored.get(link.predecessor), self._stored.get(link.successor)
        if before is None or after is None or not self._plain(link):
            return False
        if before.late_finish is None or after.late_start is None:
            return False
        waiting = self._activities[link.successor].actual_start is None
        return waiting and before.late_finish > after.late_start

    def _plain(self, link: Dependency) -> bool:
        ends = self._activities[link.predecessor], self._activities[link.successor]
        fixed = any(each.kind in (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT) for each in ends)
        return not fixed and link.kind is DependencyKind.FS and not link.lag.minutes and link.lag_percent is None

    def _delayed(self, stored: Stored) -> bool:
        links = self._before.get(stored.id, [])
        activity = self._activities[stored.id]
        if not links or stored.early_start is None or activity.actual_start is not None or stored.reason:
            return False
        if activity.constraint is not None and activity.constraint.at is None:
            return False
        if not all(self._plain(link) for link in links):
            return False
        ends = [self._stored[link.predecessor].early_finish for link in links if link.predecessor in self._stored]
        held = [end for end in ends if end is not None]
        if activity.constraint is not None and activity.constraint.at is not None:
            held.append(activity.constraint.at)
        row = self._schedule.index[stored.id]
        if not held or stored.id not in self._missed:
            return False
        gap = self._schedule.working_minutes(
            int(max(held).timestamp() // 60),
            int(stored.early_start.timestamp() // 60),
            self._schedule.compiled.number[row],
        )
        return gap > 5 * self._schedule.program.hours_per_day * 60

    def _of_neighbors(self, name: str) -> Iterator[str]:
        around = [link.predecessor for link in self._before.get(name, [])]
        around += [link.successor for link in self._after.get(name, [])]
        for each in around:
            if each in self._missed and self._stored[each].reason:
                yield f"follows {self._stored[each].name or each}: {self._stored[each].reason}"
        parent = self._activities[name].parent
        if self._activities[name].kind is ActivityKind.SUMMARY:
            below = [row for row in self._activities.values() if row.parent == name and row.id in self._missed]
            for row in below:
                yield f"rolls up {row.title}, which differs: {self._stored[row.id].reason or UNEXPLAINED}"
        if parent is not None and parent in self._missed and self._stored[parent].reason:
            yield f"lies in {parent}: {self._stored[parent].reason}"
