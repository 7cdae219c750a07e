"""All warnings of a program on one day."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from pilotage.plan.forecasting.drivers import RiskEffect
from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.gates import GateView
from pilotage.plan.insight.load import Overload
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.warnings.activities import of_activities
from pilotage.plan.insight.warnings.contracts import of_contracts
from pilotage.plan.insight.warnings.flow import of_flow
from pilotage.plan.insight.warnings.gates import of_gates
from pilotage.plan.insight.warnings.milestones import Reported, of_milestones
from pilotage.plan.insight.warnings.model import EarlyWarning
from pilotage.plan.insight.warnings.people import of_overloads
from pilotage.plan.insight.warnings.ranking import ranked
from pilotage.plan.insight.warnings.risks import of_risks
from pilotage.plan.insight.warnings.sources import of_sources
from pilotage.plan.insight.warnings.watching import Watched
from pilotage.plan.quality.model import Reports
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import ForecastRecord


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What warnings are found in, beside the plan. ``today`` is the day of the plan, ``now`` that of the reader (None:
    the same). ``records`` are the forecasts issued before, ``reported`` the milestones as the last report gave them,
    ``reports`` when progress was last told, ``watched`` the flow of the program's work items.
    """

    today: dt.date
    now: dt.date | None = None
    milestones: Sequence[MilestoneView] = ()
    records: Sequence[ForecastRecord] = ()
    reported: Reported | None = None
    contracts: Sequence[ContractView] = ()
    overloads: Sequence[Overload] = ()
    gates: Sequence[GateView] = ()
    effects: Mapping[str, RiskEffect] = {}
    reports: Reports | None = None
    watched: Watched | None = None


def warnings(schedule: Schedule, grounds: Grounds, evidence: Evidence) -> tuple[EarlyWarning, ...]:
    """The most days at stake first; the numbers of the flow of work get their facts in ``evidence``. Quiet by default:
    one warning a cause, none for what is on track.
    """
    return ranked(
        [
            *of_milestones(schedule, grounds.milestones, grounds.records, grounds.reported, evidence),
            *of_contracts(grounds.contracts),
            *of_gates(schedule, grounds.gates, grounds.today),
            *of_overloads(schedule, grounds.overloads),
            *of_risks(schedule.program.risks, grounds.effects, grounds.today),
            *of_activities(schedule, grounds.today, grounds.reports),
            *of_flow(grounds.watched, evidence),
            *of_sources(schedule, grounds.now or grounds.today, grounds.watched),
        ]
    )
