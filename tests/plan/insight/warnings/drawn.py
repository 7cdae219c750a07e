"""Work items drawn as text, a letter a week: ``c`` it comes in, ``s`` work starts, ``f`` it is finished, ``u`` somebody
touched it. The last letter's week is the last that is known.

    PAY-1  c.s..f..
    PAY-2  ..s.....
"""

import datetime as dt

from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

MONDAY = dt.date(2026, 1, 5)


def week(number: int) -> dt.datetime:
    return dt.datetime.combine(MONDAY + dt.timedelta(weeks=number), dt.time(12), dt.UTC)


def items(drawing: str, *, team: str = "Core", milestone: str = "") -> list[WorkItem]:
    return [_item(*line.split(maxsplit=1), team=team, milestone=milestone) for line in drawing.strip().splitlines()]


def last_day(drawing: str) -> dt.date:
    """The Sunday of the last week that is drawn."""
    weeks = max(len(line.split()[1]) for line in drawing.strip().splitlines())
    return MONDAY + dt.timedelta(weeks=weeks, days=-1)


def _item(key: str, drawn: str, *, team: str, milestone: str) -> WorkItem:
    at = {letter: week(drawn.index(letter)) for letter in "csfu" if letter in drawn}
    created = at.get("c") or at.get("s")
    category = StatusCategory.DONE if "f" in at else StatusCategory.DOING if "s" in at else StatusCategory.TODO
    return WorkItem(
        key=key,
        title=f"About {key}",
        team=team,
        status=category.value,
        status_category=category,
        created=created,
        started=at.get("s"),
        resolved=at.get("f"),
        updated=max(at.values()),
        versions=(milestone,) if milestone else (),
    )
