"""Records -> work items."""

import datetime as dt
from collections.abc import Mapping
from sys import intern
from typing import Any

import msgspec

from pilotage.exchange.tabular.convert.attached import link_reader, sprint_reader
from pilotage.exchange.tabular.convert.changes import Log, LogReader, blocks, listed, memberships, single, split_list
from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.mapping.model import Rule
from pilotage.exchange.tabular.rows import Row, warn
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.paths import getter
from pilotage.exchange.tabular.values.typed import plain
from pilotage.plan.flow.items.states import category_of
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity
from pilotage.plan.vocabulary.work_items import ScopeChange, SprintChange, StatusCategory, WorkItem

_PLAIN = frozenset(WorkItem.__struct_fields__) - {
    *("key", "title", "status_category", "category_guessed", "links"),
    *("transitions", "scopes", "sprint_moves", "sprint_dates", "blocks", "former_keys", "logged"),
}

PULL_REQUEST = "Pull request"  # what the shipped mappings call them


class WorkItems:
    """Collects the work items of a table, then joins what only the whole file can tell."""

    def __init__(self, rules: tuple[Rule, ...], context: Context) -> None:
        self._context = context
        self._links = [link_reader(links, context) for rule in rules for links in rule.links]
        self._sprints = [sprint_reader(rule.sprint_dates, context) for rule in rules if rule.sprint_dates is not None]
        moves = next((rule.moves for rule in rules if rule.moves is not None), None)
        self._read_log = LogReader(moves, context).read if moves is not None else None
        self._milestones = getter(moves.names, None) if moves is not None and moves.names else None
        self._items: dict[str, WorkItem] = {}
        self._logs: dict[str, Log] = {}
        self._names: dict[str, str] = {}  # of milestones, by the tracker's id
        self._aliases: dict[str, str] = {}
        self._categories: dict[str, StatusCategory] = {}

    def add(self, record: Record) -> None:
        fields = record.fields
        key = fields.get("key")
        if not key:
            warn(self._context.log, "missing-key", _("the row has no key; it was left out"), record.row)
            return
        if key in self._items:
            message = _("the key “{key}” appears more than once; the last one was kept").format(key=key[:60])
            warn(self._context.log, "duplicate-key", message, record.row)
        values = record.values or record.row.values
        category, guessed = self._category(fields.get("status", ""), fields)
        self._items[key] = WorkItem(
            key=key,
            title=fields.get("title", key),
            status_category=category,
            category_guessed=guessed,
            links=tuple(link for read in self._links for link in read(values)),
            sprint_dates=tuple(sprint for read in self._sprints for sprint in read(values)),
            **{name: fields[name] for name in fields.keys() & _PLAIN},
        )
        if "alias" in fields:
            self._aliases[fields["alias"]] = key
        if self._read_log is not None:
            self._keep(key, self._read_log(values), values, record.row)

    def _keep(self, key: str, log: Log, values: Mapping[str, Any], row: Row) -> None:
        self._logs[key] = log
        self._aliases.update({change.before: key for change in log.keys if change.before})
        if log.missing:
            message = _("{n} changes of {key} are not in the file; when it changed is known in part only").format(
                n=log.missing, key=key[:60]
            )
            hint = _("Export the whole changelog: it comes in pages.")
            warn(self._context.log, "changelog-incomplete", message, row, hint=hint)
        found = self._milestones(values) if self._milestones is not None else None
        for each in found if isinstance(found, list) else ():
            if isinstance(each, dict) and each.get("id") and each.get("name"):
                self._names[plain(each["id"])] = intern(plain(each["name"]))

    def _category(self, status: str, fields: dict[str, Any]) -> tuple[StatusCategory, bool]:
        """What the tracker says, else what the word says, else a guess by the dates."""
        said = category_of(str(fields.get("status_category", "")))
        if said is not None:
            self._categories[status] = said
            return said, False
        known = category_of(status)
        if known is not None:
            return known, False
        if "resolved" in fields:
            return StatusCategory.DONE, bool(status)
        return (StatusCategory.DOING if "started" in fields else StatusCategory.TODO), bool(status)

    def finish(self) -> tuple[WorkItem, ...]:
        """All items; parents and links by their key, starts and dates from the log of changes."""
        self._aliases = {name: key for name, key in self._aliases.items() if name not in self._items}
        self._say_pull_requests()
        astray = [key for key, item in self._items.items() if not self._join(item)]
        if astray:
            message = _(
                "items whose changes do not lead to the milestones that they are in: {n} ({examples}); a milestone was"
                " renamed or deleted, or a change is missing"
            ).format(n=f"{len(astray):,}", examples=", ".join(astray[:3]))
            hint = _("Where nothing is known, they count as members from their creation.")
            self._context.log.add("scope-history-differs", Severity.INFO, message, hint=hint)
        return tuple(self._items.values())

    def _say_pull_requests(self) -> None:
        """A list of issues that holds the pull requests that solved them counts work twice."""
        pulls = sum(item.kind == PULL_REQUEST for item in self._items.values())
        if 0 < pulls < len(self._items):
            message = _("{n} of {total} items are pull requests; they count as items of their own").format(
                n=f"{pulls:,}", total=f"{len(self._items):,}"
            )
            hint = _("To leave them out, ask for one type of items, or export issues alone.")
            self._context.log.add("pull-requests-too", Severity.WARNING, message, hint=hint)

    def _join(self, item: WorkItem) -> bool:
        """Put together what is known of an item; False where its log does not lead to its milestones."""
        changes: dict[str, Any] = {}
        aliases, fits = self._aliases, True
        if item.parent in aliases:
            changes["parent"] = aliases[item.parent]
        if item.epic in aliases:
            changes["epic"] = aliases[item.epic]
        if any(other in aliases for _kind, other in item.links):
            changes["links"] = tuple((kind, aliases.get(other, other)) for kind, other in item.links)
        log = self._logs.pop(item.key, None)
        if log is not None and log.there:
            dated, fits = self._dated(item, log)
            changes.update(dated)
            changes["started"] = self._started(log) or item.started
            if item.resolved is None and item.status_category is StatusCategory.DONE:
                changes["resolved"] = self._resolved(log)
        if changes:
            self._items[item.key] = msgspec.structs.replace(item, **changes)
        return fits

    def _dated(self, item: WorkItem, log: Log) -> tuple[dict[str, Any], bool]:
        told = [member._replace(name=self._names.get(member.id, member.name)) for member in single(log.milestones)]
        scopes, fits = memberships(told, item.versions, item.created, whole=log.whole)
        # many exports have the log of sprints, but not the field
        last = item.sprints or split_list(log.sprints[-1].after if log.sprints else "", ())
        told_of = log.whole and log.sprints_too
        sprints, _fits = memberships(listed(log.sprints, last), last, item.created, whole=told_of)
        periods = blocks(log, item.created, blocked=item.blocked)
        former = dict.fromkeys(change.before for change in log.keys if change.before and change.before != item.key)
        return {
            "transitions": log.transitions,
            "scopes": tuple(ScopeChange(member.at, member.name, member.added) for member in scopes),
            "sprint_moves": tuple(SprintChange(member.at, member.name, member.added) for member in sprints),
            "blocks": periods,
            "former_keys": tuple(former),
            "logged": log.whole,
        }, fits

    def _started(self, log: Log) -> dt.datetime | None:
        return next((move.at for move in log.states if self._means(move.after) is StatusCategory.DOING), None)

    def _resolved(self, log: Log) -> dt.datetime | None:
        """When it went to a done state for the last time, where the tracker keeps no date of that."""
        done = [self._means(move.after) is StatusCategory.DONE for move in log.states]
        if not done or not done[-1]:
            return None
        first = max((at + 1 for at, each in enumerate(done) if not each), default=0)
        return log.states[first].at

    def _means(self, state: str) -> StatusCategory | None:
        return self._categories.get(state) or category_of(state)
