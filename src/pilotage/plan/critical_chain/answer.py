"""A critical chain and its fever chart as they are told: the same fields on the command line and in the API."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.plan.critical_chain.chain import CriticalChain
from pilotage.plan.critical_chain.feeding import FeedingChain
from pilotage.plan.critical_chain.fever import FeverPoint, Zones
from pilotage.plan.critical_chain.steps import Step


class FeedingAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A chain that joins the critical one before ``joins``. Of its buffer ``over_days`` do not fit into its room."""

    joins: str
    buffer_days: float
    gap_days: float
    over_days: float
    steps: tuple[Step, ...]


class ChainAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The chain of a milestone, its buffers, and a point of the fever chart for each state of the plan; working days.
    ``buffered_finish`` is the date to promise. ``people_links`` are ids of dependencies that keep one person's work
    apart, ``unknown`` ids of activities without an estimate. ``zones`` bound the chart's colors.
    """

    milestone: str
    basis: str
    sizing: str
    length_days: float
    buffer_days: float
    finish: dt.datetime
    buffered_finish: dt.datetime
    steps: tuple[Step, ...]
    feeding: tuple[FeedingAnswer, ...]
    people_links: tuple[str, ...]
    unknown: tuple[str, ...]
    fever: tuple[FeverPoint, ...]
    zones: Zones


def chain_answer(chain: CriticalChain, points: Sequence[FeverPoint], zones: Zones | None = None) -> ChainAnswer:
    """``zones`` are those that ``points`` were made with."""
    return ChainAnswer(
        milestone=chain.milestone,
        basis=chain.basis.value,
        sizing=chain.sizing.value,
        length_days=chain.length,
        buffer_days=chain.buffer,
        finish=chain.finish,
        buffered_finish=chain.buffered_finish,
        steps=chain.steps,
        feeding=tuple(_feeding(each) for each in chain.feeding),
        people_links=tuple(each.id for each in chain.people_links),
        unknown=chain.unknown,
        fever=tuple(points),
        zones=zones or Zones(),
    )


def _feeding(chain: FeedingChain) -> FeedingAnswer:
    return FeedingAnswer(
        joins=chain.joins, buffer_days=chain.buffer, gap_days=chain.gap, over_days=chain.over, steps=chain.steps
    )
