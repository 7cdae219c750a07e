"""A risk analysis as the API sends it: the values of ``plan.insight`` with their facts."""

import datetime as dt

import msgspec

from pilotage.api.shapes.facts import Facts, facts
from pilotage.api.shapes.parts import Named
from pilotage.areas.risks.queries import Outlook
from pilotage.areas.schedule.queries.forecasts import RunState, run_state
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.outcome import FinishOutcome, Limits, outcome
from pilotage.plan.insight.uncertainty import Uncertainty, uncertainty
from pilotage.plan.vocabulary.problems import Problem


class OutcomeShape(msgspec.Struct, frozen=True, kw_only=True):
    """``milestones``: those that have a forecast. ``pending``: the run that is under way. ``problems``: what the plan
    keeps the runs from showing.
    """

    outcome: FinishOutcome | None
    milestones: tuple[Named, ...]
    pending: RunState | None
    problems: tuple[Problem, ...]
    currency: str
    facts: Facts
    as_of: dt.datetime


class UncertaintyShape(Uncertainty, frozen=True, kw_only=True):
    """The analysis of one milestone with the facts of what was found by simulating again. ``sensitivity`` is of the
    final milestone, and empty for others. ``days_won`` and ``days_of_risks``: working days by which all responses, and
    the absence of all risks, make the P85 earlier.
    """

    facts: Facts


def outcome_shape(found: Outlook, milestone: str | None, limits: Limits, at: dt.datetime) -> OutcomeShape:
    forecast = found.forecast if found.fresh else None
    evidence = Evidence(forecast, at)
    known = forecast.milestones if forecast is not None else {}
    return OutcomeShape(
        outcome=outcome(forecast, evidence, milestone, limits) if forecast is not None and known else None,
        milestones=tuple(Named(each.id, each.title) for each in known.values()),
        pending=run_state(found.pending) if found.pending is not None else None,
        problems=forecast.problems if forecast is not None else (),
        currency=found.whole.program.currency,
        facts=facts(evidence.facts),
        as_of=at,
    )


def uncertainty_shape(forecast: Forecast, milestone: str | None, top: int, at: dt.datetime) -> UncertaintyShape:
    evidence = Evidence(forecast, at)
    found = uncertainty(forecast, milestone, top=top, evidence=evidence)
    values = {name: getattr(found, name) for name in found.__struct_fields__}
    return UncertaintyShape(**values, facts=facts(evidence.facts))
