"""Limits of work in progress: going past one needs a reason, which stays on the board until the limit is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.work.models import Board, LimitExcess, Tracker, WorkItem
from pilotage.areas.work.queries.scope import columns_of, scope, states_in
from pilotage.areas.work.rules.boards import Column, placed

MOST_LETTERS = 2_000


class _Over(NamedTuple):
    """A limit that is exceeded, and one of the items by which."""

    board: Board
    column: str
    person: str
    named: str
    limit: int
    items: int
    key: str


Came = Mapping[str, Mapping[str, Any]]
"""Items that were put somewhere, with the fields that this changed, as they were; none of them for a new item."""


def settle(edit: Edit, came: Came, reason: str, *, ask: bool = True) -> None:
    """Hold the boards to their limits after a write by which items ``came`` to a column, a board or a person.

    Raises InvalidError (`wip-limit`) where one is exceeded by that and no ``reason`` is given; records the reason
    otherwise. What is within its limit again is settled.
    """
    boards = [board for board in Board.objects.filter(program=edit.program) if _limited(board)]
    still: set[tuple[str, str, str]] = set()
    for board in boards:
        for over in _exceeded(edit, board, came):
            still.add((board.workstream, over.column, over.person))
            if over.key and ask:
                _note(edit, over, reason)
    for row in LimitExcess.objects.filter(program=edit.program, resolved=None):
        if (row.workstream, row.column, row.person) not in still:
            row.resolved = edit.now
            row.save(update_fields=["resolved"])


def _limited(board: Board) -> bool:
    return board.person_limit is not None or any(column.get("limit") for column in board.columns)


def _exceeded(edit: Edit, board: Board, came: Came) -> Iterator[_Over]:
    within = scope(edit.program.pk, board.workstream)
    tracker = Tracker.objects.filter(program=edit.program).first() or Tracker()
    columns, _lost = placed(columns_of(board), states_in(edit.program.pk, within, tracker, [board]))
    rows = list(
        WorkItem.objects.filter(within, program=edit.program)
        .exclude(category="done")
        .values_list("key", "status", "assignee", "category")
    )
    for column in columns:
        if column.limit is not None:
            keys = [key for key, status, _who, _category in rows if status in column.states]
            if len(keys) > column.limit:
                new = next((key for key in keys if key in came and _enters(came[key], column)), "")
                yield _Over(board, column.id, "", column.title, column.limit, len(keys), new)
    if board.person_limit is None:
        return
    doing = Counter(assignee for _key, _status, assignee, category in rows if category == "doing" and assignee)
    for person, items in doing.items():
        if items > board.person_limit:
            theirs = (key for key, _status, who, category in rows if who == person and category == "doing")
            new = next((key for key in theirs if key in came), "")
            yield _Over(board, "", person, person, board.person_limit, items, new)


def _enters(before: Mapping[str, Any], column: Column) -> bool:
    """Whether an item comes into a column: from another one, from another board, or anew."""
    if "status" in before:
        return before["status"] not in column.states
    return not before or "workstream" in before


def _note(edit: Edit, over: _Over, reason: str) -> None:
    text = reason.strip()
    if not text:
        message = _("“{name}” would hold {items} items; its limit is {limit}. Say why, or finish something first.")
        raise InvalidError.field(
            "reason", message.format(name=over.named, items=over.items, limit=over.limit), problem="wip-limit"
        )
    if len(text) > MOST_LETTERS:
        raise InvalidError.field("reason", _("Give the reason in {n} characters.").format(n=f"{MOST_LETTERS:,}"))
    LimitExcess.objects.create(
        program=edit.program,
        workstream=over.board.workstream,
        column=over.column,
        person=over.person,
        key=over.key,
        limit=over.limit,
        reason=text,
        by=edit.actor.name[:200],
        at=edit.now,
    )
