"""Baselines, issued forecasts and decisions about the roadmap."""

from collections.abc import Sequence

from hypothesis import strategies as st

from pilotage.plan.vocabulary.history import Baseline, BaselineEntry, ForecastRecord
from pilotage.plan.vocabulary.roadmap import Horizon, RoadmapEntry
from tests.exchange.drawn.leaves import days, moments, money, names, optional, shares, texts, title_of_name


@st.composite
def baselines(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Baseline, ...]:
    return tuple(
        Baseline(
            id=name,
            title=draw(title_of_name(name)),
            taken=draw(days),
            reason=draw(texts),
            entries=tuple(
                BaselineEntry(
                    row,
                    draw(moments()),
                    draw(moments()),
                    draw(st.integers(0, 100_000)),
                    draw(texts),
                    draw(st.booleans()),
                    draw(optional(money)),
                )
                for row in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))
            )
            if ids
            else (),
            chosen=draw(st.booleans()),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )


forecasts = st.builds(
    ForecastRecord,
    made=moments(),
    milestone=names,
    plan_finish=moments(),
    p10=moments(),
    p50=moments(),
    p85=moments(),
    p90=moments(),
    target=optional(days),
    on_time=optional(shares),
    commitment=optional(days),
    kept=optional(shares),
    iterations=st.integers(0, 10**6),
    seed=st.integers(0, 2**62),
    inputs=texts,
    model=texts,
)


@st.composite
def roadmap_entries(draw: st.DrawFn, ids: Sequence[str]) -> tuple[RoadmapEntry, ...]:
    return tuple(
        RoadmapEntry(
            activity=row,
            shown=draw(optional(st.booleans())),
            public=draw(st.booleans()),
            title=draw(texts),
            order=draw(optional(st.integers(0, 2**31))),
            when=draw(optional(st.sampled_from(Horizon))),
            reason=draw(texts),
        )
        for row in (draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else ())
    )
