"""The states of a tracker and what they mean: to do, in progress or done; guessed, shown, and put right by people.

A category comes from the tracker where it tells one, else from the word, else from the dates of the items in it; only
the last is a guess.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem

_EXAMPLES: Final = 3
_TODO, _DOING, _DONE = StatusCategory.TODO, StatusCategory.DOING, StatusCategory.DONE
_WORDS: Final = {
    _TODO: (
        *("new", "todo", "to do", "open", "opened", "reopened", "created", "received", "inbox", "icebox", "backlog"),
        *("selected for development", "undefined", "ready", "ready for development", "ready for dev", "draft"),
        *("triage", "needs triage", "planned", "proposed", "not started", "unstarted", "no status", "on deck"),
    ),
    _DOING: (
        *("doing", "in progress", "active", "started", "working", "wip", "work in progress", "indeterminate"),
        *("in development", "development", "in analysis", "in design", "in review", "review", "code review"),
        *("in code review", "peer review", "ready for review", "in test", "testing", "in testing", "in qa", "qa"),
        *("ready for qa", "ready for test", "ready for testing", "in verification", "in uat", "uat", "committed"),
        *("ready to merge", "ready for release", "ready to deploy", "deploying", "blocked", "impeded", "on hold"),
        *("paused", "stalled", "suspended", "waiting", "waiting for customer", "waiting for support", "pending"),
    ),
    _DONE: (
        *("done", "closed", "resolved", "complete", "completed", "finished", "fixed", "released", "verified"),
        *("cancelled", "canceled", "won't do", "won't fix", "wontfix", "rejected", "declined", "duplicate"),
        *("abandoned", "merged", "deployed", "shipped", "removed", "archived"),
    ),
}
_CATEGORIES: Final = {word: category for category, words in _WORDS.items() for word in words}
_BLOCKED: Final = frozenset({"blocked", "impeded", "on hold", "paused", "stalled", "suspended", "waiting"})


class State(msgspec.Struct, frozen=True):
    """``items`` are in it now, ``moves`` went into it at some time. ``first`` is the first day (UTC) on which an item
    was moved into it, or, without moves, on which one that is in it was created. ``examples`` are keys.
    """

    name: str
    category: StatusCategory
    guessed: bool
    items: int
    moves: int
    first: dt.date | None
    examples: tuple[str, ...]


def category_of(word: str) -> StatusCategory | None:
    """What the name of a state means, where everybody means the same by it."""
    return _CATEGORIES.get(_same(word))


def is_blocked(word: str) -> bool:
    """Whether a state is one of waiting for something."""
    return _same(word) in _BLOCKED


def states(items: Iterable[WorkItem]) -> tuple[State, ...]:
    """All states that items are or were in: to do, in progress, done, and by name; none for items without a state."""
    now: dict[str, list[WorkItem]] = defaultdict(list)
    moves: dict[str, list[dt.datetime]] = defaultdict(list)
    votes: dict[str, Counter[StatusCategory]] = defaultdict(Counter)
    for item in items:
        if item.status:
            now[item.status].append(item)
        for move in item.transitions:
            moves[move.after].append(move.at)
        for name, category in _places(item):
            votes[name][category] += 1
    names = sorted({*now, *moves, *votes} - {""})
    found = [_state(name, now.get(name, ()), moves.get(name, ()), votes[name]) for name in names]
    order = list(StatusCategory)
    return tuple(sorted(found, key=lambda state: order.index(state.category)))


def reopenings(items: Iterable[WorkItem]) -> dict[str, tuple[dt.datetime, ...]]:
    """When each item went from a done state back to one that is not, by key; only items that did."""
    given = tuple(items)
    done = {state.name for state in states(given) if state.category is _DONE}
    found = {
        item.key: tuple(move.at for move in item.transitions if move.before in done and move.after not in done)
        for item in given
    }
    return {key: times for key, times in found.items() if times}


def recategorize(items: Iterable[WorkItem], chosen: Mapping[str, StatusCategory]) -> tuple[WorkItem, ...]:
    """The items with the categories that people chose for states (whatever the case of their names).

    ``started`` and ``resolved`` of an item that is or was in such a state are read off its changes of state, where it
    has them; else an item that is not done any more loses its ``resolved``.
    """
    given = tuple(items)
    if not chosen:
        return given
    ours = {_same(name): category for name, category in chosen.items()}
    categories = {_same(state.name): state.category for state in states(given)} | ours
    return tuple(_recategorized(item, ours, categories) for item in given)


def _same(word: str) -> str:
    return " ".join(re.sub(r"[_\s-]+", " ", word).replace("’", "'").split()).casefold()


def _places(item: WorkItem) -> Iterator[tuple[str, StatusCategory]]:
    """What an item's way suggests of the states on it: the first waits, the last of a resolved one is done."""
    moves = item.transitions
    if moves:
        yield moves[0].before, _TODO
        yield from ((move.after, _DOING) for move in moves[:-1])
        yield moves[-1].after, _DONE if item.resolved is not None else _DOING


def _state(name: str, now: Sequence[WorkItem], moves: Sequence[dt.datetime], votes: Counter[StatusCategory]) -> State:
    said = Counter(item.status_category for item in now if not item.category_guessed)
    guesses = Counter(item.status_category for item in now if item.category_guessed)
    known = said.most_common(1)[0][0] if said else category_of(name)
    guess = (guesses or votes or Counter({_TODO: 1})).most_common(1)[0][0]
    days = moves or [item.created for item in now if item.created is not None]
    return State(
        name=name,
        category=known or guess,
        guessed=known is None,
        items=len(now),
        moves=len(moves),
        first=min(days).astimezone(dt.UTC).date() if days else None,
        examples=tuple(item.key for item in now[:_EXAMPLES]),
    )


def _recategorized(
    item: WorkItem, ours: Mapping[str, StatusCategory], categories: Mapping[str, StatusCategory]
) -> WorkItem:
    category = ours.get(_same(item.status))
    touched = category is not None or any(
        _same(name) in ours for move in item.transitions for name in (move.before, move.after)
    )
    if not touched:
        return item
    now = category or item.status_category
    changes: dict[str, Any] = {"status_category": now, "category_guessed": item.category_guessed and category is None}
    steps = [(categories.get(_same(move.before)), categories.get(_same(move.after)), move) for move in item.transitions]
    if steps:
        changes["started"] = _started(item, steps)
    changes["resolved"] = _resolved(item, steps) if now is _DONE else None
    return msgspec.structs.replace(item, **changes)


_Step = tuple[StatusCategory | None, StatusCategory | None, Transition]


def _started(item: WorkItem, steps: Sequence[_Step]) -> dt.datetime | None:
    if steps[0][0] is _DOING:
        return item.created
    began = next((move.at for _before, after, move in steps if after is _DOING), None)
    read_off = item.started is None or any(move.at == item.started for _before, _after, move in steps)
    return began if began is not None or read_off else item.started


def _resolved(item: WorkItem, steps: Sequence[_Step]) -> dt.datetime | None:
    """When it was last moved from a state that is not done to one that is."""
    if not steps or steps[-1][1] is not _DONE:
        return item.resolved
    ends = (move.at for before, after, move in reversed(steps) if after is _DONE and before is not _DONE)
    return next(ends, item.resolved)
