"""What an import would do to a program's work items."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from pilotage.areas.sync.rules.comparing import MOST_LINES, DifferenceLine, ImportDifference
from pilotage.areas.work.rules import COLUMNS, columns
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem


def compare_items(
    stored: Mapping[str, tuple[Any, ...]],
    items: Iterable[WorkItem],
    *,
    remove: bool,
    spared: Collection[str] = (),
) -> ImportDifference:
    """Items against those that are stored: key to the values of ``work.rules.COLUMNS``.

    With ``remove``, stored items that are neither among ``items`` nor ``spared`` count as removed.
    """
    lines: list[DifferenceLine] = []
    counts = {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    seen: set[str] = set()
    for item in items:
        kind, text = _judged(stored.get(item.key), item)
        seen.add(item.key)
        counts[kind] += 1
        if kind != "unchanged" and len(lines) < MOST_LINES:
            lines.append(_line(kind, item.key, item.title, text))
    if remove:
        gone = [key for key in stored if key not in seen and key not in spared]
        counts["removed"] = len(gone)
        lines += [_line("removed", key, str(stored[key][0]), _("no longer in the file")) for key in gone[:MOST_LINES]]
    return ImportDifference(**counts, lines=tuple(lines[:MOST_LINES]), summary=None)


def joined(plan: ImportDifference | None, items: ImportDifference | None) -> ImportDifference | None:
    """The difference of a plan and that of work items as one."""
    if plan is None or items is None:
        return plan or items
    return replace(
        plan,
        added=plan.added + items.added,
        changed=plan.changed + items.changed,
        removed=plan.removed + items.removed,
        unchanged=plan.unchanged + items.unchanged,
        lines=(*plan.lines, *items.lines)[:MOST_LINES],
    )


def _judged(before: tuple[Any, ...] | None, item: WorkItem) -> tuple[str, str]:
    if before is None:
        return "added", item.status
    now = columns(item)
    changed = {name: (old, now[name]) for name, old in zip(COLUMNS, before, strict=True) if old != now[name]}
    if not changed:
        return "unchanged", ""
    spoken = {
        "title": _("title"),
        "kind": _("kind"),
        "status": _("status"),
        "priority": _("priority"),
        "assignee": _("assignee"),
    }
    told = [
        _("{field} {before} to {after}").format(
            field=word, before=changed[name][0] or _("none"), after=changed[name][1] or _("none")
        )
        for name, word in spoken.items()
        if name in changed
    ]
    return "changed", "; ".join(told) or _("details")


def _line(kind: str, key: str, title: str, text: str) -> DifferenceLine:
    return DifferenceLine(kind, _("work item"), key, f"{key} {title}".strip(), text)
