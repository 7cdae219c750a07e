"""Items to be put in order."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from pilotage.plan.prioritizing.methods import FIBONACCI, Curve, Moscow, RankingMethod
from pilotage.plan.prioritizing.ranking import Ranking, ranking
from pilotage.plan.prioritizing.scoring import Item, columns_of, scores
from pilotage.plan.prioritizing.settings import ScoreCriterion, Settings

TODAY = dt.date(2026, 9, 18)
CRITERIA = (
    ScoreCriterion(id="gain", title="Gain", weight=3),
    ScoreCriterion(id="pain", title="Pain", higher_is_better=False),
)
SETTINGS = Settings(criteria=CRITERIA)


def item(key: str, workstream: str = "", **inputs: Any) -> Item:
    """Amounts of weighted criteria are written ``c_gain``."""
    return Item(key=key, workstream=workstream, inputs={k.replace("c_", "c:", 1): v for k, v in inputs.items()})


def wsjf(key: str, value: float, urgency: float, opportunity: float, size: float) -> Item:
    return item(key, value=value, urgency=urgency, opportunity=opportunity, size=size)


def linear(key: str, per_week: float, weeks: float, workstream: str = "") -> Item:
    return item(key, workstream, curve="standard", per_week=per_week, weeks=weeks)


def ranked(method: RankingMethod, items: Sequence[Item], settings: Settings = SETTINGS) -> Ranking:
    return ranking(scores(method, columns_of(items, settings, TODAY), settings))


def score_of(method: RankingMethod, one: Item, settings: Settings = SETTINGS) -> float:
    return float(scores(method, columns_of([one], settings, TODAY), settings).score[0])


amounts = st.integers(1, 50).map(float)
inputs = st.fixed_dictionaries(
    {
        **dict.fromkeys(("value", "urgency", "opportunity", "size"), st.sampled_from(FIBONACCI)),
        **dict.fromkeys(("reach", "impact", "effort", "per_week", "step", "half_life", "weeks"), amounts),
        "confidence": st.sampled_from((50.0, 80.0, 100.0)),
        "moscow": st.sampled_from(list(Moscow)).map(str),
        "curve": st.sampled_from(list(Curve)).map(str),
        "date": st.integers(-20, 200).map(lambda days: (TODAY + dt.timedelta(days)).isoformat()),
        "c:gain": st.integers(0, 10).map(float),
        "c:pain": st.integers(0, 10).map(float),
    }
)
"""Of an item that every method can score."""


@st.composite
def backlogs(draw: st.DrawFn, least: int = 1, most: int = 8, gaps: bool = False) -> list[Item]:
    """With ``gaps`` any input may be missing."""
    found = []
    for at in range(draw(st.integers(least, most))):
        values = draw(inputs)
        lost = draw(st.sets(st.sampled_from(sorted(values)), max_size=2)) if gaps else set()
        stream = draw(st.sampled_from(("", "red", "blue")))
        kept: dict[str, Any] = {name: value for name, value in values.items() if name not in lost}
        found.append(Item(key=f"I-{at}", workstream=stream, inputs=kept))
    return found
