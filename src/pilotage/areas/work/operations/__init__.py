"""Writing work items, and what their states mean."""

from collections.abc import Mapping

from pilotage.areas.programs.operations import Restorer
from pilotage.areas.work.operations.items import kept, remove_missing, restore, save_items
from pilotage.areas.work.operations.states import choose_states, restore_states

RESTORERS: Mapping[str, Restorer] = {"states": restore_states}

__all__ = ["RESTORERS", "choose_states", "kept", "remove_missing", "restore", "restore_states", "save_items"]
