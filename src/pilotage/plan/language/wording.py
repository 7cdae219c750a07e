"""How dates, days, probabilities and lists are written in a sentence. English now; one place to change."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_compact_currency

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.vocabulary.amounts import Span, Unit

LOCALE = "en"
_FAR_DAYS = 280
MINUS = "\N{MINUS SIGN}"
_BELOW_ONE, _ABOVE_99 = "<\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}%", ">\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}%"

# whole units are preferred in this order when a span is written in the unit of its author
_UNIT_MINUTES = {
    Unit.ELAPSED_WEEK: 7 * 1440,
    Unit.ELAPSED_DAY: 1440,
    Unit.HOUR: 60,
    Unit.ELAPSED_HOUR: 60,
    Unit.MINUTE: 1,
    Unit.ELAPSED_MINUTE: 1,
}


_READ_ON: ContextVar[dt.date | None] = ContextVar("read_on", default=None)


@contextmanager
def read_on(date: dt.date | None) -> Iterator[None]:
    """Within it dates far from ``date`` are written with their year (None: none are).

    Like a language, the day on which a sentence is read belongs to its reader, not to each date in it.
    """
    before = _READ_ON.set(date)
    try:
        yield
    finally:
        _READ_ON.reset(before)


def day(date: dt.date, *, near: dt.date | None = None) -> str:
    """``11 Dec``; with the year where it is more than about nine months from ``near``, else from `read_on`."""
    return _written(_date(date), _("d MMM y") if _far(date, near) else _("d MMM"))


def long_day(date: dt.date, *, near: dt.date | None = None) -> str:
    """``11 December``; with the year as in `day`."""
    return _written(_date(date), _("d MMMM y") if _far(date, near) else _("d MMMM"))


@lru_cache(maxsize=4096)  # a briefing writes the same few hundred days thousands of times
def _written(date: dt.date, pattern: str) -> str:
    return format_date(date, pattern, locale=LOCALE)


def _far(date: dt.date, near: dt.date | None) -> bool:
    near = near or _READ_ON.get()
    return near is not None and abs((_date(date) - _date(near)).days) > _FAR_DAYS


def _date(date: dt.date) -> dt.date:
    return date.date() if isinstance(date, dt.datetime) else date


def last_day(finish: dt.datetime) -> dt.date:
    """The day on which work that finishes at this instant ends: midnight belongs to the day before."""
    return (finish - dt.timedelta(minutes=1)).date() if finish.time() == dt.time(0) else finish.date()


def number(value: float) -> str:
    """At most one decimal, a true minus sign."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def signed(value: float) -> str:
    """``+5``, ``−2``, ``0``."""
    text = number(value)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def working_days(value: float) -> str:
    """``1 working day``, ``5 working days`` (without a sign)."""
    amount = abs(value)
    singular = number(amount) == "1"
    return ngettext("{n} working day", "{n} working days", 1 if singular else 2).format(n=number(amount))


def percent(share: float) -> str:
    """``24 %``."""
    return f"{share * 100:.0f} %"


def chance(probability: float) -> str:
    """``24 %``; ``< 1 %`` and ``> 99 %`` rather than a certainty that no simulation gives."""
    if probability < 0.01:
        return _BELOW_ONE
    return _ABOVE_99 if probability > 0.99 else percent(probability)


def money(amount: float, currency: str) -> str:
    """``€36.2K`` in short form for sentences: three significant digits, so that amounts close together stay apart."""
    before_point = (math.floor(math.log10(max(abs(amount), 1.0))) % 3) + 1
    return format_compact_currency(amount, currency, locale=LOCALE, fraction_digits=3 - before_point)


def listing(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def span(value: Span, hours_per_day: float = 8.0, days_per_week: float = 5.0) -> str:
    """A span in the unit of its author: ``8d``, ``4h``, ``3ed``."""
    minutes = _UNIT_MINUTES.get(value.unit) or hours_per_day * 60 * (days_per_week if value.unit is Unit.WEEK else 1)
    return f"{value.minutes / minutes:.4g}{value.unit.value}".replace("-", MINUS)
