"""How the items of an example are put in order: ``backlog.csv`` in its folder holds what people typed and decided,
``backlog.json`` the method.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.backlog import operations as backlog
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.exchange.priorities import read_priorities
from pilotage.plan.prioritizing.methods import Curve
from pilotage.plan.prioritizing.settings import Settings

METHOD, TABLE = "backlog.json", "backlog.csv"


def tell_backlog(*, row: ProgramRow, folder: Path, teller: Actor, now: dt.datetime) -> None:
    """Store what these files tell; nothing where they are missing.

    Part of loading the example: its transaction, after its items were stored.
    """
    if not (folder / METHOD).is_file() or not (folder / TABLE).is_file():
        return
    given = (folder / METHOD).read_bytes()
    found = read_priorities(folder / TABLE, msgspec.json.decode(given, type=Settings))
    on: dict[str, Any] = {"actor": teller, "program": row.slug, "version": None, "now": now}
    backlog.set_priorities(settings=msgspec.json.decode(given), **on)
    usual = ("curve", Curve.STANDARD.value)  # the class of service says so already
    changes = [
        backlog.ScoreChange(key=item.key, cells=dict(each for each in item.inputs.items() if each != usual))
        for item in found.items
    ]
    backlog.score_items(actor=teller, program=row.slug, changes=changes, now=now)
    for each in found.decisions:
        backlog.override_order(key=each.key, ahead_of=each.ahead_of, reason=each.reason, today=now.date(), **on)
