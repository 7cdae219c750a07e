"""The charts of a team's flow of work, in the order in which they are read."""

from pilotage.plan.flow.measures import Flow
from pilotage.reports.charts.flow.ageing import ageing_chart
from pilotage.reports.charts.flow.arrivals import arrivals_chart
from pilotage.reports.charts.flow.cumulative import cumulative_chart, states_chart
from pilotage.reports.charts.flow.delivery import delivery_chart
from pilotage.reports.charts.flow.scatter import scatter_chart
from pilotage.reports.charts.flow.sprints import burn_chart, sprints_chart
from pilotage.reports.charts.flow.throughput import throughput_chart
from pilotage.reports.charts.flow.waiting import waiting_chart
from pilotage.reports.charts.model import Chart

_CHARTS = (
    throughput_chart,
    scatter_chart,
    ageing_chart,
    cumulative_chart,
    arrivals_chart,
    states_chart,
    waiting_chart,
    sprints_chart,
    burn_chart,
    delivery_chart,
)


def flow_charts(flow: Flow) -> tuple[Chart, ...]:
    """Each chart of ``flow``, with its sentence and its table; one without data says what is missing. Charts of what
    the tracker does not keep at all (states, sprints, deployments) are absent.
    """
    return tuple(chart for make in _CHARTS if (chart := make(flow)) is not None)
