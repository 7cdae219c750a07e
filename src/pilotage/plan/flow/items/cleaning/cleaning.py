"""What is wrong with the dates of work items: problems with counts and examples, and a score of the data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pilotage.plan.flow.items.cleaning.parents import circles_of, parted
from pilotage.plan.flow.items.cleaning.sweeps import bulk_closed, one_week
from pilotage.plan.flow.items.states import reopenings
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

_EXAMPLES: Final = 3
_NO_MISTAKE: Final = frozenset({"moved-item", "reopened-before"})


class Cleaned(NamedTuple):
    """Items as they were at an instant, each key once; ``bulk`` are the keys closed in bulk.

    ``score`` is the share, in percent, of items that no problem touches; None without items. What is no mistake in the
    data (moved from another project, reopened) is told as information, and does not lower it.
    """

    items: tuple[WorkItem, ...]
    bulk: frozenset[str]
    problems: tuple[Problem, ...]
    score: float | None


def clean(items: Iterable[WorkItem]) -> Cleaned:
    """Nothing is dropped in silence: what is left out has a problem that says how many and why."""
    found: dict[str, list[str]] = defaultdict(list)
    kept = _each_once(items, found)
    unclear = _unclear_states(kept)
    for item in kept:
        for problem in _of_dates(item):
            found[problem].append(item.key)
        if item.status in unclear or item.category_guessed:
            found["unclear-state"].append(item.key)
        if item.former_keys:
            found["moved-item"].append(item.key)
    circles = circles_of(kept)
    found["cyclic-parent"] = [item.key for item in kept if item.key in circles]
    kept = tuple(parted(item, circles) for item in kept) if circles else kept
    bulk = bulk_closed(kept)
    found["bulk-close"] = sorted(bulk)
    found["closed-in-one-week"] = one_week(kept)
    found["reopened-before"] = list(reopenings(kept))
    touched = {key for name, keys in found.items() for key in keys if name not in _NO_MISTAKE}
    score = 100 * (1 - len(touched) / len(kept)) if kept else None
    return Cleaned(kept, bulk, tuple(_problems(found, kept)), score)


def _each_once(items: Iterable[WorkItem], found: dict[str, list[str]]) -> tuple[WorkItem, ...]:
    """The last of each key; and nothing under a key that another one had before it was moved."""
    unique: dict[str, WorkItem] = {}
    for item in items:
        if item.key in unique:
            found["duplicate-item"].append(item.key)
        unique[item.key] = item
    for item in list(unique.values()):
        for key in item.former_keys:
            if key in unique and item.key in unique and key != item.key:
                found["moved-item-twice"].append(item.key)
                del unique[key]
    return tuple(unique.values())


def _of_dates(item: WorkItem) -> Iterator[str]:
    done = item.status_category is StatusCategory.DONE
    if item.resolved is None:
        if done:
            yield "done-without-date"
    elif not done:
        yield "reopened"
    elif item.created is not None and item.resolved < item.created:
        yield "done-before-created"
    elif item.started is not None and item.resolved < item.started:
        yield "negative-cycle-time"
    if item.created is not None and item.started is not None and item.started < item.created:
        yield "started-before-created"


def _unclear_states(items: Sequence[WorkItem]) -> frozenset[str]:
    """Words that the reader took for several states: it did not know them and judged each item by its dates."""
    states: dict[str, set[StatusCategory]] = defaultdict(set)
    for item in items:
        states[item.status].add(item.status_category)
    return frozenset(word for word, taken in states.items() if word and len(taken) > 1)


def _problems(found: dict[str, list[str]], items: Sequence[WorkItem]) -> Iterator[Problem]:
    for name, (text, hint) in _TEXTS.items():
        keys = found.get(name)
        if keys:
            examples = ", ".join(keys[:_EXAMPLES]) + (", …" if len(keys) > _EXAMPLES else "")
            states = _states_of(keys, items) if name == "unclear-state" else ""
            message = text.format(n=f"{len(keys):,}", examples=examples, states=states)
            severity = Severity.INFO if name in _NO_MISTAKE else Severity.WARNING
            yield Problem(id=name, severity=severity, message=message, hint=hint)


def _states_of(keys: Sequence[str], items: Sequence[WorkItem]) -> str:
    """The states of some items, the commonest first, with their counts."""
    wanted = set(keys)
    count = Counter(item.status for item in items if item.key in wanted)
    told = [f"{state} ({n:,})" for state, n in count.most_common(2 * _EXAMPLES)]
    return ", ".join(told) + (", …" if len(count) > len(told) else "")


_TEXTS: Final = {
    "duplicate-item": (
        _("items that are there more than once: {n} ({examples})"),
        _("The last one of each was kept."),
    ),
    "moved-item-twice": (
        _("items that are there under the key of a project that they were moved from, too: {n} ({examples})"),
        _("The one with the newer key was kept."),
    ),
    "cyclic-parent": (
        _("items that are parts of themselves, by way of their parents: {n} ({examples})"),
        _("These parents were left out."),
    ),
    "done-before-created": (
        _("items done before they were created: {n} ({examples})"),
        _("They count as created on the day on which they were done."),
    ),
    "negative-cycle-time": (
        _("items done before they were started: {n} ({examples})"),
        _("Their finish counts, their cycle time does not."),
    ),
    "started-before-created": (
        _("items started before they were created: {n} ({examples})"),
        _("Their finish counts, their cycle time does not."),
    ),
    "done-without-date": (
        _("done items without a date of finish: {n} ({examples})"),
        _("They were left out: nobody knows in which week they were done."),
    ),
    "reopened": (
        _("open items that have a date of finish: {n} ({examples})"),
        _("They were reopened, and count as open."),
    ),
    "unclear-state": (
        _("items in a state that the mapping does not know: {n} ({examples}); the states: {states}"),
        _("Whether they are done was judged by their dates; say what these states mean."),
    ),
    "bulk-close": (
        _("items closed in bulk, on a day or in a minute far busier than any half a year before: {n} ({examples})"),
        _("They do not count as throughput."),
    ),
    "closed-in-one-week": (
        _("nearly all finishes are in one week: {n} items ({examples})"),
        _("That is the week of an import or a clean-up, no pace of work: do not trust a forecast from it."),
    ),
    "moved-item": (
        _("items that were moved here from another project: {n} ({examples})"),
        _("They count as if they had been here from their creation."),
    ),
    "reopened-before": (
        _("items that were done once, and reopened: {n} ({examples})"),
        _("They count as done from their last closing, and as open before."),
    ),
}
