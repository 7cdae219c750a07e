"""Activities and what links them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from pilotage.plan.vocabulary.activities import (
    SECONDS,
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import (
    Span,
)
from tests.exchange.drawn.calendars import exceptions
from tests.exchange.drawn.leaves import (
    days,
    estimates,
    lags,
    moments,
    money,
    names,
    one_of_ids,
    optional,
    shares,
    spans,
    texts,
    title_of_name,
)
from tests.exchange.drawn.register import _money_impacts


@st.composite
def constraints(draw: st.DrawFn) -> Constraint:
    kind = draw(st.sampled_from(ConstraintKind))
    dateless = kind in (ConstraintKind.ASAP, ConstraintKind.ALAP)
    return Constraint(kind, None if dateless else draw(moments()))


@st.composite
def second_constraints(draw: st.DrawFn, first: Constraint | None) -> Constraint | None:
    """One that leaves room for the first, and the first for it."""
    if first is None or first.kind not in SECONDS:
        return None
    return Constraint(draw(st.sampled_from([kind for kind in SECONDS if kind is not first.kind])), draw(moments()))


@st.composite
def activities(draw: st.DrawFn, streams: Sequence[str], people: Sequence[str]) -> tuple[Activity, ...]:
    """Rows with ids, places and parents that fit together; a third of the time in another order than the text's."""
    found: list[Activity] = []
    for stream in (*streams, None):
        inner = draw(st.lists(names, max_size=4, unique=True))
        summaries: list[str] = []
        for name in inner:
            full = name if stream is None else f"{stream}/{name}"
            kind = draw(st.sampled_from(ActivityKind))
            parent = draw(one_of_ids(summaries))
            home = stream if stream is not None else draw(one_of_ids(streams))
            found.append(draw(activity(full, kind, home, parent, people)))
            if kind is ActivityKind.SUMMARY:
                summaries.append(full)
    if draw(st.integers(0, 2)) == 0:
        found = draw(st.permutations(found))
    return tuple({one.id: one for one in found}.values())


@st.composite
def activity(
    draw: st.DrawFn, name: str, kind: ActivityKind, stream: str | None, parent: str | None, people: Sequence[str]
) -> Activity:
    if draw(st.integers(0, 3)) == 0:
        return Activity(id=name, title=draw(title_of_name(name)), kind=kind, workstream=stream, parent=parent)
    constraint = draw(optional(constraints()))
    return Activity(
        id=name,
        title=draw(title_of_name(name)),
        kind=kind,
        workstream=stream,
        parent=parent,
        team=draw(optional(names)),
        owner=draw(one_of_ids(people)),
        assignments=tuple(
            Assignment(person, draw(st.one_of(st.just(1.0), st.floats(0, 5))), draw(texts))
            for person in draw(st.lists(names, max_size=2))
        ),
        calendar=draw(optional(names)),
        duration=draw(optional(spans)),
        estimate=draw(optional(estimates())),
        effort=draw(optional(spans)),
        progress=draw(shares),
        actual_start=draw(optional(moments())),
        actual_finish=draw(optional(moments())),
        remaining=draw(optional(spans)),
        constraint=constraint,
        second_constraint=draw(optional(second_constraints(constraint))),
        expected_finish=draw(optional(moments())),
        deadline=draw(optional(moments())),
        target=draw(optional(days)),
        commitment=draw(optional(days)),
        priority=draw(st.integers(0, 1000)),
        key=draw(optional(texts)),
        url=draw(optional(texts)),
        note=draw(texts),
        labels=tuple(draw(st.lists(texts, max_size=3))),
        crash_to=draw(optional(spans)),
        crash_cost=draw(optional(money)),
        probability=draw(shares),
        branch=draw(optional(texts)),
        cost=draw(optional(_money_impacts())),
        cost_per_day=draw(optional(money)),
        pauses=tuple(draw(st.lists(exceptions(), max_size=2))),
    )


@st.composite
def dependencies(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Dependency, ...]:
    """In the order in which a text gives them: by the row of the successor."""
    found: dict[str, Dependency] = {}
    for successor in ids:
        for predecessor in draw(st.lists(st.sampled_from(ids), max_size=2)):
            percent = draw(optional(st.floats(-2, 2)))
            made = Dependency(
                predecessor=predecessor,
                successor=successor,
                kind=draw(st.sampled_from(DependencyKind)),
                lag=draw(lags) if percent is None else Span(0),
                lag_percent=percent,
                calendar=draw(optional(names)),
            )
            found.setdefault(made.id, made)
    return tuple(found.values())
