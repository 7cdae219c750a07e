"""Reading the stored rows of a plan as ``plan`` values, column-wise: no ORM object per row."""

import msgspec
import numpy as np

from pilotage.areas.schedule.models import Activity, Dependency, Gate
from pilotage.areas.schedule.rules.planned import StoredPlan
from pilotage.plan.vocabulary import activities as vocabulary
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.gates import Gate as GateValue
from pilotage.plan.vocabulary.program import Program

_activities = msgspec.json.Decoder(tuple[vocabulary.Activity, ...])
_gates = msgspec.json.Decoder(tuple[GateValue, ...])
_KINDS = {kind.value: kind for kind in vocabulary.DependencyKind}
_UNITS = {unit.value: unit for unit in Unit}


def stored_plan(program_id: int, head: Program) -> StoredPlan:
    """``head`` with the activities, dependencies and gates of a program. Three queries."""
    rows = list(
        Activity.objects.filter(program_id=program_id)
        .order_by("position", "id")
        .values_list("body", "version", "position")
    )
    links = list(
        Dependency.objects.filter(program_id=program_id)
        .order_by("id")
        .values_list(
            "predecessor", "successor", "kind", "lag_minutes", "lag_unit", "lag_percent", "calendar", "version"
        )
    )
    program = msgspec.structs.replace(
        head,
        activities=_activities.decode("[" + ",".join([row[0] for row in rows]) + "]"),
        dependencies=tuple([dependency(*link[:7]) for link in links]),
        gates=stored_gates(program_id),
    )
    return StoredPlan(
        program=program,
        versions=np.array([row[1] for row in rows], dtype=np.int64),
        positions=np.array([row[2] for row in rows], dtype=np.int64),
        dependency_versions=np.array([link[7] for link in links], dtype=np.int64),
    )


def stored_gates(program_id: int) -> tuple[GateValue, ...]:
    bodies = Gate.objects.filter(program_id=program_id).order_by("position", "id").values_list("body", flat=True)
    return _gates.decode("[" + ",".join(bodies) + "]")


def dependency(
    predecessor: str,
    successor: str,
    kind: str,
    lag_minutes: int,
    lag_unit: str,
    lag_percent: float | None,
    calendar: str | None,
) -> vocabulary.Dependency:
    """The ``plan`` value of a dependency's stored columns."""
    return vocabulary.Dependency(
        predecessor=predecessor,
        successor=successor,
        kind=_KINDS[kind],
        lag=Span(lag_minutes, _UNITS[lag_unit]),
        lag_percent=lag_percent,
        calendar=calendar,
    )
