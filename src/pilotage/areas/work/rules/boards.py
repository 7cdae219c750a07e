"""Columns of a board: which states are in them, and how much may be."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError

CATEGORIES = ("todo", "doing", "done")
MOST_COLUMNS = 40
MOST_STATES = 200
MOST_LIMIT = 100_000


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is unique on its board. ``limit`` is the most items that may be in it; None: any number. ``policy`` says
    when an item may leave it.
    """

    id: str
    title: str
    states: tuple[str, ...]
    limit: int | None = None
    policy: str = ""


class StateCount(NamedTuple):
    """A state, what it means, and how many items are in it."""

    name: str
    category: str
    items: int


def usual_states() -> tuple[StateCount, ...]:
    """The way of an item where nobody has said another one."""
    return (
        StateCount(_("To do"), "todo", 0),
        StateCount(_("In progress"), "doing", 0),
        StateCount(_("In review"), "doing", 0),
        StateCount(_("Done"), "done", 0),
    )


_MOST_OWN = 8
"""So many states of one category have a column each; rarer ones share the last."""


def default_columns(states: Sequence[StateCount]) -> tuple[Column, ...]:
    """A column for each state of work that is not rare; one for all that waits to begin, one for all that is done."""
    given = states or usual_states()
    found = []
    for category in CATEGORIES:
        named = [state for state in given if state.category == category]
        if category != "doing":
            title = {"todo": _("To do"), "done": _("Done")}[category]
            states_of = tuple(state.name for state in sorted(named, key=lambda state: -state.items))
            shown = states_of[0] if len(states_of) == 1 else title
            found.append(Column(id=category, title=shown, states=states_of))
            continue
        own = sorted(named, key=lambda state: -state.items)[:_MOST_OWN]
        found += [
            Column(id=state.name[:100], title=state.name, states=(state.name,)) for state in named if state in own
        ]
        rest = tuple(state.name for state in named if state not in own)
        if rest:
            found.append(Column(id="doing", title=_("Other work"), states=rest))
    return tuple(found)


def placed(columns: Sequence[Column], states: Iterable[StateCount]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns with every state that items are in, and the states that no column named: each of these goes to the
    first column of its category (the last column where there is none).
    """
    known = {name for column in columns for name in column.states}
    given = list(states)
    lost = [state for state in given if state.name not in known and state.items]
    if not lost or not columns:
        return tuple(columns), ()
    meaning = {state.name: state.category for state in given}
    added: dict[int, list[str]] = {}
    for state in lost:
        added.setdefault(_column_for(columns, meaning, state.category), []).append(state.name)
    found = [
        msgspec.structs.replace(column, states=(*column.states, *added.get(at, ())))
        for at, column in enumerate(columns)
    ]
    return tuple(found), tuple(state.name for state in lost)


def _column_for(columns: Sequence[Column], meaning: Mapping[str, str], category: str) -> int:
    for at, column in enumerate(columns):
        if any(meaning.get(name) == category for name in column.states):
            return at
    return {"todo": 0, "doing": min(1, len(columns) - 1), "done": len(columns) - 1}[category]


def column_of(columns: Sequence[Column], state: str) -> Column | None:
    return next((column for column in columns if state in column.states), None)


def check_columns(columns: Sequence[Column]) -> None:
    """Raises InvalidError: no columns, too many, one without a name, a state twice, a limit that is none."""
    if not 1 <= len(columns) <= MOST_COLUMNS:
        raise InvalidError.field("columns", _("A board has from 1 to {n} columns.").format(n=MOST_COLUMNS))
    ids, names = set[str](), set[str]()
    for column in columns:
        if not column.title.strip() or not column.id.strip() or len(column.id) > 100:
            raise InvalidError.field("columns", _("Every column needs a name."))
        if column.id in ids:
            raise InvalidError.field("columns", _("Two columns are called “{name}”.").format(name=column.title[:50]))
        ids.add(column.id)
        _check_limit(column)
        for state in column.states:
            if not state.strip() or len(state) > 100 or state in names:
                text = _("The state “{name}” stands twice on the board, or has no name.")
                raise InvalidError.field("columns", text.format(name=state[:50]))
            names.add(state)
    if len(names) > MOST_STATES:
        raise InvalidError.field("columns", _("A board has at most {n} states.").format(n=MOST_STATES))


def _check_limit(column: Column) -> None:
    if column.limit is not None and not 1 <= column.limit <= MOST_LIMIT:
        text = _("The limit of “{name}” is from 1 to {most}; leave it out for none.")
        raise InvalidError.field("limit", text.format(name=column.title[:50], most=f"{MOST_LIMIT:,}"))
