"""Writing work items, what their states mean, boards, and blockers."""

from collections.abc import Mapping

from pilotage.areas.programs.operations import Restorer
from pilotage.areas.work.operations.adding import add_item, remove_items
from pilotage.areas.work.operations.blockers import add_blocker, change_blocker, resolve_blocker, restore_blocker
from pilotage.areas.work.operations.boards import restore_board, set_board
from pilotage.areas.work.operations.changing import ItemChange, ItemsWritten, change_items, move_item
from pilotage.areas.work.operations.home import restore_home, take_over
from pilotage.areas.work.operations.items import kept, remove_missing, restore, save_items
from pilotage.areas.work.operations.restoring import restore_item, restore_items
from pilotage.areas.work.operations.sprints import (
    add_sprint,
    begin_sprint,
    change_sprint,
    close_sprint,
    remove_sprint,
    restore_sprint,
)
from pilotage.areas.work.operations.states import choose_states, mark_states, restore_marks, restore_states
from pilotage.areas.work.operations.writing import ITEM, ITEMS

RESTORERS: Mapping[str, Restorer] = {
    "states": restore_states,
    "marks": restore_marks,
    "tracker": restore_home,
    "board": restore_board,
    "blocker": restore_blocker,
    "sprint": restore_sprint,
    ITEM: restore_item,
    ITEMS: restore_items,
}

KINDS_OF_ENTITIES = (ITEM, ITEMS)
"""What the audit trail calls work items."""

__all__ = [
    "KINDS_OF_ENTITIES",
    "RESTORERS",
    "ItemChange",
    "ItemsWritten",
    "add_blocker",
    "add_item",
    "add_sprint",
    "begin_sprint",
    "change_blocker",
    "change_items",
    "change_sprint",
    "choose_states",
    "close_sprint",
    "kept",
    "mark_states",
    "move_item",
    "remove_items",
    "remove_missing",
    "remove_sprint",
    "resolve_blocker",
    "restore",
    "restore_states",
    "save_items",
    "set_board",
    "take_over",
]
