"""Writing programs and their heads."""

from pilotage.areas.audit.operations import Entry
from pilotage.areas.programs.operations.edit import Edit, Restorer, editing
from pilotage.areas.programs.operations.headers import (
    RESTORERS,
    change_program,
    create_program,
    remove_program,
    save_header,
)
from pilotage.areas.programs.operations.members import remove_member, set_member

__all__ = [
    "RESTORERS",
    "Edit",
    "Entry",
    "Restorer",
    "change_program",
    "create_program",
    "editing",
    "remove_member",
    "remove_program",
    "save_header",
    "set_member",
]
