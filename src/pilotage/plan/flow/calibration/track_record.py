"""The walk-forward backtest of histories: how often the forecasts that would have been made have held."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput import backtest, scores
from pilotage.engine.throughput.backtest import OURS, PLAIN, Walked
from pilotage.engine.throughput.calibrating.calibration import Ended, Errors
from pilotage.engine.throughput.looking import History
from pilotage.plan.flow.items.history import WorkHistory, number_of

LEAST_EFFECTIVE: Final = 20.0
"""Independent forecasts, below which a share says little: its interval is wider than 30 points."""

Progress = Callable[[int, int], None]


class HeldShare(msgspec.Struct, frozen=True):
    """How often outcomes came by the percentile ``level``: a fraction with its 95 % Wilson interval, computed for as
    many forecasts as were independent.
    """

    level: int
    share: float
    low: float
    high: float


class Method(msgspec.Struct, frozen=True):
    """Scores of one method. ``crps`` and ``pinball`` (by level) are means in units of the nominal weeks of each
    question; ``against_plain`` is the change of CRPS against the plain bootstrap: −0.12 is 12 % better.
    """

    name: str
    coverage: tuple[HeldShare, ...]
    crps: float
    against_plain: float | None
    pinball: dict[str, float]
    pit: tuple[float, ...]

    def share(self, level: int) -> float:
        return next(each.share for each in self.coverage if each.level == level)


class TrackRecord(msgspec.Struct, frozen=True):
    """Of one history, or of all together (``history`` is None). ``effective`` is the number of independent forecasts:
    overlapping ones count once. ``enough`` says whether that is enough to judge a share by. ``capped`` is the share of
    outcomes that exceeded the horizon of their question.
    """

    history: str | None
    forecasts: int
    effective: float
    enough: bool
    capped: float
    methods: tuple[Method, ...]

    @property
    def ours(self) -> Method:
        return self.methods[0]


class Backtest(msgspec.Struct, frozen=True):
    """``pooled`` is None where nothing could be asked; ``dropped`` questions came before there was enough to learn."""

    pooled: TrackRecord | None
    histories: tuple[TrackRecord, ...]
    dropped: int
    team_error: float | None
    """Mean distance of the share at P85 from 0.85 over the histories with ``enough``."""
    teams_within: float | None
    """Share of these histories within 0.05."""
    teams: int


class Trained(msgspec.Struct, frozen=True):
    """What a walk through histories taught: all that new forecasts need. The first ``asked`` histories are pooled, the
    others only teach. ``past`` and ``ended`` name histories by their place in ``names``; ``dropped`` questions of the
    pooled ones came before there was enough to learn. `plan.flow.learning` stores it.
    """

    names: tuple[str, ...]
    asked: int
    past: Errors
    ended: Ended
    records: tuple[TrackRecord, ...]
    pooled: TrackRecord | None
    dropped: int

    def record(self, name: str) -> TrackRecord | None:
        """The track record of one history; None where nothing of it could be scored."""
        return next((each for each in self.records if each.history == name), None)


def train(
    asked: Sequence[WorkHistory],
    teachers: Sequence[WorkHistory] = (),
    *,
    until: dt.date | None = None,
    seed: int = 1,
    compared: bool = True,
    progress: Progress | None = None,
) -> Trained:
    """Walk through histories; ``teachers`` are walked through too, but do not count in the pooled record."""
    kept = [each for each in asked if each.days is not None]
    more = [each for each in teachers if each.days is not None]
    days: list[History] = [each.days for each in [*kept, *more] if each.days is not None]
    end = None if until is None else number_of(until)
    walked = backtest.walk(days, seed=seed, until=end, compared=compared, progress=progress)
    return _trained([each.name for each in [*kept, *more]], walked, len(kept))


def _trained(names: Sequence[str], walked: Walked, asked: int) -> Trained:
    at = walked.asked.history
    records = [record_of(walked, at == row, name) for row, name in enumerate(names) if (at == row).any()]
    return Trained(
        names=tuple(names),
        asked=asked,
        past=walked.past,
        ended=walked.ended,
        records=tuple(records),
        pooled=record_of(walked, at < asked, None) if (at < asked).any() else None,
        dropped=int((walked.dropped < asked).sum()),
    )


def judge(trained: Trained) -> Backtest:
    """The scores, pooled and of each history."""
    found = [record for name in trained.names[: trained.asked] if (record := trained.record(name)) is not None]
    errors = np.array([abs(each.ours.share(85) - 0.85) for each in found if each.enough])
    return Backtest(
        pooled=trained.pooled,
        histories=tuple(found),
        dropped=trained.dropped,
        team_error=float(errors.mean()) if len(errors) else None,
        teams_within=float((errors <= 0.05).mean()) if len(errors) else None,
        teams=len(errors),
    )


def record_of(walked: Walked, rows: NDArray[np.bool_], name: str | None, base: str = PLAIN) -> TrackRecord:
    """The track record of some questions; CRPS is told against the method ``base``."""
    asked = walked.asked.where(rows)
    effective = scores.effective_number(asked.history, asked.origin, asked.outcome)
    plain = None
    if base in walked.answers:
        plain = float((scores.crps(walked.answers[base][rows], asked.outcome) / asked.weeks).mean())
    methods = tuple(
        _method(key, answers[rows], asked.outcome, asked.weeks, effective, plain)
        for key, answers in sorted(walked.answers.items(), key=lambda each: each[0] != OURS)
    )
    return TrackRecord(
        history=name,
        forecasts=len(asked.origin),
        effective=effective,
        enough=bool(effective >= LEAST_EFFECTIVE),
        capped=float((asked.outcome >= asked.cap - 1e-9).mean()),
        methods=methods,
    )


def _method(
    name: str,
    answers: NDArray[np.float64],
    outcome: NDArray[np.float64],
    weeks: NDArray[np.float64],
    effective: float,
    plain: float | None,
) -> Method:
    shares = scores.held(answers, outcome).mean(axis=0)
    loss = (scores.pinball(answers, outcome) / weeks[:, None]).mean(axis=0)
    crps = float(2 * loss.mean())
    held = [(level, scores.coverage(float(shares[level - 1]), effective)) for level in scores.TOLD]
    return Method(
        name=name,
        coverage=tuple(HeldShare(level, each.share, each.low, each.high) for level, each in held),
        crps=crps,
        against_plain=None if not plain else crps / plain - 1,
        pinball={f"p{level}": float(loss[level - 1]) for level in scores.TOLD},
        pit=tuple(scores.pit(answers, outcome).tolist()),
    )
