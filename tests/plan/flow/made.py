"""Work items of teams with good and bad spells."""

import datetime as dt

import numpy as np

from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

START = dt.datetime(2020, 1, 6, 9, 30, tzinfo=dt.UTC)


def item(key: str, created: int | None, done: int | None, team: str | None = "core", **more: object) -> WorkItem:
    """Created and done so many days after the start; done is None while it is open."""
    category = StatusCategory.TODO if done is None else StatusCategory.DONE
    fields: dict[str, object] = {
        "created": None if created is None else START + dt.timedelta(days=created),
        "resolved": None if done is None else START + dt.timedelta(days=done, minutes=len(key)),
        "status_category": category,
        "team": team,
    }
    return WorkItem(key=key, title=key, **{**fields, **more})  # type: ignore[arg-type]


def team_items(team: str, weeks: int = 220, rate: float = 6.0, seed: int = 1) -> list[WorkItem]:
    draw = np.random.default_rng(seed)
    level = 0.0
    made: list[WorkItem] = []
    for week in range(weeks):
        level = 0.9 * level + 0.2 * draw.normal()
        for day in draw.integers(0, 7, draw.poisson(rate * np.exp(level))):
            done = 7 * week + int(day)
            made.append(item(f"{team}-{len(made)}", done - int(draw.integers(0, 30)), done, team))
    made += [item(f"{team}-open-{n}", 7 * weeks - n, None, team) for n in range(20)]
    return made
