"""Dependencies from link records."""

from collections.abc import Iterator, Mapping

from pilotage.exchange.mspdi.records import LinkRecord, TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Dependency


class Links:
    """Makes each link of each task once. ``left_out`` are tasks of the file that are not in the plan."""

    def __init__(
        self, ids: Mapping[int, str], calendars: Mapping[int, str], left_out: frozenset[int], report: Report
    ) -> None:
        self._ids = ids
        self._calendars = calendars
        self._left_out = left_out
        self._log = report
        self._seen: set[str] = set()

    def of(self, task: TaskRecord) -> Iterator[Dependency]:
        for link in task.links:
            made = self._made(task, link)
            if made is None:
                continue
            if made.id in self._seen:
                message = _("Two links of one kind lead from {predecessor} to {successor}; the second was left out.")
                message = message.format(predecessor=made.predecessor, successor=made.successor)
                self._log.warning("duplicate-dependency", message, link.source, made.successor)
                continue
            self._seen.add(made.id)
            yield made

    def _made(self, task: TaskRecord, link: LinkRecord) -> Dependency | None:
        successor = self._ids[task.uid]
        if link.elsewhere is not None:
            message = _("“{name}” waits for a task of the project “{project}”, which is not in this file.")
            message = message.format(name=task.name, project=link.elsewhere)
            self._log.warning("cross-project-link", message, link.source, successor)
            return None
        predecessor = self._ids.get(link.predecessor)
        if predecessor is None:
            self._missing(task, link, successor)
            return None
        if predecessor == successor:
            message = _("“{name}” is linked to itself; the link was left out.").format(name=task.name)
            self._log.warning("self-dependency", message, link.source, successor)
            return None
        return Dependency(
            predecessor=predecessor,
            successor=successor,
            kind=link.kind,
            lag=link.lag,
            lag_percent=link.percent,
            calendar=None if link.calendar is None else self._calendars.get(link.calendar),
        )

    def _missing(self, task: TaskRecord, link: LinkRecord, successor: str) -> None:
        if link.predecessor in self._left_out:
            message = _("A link of “{name}” from a task that was left out was left out too.").format(name=task.name)
            self._log.info("link-left-out", message, link.source, successor)
            return
        message = _("“{name}” waits for the task with UID {uid}, which is not in the file; the link was left out.")
        message = message.format(name=task.name, uid=link.predecessor)
        self._log.warning("missing-predecessor", message, link.source, successor)
