"""The order of the backlog becomes that of the board."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.actor import Actor
from pilotage.areas.backlog.operations.written import Done
from pilotage.areas.backlog.permissions import ACTIONS
from pilotage.areas.backlog.queries.items import stored
from pilotage.areas.backlog.queries.ranked import compared
from pilotage.areas.programs.operations import editing
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.work.operations.ranking import rank_items


def use_order(*, actor: Actor, program: str, workstream: str, now: dt.datetime, today: dt.date) -> Done:
    """Give the items of a workstream (empty: all) the order that they have in the backlog, on the board and wherever
    items are listed. Items that are not in the backlog keep their places.
    """
    why = _("the order of the backlog")
    with editing(actor=actor, program=program, needs=ACTIONS["order.use"], now=now, why=why) as edit:
        kept = stored(edit.program, today)
        rows = [kept.rows[at] for at in compared(kept).order]
        keys = [row.item.key for row in rows if not workstream or row.stream == workstream]
        moved = rank_items(edit=edit, keys=keys)
        carry_over(edit)
    if not moved:
        return Done(revision=edit.revision, announcement=_("The board has this order already."))
    text = ngettext("{n} item has a new place on the board.", "{n} items have new places on the board.", moved)
    return Done(revision=edit.revision, announcement=text.format(n=f"{moved:,}"))
