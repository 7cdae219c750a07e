"""The charts of a team's flow of work, in the order in which they are read."""

from pilotage.plan.flow.measures import Flow
from pilotage.reports.charts.flow.throughput import throughput_chart
from pilotage.reports.charts.model import Chart


def flow_charts(flow: Flow) -> tuple[Chart, ...]:
    """Each chart of ``flow``, with its sentence and its table; one without data says what is missing."""
    return (throughput_chart(flow),)
