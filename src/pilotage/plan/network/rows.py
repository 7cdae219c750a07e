"""What people decided and reported, as columns over the nodes of a network."""

from collections.abc import Iterable, Sequence

from pilotage.engine import calendars as tables
from pilotage.engine import network as columns
from pilotage.engine.calendars import Calendars
from pilotage.engine.network import AFTER_ALL, NONE
from pilotage.plan.network.logic import Logic
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import ProgressRule
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import minutes
from pilotage.plan.working_time.spans import status_of, whole_duration

_EARLIEST_START = (
    ConstraintKind.START_NO_EARLIER_THAN,
    ConstraintKind.MUST_START_ON,
    ConstraintKind.START_ON,
    ConstraintKind.FIXED_START,
)
_LATEST_START = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.MUST_START_ON, ConstraintKind.START_ON)
_LATEST_FINISH = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.MUST_FINISH_ON, ConstraintKind.FINISH_ON)


class Rows:
    """Columns over nodes, filled from activities; hubs of summaries are instants on the 24-hour calendar."""

    def __init__(
        self,
        program: Program,
        book: CalendarBook,
        logic: Logic,
        start: int,
        always: int,
        only: Sequence[int] | None = None,
    ) -> None:
        """``only``: no other rows are asked for."""
        size = logic.size
        self._asked = range(len(program.activities)) if only is None else only
        self.logic = logic
        self.program = program
        self.start = start
        self.rules = program.rules
        self.status = status_of(program)
        self.calendar = [always] * size
        self.usual: dict[int, int] = {}
        """The calendar without pauses of each row that has some."""
        self.state = [columns.WAITING] * size
        self.instant = [True] * size
        self.duration, self.remaining = [0] * size, [0] * size
        self.began, self.ended = [NONE] * size, [NONE] * size
        self.floor, self.floor_reason = [start] * size, [columns.START] * size
        self.floor_finish = [NONE] * size
        self.pin_start, self.pin_finish = [NONE] * size, [NONE] * size
        self.cap_start, self.cap_finish = [AFTER_ALL] * size, [AFTER_ALL] * size
        self.hold_start, self.hold_finish = [AFTER_ALL] * size, [AFTER_ALL] * size
        self.alap = [False] * size
        self.expected: dict[int, int] = {}
        """The finish that is expected of each row that has one."""
        for row in self._asked:
            activity = program.activities[row]
            if row in logic.children:
                continue
            if activity.kind is ActivityKind.LEVEL_OF_EFFORT:
                self.calendar[row] = book.of(activity)
            else:
                self._fill(row, activity, book)

    def _fill(self, row: int, activity: Activity, book: CalendarBook) -> None:
        minutes_, elapsed = whole_duration(self.program, activity)
        self.calendar[row] = book.always() if elapsed else book.of(activity)
        if activity.pauses and not elapsed:
            self.usual[row] = book.usual(activity)
        self.duration[row] = self.remaining[row] = minutes_
        if activity.actual_finish is not None or activity.actual_start is not None or activity.progress > 0:
            self._report(row, activity)
        else:
            estimate = activity.estimate
            self.instant[row] = minutes_ == 0 and (estimate is None or estimate.high.minutes == 0)
            if self.status is not None and self.status > self.floor[row]:
                self.floor[row], self.floor_reason[row] = self.status, columns.STATUS_DATE
        if activity.constraint is not None:
            self._constrain(row, activity.constraint)
        elif self.rules.from_finish:
            self.alap[row] = self.state[row] == columns.WAITING
        if activity.second_constraint is not None:
            self._constrain(row, activity.second_constraint)
        if activity.expected_finish is not None and activity.kind is ActivityKind.TASK and not self.alap[row]:
            self.expected[row] = minutes(activity.expected_finish)
        if activity.deadline is not None:
            self.cap_finish[row] = min(self.cap_finish[row], minutes(activity.deadline))

    def _report(self, row: int, activity: Activity) -> None:
        """Actual dates and progress. What they leave open waits for `hold_started`, which knows the calendars."""
        self.instant[row] = False
        if activity.actual_start is not None:
            self.began[row] = minutes(activity.actual_start)
        if activity.actual_finish is not None:
            self.ended[row] = minutes(activity.actual_finish)
        self.floor_reason[row] = columns.ACTUAL
        if activity.actual_finish is not None or activity.progress >= 1:
            self.state[row], self.remaining[row] = columns.FINISHED, 0
            return
        waits = self.status is not None and self.rules.progress is not ProgressRule.PROGRESS_OVERRIDE
        self.state[row] = columns.RUNNING if waits else columns.HELD
        if activity.remaining is not None:
            self.remaining[row] = max(0, activity.remaining.minutes)
        else:
            self.remaining[row] = round((1 - activity.progress) * self.duration[row])

    def _constrain(self, row: int, constraint: Constraint) -> None:
        kind = constraint.kind
        if kind is ConstraintKind.ALAP:
            self.alap[row] = self.state[row] == columns.WAITING
        if constraint.at is None or self.state[row] == columns.FINISHED:
            return
        at = minutes(constraint.at)
        waiting = self.state[row] == columns.WAITING
        if kind in (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.START_ON):
            if waiting and at > self.floor[row]:
                self.floor[row], self.floor_reason[row] = at, columns.CONSTRAINT
        elif kind in (ConstraintKind.FINISH_NO_EARLIER_THAN, ConstraintKind.FINISH_ON):
            self.floor_finish[row] = max(self.floor_finish[row], at)
        elif kind in (ConstraintKind.MUST_START_ON, ConstraintKind.FIXED_START) and waiting:
            self.pin_start[row] = at
        elif kind is ConstraintKind.MUST_FINISH_ON:
            self.pin_finish[row] = at
        if kind in _LATEST_START:
            self.cap_start[row] = min(self.cap_start[row], at)
        elif kind in _LATEST_FINISH:
            self.cap_finish[row] = min(self.cap_finish[row], at)
        if self.rules.honor_dates and kind is ConstraintKind.START_NO_LATER_THAN:
            self.hold_start[row] = min(self.hold_start[row], at)
        elif self.rules.honor_dates and kind is ConstraintKind.FINISH_NO_LATER_THAN:
            self.hold_finish[row] = min(self.hold_finish[row], at)

    def hold_started(self, calendars: Calendars) -> None:
        """Settle what a report leaves open: a start or finish not told, and where the remaining work begins.

        Progress without an actual start is taken to have been done up to the status date (else from the program's
        start); complete without an actual finish, to have taken its duration, and to be over by the status date.
        """
        for row in self._asked:
            state, c = self.state[row], self.calendar[row]
            if state == columns.WAITING:
                continue
            done = max(0, self.duration[row] - self.remaining[row])
            if self.began[row] == NONE:
                self.began[row] = self._implied_start(calendars, row, done)
            worked = tables.work(calendars, c, self.began[row]) + done
            if state == columns.FINISHED:
                if self.ended[row] == NONE:
                    ended = tables.finish_at(calendars, c, worked) if done else self.began[row]
                    limit = ended if self.status is None else max(self.status, self.began[row])
                    self.ended[row] = min(ended, limit)
            elif self.status is None:
                self.floor[row] = tables.start_at(calendars, c, worked)
            else:
                self.floor[row] = max(self.status, self.began[row])

    def _implied_start(self, calendars: Calendars, row: int, done: int) -> int:
        c, until = self.calendar[row], self.status
        if self.ended[row] != NONE:
            until = self.ended[row]
        if until is None:
            return tables.start_at(calendars, c, tables.work(calendars, c, self.start))
        begun = tables.start_at(calendars, c, tables.work(calendars, c, until) - done)
        return min(begun, until)

    def limit_by_summaries(self) -> None:
        """Constraints and deadlines of a summary hold for each of its activities."""
        for row in self.logic.children:
            activity = self.program.activities[row]
            constraints = [each for each in (activity.constraint, activity.second_constraint) if each is not None]
            if not constraints and activity.deadline is None:
                continue
            leaves = list(self.logic.leaves(row))
            for constraint in constraints:
                if constraint.at is None:
                    continue
                at = minutes(constraint.at)
                if constraint.kind in _EARLIEST_START:
                    self._raise_floors(leaves, at)
                elif constraint.kind in _LATEST_FINISH:
                    self._cap_finishes(leaves, at)
            if activity.deadline is not None:
                self._cap_finishes(leaves, minutes(activity.deadline))

    def end_by(self, at: int) -> None:
        """The program must be over at ``at``: a limit for every node, and an end to count back from that lies there."""
        for row in range(len(self.state)):
            self.cap_finish[row] = min(self.cap_finish[row], at)
        self.pin_start[self.logic.end] = at

    def _raise_floors(self, leaves: Iterable[int], at: int) -> None:
        for leaf in leaves:
            if self.state[leaf] == columns.WAITING and at > self.floor[leaf]:
                self.floor[leaf], self.floor_reason[leaf] = at, columns.CONSTRAINT

    def _cap_finishes(self, leaves: Iterable[int], at: int) -> None:
        for leaf in leaves:
            self.cap_finish[leaf] = min(self.cap_finish[leaf], at)
