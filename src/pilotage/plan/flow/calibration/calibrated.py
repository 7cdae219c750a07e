"""A history at its origin, with what was learned for it: the calibrated percentiles of any scope."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.calibrating.calibration import LEARNED, Correction, correct, learn, recalibrated
from pilotage.engine.throughput.calibrating.library import SUFFICIENT, Library, answered
from pilotage.engine.throughput.growing import replay_scope
from pilotage.engine.throughput.looking import RECENT, TUNED, History, Looked, ask, look, replay, replay_horizon
from pilotage.engine.throughput.scores import LEVELS
from pilotage.engine.throughput.walking import HORIZON
from pilotage.plan.flow.calibration.track_record import Trained

METHOD: Final = 2
"""Counts up when the same history would be forecast otherwise; ledgers store it."""

Quantiles = NDArray[np.float64]


class Answer(NamedTuple):
    """The 99 percentiles in weeks, and which of them only say "at that time or later"."""

    weeks: Quantiles
    beyond: NDArray[np.bool_]

    def chance(self, weeks: float) -> float:
        """That it is done within so many weeks; where the horizon cuts off, at least this."""
        sure = ~self.beyond
        if not sure.any():
            return 0.0
        rest = 1.0 if sure.all() else float(LEVELS[sure][-1])
        return float(np.interp(weeks, self.weeks[sure], LEVELS[sure], left=0.0, right=rest))


class Calibrated:
    """Corrected by what was learned; where that is too little by ``library``; where there is none not at all."""

    def __init__(
        self, days: History, trained: Trained, name: str, origin: int, seed: int, library: Library | None
    ) -> None:
        self.days, self.origin, self.seed, self.trained = days, origin, seed, trained
        self.row = trained.names.index(name) if name in trained.names else -1
        self.looked: Looked = look(days, origin, TUNED)
        self.learned: Correction | None = learn(trained.past, self.row, origin, LEARNED)
        few = self.learned is None or self.learned.known < SUFFICIENT
        self.library = library if few else None

    @property
    def corrected(self) -> bool:
        return self.learned is not None or self.library is not None

    def answer(self, items: int, runs: int, share: float = 0.0) -> Answer:
        """When so many items are done, and with ``share`` above zero that part of all that comes in meanwhile."""
        weeks, end = self._plain(items, runs), self.horizon(items)
        beyond = weeks >= end - 1e-9
        if share > 0:
            longer, endless = self._growth(items, runs, share)
            weeks, beyond = weeks * longer, beyond | endless
        return Answer(weeks, beyond)

    def _plain(self, items: int, runs: int) -> Quantiles:
        if not self.corrected:
            return np.quantile(replay(self.looked, items, runs, self.seed), LEVELS)
        asked = ask(self.looked, self.days, items, runs, self.seed)
        nominal = max(self.nominal(items), 0.1)
        if self.library is not None:
            found = answered(self.library, asked, nominal, LEARNED)
        else:
            assert self.learned is not None
            found = correct(self.learned, asked, nominal, LEARNED)
            found = recalibrated(found, self.trained.ended, self.row, self.origin, LEARNED)
        return np.minimum(np.maximum.accumulate(found), self.horizon(items))

    def nominal(self, items: int) -> float:
        """Weeks that so many items take at the recent rate."""
        return items / self.looked.recent

    def horizon(self, items: int) -> float:
        """Weeks beyond which nothing is said of that scope: no such forecast was tested."""
        if not self.corrected:
            return replay_horizon(self.looked, items)
        return HORIZON * max(self.nominal(items), 1.0)

    def growth(self, items: int) -> tuple[float, float] | None:
        """Items that come in each week, and the share of them that belongs to a scope of ``items``: its share of what
        is open. None where the history does not tell when items came in.
        """
        if self.days.arrived is None or self.days.closed is None:
            return None
        left = int(self.days.arrived.by(self.origin) - self.days.closed.by(self.origin))
        arrived = self.days.arrived.weeks(self.origin, min(len(self.looked.pool), RECENT))
        return float(arrived.mean()), min(1.0, items / max(left, 1))

    def _growth(self, items: int, runs: int, share: float) -> tuple[Quantiles, NDArray[np.bool_]]:
        """By how much growth stretches each percentile of the replay, and where that never ends."""
        assert self.days.arrived is not None
        looked, horizon = self.looked, replay_horizon(self.looked, items)
        arrivals = self.days.arrived.weeks(self.origin, len(looked.pool)) * share
        common = (looked.ends, looked.block, items, horizon, runs, self.seed)
        grown = np.quantile(replay_scope(looked.pool, arrivals, *common), LEVELS)
        frozen = np.quantile(replay_scope(looked.pool, np.zeros_like(arrivals), *common), LEVELS)
        return np.maximum(grown / frozen, 1.0), grown >= horizon - 1e-9
