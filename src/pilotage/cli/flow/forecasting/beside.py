"""``pilotage why --work-items``: the forecast of the plan beside that of the pace of its work items."""

from pathlib import Path
from typing import TYPE_CHECKING

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.sources import read_sources, today
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.plan.flow.forecasts.milestones import MilestoneHistory
    from pilotage.plan.forecasting.forecasts import Forecast
    from pilotage.plan.insight.side_by_side import SideBySide


def beside(forecast: "Forecast", milestone: str, paths: list[Path], name: str | None, seed: int) -> "SideBySide":
    """Raises CommandError where the milestone has no forecast, no milestone of the tracker belongs to it, or too little
    of that is known.
    """
    from pilotage.plan.flow.forecasts.milestones import forecast_milestone, milestone_histories, train_milestones
    from pilotage.plan.flow.forecasts.sentences import milestone_answer
    from pilotage.plan.insight.side_by_side import paced, side_by_side

    network = forecast.milestones.get(milestone)
    if network is None:
        raise CommandError(_("Only a milestone can be compared with work items."), FAULTY_INPUT)
    items = [item for source in read_sources(paths, None, good_part=False) for item in source.items]
    origin = min(forecast.program.status_date or today(), today())
    histories = milestone_histories(items, as_of=origin)
    trained = train_milestones(histories, seed=seed)
    found = forecast_milestone(_of(forecast, milestone, histories, name), trained, as_of=origin, seed=seed)
    tracker = paced(found)
    if tracker is None:
        raise CommandError(milestone_answer(found), FAULTY_INPUT)
    return side_by_side(forecast.schedule, network, tracker)


def _of(
    forecast: "Forecast", milestone: str, histories: "tuple[MilestoneHistory, ...]", name: str | None
) -> "MilestoneHistory":
    """The tracker's milestone of that name, else the one that belongs to the plan's."""
    from pilotage.plan.insight.side_by_side import linked

    titles = [each.title for each in histories]
    named = {
        each.title if titles.count(each.title) == 1 else f"{each.project} {each.title}".strip(): each
        for each in histories
    }
    wanted = name or linked(forecast.program, named).get(milestone)
    if wanted is None:
        title = forecast.milestones[milestone].title
        text = _("No milestone of the work items is called {title!r}. Name it with --tracker-milestone: {names}.")
        raise CommandError(text.format(title=title, names=", ".join(sorted(named)[:5])), FAULTY_INPUT)
    if wanted not in named:
        text = _("The work items have no milestone {name!r}. They have {names}.")
        raise CommandError(text.format(name=wanted, names=", ".join(sorted(named)[:5])), FAULTY_INPUT)
    return named[wanted]
