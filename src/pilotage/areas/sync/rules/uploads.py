"""Decisions about an uploaded file: its name on disk, whether it is read at once, and what a user sees of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from pilotage.areas.audit.rules import plain
from pilotage.exchange.detection import FORMATS
from pilotage.exchange.result import ReadResult
from pilotage.exchange.tabular.shipped import shipped, shipped_names
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program

SMALL_BYTES = 300_000
SMALL_ROWS = 2_000
SAMPLE_ROWS = 20
MOST_PROBLEMS = 500
FAITHFUL = frozenset({"text", "program-json"})
_SLOW_ENDINGS = (".mpp", ".mpt", ".mpx", ".xer")


def safe_name(name: str) -> str:
    """The file's name without folders and odd characters; its ending stays, it may say what the file is."""
    base = PurePath(name.replace("\\", "/")).name
    cleaned = re.sub(r"[^\w.\- ]+", "_", base).strip(". ")
    return cleaned[-120:] or "upload"


def stem(name: str) -> str:
    """The name without its endings: ``issues`` of ``issues.jsonl.gz``."""
    return safe_name(name).partition(".")[0] or "upload"


def quick(name: str, size: int) -> bool:
    """Whether reading the file takes about a second at most."""
    return size <= SMALL_BYTES and not name.lower().endswith(_SLOW_ENDINGS)


def faithful(format_: str) -> bool:
    """Whether a file of this format carries all that a program has."""
    return format_ in FAITHFUL


def format_title(format_: str) -> str:
    """What people call the format: of a table, the title of the mapping that fits it."""
    known = next((one.title for one in FORMATS if one.name == format_), None)
    if known is not None:
        return known
    mapping = shipped(format_) if format_ in shipped_names() else None
    return mapping.title if mapping is not None else format_


def problem_counts(problems: Iterable[Problem]) -> dict[str, int]:
    counts = Counter(problem.severity.value for problem in problems)
    return {severity.value: counts[severity.value] for severity in Severity}


def shown_problems(problems: Iterable[Problem]) -> list[Any]:
    """The first problems, errors first."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    found: list[Any] = plain(sorted(problems, key=lambda problem: order[problem.severity])[:MOST_PROBLEMS])
    return found


def facts(result: ReadResult) -> Mapping[str, Any]:
    """What the user sees of a file that was read."""
    program = result.program
    return {
        "format": result.format,
        "format_title": format_title(result.format),
        "counts": result.counts,
        "sample": sample(program) if program is not None else items_sample(result),
        "faithful": faithful(result.format),
        "program": program.id if program is not None else "",
        "title": program.title if program is not None else "",
        "rows": len(program.activities) if program is not None else 0,
        "work_items": len(result.work_items),
    }


def sample(program: Program) -> list[dict[str, Any]]:
    """The first activities with their dates, where the plan can be scheduled."""
    first = program.activities[:SAMPLE_ROWS]
    try:
        dates = schedule(program)
    except Unschedulable:
        return [{"id": row.id, "title": row.title, "start": None, "finish": None} for row in first]
    return [
        {"id": row.id, "title": row.title, "start": plain(at.start), "finish": plain(at.finish)}
        for row in first
        for at in [dates.at(row.id)]
    ]


def items_sample(result: ReadResult) -> list[dict[str, Any]]:
    """The first work items, from creation to resolution."""
    return [
        {"id": item.key, "title": item.title, "start": plain(item.created), "finish": plain(item.resolved)}
        for item in result.work_items[:SAMPLE_ROWS]
    ]
