"""A board: its columns, what is in them, and what is wrong with that."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program, Workstream
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.models import GAP, Blocker, Board, LimitExcess, WorkItem
from pilotage.areas.work.queries.home import PILOTAGE, home
from pilotage.areas.work.queries.listing import tracker
from pilotage.areas.work.queries.scope import columns_of, scope, states_in
from pilotage.areas.work.rules.boards import Column, StateCount, default_columns, placed

DONE_DAYS = 14
"""Items that were finished longer ago are not on a board."""

MOST_CARDS = 10_000
_CARD = (
    *("key", "title", "kind", "status", "assignee", "priority", "due", "points", "parent", "workstream"),
    *("service_class", "sprint", "started", "created", "version", "native", "category"),
)


class BoardColumn(msgspec.Struct, frozen=True, kw_only=True):
    """``category`` is that of most of its states; ``items`` are all that are in it, also those that are not shown."""

    id: str
    title: str
    states: tuple[str, ...]
    limit: int | None
    policy: str
    category: str
    items: int


class BoardState(msgspec.Struct, frozen=True):
    name: str
    category: str
    items: int


class BoardStream(msgspec.Struct, frozen=True):
    """A workstream that has a board."""

    id: str
    title: str
    way: str


class BoardBlocker(msgspec.Struct, frozen=True, kw_only=True):
    """An open blocker of some of the cards."""

    code: str
    cause: str
    kind: str
    owner: str
    remover: str
    since: dt.datetime
    expected: dt.date | None
    keys: tuple[str, ...]


class BoardExcess(msgspec.Struct, frozen=True, kw_only=True):
    """Why a limit is exceeded now: that of a column, or (``column`` empty) of a person."""

    column: str
    person: str
    key: str
    limit: int
    reason: str
    by: str
    at: dt.datetime


class Cards(msgspec.Struct, frozen=True, kw_only=True):
    """Every column has one entry for each card, in people's order. ``own``: Pilotage may change all of it."""

    key: tuple[str, ...]
    title: tuple[str, ...]
    kind: tuple[str, ...]
    status: tuple[str, ...]
    assignee: tuple[str, ...]
    priority: tuple[str, ...]
    due: tuple[dt.date | None, ...]
    points: tuple[float | None, ...]
    parent: tuple[str, ...]
    workstream: tuple[str, ...]
    service_class: tuple[str, ...]
    sprint: tuple[str, ...]
    started: tuple[dt.datetime | None, ...]
    created: tuple[dt.datetime | None, ...]
    version: tuple[int, ...]
    own: tuple[bool, ...]


class BoardView(msgspec.Struct, frozen=True, kw_only=True):
    """As of ``as_of``: now, or the last moment that the items of a tracker tell of. ``version`` 0: nobody has set this
    board up: it is like the program's, or its columns follow from the states. ``lost`` are states in which items are
    though no column names them. ``older`` were finished before the last ``done_days`` days, ``left_out`` are more cards
    than a board takes. ``flagged`` are blocked by the tracker's word, ``parents`` the titles of parents.
    """

    version: int
    workstream: str
    home: str
    columns: tuple[BoardColumn, ...]
    lost: tuple[str, ...]
    states: tuple[BoardState, ...]
    person_limit: int | None
    classes: dict[str, str]
    workstreams: tuple[BoardStream, ...]
    cards: Cards
    parents: dict[str, str]
    blockers: tuple[BoardBlocker, ...]
    flagged: tuple[str, ...]
    excesses: tuple[BoardExcess, ...]
    older: int
    left_out: int
    done_days: int
    as_of: dt.datetime
    revision: int


