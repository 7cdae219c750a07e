"""Where the rows of a roadmap stand on one page, and which stay away where they would be too small to read."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from pilotage.plan.roadmap.model import Roadmap, RoadmapItem, RoadmapLane
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.roadmap import Horizon

HEAD, FOOT, MARGIN, AXIS = 62.0, 40.0, 36.0, 18.0
_LEAST_ROW, _BEST_ROW = 11.0, 19.0


class Paper(StrEnum):
    A4 = "a4"
    A3 = "a3"


SIZES = {Paper.A4: (841.9, 595.3), Paper.A3: (1190.6, 841.9)}
"""Points, landscape."""

_LAST_TO_GO = {Horizon.NOW: 0, Horizon.NEXT: 1, Horizon.LATER: 2, Horizon.DONE: 3}


class Row(msgspec.Struct, frozen=True):
    """A lane's head (``item`` None) or an item, with the y of its middle."""

    y: float
    lane: RoadmapLane
    item: RoadmapItem | None


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Points. ``names`` is the width of the names' column; ``left_out`` items found no room."""

    paper: Paper
    width: float
    height: float
    row: float
    names: float
    rows: tuple[Row, ...]
    left_out: int
    first: dt.date
    last: dt.date

    def x(self, day: dt.date, *, end: bool = False) -> float:
        """Where a day begins, or ends."""
        left, right = MARGIN + self.names, self.width - MARGIN
        days = (self.last - self.first).days + 1
        at = (day - self.first).days + (1 if end else 0)
        return left + (right - left) * min(max(at / days, 0.0), 1.0)


def lay_out(roadmap: Roadmap, paper: Paper | None = None) -> Layout:
    """On A4 while its rows can be read, else on A3; on the paper that is asked for where one is."""
    wanted = len(roadmap.items) + sum(1 for lane in roadmap.lanes if lane.title)
    chosen = paper or (Paper.A4 if wanted <= _room(Paper.A4) else Paper.A3)
    width, height = SIZES[chosen]
    lanes, left_out = _fitting(roadmap, _room(chosen))
    count = max(1, sum(len(lane.items) + bool(lane.title) for lane in lanes))
    row = min(_BEST_ROW, (height - HEAD - FOOT - AXIS) / count)
    return Layout(
        paper=chosen,
        width=width,
        height=height,
        row=row,
        names=width * 0.27,
        rows=tuple(_rows(lanes, row)),
        left_out=left_out,
        first=roadmap.first,
        last=roadmap.last,
    )


def _room(paper: Paper) -> int:
    return int((SIZES[paper][1] - HEAD - FOOT - AXIS) / _LEAST_ROW)


def _fitting(roadmap: Roadmap, room: int) -> tuple[tuple[RoadmapLane, ...], int]:
    """The lanes with as many items as there is room for: the nearest horizon, milestones
    and what ends first stay longest."""
    kept = sorted(
        ((lane, item) for lane in roadmap.lanes for item in lane.items),
        key=lambda pair: (
            _LAST_TO_GO[pair[1].horizon],
            pair[1].kind is not ActivityKind.MILESTONE,
            pair[1].end or dt.date.max,
        ),
    )
    heads = sum(1 for lane in roadmap.lanes if lane.title)
    chosen = {(lane.id, item.id) for lane, item in kept[: max(room - heads, 1)]}
    lanes = tuple(
        msgspec.structs.replace(lane, items=tuple(item for item in lane.items if (lane.id, item.id) in chosen))
        for lane in roadmap.lanes
    )
    return tuple(lane for lane in lanes if lane.items), len(kept) - len(chosen)


def _rows(lanes: tuple[RoadmapLane, ...], height: float) -> Iterator[Row]:
    y = HEAD + AXIS + height / 2
    for lane in lanes:
        if lane.title:
            yield Row(y, lane, None)
            y += height
        for item in lane.items:
            yield Row(y, lane, item)
            y += height
