"""Writing programs and their heads."""

from pilotage.areas.audit.operations import Entry
from pilotage.areas.programs.operations.edit import Edit, Restorer, editing, refuse_stale
from pilotage.areas.programs.operations.headers import (
    RESTORERS,
    change_program,
    changed_header,
    create_program,
    remove_program,
    save_header,
    save_lists,
)
from pilotage.areas.programs.operations.members import remove_member, set_member

__all__ = [
    "RESTORERS",
    "Edit",
    "Entry",
    "Restorer",
    "change_program",
    "changed_header",
    "create_program",
    "editing",
    "refuse_stale",
    "remove_member",
    "remove_program",
    "save_header",
    "save_lists",
    "set_member",
]
