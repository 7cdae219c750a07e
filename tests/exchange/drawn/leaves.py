"""Words, names, amounts and instants, odd ones among them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from pilotage.exchange.text.values.amounts import TAILS, estimate_of
from pilotage.plan.vocabulary.amounts import (
    Distribution,
    EstimatePoint,
    Span,
    ThreePointEstimate,
    Unit,
)

ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "America/Sao_Paulo", "Pacific/Apia")


_ODD = (
    "yes",
    "No",
    "on",
    "null",
    "~",
    "007",
    "1e3",
    "0x1F",
    "12:30:00",
    "2026-12-11",
    "a: b",
    "a #b",
    "# a",
    "- a",
    "-1",
    "[a",
    "a, b",
    "{x}",
    "\"q\" and 'r'",
    "*star",
    "&and",
    "!tag",
    "%",
    "@at",
    "`tick",
    "tail ",
    " head",
    "tail:",
    "a\nb",
    "a\n\n  b\n",
    "\ttab",
    "trailing\n\n",
    "Ünïcödé",
    "日本語",
    "\U0001f680",
    "\u00a0",
    "\u2028",
    "\x00",
    "---",
    "...",
    "=",
    "<<",
    "a::b",
    "50%",
    "mira 50%",
    "dual SS+3d",
    "x on y",
    "freeze 2026-12-19",
    "09:00-17:00",
    "|",
    ">",
    "\\",
    "?",
    "? x",
)


texts = st.one_of(st.sampled_from(_ODD), st.text(max_size=20), st.text("ab \n", max_size=12))


plain_names = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)


names = st.one_of(
    plain_names,
    plain_names,
    st.sampled_from([odd for odd in _ODD if "/" not in odd]),
    st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1, max_size=8),
)


"""Ids without a slash."""

_FIRST, _LAST = dt.datetime.fromisoformat("1990-01-01"), dt.datetime.fromisoformat("2099-01-01")
days = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


units = st.sampled_from(Unit)


spans = st.builds(Span, st.integers(0, 1_000_000), units)


lags = st.builds(Span, st.integers(-100_000, 100_000), units)


shares = st.one_of(st.integers(0, 100).map(lambda percent: percent / 100), st.floats(0, 1))


money = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2).map(lambda d: Decimal(format(d.normalize(), "f")))


def optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


@st.composite
def moments(draw: st.DrawFn) -> dt.datetime:
    """In UTC; often the midnight of some zone."""
    if draw(st.booleans()):
        day = draw(days)
        zone = ZoneInfo(draw(st.sampled_from(ZONES)))
        return dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.UTC)
    exact = draw(st.datetimes(_FIRST, _LAST, timezones=st.just(dt.UTC)))
    return exact if draw(st.booleans()) else exact.replace(second=0, microsecond=0)


@st.composite
def estimates(draw: st.DrawFn) -> ThreePointEstimate:
    low, likely, high = sorted(draw(st.tuples(*[st.integers(0, 500_000)] * 3)))
    working = draw(st.booleans())
    unit = st.sampled_from([unit for unit in Unit if unit.elapsed is not working])
    kind = draw(st.sampled_from(Distribution))
    least, middle, most = spans_of = [Span(each, draw(unit)) for each in (low, likely, high)]
    if kind is Distribution.DISCRETE:
        first = draw(st.integers(1, 99))
        shared = zip((first / 100, 1 - first / 100), spans_of[:2], strict=True)
        return estimate_of(kind, tuple(EstimatePoint(share, span) for share, span in shared))
    if kind is Distribution.QUANTILES:
        at = sorted(draw(st.sets(st.integers(0, 100), min_size=3, max_size=3)))
        return estimate_of(kind, tuple(EstimatePoint(p / 100, span) for p, span in zip(at, spans_of, strict=True)))
    tail = 0.0 if kind is Distribution.LOGNORMAL else draw(st.sampled_from([0.0, 0.0, *TAILS.values()]))
    return ThreePointEstimate(least, middle, most, kind, tail)


def one_of_ids(ids: Sequence[str]) -> st.SearchStrategy:
    return optional(st.sampled_from(ids)) if ids else st.none()


def title_of_name(name: str) -> st.SearchStrategy:
    return st.one_of(st.just(name.capitalize()), texts)
