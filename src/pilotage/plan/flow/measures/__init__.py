"""Flow of one team's work items: how many, how long, how old, and whether that says something.

Days are UTC dates. Cycle time is finish - start + 1 days, lead time finish - creation + 1 days. Where the data tells no
starts, ages and work in progress count from creation. Nothing after the end of the period is known.

One module a measure; `columns` is what they count, `measuring` puts them together, `comparing` sets two of them side by
side.
"""

from pilotage.plan.flow.measures.columns import Basis
from pilotage.plan.flow.measures.comparing import Change, compare
from pilotage.plan.flow.measures.control import Control, Signal, rules_named
from pilotage.plan.flow.measures.deployments import Deployment
from pilotage.plan.flow.measures.durations import EXPECTED, FEWEST, LEVELS, Ageing, Durations
from pilotage.plan.flow.measures.measuring import Flow, Week, flow

__all__ = [
    "EXPECTED",
    "FEWEST",
    "LEVELS",
    "Ageing",
    "Basis",
    "Change",
    "Control",
    "Deployment",
    "Durations",
    "Flow",
    "Signal",
    "Week",
    "compare",
    "flow",
    "rules_named",
]
