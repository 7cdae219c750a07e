"""Taking baselines, choosing the one in use, and agreeing on another one."""

from pilotage.areas.schedule.operations.baselines.keeping import change_baseline, choose_baseline, remove_baseline
from pilotage.areas.schedule.operations.baselines.proposing import (
    decide_on_baseline,
    propose_baseline,
    withdraw_baseline,
)
from pilotage.areas.schedule.operations.baselines.rows import put_in_use, restore_baseline
from pilotage.areas.schedule.operations.baselines.taking import insert_baselines, take_baseline

__all__ = [
    "change_baseline",
    "choose_baseline",
    "decide_on_baseline",
    "insert_baselines",
    "propose_baseline",
    "put_in_use",
    "remove_baseline",
    "restore_baseline",
    "take_baseline",
    "withdraw_baseline",
]
