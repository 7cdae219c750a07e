"""Leveling dates in the plan: an ordinary constraint, a label to find it by, and its reason in the note."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from pilotage.plan.language.messages import _
from pilotage.plan.language.text import plain
from pilotage.plan.leveling.results import Change, LevelingMove
from pilotage.plan.vocabulary.activities import Activity, Constraint, ConstraintKind
from pilotage.plan.vocabulary.labels import LEVELED
from pilotage.plan.vocabulary.program import Program

_SETS = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN)


def is_leveled(activity: Activity) -> bool:
    """Whether the activity's constraint came from leveling and is still as leveling sets them."""
    return LEVELED in activity.labels and activity.constraint is not None and activity.constraint.kind in _SETS


def without_leveling(program: Program) -> Program:
    """The program as it would be had nothing been leveled."""
    if not any(is_leveled(each) for each in program.activities):
        return program
    return replace(program, activities=tuple(_cleared(each) for each in program.activities))


def _cleared(activity: Activity) -> Activity:
    return set_leveling(activity, None, "") if is_leveled(activity) else activity


def set_leveling(activity: Activity, constraint: Constraint | None, why: str) -> Activity:
    """The activity with a leveling date and its reason, or without (None)."""
    marker = _marker()
    lines = [line for line in activity.note.splitlines() if not line.startswith(marker)]
    labels = tuple(label for label in activity.labels if label != LEVELED)
    if constraint is not None:
        labels = (*labels, LEVELED)
        lines.append(f"{marker} {why}")
    return replace(activity, constraint=constraint, labels=labels, note="\n".join(lines).strip())


def _marker() -> str:
    return _("Leveled:")


def apply_moves(program: Program, moves: Iterable[LevelingMove]) -> Program:
    """The program with these moves accepted."""
    return apply_changes(program, map(change_of, moves))


def change_of(move: LevelingMove) -> Change:
    """What accepting a move sets."""
    return Change(activity=move.activity, constraint=move.constraint, why=plain(move.why))


def apply_changes(program: Program, changes: Iterable[Change]) -> Program:
    """The program with these changes; those of activities that it does not have are left out."""
    wanted: Mapping[str, Change] = {change.activity: change for change in changes}
    if not wanted:
        return program
    return replace(program, activities=tuple(_changed(each, wanted.get(each.id)) for each in program.activities))


def _changed(activity: Activity, change: Change | None) -> Activity:
    return activity if change is None else set_leveling(activity, change.constraint, change.why)
