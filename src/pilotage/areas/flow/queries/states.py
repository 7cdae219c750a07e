"""The states of a program's tracker, and what they mean."""

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.queries import tracker
from pilotage.plan.flow.items.states import State
from pilotage.plan.vocabulary.work_items import StatusCategory


class States(msgspec.Struct, frozen=True):
    """``chosen`` are the categories that people chose, ``version`` is that of these choices. A chosen state is not
    guessed.
    """

    version: int
    chosen: dict[str, StatusCategory]
    states: tuple[State, ...]


def states_of(*, actor: Actor, program: str) -> States:
    """All states that items are or were in."""
    row = visible(actor=actor, program=program).program
    work = work_of(row.pk)
    found = tuple(
        msgspec.structs.replace(state, category=work.chosen[state.name], guessed=False)
        if state.name in work.chosen
        else state
        for state in work.states
    )
    return States(tracker(row.pk).version, dict(work.chosen), found)
