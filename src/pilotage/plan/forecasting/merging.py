"""Why a milestone where paths join is later than any of them: the last one decides.

Where independent paths join, the probability that all have arrived is the product of theirs (three at 85 %: 61 %).
Paths that share work, risks or factors arrive late together, so the simulated probability is higher than the product.
"""

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.network import FF, FINISHED, FS
from pilotage.engine.simulation import Question
from pilotage.plan.forecasting.drivers import ITERATIONS
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.forecasting.levels_of_effort import later
from pilotage.plan.forecasting.simulation import simulate_rows
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import chance, day, listing
from pilotage.plan.scheduling.schedule import Schedule, zone_of
from pilotage.plan.working_time.calendar_tables import midnight

_NAMED = 3  # paths that a sentence names
_CERTAIN = 0.995


@dataclass(frozen=True, slots=True)
class Path:
    """One of the paths that join: its last activity, and the share of iterations in which it arrives in time."""

    id: str
    title: str
    in_time: float


@dataclass(frozen=True, slots=True)
class MergeBias:
    """What joins at activity ``at`` by the end of the day ``by``: ``product`` of the paths' shares, and the simulated
    share in which all arrive. ``paths`` are those that matter, the worst first; ``count`` is the number of all.
    """

    at: str
    title: str
    by: dt.date
    paths: tuple[Path, ...]
    count: int
    product: float
    simulated: float

    @property
    def sentence(self) -> Text:
        """What to make of it; the numbers are facts ``merge:<activity>`` and ``merge:<activity>:<path>``."""
        worst = self.paths[:_NAMED]
        shares = listing([f"{path.title} {chance(path.in_time)}" for path in worst])
        together = fill(
            _("{count} paths join at {title}. By {by}, {shares}; if independent, all would be in with {product}; "),
            count=str(self.count),
            title=Mark(self.title, ref=Link("activity", self.at)),
            by=day(self.by),
            shares=shares,
            product=Mark(chance(self.product), fact=f"merge:{self.at}:product"),
        )
        simulated = Mark(chance(self.simulated), fact=f"merge:{self.at}")
        if self.simulated > self.product + 0.02:
            return together + fill(_("simulated {share}, because they are late together."), share=simulated)
        return together + fill(_("simulated {share}."), share=simulated)


def merge_bias(forecast: Forecast, milestone_id: str, by: dt.date | None = None) -> MergeBias | None:
    """What joining paths cost a milestone at the day ``by`` (None: its target, else its P50). Where one path leads to
    it, the place on that path where several join. None where nowhere do two paths join that may be late. Paths are
    links from a finish. Raises KeyError for an unknown milestone.
    """
    planned = forecast.schedule
    node = _last_below(planned, planned.index[milestone_id])
    milestone = forecast.milestones.get(milestone_id)
    links = _joining(planned, node)
    while len(links) == 1:
        node = int(planned.compiled.network.predecessor[links[0]])
        links = _joining(planned, node)
    rows = len(planned.program.activities)
    if not links or node >= rows:
        return None
    network = planned.compiled.network
    question = Question(
        watched=[int(network.predecessor[e]) for e in links],
        root=node,
        iterations=min(forecast.iterations, ITERATIONS),
        seed=forecast.seed,
    )
    _model, runs = simulate_rows(planned, question)
    arrivals = np.stack([_arrival(planned, e, finishes) for e, finishes in zip(links, runs.finishes, strict=True)])
    joined = arrivals.max(axis=0)
    if milestone is not None and node == _last_below(planned, planned.index[milestone_id]) and by is None:
        by = milestone.target
    zone = zone_of(planned.program)
    if by is None:
        by = dt.datetime.fromtimestamp(int(np.median(joined)) * 60, zone).date()
    limit = midnight(by + dt.timedelta(1), zone)
    shares = (arrivals <= limit).mean(axis=1)
    paths = [
        Path(*_named(planned, int(network.predecessor[e])), float(share))
        for e, share in zip(links, shares, strict=True)
    ]
    if sum(path.in_time < _CERTAIN for path in paths) < 2:
        return None
    worst = sorted((path for path in paths if path.in_time < _CERTAIN), key=lambda path: path.in_time)
    activity = planned.program.activities[node]
    product, simulated = math.prod(shares.tolist()), float((joined <= limit).mean())
    return MergeBias(activity.id, activity.title, by, tuple(worst), len(paths), product, simulated)


def _last_below(planned: Schedule, row: int) -> int:
    """The activity itself; of a summary, the one below it that the plan finishes last."""
    if row in planned.logic.children:
        return max(planned.logic.leaves(row), key=lambda leaf: int(planned.finish[leaf]))
    return row


def _joining(planned: Schedule, node: int) -> list[int]:
    """Links from an unfinished predecessor's finish into a node."""
    network = planned.compiled.network
    links = range(int(network.first_in[node]), int(network.first_in[node + 1]))
    from_finish = (FS, FF)
    return [e for e in links if network.kind[e] in from_finish and network.state[network.predecessor[e]] != FINISHED]


def _arrival(planned: Schedule, e: int, finishes: NDArray[np.int64]) -> NDArray[np.int64]:
    """When a path has passed its link's lag."""
    network = planned.compiled.network
    return later(planned.compiled.calendars, int(network.lag_calendar[e]), finishes, int(network.lag[e]))


def _named(planned: Schedule, node: int) -> tuple[str, str]:
    activities = planned.program.activities
    if node < len(activities):
        return activities[node].id, activities[node].title
    return "", _("a group of activities")
