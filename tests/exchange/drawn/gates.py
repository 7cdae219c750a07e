"""Gates with criteria and decisions."""

from collections.abc import Sequence

from hypothesis import strategies as st

from pilotage.plan.vocabulary.gates import Condition, Criterion, Gate, GateDecision, GateOutcome
from tests.exchange.drawn.leaves import days, moments, names, optional, texts, title_of_name


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            id=name,
            text=draw(title_of_name(name)),
            owner=draw(optional(names)),
            due=draw(optional(days)),
            done=draw(optional(days)),
            met_by=draw(texts),
            evidence=draw(texts),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )


_decisions = st.builds(
    GateDecision,
    at=moments(),
    by=texts,
    outcome=st.sampled_from(GateOutcome),
    why=texts,
    conditions=st.lists(st.builds(Condition, text=texts, due=days, owner=optional(names)), max_size=2).map(tuple),
    open_entry=criteria(),
    open_exit=criteria(),
)


@st.composite
def gates(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Gate, ...]:
    if not ids:
        return ()
    return tuple(
        Gate(
            id=name,
            activity=draw(st.sampled_from(ids)),
            entry=draw(criteria()),
            exit=draw(criteria()),
            approvers=tuple(draw(st.lists(names, max_size=2, unique=True))),
            decisions=tuple(draw(st.lists(_decisions, max_size=2))),
            actions=draw(criteria()),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )
