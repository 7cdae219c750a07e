"""Figures as one table on the screen, and as a file that later runs can be held against."""

import datetime as dt
import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.running.figures import Figure

FOLDER = Path(__file__).parents[2] / "var" / "benchmarks"
_HEADER = ("", "median", "least", "worst", "cpu", "runs", "promise", "", "")
_LEFT = {0, 7, 8}


def table(figures: Mapping[str, Sequence[Figure]], loads: Mapping[str, tuple[float, float]] | None = None) -> str:
    """One block of rows for each benchmark, columns aligned over all; with the machine's load before and after it."""
    blocks = [(name, [_row(figure) for figure in group]) for name, group in figures.items() if group]
    rows = [_HEADER, *(row for _, block in blocks for row in block)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = [_line(_HEADER, widths)]
    for name, block in blocks:
        load = "" if loads is None or name not in loads else "  (load {:.1f} to {:.1f})".format(*loads[name])
        lines += ["", name + load, *(_line(row, widths) for row in block)]
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        f"  {figure.name}",
        f"{_number(figure.median)} {figure.unit}",
        _number(figure.least),
        _number(figure.most),
        "" if figure.cpu is None else _number(figure.cpu),
        str(figure.runs),
        "" if figure.bound is None else f"< {_number(figure.bound)}",
        {None: "", True: "kept", False: "MISSED"}[figure.kept],
        _remark(figure),
    )


def _remark(figure: Figure) -> str:
    ratio = f"{figure.ratio:.1f} x ours" if figure.peer and figure.ratio is not None else ""
    return ", ".join(part for part in (ratio, figure.note) if part)


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.ljust(width) if column in _LEFT else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def save(figures: Mapping[str, Sequence[Figure]], made: dt.datetime, load: float, folder: Path = FOLDER) -> Path:
    """Write ``folder/<date>.json``. A benchmark that ran again on that day replaces its figures, the others stay."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{made.date().isoformat()}.json"
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    known.update({name: _entry(group, made, load) for name, group in figures.items()})
    path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _entry(group: Sequence[Figure], made: dt.datetime, load: float) -> dict[str, Any]:
    return {
        "made": made.isoformat(timespec="seconds"),
        "load_before": round(load, 2),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "figures": [_facts(figure) for figure in group],
    }


def _facts(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "unit": figure.unit,
        "runs": figure.runs,
        "median": figure.median,
        "min": figure.least,
        "max": figure.most,
        "cpu": figure.cpu,
        "bound": figure.bound,
        "kept": figure.kept,
        "peer": figure.peer,
        "ratio": figure.ratio,
        "note": figure.note,
        "values": list(figure.values),
    }
