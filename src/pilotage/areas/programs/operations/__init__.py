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
from pilotage.areas.programs.operations.portfolios import (
    add_portfolio,
    change_portfolio,
    move_program,
    remove_portfolio,
)
from pilotage.areas.programs.operations.views import change_view, remove_view, save_view

__all__ = [
    "RESTORERS",
    "Edit",
    "Entry",
    "Restorer",
    "add_portfolio",
    "change_portfolio",
    "change_program",
    "change_view",
    "changed_header",
    "create_program",
    "editing",
    "move_program",
    "refuse_stale",
    "remove_member",
    "remove_portfolio",
    "remove_program",
    "remove_view",
    "save_header",
    "save_lists",
    "save_view",
    "set_member",
]
