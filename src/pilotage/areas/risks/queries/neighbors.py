"""The programs of a workspace that owe one another something, or that a vendor owes something."""

import datetime as dt
from collections.abc import Collection

from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import all_visible
from pilotage.areas.risks.models import Contract as ContractRow
from pilotage.areas.risks.queries.whole import load_whole, outlook
from pilotage.plan.insight.contract_status import contract_views
from pilotage.plan.insight.team_map import Member

_OUTSIDE = '"provider":""'
"""In the canonical JSON of a contract whose provider is no team of its program."""


def neighbors(*, actor: Actor, opened: Collection[str], today: dt.date) -> tuple[list[Member], int]:
    """Programs that the actor may see and that are on the map, with their schedules and contracts; and how many other
    ones there are. Only programs on the map are read.
    """
    seen = {each.program.slug: each.program for each in all_visible(actor=actor)}
    rows = ContractRow.objects.filter(program__in=list(seen.values()), body__contains=_OUTSIDE)
    wanted = set(rows.values_list("program__slug", flat=True).distinct()) | (set(opened) & set(seen))
    wholes = {slug: load_whole(seen[slug]) for slug in sorted(wanted)}
    given = {each.elsewhere.program for whole in wholes.values() for each in whole.program.contracts if each.elsewhere}
    for slug in sorted((given & set(seen)) - wanted):
        wholes[slug] = load_whole(seen[slug])
    members = [
        Member(
            id=slug,
            title=whole.program.title,
            schedule=None if whole.plan.broken else whole.schedule,
            views=()
            if whole.plan.broken
            else contract_views(whole.schedule, whole.program.status_date or today, outlook(whole).forecast),
        )
        for slug, whole in wholes.items()
    ]
    return members, len(seen) - len(members)
