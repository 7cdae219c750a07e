"""Cost on a terminal: its percentiles, and date and cost kept together."""

import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from pilotage.plan.language.messages import _


def write_cost(cost: Any) -> None:
    """Percentiles of cost, and date and cost together."""
    from pilotage.plan.language.wording import chance, day, last_day, money

    console = Console(highlight=False)
    rows = [
        (
            f"P{each.percent}",
            money(each.cost, cost.currency),
            f"{money(each.low, cost.currency)} - {money(each.high, cost.currency)}",
        )
        for each in cost.percentiles
    ]
    write_table(console, _("Cost, with 95 % interval of the simulation"), ("", _("Cost"), _("Interval")), rows)
    for joint in cost.joint:
        text = _("{both} to spend at most {cost} and finish by {date} ({cheap} and {early} apart)")
        console.print(
            Line(
                text.format(
                    both=chance(joint.both),
                    cost=money(joint.cost, cost.currency),
                    date=day(joint.by),
                    cheap=chance(joint.within_cost),
                    early=chance(joint.on_time),
                )
            )
        )
    kept = [(day(last_day(finish)), money(amount, cost.currency)) for finish, amount in cost.frontier]
    title = _("Kept together with {share}: finish by, and spend at most").format(share=f"{cost.confidence:.0%}")
    write_table(console, title, (_("Finish"), _("Cost")), kept)


def write_table(console: Console, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    console.print()
    console.print(Line(title, style="italic"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, head in enumerate(heads):
        table.add_column(head, justify="right" if at else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Line(cell) for cell in row))
    console.print(table)
    sys.stdout.flush()
