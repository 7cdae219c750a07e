"""A plan while it is being changed: its rows in stored order, its links, and where each of them comes from."""

from collections.abc import Container, Iterator

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import InvalidError, NotFoundError
from pilotage.areas.schedule.rules.layout import WORKSTREAM_PREFIX
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program


class Draft:
    """``order`` are the ids of the rows as stored; the display order follows from it and from the parents."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._stale = False
        self._children: dict[str | None, list[str]] | None = None
        self.order = [activity.id for activity in program.activities]
        self.activities = {activity.id: activity for activity in program.activities}
        self.links = {link.id: link for link in program.dependencies}
        self.origins: dict[str, str | None] = {code: code for code in self.links}
        """Link -> the link that it was before, None for a new one."""

        self.refs: dict[str, str] = {}

    @property
    def program(self) -> Program:
        """The plan as a value. Made again after each change of a row: ask for it where its rows matter."""
        if self._stale:
            rows = tuple(self.activities[code] for code in self.order)
            self._program = replace(self._program, activities=rows, dependencies=tuple(self.links.values()))
            self._stale = False
        return self._program

    @property
    def head(self) -> Program:
        """People, teams, calendars and settings: what does not change here. Its rows may be old."""
        return self._program

    def find(self, code: str) -> Activity:
        """An activity by its id or ref. Raises NotFoundError."""
        found = self.activities.get(self.refs.get(code, code))
        if found is None:
            raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=code[:200]))
        return found

    def put(self, activity: Activity) -> None:
        """Write a row that is there."""
        self.activities[activity.id] = activity
        self._stale, self._children = True, None

    def insert(self, index: int, codes: list[str]) -> None:
        self.order[index:index] = codes
        self._stale, self._children = True, None

    def children(self, parent: str | None) -> list[str]:
        """Ids of the rows directly below a summary, in order."""
        return self._table().get(parent, [])

    def siblings(self, activity: Activity) -> list[str]:
        """The rows of the same group, in order; those without a parent are grouped by workstream."""
        if activity.parent in self.activities:
            return self.children(activity.parent)
        return self.roots(activity.workstream)

    def roots(self, workstream: str | None) -> list[str]:
        """The outermost rows of a workstream, in order."""
        known = {stream.id for stream in self.head.workstreams}
        wanted = workstream if workstream in known else None
        return [
            code
            for code in self.children(None)
            if (stream if (stream := self.activities[code].workstream) in known else None) == wanted
        ]

    def _table(self) -> dict[str | None, list[str]]:
        if self._children is None:
            table: dict[str | None, list[str]] = {}
            for code in self.order:
                parent = self.activities[code].parent
                table.setdefault(parent if parent in self.activities else None, []).append(code)
            self._children = table
        return self._children

    def below(self, code: str) -> Iterator[str]:
        """The row and all that is below it, in stored order of each group."""
        seen: set[str] = set()
        waiting = [code]
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                yield each
                waiting.extend(reversed(self.children(each)))

    def past(self, code: str) -> int:
        """Index behind a row and what follows it of its own subtree."""
        inside = {code}
        index = self.order.index(code) + 1
        while index < len(self.order) and self.activities[self.order[index]].parent in inside:
            inside.add(self.order[index])
            index += 1
        return index

    def drop(self, codes: Container[str]) -> None:
        """Take rows out, with their links."""
        self.order = [code for code in self.order if code not in codes]
        self.activities = {code: row for code, row in self.activities.items() if code not in codes}
        for link in [each for each in self.links.values() if each.predecessor in codes or each.successor in codes]:
            self.unlink(link)
        self._stale, self._children = True, None

    def link(self, new: Dependency, origin: str | None) -> None:
        self.links[new.id] = new
        self.origins[new.id] = origin
        self._stale = True

    def unlink(self, link: Dependency) -> None:
        del self.links[link.id], self.origins[link.id]
        self._stale = True

    def relink(self, old: Dependency, new: Dependency) -> None:
        """In the old one's place."""
        origin = self.origins.pop(old.id)
        self.links = {
            (new.id if code == old.id else code): (new if code == old.id else link) for code, link in self.links.items()
        }
        self.origins[new.id] = origin
        self._stale = True

    def group(self, into: str) -> tuple[str | None, str | None]:
        """Parent and workstream of what is put into a summary (an id) or a workstream (``ws:id``)."""
        if into.startswith(WORKSTREAM_PREFIX):
            stream = into.removeprefix(WORKSTREAM_PREFIX)
            if not any(each.id == stream for each in self.head.workstreams):
                raise NotFoundError(_("There is no workstream “{id}” in this program.").format(id=stream[:200]))
            return None, stream
        row = self.find(into)
        return row.id, row.workstream

    def make_summary(self, activity: Activity) -> None:
        """Let a row hold others. It keeps its duration, for when it is a task again."""
        if activity.kind is ActivityKind.SUMMARY:
            return
        if activity.kind is not ActivityKind.TASK:
            raise InvalidError.field(
                "parent",
                _("“{title}” cannot hold other rows.").format(title=activity.title),
                hint=_("Only activities and summaries can. Move the row elsewhere."),
            )
        duration = activity.duration
        if duration is None and activity.estimate is None:
            duration = Span(round(self.head.hours_per_day * 60))
        self.put(replace(activity, kind=ActivityKind.SUMMARY, duration=duration))

    def leave_empty(self, parent: str | None) -> None:
        """A summary that was a task before it held rows is a task again when it holds none."""
        row = self.activities.get(parent or "")
        if row is None or row.kind is not ActivityKind.SUMMARY or self.children(row.id):
            return
        if row.duration is not None or row.estimate is not None:
            self.put(replace(row, kind=ActivityKind.TASK))
