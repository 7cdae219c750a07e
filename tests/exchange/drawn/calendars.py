"""Calendars with weeks and exceptions."""

import datetime as dt

from hypothesis import strategies as st

from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, CalendarException, ExceptionKind, Shift
from tests.exchange.drawn.leaves import ZONES, days, names, one_of_ids, optional, texts


@st.composite
def shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    cuts = draw(st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted))
    return tuple(Shift(start, finish) for start, finish in zip(cuts[::2], cuts[1::2], strict=False))


weeks = st.tuples(*[shifts()] * 7)


@st.composite
def exceptions(draw: st.DrawFn) -> CalendarException:
    first = draw(days)
    end = first + dt.timedelta(days=draw(st.integers(1, 30)))
    return CalendarException(first, end, draw(shifts()), draw(texts), draw(st.sampled_from(ExceptionKind)))


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, ...]:
    ids = draw(st.lists(st.one_of(names, st.just("default")), max_size=3, unique=True))
    return tuple(
        Calendar(
            id=name,
            title=draw(st.one_of(st.just(""), texts)),
            zone=draw(optional(st.sampled_from(ZONES))),
            base=draw(one_of_ids(ids)),
            week=draw(optional(weeks)),
            exceptions=tuple(draw(st.lists(exceptions(), max_size=3))),
            holidays=tuple(draw(st.lists(st.sampled_from(["DE", "DE-BE", "US-WA", "IN"]), max_size=2))),
        )
        for name in ids
        if name != STANDARD.id
    )
