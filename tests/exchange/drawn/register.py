"""Risks, shared factors, correlations and contracts."""

from collections.abc import Sequence

from hypothesis import strategies as st

from pilotage.plan.vocabulary.amounts import (
    DayImpact,
    MoneyImpact,
)
from pilotage.plan.vocabulary.contracts import (
    Act,
    Confidence,
    Contract,
    ContractStep,
    Elsewhere,
    Promise,
    Rung,
    Standing,
)
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor
from tests.exchange.drawn.leaves import days, money, names, one_of_ids, optional, shares, texts, title_of_name


@st.composite
def risks(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Risk, ...]:
    return tuple(
        Risk(
            id=name,
            title=draw(title_of_name(name)),
            cause=draw(texts),
            event=draw(texts),
            effect=draw(texts),
            probability=draw(shares),
            impact_days=draw(optional(_day_impacts())),
            impact_money=draw(optional(_money_impacts())),
            hits=tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))) if ids else (),
            owner=draw(optional(names)),
            response=draw(optional(_responses)),
            trigger=draw(texts),
            state=draw(st.sampled_from(RiskState)),
            raised=draw(optional(days)),
            closed=draw(optional(days)),
            key=draw(optional(texts)),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )


@st.composite
def factors(draw: st.DrawFn, ids: Sequence[str]) -> tuple[SharedFactor, ...]:
    if not ids:
        return ()
    found = []
    for name in draw(st.lists(names, max_size=2, unique=True)):
        low, likely, high = sorted(draw(st.tuples(*[st.floats(0, 3)] * 3)))
        on = tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))
        chance = draw(shares)
        made = SharedFactor(
            id=name, title=draw(title_of_name(name)), low=low, likely=likely, high=high, probability=chance, on=on
        )
        found.append(made)
    return tuple(found)


@st.composite
def correlations(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Correlation, ...]:
    if not ids:
        return ()
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=2))
    return tuple(Correlation(first, second, draw(st.floats(-1, 1))) for first, second in pairs)


@st.composite
def _day_impacts(draw: st.DrawFn) -> DayImpact:
    return DayImpact(*sorted(draw(st.tuples(*[st.floats(-1000, 1000)] * 3))))


@st.composite
def _money_impacts(draw: st.DrawFn) -> MoneyImpact:
    low, likely, high = sorted(draw(st.tuples(money, money, money)))
    return MoneyImpact(low, likely, high, draw(st.sampled_from(["EUR", "USD"])))


_responses = st.builds(
    Response,
    strategy=st.sampled_from(Strategy),
    text=texts,
    owner=optional(names),
    due=optional(days),
    done=st.booleans(),
    residual_probability=optional(shares),
    cost=optional(money),
)


_promises = st.builds(Promise, days, days, texts, texts)
_steps = st.builds(ContractStep, days, st.sampled_from(Act), texts, texts, texts, optional(days))
ladders = st.lists(st.builds(Rung, st.integers(0, 30), names, texts), max_size=2).map(tuple)


@st.composite
def contracts(draw: st.DrawFn, ids: Sequence[str], teams: Sequence[str]) -> tuple[Contract, ...]:
    if not teams:
        return ()
    return tuple(
        Contract(
            id=name,
            what=draw(title_of_name(name)),
            provider="" if outside else draw(st.sampled_from(teams)),
            consumer=draw(st.sampled_from(teams)),
            delivers=draw(one_of_ids(ids)),
            needed_by_activity=draw(one_of_ids(ids)),
            asked=draw(optional(days)),
            needed=draw(days),
            promises=tuple(draw(st.lists(_promises, max_size=3))),
            confidence=draw(st.sampled_from(Confidence)),
            escalates=draw(optional(days)),
            delivered=draw(optional(days)),
            note=draw(texts),
            acceptance=draw(texts),
            promiser=draw(optional(names)),
            requester=draw(optional(names)),
            vendor=draw(names) if outside else draw(texts),
            elsewhere=draw(optional(st.builds(Elsewhere, names, texts))),
            standing=draw(st.sampled_from(Standing)),
            offer=draw(optional(_promises)),
            accepted=draw(optional(days)),
            steps=tuple(draw(st.lists(_steps, max_size=3))),
            ladder=draw(ladders),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
        for outside in (draw(st.booleans()),)
    )
