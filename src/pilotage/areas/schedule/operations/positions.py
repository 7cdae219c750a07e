"""Where stored rows stand: numbers with gaps between them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import connection

from pilotage.areas.schedule.models import Activity

GAP = 1 << 20
"""Between neighbors after `respace`: room for rows to come between them many times."""

_SHARE = 256
"""A row takes a small share of the room behind its neighbor, so that many can follow one another."""


def respace(program_id: int) -> None:
    """Give all rows of a program new positions in their present order, `GAP` apart. One statement."""
    table = connection.ops.quote_name(Activity._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET position = ranked.place * %s FROM ("  # noqa: S608 - the name is our model's
            f"SELECT id, ROW_NUMBER() OVER (ORDER BY position, id) AS place FROM {table} WHERE program_id = %s"
            f") AS ranked WHERE {table}.id = ranked.id",
            [GAP, program_id],
        )


def position_behind(program_id: int, behind: str | None) -> int | None:
    """A free position right behind the row ``behind`` (None: before all rows). None where that row is gone."""
    rows = Activity.objects.filter(program_id=program_id)
    if behind is None:
        first = rows.order_by("position", "id").values_list("position", flat=True).first()
        return GAP if first is None else first - GAP
    low = rows.filter(code=behind).values_list("position", flat=True).first()
    if low is None:
        return None
    high = rows.filter(position__gt=low).order_by("position").values_list("position", flat=True).first()
    if high is None:
        return low + GAP
    if high - low < 2 or rows.filter(position=low).exclude(code=behind).exists():
        respace(program_id)
        return position_behind(program_id, behind)
    return low + max(1, (high - low) // _SHARE)


def positions_behind(program_id: int, order: Sequence[tuple[str, str | None]]) -> dict[str, int]:
    """Positions of rows that come one after the other, each right behind the row that its pair names (None: before all
    rows), which may have come just before. Rows whose neighbor is not there are left out.
    """
    if len(order) < 2:
        pairs = ((code, position_behind(program_id, behind)) for code, behind in order)
        return {code: place for code, place in pairs if place is not None}
    stored = Activity.objects.filter(program_id=program_id).order_by("position", "id")
    codes: list[str | None] = [None, *stored.values_list("code", flat=True)]
    after: dict[str | None, str | None] = dict(pairwise([*codes, None]))
    fresh: set[str] = set()
    for code, behind in order:
        if behind in after:
            after[behind], after[code] = code, after[behind]
            fresh.add(code)
    chain: list[str] = []
    at = after[None]
    while at is not None:
        chain.append(at)
        at = after[at]
    found = _spread_stored(program_id, chain)
    return {code: found[code] for code in fresh}


def _spread_stored(program_id: int, chain: Sequence[str]) -> dict[str, int]:
    for _again in range(2):
        stored = Activity.objects.filter(program_id=program_id).values_list("code", "position")
        found = spread(chain, dict(stored))
        if found is not None:
            return found
        respace(program_id)
    raise AssertionError("there is room once rows are spaced anew")


def place_behind(program_id: int, order: Iterable[Sequence[str | None]]) -> None:
    """Move rows one after the other: each pair is a row and the one to stand behind (None: first)."""
    for code, behind in order:
        place = position_behind(program_id, behind)
        if place is not None:
            Activity.objects.filter(program_id=program_id, code=code).update(position=place)


def spread(codes: Sequence[str], known: dict[str, int]) -> dict[str, int] | None:
    """Positions for the rows of ``codes``, in this order, which lack them in ``known``; None where there is no room.

    The known ones rise along ``codes``.
    """
    found: dict[str, int] = {}
    low: int | None = None
    waiting: list[str] = []
    for code in codes:
        high = known.get(code)
        if high is None:
            waiting.append(code)
            continue
        if waiting:
            begin = high - GAP * (len(waiting) + 1) if low is None else low
            if high - begin <= len(waiting):
                return None
            step = (high - begin) // (len(waiting) + 1)
            found.update((each, begin + step * at) for at, each in enumerate(waiting, 1))
            waiting = []
        low = high
    begin = 0 if low is None else low
    found.update((each, begin + GAP * at) for at, each in enumerate(waiting, 1))
    return found