def board_of(*, actor: Actor, program: str, workstream: str, now: dt.datetime) -> BoardView:
    """The board of a workstream (empty: of the whole program). Some ten queries, however many cards.

    Raises NotFoundError for a workstream that is not there.
    """
    row = visible(actor=actor, program=program).program
    within = scope(row.pk, workstream)
    boards = {board.workstream: board for board in Board.objects.filter(program=row, workstream__in=["", workstream])}
    stored, pattern = boards.get(workstream), boards.get(workstream) or boards.get("")
    states = states_in(row.pk, within, tracker(row.pk), [pattern] if pattern else [])
    columns, lost = placed(_columns(stored, pattern, states), states)
    lives = home(row.pk)
    as_of = now if lives == PILOTAGE else _last_told(row, now)
    old = Q(category="done") & (Q(resolved__lt=as_of - dt.timedelta(days=DONE_DAYS)) | Q(resolved=None))
    items = WorkItem.objects.filter(within, program=row)
    rows = _rows(items.exclude(old))
    shown = rows[:MOST_CARDS]
    cards = _cards(shown, lives == PILOTAGE)
    return BoardView(
        version=stored.version if stored else 0,
        workstream=workstream,
        home=lives,
        columns=tuple(_column(column, states) for column in columns),
        lost=lost,
        states=tuple(BoardState(*state) for state in states),
        person_limit=stored.person_limit if stored else None,
        classes=stored.classes if stored else {},
        workstreams=streams(row),
        cards=cards,
        parents=_titles(row, {key for key in cards.parent if key}),
        blockers=open_blockers(row),
        flagged=tuple(items.exclude(category="done").filter(details__blocked=True).values_list("key", flat=True)),
        excesses=_excesses(row, workstream),
        older=items.filter(old).count(),
        left_out=len(rows) - len(shown),
        done_days=DONE_DAYS,
        as_of=as_of,
        revision=row.revision,
    )


def streams(row: Program) -> tuple[BoardStream, ...]:
    found = Workstream.objects.filter(program=row).order_by("position", "id")
    return tuple(BoardStream(*values) for values in found.values_list("code", "title", "way"))


def open_blockers(row: Program) -> tuple[BoardBlocker, ...]:
    found = Blocker.objects.filter(program=row, resolved=None).order_by("since")
    return tuple(
        BoardBlocker(
            code=each.code,
            cause=each.cause,
            kind=each.kind,
            owner=each.owner,
            remover=each.remover,
            since=each.since,
            expected=each.expected,
            keys=tuple(each.keys),
        )
        for each in found
    )


def _last_told(row: Program, now: dt.datetime) -> dt.datetime:
    told = WorkItem.objects.filter(program=row).aggregate(came=Max("created"), done=Max("resolved"))
    return min(max(filter(None, told.values()), default=now), now)


def _columns(stored: Board | None, pattern: Board | None, states: Sequence[StateCount]) -> tuple[Column, ...]:
    """Its own; else those of the program's board, without their limits; else what follows from the states."""
    if pattern is None:
        return default_columns(states)
    columns = columns_of(pattern)
    return columns if stored else tuple(msgspec.structs.replace(column, limit=None) for column in columns)


def _rows(items: Any) -> list[tuple[Any, ...]]:
    ordered = items.annotate(place=Coalesce("rank", F("id") * GAP)).order_by("place", "id")
    return list(ordered.values_list(*_CARD)[: 4 * MOST_CARDS])


def _cards(rows: Sequence[tuple[Any, ...]], all_own: bool) -> Cards:
    found = dict(zip(_CARD, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(_CARD, ())
    native = found.pop("native")
    del found["category"]
    return Cards(own=tuple(all_own or each for each in native), **found)


def _column(column: Column, states: Sequence[StateCount]) -> BoardColumn:
    here = [state for state in states if state.name in column.states]
    category = max(here, key=lambda state: state.items).category if here else "todo"
    return BoardColumn(**msgspec.structs.asdict(column), category=category, items=sum(state.items for state in here))


def _titles(row: Program, keys: set[str]) -> dict[str, str]:
    if not keys:
        return {}
    found = WorkItem.objects.filter(program=row)
    if len(keys) <= 500:
        found = found.filter(key__in=keys)
    return {key: title for key, title in found.values_list("key", "title") if key in keys}


def _excesses(row: Program, workstream: str) -> tuple[BoardExcess, ...]:
    found = LimitExcess.objects.filter(program=row, workstream=workstream, resolved=None)
    names = ("column", "person", "key", "limit", "reason", "by", "at")
    return tuple(BoardExcess(**values) for values in found.values(*names))
