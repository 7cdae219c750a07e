"""What a simulation cannot show, because the plan forbids it: told with the result."""

from collections.abc import Iterator

import numpy as np

from pilotage.engine.network import AFTER_ALL, FINISHED, NONE
from pilotage.plan.forecasting.network import fixed_by_expectation, levels_of_effort
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.risks import RiskState


def limits(planned: Schedule) -> tuple[Problem, ...]:
    """Warnings about rows whose date no run can move, or whose uncertainty nothing can be made of."""
    return (*_of_dates(planned), *_of_levels(planned), *_of_expectations(planned))


def _of_dates(planned: Schedule) -> Iterator[Problem]:
    """Dates that hold against what an activity waits for."""
    network, size = planned.compiled.network, len(planned.program.activities)
    held = np.minimum(network.hold_start, network.hold_finish) < AFTER_ALL
    pinned = (network.pin_start != NONE) | (network.pin_finish != NONE)
    follows = (np.diff(network.first_in) > 0) & (network.state != FINISHED)
    for row in np.flatnonzero(((held | pinned) & follows)[:size]).tolist():
        activity = planned.program.activities[row]
        if row not in planned.logic.children:
            message = _("The date set for {title} holds against what it waits for: no run shows it later.")
            hint = _("A deadline, or a date that it is not to start before, lets delays through.")
            yield _warning("simulated-fixed-date", activity.id, message.format(title=activity.title), hint)


def _of_levels(planned: Schedule) -> Iterator[Problem]:
    program = planned.program
    risks = [each for each in program.risks if each.state is RiskState.OPEN and each.impact_days is not None]
    named = {name for each in risks for name in each.hits} | {name for each in program.factors for name in each.on}
    for row in levels_of_effort(planned):
        activity = program.activities[row]
        if activity.estimate is not None or activity.id in named:
            message = _("{title} is a level of effort: its own estimate, and risks and factors on it, change nothing.")
            hint = _("Put them on the work that it lasts as long as.")
            yield _warning("simulated-level-of-effort", activity.id, message.format(title=activity.title), hint)


def _of_expectations(planned: Schedule) -> Iterator[Problem]:
    for row in sorted(fixed_by_expectation(planned)):
        activity = planned.program.activities[row]
        message = _(
            "{title} is expected to be over on a date: every run takes the duration that leads there in the plan."
        )
        hint = _("Without the expected finish its estimate is simulated.")
        yield _warning("simulated-expected-finish", activity.id, message.format(title=activity.title), hint)


def _warning(name: str, entity: str, message: str, hint: str) -> Problem:
    return Problem(id=name, severity=Severity.WARNING, message=message, entity=entity, hint=hint)
