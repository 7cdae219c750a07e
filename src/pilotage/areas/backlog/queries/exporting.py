"""The ranking as a file."""

import datetime as dt

from pilotage.areas.actor import Actor
from pilotage.areas.backlog.queries.items import stored
from pilotage.areas.backlog.queries.ranked import compared
from pilotage.areas.programs.queries import visible
from pilotage.exchange.priorities import ranking_csv


def ranking_file(*, actor: Actor, program: str, today: dt.date) -> bytes:
    """CSV: every item in its order, with all inputs, all methods and the decisions."""
    kept = stored(visible(actor=actor, program=program).program, today)
    return ranking_csv(compared(kept), kept.overrides)
