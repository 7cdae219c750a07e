"""Make the demo program's deployments: `python -m tools.atlas_deployments` writes ``examples/atlas/deployments.csv``.

A year of made-up deployments until the evening before the day of the story. The same file on every machine.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

PATH = Path(__file__).resolve().parents[1] / "examples/atlas/deployments.csv"
FIRST = dt.date(2025, 9, 15)
TODAY = dt.date(2026, 9, 17)
A_DAY = 1.6
FAILS = 0.09
COLUMNS = ("deployed", "committed", "failed", "recovered", "rework")

Row = tuple[dt.datetime, dt.datetime, bool, dt.datetime | None, bool]


def rows(draw: np.random.Generator) -> Iterator[Row]:
    """On working days but Fridays; what fails is mended by one more deployment, which nobody planned."""
    for number in range((TODAY - FIRST).days + 1):
        day = FIRST + dt.timedelta(days=number)
        if day.weekday() > 3 or (day.month, day.day) >= (12, 18):
            continue
        for _ in range(draw.poisson(A_DAY)):
            start = dt.datetime.combine(day, dt.time(8), dt.UTC)
            deployed = start + dt.timedelta(minutes=int(draw.integers(0, 420)))
            lead = dt.timedelta(minutes=round(60 * float(draw.lognormal(np.log(22.0), 0.8))))
            failed = bool(draw.random() < FAILS)
            down = dt.timedelta(minutes=round(float(draw.lognormal(np.log(70.0), 0.7))))
            yield deployed, deployed - lead, failed, deployed + down if failed else None, False
            if failed:
                begun = deployed + dt.timedelta(minutes=10)
                yield deployed + max(down, dt.timedelta(minutes=15)), begun, False, None, True


def content() -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for deployed, committed, failed, recovered, rework in sorted(
        rows(np.random.default_rng(7)), key=lambda row: row[0]
    ):
        flags = ["yes" if flag else "no" for flag in (failed, rework)]
        back = "" if recovered is None else _text(recovered)
        writer.writerow((_text(deployed), _text(committed), flags[0], back, flags[1]))
    return out.getvalue()


def _text(time: dt.datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%MZ}"


if __name__ == "__main__":
    PATH.write_text(content(), encoding="utf-8")
