"""The fever chart: how much of the chain is done against how much of its buffer is used up.

The chain, its durations and its buffer are those of the first state and stay; each later state of the plan is scheduled
at them, so that what it consumes is by how much it puts the milestone later, measured by what remains to be done.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from pilotage.plan.critical_chain.chain import CriticalChain, left_of, with_chain
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.program import Program


class Zone(StrEnum):
    GREEN = "green"  # leave it alone
    AMBER = "amber"  # prepare what would win time back
    RED = "red"  # do it
    GREY = "grey"  # no buffer, so nothing to measure against


class Zones(msgspec.Struct, frozen=True):
    """Shares of the buffer where amber and red begin, when nothing and when all of the chain is done; straight lines
    between. A convention of the house, like all in use: equal shares at both ends give level thirds.
    """

    amber: tuple[float, float] = (0.15, 0.75)
    red: tuple[float, float] = (0.30, 0.90)

    def of(self, done: float, consumed: float | None) -> Zone:
        """The zone of a point."""
        if consumed is None:
            return Zone.GREY
        if consumed > self.red[0] + (self.red[1] - self.red[0]) * done:
            return Zone.RED
        return Zone.AMBER if consumed > self.amber[0] + (self.amber[1] - self.amber[0]) * done else Zone.GREEN


THIRDS = Zones(amber=(1 / 3, 1 / 3), red=(2 / 3, 2 / 3))


class FeverPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One state of the plan. ``done`` is the share of the chain's work (0..1), ``consumed`` that of the buffer: above 1
    it is overdrawn, below 0 the chain is ahead; None where there is no buffer. ``days`` are the working days consumed;
    ``finish`` is where the milestone lands before the buffer.
    """

    as_of: dt.date | None
    done: float
    consumed: float | None
    days: float
    finish: dt.datetime
    zone: Zone


def fever(chain: CriticalChain, states: Iterable[Program], zones: Zones | None = None) -> tuple[FeverPoint, ...]:
    """A point for each state, in the order given. A state is the same plan later on: activities are known by id.

    Raises `Unschedulable`, and KeyError where a state lacks the milestone.
    """
    zones = zones or Zones()
    return tuple(_point(chain, state, zones) for state in states)


def _point(chain: CriticalChain, state: Program, zones: Zones) -> FeverPoint:
    now = schedule(with_chain(chain, state))
    left = sum(left_of(chain, now, step) for step in chain.steps)
    done = min(1.0, max(0.0, 1 - left / chain.length)) if chain.length > 0 else 1.0
    finish = now.at(chain.milestone).finish
    days = now.working_days(chain.finish, finish)
    consumed = days / chain.buffer if chain.buffer > 0 else None
    return FeverPoint(
        as_of=state.status_date,
        done=done,
        consumed=consumed,
        days=days,
        finish=finish,
        zone=zones.of(done, consumed),
    )
