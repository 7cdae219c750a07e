"""Facts of a risk analysis: what each number of it was computed from, with its formula filled in."""

from collections.abc import Mapping, Sequence

from pilotage.plan.forecasting.costs import CostForecast, JointConfidence
from pilotage.plan.forecasting.drivers import ITERATIONS, Driver, Mitigation, RiskEffect
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast, wilson
from pilotage.plan.forecasting.merging import MergeBias
from pilotage.plan.insight.evidence import Evidence, histogram
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, day, last_day, money, percent, signed
from pilotage.plan.vocabulary.facts import Fact, RecordRef


class AnalysisFacts:
    """Puts the facts of one milestone's analysis into ``evidence``; a fact's id tells what it is of."""

    def __init__(self, evidence: Evidence, forecast: Forecast, milestone: MilestoneForecast) -> None:
        self._evidence = evidence
        self._forecast = forecast
        self._milestone = milestone
        self._runs = evidence.run_records(milestone)
        self._again = min(forecast.iterations, ITERATIONS)

    def of_percentile(self, percent_: int) -> str:
        """``finish:<percent>``: the day that this share of the runs does not exceed."""
        future, total = self._milestone, self._forecast.iterations
        low, high = future.quantile_interval(percent_ / 100)
        return self._evidence.add(
            Fact(
                id=f"finish:{percent_}",
                label=_("P{quantile} finish of {title}").format(quantile=percent_, title=future.title),
                value=last_day(future.quantile(percent_ / 100)).isoformat(),
                unit="date",
                formula=_("the day by which {share} of {total:,} runs have finished").format(
                    share=percent(percent_ / 100), total=total
                ),
                records=self._runs,
                as_of=self._evidence.as_of,
                interval=(last_day(low).isoformat(), last_day(high).isoformat()),
                histogram=histogram(future),
            )
        )

    def of_cost(self, cost: CostForecast, percent_: int) -> str:
        """``cost:<percent>``: the cost that this share of the runs does not exceed."""
        low, high = cost.quantile_interval(percent_ / 100)
        return self._evidence.add(
            Fact(
                id=f"cost:{percent_}",
                label=_("P{quantile} cost").format(quantile=percent_),
                value=round(cost.quantile(percent_ / 100), 2),
                unit=cost.currency,
                formula=_("the cost that {share} of {total:,} runs do not exceed").format(
                    share=percent(percent_ / 100), total=len(cost.costs)
                ),
                records=self._runs,
                as_of=self._evidence.as_of,
                interval=(round(low, 2), round(high, 2)),
            )
        )

    def of_joint(self, found: JointConfidence, cost: CostForecast) -> None:
        """``joint``, ``joint:cost`` and ``joint:date``: shares of the runs within both limits, and within each."""
        limits = {"cost": money(found.cost, cost.currency), "by": day(found.by)}
        told = (
            ("joint", _("Within {cost} and by {by}"), found.both),
            ("joint:cost", _("Within {cost}"), found.within_cost),
            ("joint:date", _("Finished by {by}"), found.on_time),
        )
        for key, label, share in told:
            self._share(key, label.format(**limits), share, len(cost.costs))

    def of_drivers(self, found: Sequence[Driver]) -> None:
        """``driver:<kind>:<id>``."""
        for each in found:
            formula = (
                _("P85 as it is - P85 without the risk = {days}")
                if each.kind == "risk"
                else _("P85 as it is - P85 with the activity at its likely duration = {days}")
            )
            label = _("{title} moves the P85").format(title=each.title)
            self._days(f"driver:{each.kind}:{each.id}", label, each.days, formula, RecordRef(each.kind, each.id))

    def of_risks(self, effects: Mapping[str, RiskEffect]) -> None:
        """``risk-now:<id>``, and ``risk-after:<id>`` where a residual probability is known."""
        risks = {risk.id: risk for risk in self._forecast.program.risks}
        for key, effect in effects.items():
            risk = risks[key]
            record = RecordRef("risk", key, risk.title, chance(risk.probability))
            formula = _("P85 with the risk - P85 without it = {days}")
            label = _("{title} adds to the P85").format(title=risk.title)
            self._days(f"risk-now:{key}", label, effect.days_now, formula, record)
            after = effect.days_after_response
            if after is None or risk.response is None:
                continue
            residual = risk.response.residual_probability or 0.0
            record = RecordRef("risk", key, risk.title, chance(residual))
            formula = _("P85 with the risk at its residual probability - P85 without it = {days}")
            label = _("{title} adds to the P85 once its response is done").format(title=risk.title)
            self._days(f"risk-after:{key}", label, after, formula, record)

    def of_responses(self, worth: Mitigation) -> None:
        """``responses`` and ``risks``: working days that they are worth all together."""
        total = RecordRef("risks", self._forecast.program.id, _("Open risks"))
        formula = _("P85 as it is - P85 with every response done = {days}")
        self._days("responses", _("What all responses win at the P85"), worth.days_won, formula, total)
        formula = _("P85 as it is - P85 without any risk = {days}")
        self._days("risks", _("What all risks add to the P85"), worth.days_of_risks, formula, total)

    def of_merge(self, found: MergeBias) -> None:
        """``merge:<activity>``, its ``:product``, and one for each path."""
        key, limits = f"merge:{found.at}", {"title": found.title, "by": day(found.by)}
        self._share(key, _("All paths into {title} in by {by}").format(**limits), found.simulated, self._again)
        shares = " x ".join(percent(each.in_time) for each in found.paths)
        label = _("All paths into {title} in by {by}, if they were independent").format(**limits)
        self._evidence.number(
            f"{key}:product",
            label,
            found.product,
            "probability",
            _("product of the paths' shares: {shares} = {share}").format(shares=shares, share=chance(found.product)),
            self._runs,
        )
        for each in found.paths:
            label = _("{title} in by {by}").format(title=each.title, by=day(found.by))
            self._share(f"{key}:{each.id}", label, each.in_time, self._again)

    def _share(self, key: str, label: str, share: float, total: int) -> None:
        met = round(share * total)
        formula = _("{met:,} of {total:,} runs = {share}").format(met=met, total=total, share=chance(share))
        self._evidence.add(
            Fact(
                id=key,
                label=label,
                value=share,
                unit="probability",
                formula=formula,
                records=self._runs,
                as_of=self._evidence.as_of,
                interval=wilson(met, total),
            )
        )

    def _days(self, key: str, label: str, days: float, formula: str, record: RecordRef) -> None:
        told = _("{formula}, on the same {total:,} runs, in working days").format(
            formula=formula.format(days=signed(days)), total=self._again
        )
        self._evidence.number(key, label, round(days, 2), "working_days", told, (record, *self._runs))
