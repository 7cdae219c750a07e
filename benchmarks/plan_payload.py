"""A made-up plan in the shape of the Plan page's columns, of any size: for measuring the page, not for reading."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

DAY = 1440
EPOCH = 29_790_720  # 2026-08-24T00:00Z in minutes
GROUP = 20  # activities below a summary
STREAMS = 20


@dataclass
class _Rows:
    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    finishes: list[int] = field(default_factory=list)

    def add(self, kind: str, parent: int, start: int, days: int) -> int:
        row = len(self.ids)
        self.ids.append(f"{kind}/{row}")
        self.titles.append(f"{kind.capitalize()} {row} of the made-up plan")
        self.kinds.append(kind)
        self.parents.append(parent)
        self.levels.append(1 if parent < 0 else self.levels[parent] + 1)
        self.starts.append(start)
        self.finishes.append(start + days * DAY)
        return row


def plan_payload(activities: int, dependencies: int, seed: int) -> dict[str, Any]:
    """The plan answer with ``activities`` tasks and milestones and ``dependencies`` links that run forward in time."""
    rng = random.Random(seed)
    rows = _rows(activities, rng)
    links = _links(rows, dependencies, rng)
    count = len(rows.ids)
    driver = _drivers(links, count)
    return {
        **_header(rows),
        "activities": {
            **_plain(rows, rng),
            "driver": driver,
            "driven_by": ["dependency" if link >= 0 else "start" for link in driver],
        },
        "dependencies": {
            "id": [f"{rows.ids[a]}>{rows.ids[b]}:FS" for a, b in links],
            "predecessor": [a for a, _ in links],
            "successor": [b for _, b in links],
            "kind": ["FS"] * len(links),
            "lag_days": [0.0] * len(links),
            "lag_text": [""] * len(links),
            "driving": [driver[b] == link for link, (_, b) in enumerate(links)],
            "version": [1] * len(links),
        },
    }


def _rows(activities: int, rng: random.Random) -> _Rows:
    rows = _Rows()
    program = rows.add("program", -1, EPOCH, 800)
    per_stream = activities // STREAMS
    for _ in range(STREAMS):
        stream = rows.add("workstream", program, EPOCH, 760)
        summary = stream
        for i in range(per_stream):
            start = EPOCH + (i * 700 // per_stream + rng.randrange(12)) * DAY
            if i % GROUP == 0:
                summary = rows.add("summary", stream, start, 50)
            milestone = i % GROUP == GROUP - 1
            rows.add("milestone" if milestone else "task", summary, start, 0 if milestone else rng.randrange(2, 15))
    return rows


def _links(rows: _Rows, count: int, rng: random.Random) -> list[tuple[int, int]]:
    leaves = [row for row, kind in enumerate(rows.kinds) if kind in {"task", "milestone"}]
    links = {(a, b) for a, b in pairwise(leaves) if rows.parents[a] == rows.parents[b]}
    while len(links) < count:
        a, b = rng.choice(leaves), rng.choice(leaves)
        if rows.finishes[a] <= rows.starts[b]:
            links.add((a, b))
    return sorted(links)[:count]


def _drivers(links: Sequence[tuple[int, int]], count: int) -> list[int]:
    driver = [-1] * count
    for link, (_, successor) in enumerate(links):
        driver[successor] = link
    return driver


def _header(rows: _Rows) -> dict[str, Any]:
    weekends = [EPOCH + (5 + 7 * week) * DAY for week in range(120)]
    person = {"id": "p", "name": "Mira Sorel", "initials": "MS", "team": None, "external": False}
    calendar = {"id": "c", "title": "Standard", "zone": "UTC", "default": True}
    return {
        "revision": 1,
        "zone": "UTC",
        "status_date": "2026-09-18",
        "start": EPOCH,
        "finish": EPOCH + 820 * DAY,
        "today_line": EPOCH + 25 * DAY,
        "currency": "EUR",
        "hours_per_day": 8.0,
        "final": rows.ids[-1],
        "final_path": [],
        "baseline": None,
        "baselines": [],
        "people": [person],
        "teams": [{"id": "t", "title": "Team", "calendar": None}],
        "workstreams": [{"id": "w", "title": "Stream", "team": None}],
        "calendars": [{**calendar, "nonworking": [[day, day + 2 * DAY, "weekend", ""] for day in weekends]}],
        "problems": [],
        "quality": None,
    }


def _plain(rows: _Rows, rng: random.Random) -> dict[str, Any]:
    count = len(rows.ids)
    floats = [float(rng.choice((0, 0, 3, 8, 20))) for _ in range(count)]
    absent: tuple[str, ...] = (
        "low",
        "likely",
        "high",
        "actual_start",
        "actual_finish",
        "deadline",
        "target",
        "commitment",
    )
    absent += ("constraint", "constraint_at", "on_time", "criticality", "status")
    return {
        **{name: [None] * count for name in absent},
        **{name: [0] * count for name in ("workstream", "team", "owner", "calendar")},
        "id": rows.ids,
        "title": rows.titles,
        "kind": rows.kinds,
        "parent": rows.parents,
        "level": rows.levels,
        "wbs": [str(row) for row in range(count)],
        "start": rows.starts,
        "finish": rows.finishes,
        "late_finish": rows.finishes,
        "duration_days": [(finish - start) / DAY for start, finish in zip(rows.starts, rows.finishes, strict=True)],
        "progress": [rng.choice((0.0, 0.4, 1.0)) for _ in range(count)],
        "float_days": floats,
        "free_float_days": floats,
        "critical": [value == 0 for value in floats],
        "p50": _forecast(rows, 4),
        "p85": _forecast(rows, 12),
        "baseline_start": [start - 5 * DAY for start in rows.starts],
        "baseline_finish": [finish - 5 * DAY for finish in rows.finishes],
        "risks": [""] * count,
        "version": [1] * count,
    }


def _forecast(rows: _Rows, days: int) -> list[int | None]:
    pairs = zip(rows.kinds, rows.finishes, strict=True)
    return [finish + days * DAY if kind == "milestone" else None for kind, finish in pairs]
