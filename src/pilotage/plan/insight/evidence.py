"""Facts about forecasts: each number of a milestone with its formula, its records and its interval."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast, wilson
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, day, last_day, percent, signed
from pilotage.plan.vocabulary.facts import Bin, Fact, RecordRef

_MOST_BINS = 12


class Evidence:
    """Collects the facts of one page or report; a fact is made once and named by its id."""

    def __init__(self, forecast: Forecast | None, as_of: dt.datetime) -> None:
        self.facts: dict[str, Fact] = {}
        self.as_of = as_of
        self._forecast = forecast

    def add(self, fact: Fact) -> str:
        self.facts[fact.id] = fact
        return fact.id

    def number(
        self, key: str, label: str, value: float, unit: str, formula: str, records: tuple[RecordRef, ...] = ()
    ) -> str:
        """A fact that is not a forecast's own number: a difference, a count, a load."""
        return self.add(
            Fact(id=key, label=label, value=value, unit=unit, formula=formula, records=records, as_of=self.as_of)
        )

    def on_time(self, milestone: MilestoneForecast) -> str | None:
        """P(finish by the end of the target day)."""
        if milestone.target is None or milestone.on_time is None:
            return None
        label = _("Chance of {date}").format(date=day(milestone.target))
        return self._probability(f"on-time:{milestone.id}", label, milestone, milestone.target, milestone.on_time)

    def kept(self, milestone: MilestoneForecast) -> str | None:
        """P(finish by the end of the committed day)."""
        if milestone.commitment is None or milestone.kept is None:
            return None
        label = _("Chance to keep the commitment of {date}").format(date=day(milestone.commitment))
        return self._probability(f"kept:{milestone.id}", label, milestone, milestone.commitment, milestone.kept)

    def _probability(self, key: str, label: str, milestone: MilestoneForecast, by: dt.date, share: float) -> str:
        total = len(milestone.finishes)
        met = round(share * total)
        return self.add(
            Fact(
                id=key,
                label=label,
                value=share,
                unit="probability",
                formula=_("finishes by {date} / all runs = {met:,} / {total:,} = {share}").format(
                    date=day(by), met=met, total=total, share=chance(share)
                ),
                records=self.run_records(milestone),
                as_of=self.as_of,
                interval=wilson(met, total),
                histogram=histogram(milestone),
            )
        )

    def finish(self, milestone: MilestoneForecast, quantile: int) -> str:
        """The P50 or P85 finish day."""
        instant = {10: milestone.p10, 50: milestone.p50, 85: milestone.p85, 90: milestone.p90}[quantile]
        total = len(milestone.finishes)
        interval = milestone.p85_interval if quantile == 85 else None
        return self.add(
            Fact(
                id=f"p{quantile}:{milestone.id}",
                label=_("P{quantile} finish of {title}").format(quantile=quantile, title=milestone.title),
                value=last_day(instant).isoformat(),
                unit="date",
                formula=_("the day by which {share} of {total:,} runs have finished").format(
                    share=percent(quantile / 100), total=total
                ),
                records=self.run_records(milestone),
                as_of=self.as_of,
                interval=None
                if interval is None
                else (last_day(interval[0]).isoformat(), last_day(interval[1]).isoformat()),
                histogram=histogram(milestone),
            )
        )

    def difference(self, key: str, label: str, days: float, before: dt.date, after: dt.date) -> str:
        """Working days between two days, signed; positive is later."""
        formula = _("working days from {before} to {after} = {days}").format(
            before=day(before), after=day(after, near=before), days=signed(days)
        )
        return self.number(key, label, days, "working_days", formula)

    def run_records(self, milestone: MilestoneForecast) -> tuple[RecordRef, ...]:
        """What a simulated number rests on: the milestone, the run with its seed, the plan, risks and calendars."""
        run = self._forecast
        if run is None:
            return ()
        program = run.program
        open_risks = sum(1 for risk in program.risks if risk.state == "open")
        return (
            RecordRef("milestone", milestone.id, milestone.title),
            RecordRef(
                "simulation",
                run.inputs,
                _("Simulation of {n:,} runs").format(n=run.iterations),
                _("seed {seed}").format(seed=run.seed),
            ),
            RecordRef("plan", program.id, _("Plan"), _("{n} activities").format(n=len(program.activities))),
            RecordRef("risks", program.id, _("Open risks"), str(open_risks)),
            RecordRef("calendars", program.id, _("Calendars"), str(len(program.calendars))),
        )


def histogram(milestone: MilestoneForecast, most: int = _MOST_BINS) -> tuple[Bin, ...]:
    """Finishes by week (or by as many weeks as keep the bars at ``most``), between the 1st and the 99th percentile.

    The outer bars hold the tails, so the counts add up to all runs. Weeks begin on Monday in the milestone's zone.
    """
    finishes: NDArray[np.int64] = milestone.finishes
    zone = milestone.p50.tzinfo
    first, last = (
        last_day(dt.datetime.fromtimestamp(int(np.quantile(finishes, q)) * 60, tz=zone)) for q in (0.01, 0.99)
    )
    monday = first - dt.timedelta(days=first.weekday())
    weeks = max(1, -(-((last - monday).days // 7 + 1) // most))
    starts = [monday]
    while starts[-1] + dt.timedelta(weeks=weeks) <= last:
        starts.append(starts[-1] + dt.timedelta(weeks=weeks))
    # a finish at midnight belongs to the day before, hence side="left"
    edges = [_minutes(start, zone) for start in starts[1:]]
    counts = np.bincount(np.searchsorted(edges, finishes, side="left"), minlength=len(starts))
    return tuple(Bin(start, int(count)) for start, count in zip(starts, counts, strict=True))


def _minutes(date: dt.date, zone: dt.tzinfo | None) -> int:
    return int(dt.datetime.combine(date, dt.time(), tzinfo=zone).timestamp() // 60)
