"""What an edit of the plan changed: the rows whose columns differ, and nothing else."""

from collections.abc import Mapping
from typing import Any

import msgspec

from pilotage.api.shapes.activity_columns import Written
from pilotage.api.shapes.forecast_columns import NAMES as FORECAST
from pilotage.api.shapes.forecast_columns import forecast_columns
from pilotage.areas.risks.queries import Outlook
from pilotage.areas.schedule.operations import PlanEdit
from pilotage.areas.schedule.rules.computed import DRIVEN, NAMES, changed_rows
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.vocabulary.problems import Problem


class SimulationShape(msgspec.Struct, frozen=True):
    """``running``: the worker has it; ask for it by its number."""

    state: str
    id: int


class EditShape(msgspec.Struct, frozen=True, kw_only=True):
    revision: int
    announcement: str
    rows: list[dict[str, Any]]
    structure_changed: bool
    simulation: SimulationShape | None
    problems: tuple[Problem, ...]
    refs: Mapping[str, str]


def edit_shape(
    edit: PlanEdit, outlook: Outlook, announcement: str, before: Forecast | None, statuses: Mapping[str, str]
) -> EditShape:
    """``before`` is the forecast that the client has seen, as far as this process knows."""
    return EditShape(
        revision=edit.revision,
        announcement=announcement,
        rows=[] if edit.structure_changed else _rows(edit, outlook, before, statuses),
        structure_changed=edit.structure_changed,
        simulation=simulation_shape(outlook),
        problems=edit.problems,
        refs=edit.refs,
    )


def simulation_shape(outlook: Outlook) -> SimulationShape | None:
    if outlook.fresh and outlook.run is not None:
        return SimulationShape("done", outlook.run.number)
    if outlook.pending is not None:
        return SimulationShape("running", outlook.pending.number)
    return None


def _rows(
    edit: PlanEdit, outlook: Outlook, before: Forecast | None, statuses: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    layout = edit.after.layout
    _add_computed(rows, edit)
    if edit.edited:
        written = Written(edit.after, outlook.whole.program)
        for code in edit.edited:
            place = edit.after.schedule.index[code]
            rows.setdefault(int(layout.row_of[place]), {}).update(written.row(edit.after.program.activities[place]))
    if outlook.forecast is not None:
        _add_forecast(rows, outlook, before, statuses)
    return [{"id": layout.ids[row], **rows[row]} for row in sorted(rows)]


def _add_computed(rows: dict[int, dict[str, Any]], edit: PlanEdit) -> None:
    old, new = edit.before.computed, edit.after.computed
    if edit.before.layout is not edit.after.layout:
        changed = list(range(len(edit.after.layout)))
        different = {name: [True] * len(changed) for name in NAMES}
    else:
        found = changed_rows(old, new)
        changed = found.tolist()
        different = {name: (getattr(old, name)[found] != getattr(new, name)[found]).tolist() for name in NAMES}
    for name in NAMES:
        values = getattr(new, name)[changed].tolist()
        for row, value, differs in zip(changed, values, different[name], strict=True):
            if differs:
                rows.setdefault(row, {})[name] = DRIVEN[value] if name == "driven_by" else value


def _add_forecast(
    rows: dict[int, dict[str, Any]], outlook: Outlook, before: Forecast | None, statuses: Mapping[str, str]
) -> None:
    layout, schedule = outlook.whole.plan.layout, outlook.whole.schedule
    new = forecast_columns(schedule, layout, outlook.forecast, statuses, {})
    comparable = before is not None and before.schedule.index.keys() == schedule.index.keys()
    old = forecast_columns(schedule, layout, before if comparable else None, {}, {})
    for name in FORECAST:
        for row, (was, now) in enumerate(zip(old[name], new[name], strict=True)):
            if was != now:
                rows.setdefault(row, {})[name] = now
