"""Amounts: ``8d``, ``8d/12d/20d triangular``, ``60%``, ``5/10/20``, ``20k/40k/90k EUR``."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pilotage.exchange.text.syntax.problems import ReadError, shown
from pilotage.exchange.text.values.notation import Notation
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import (
    DayImpact,
    Distribution,
    EstimatePoint,
    MoneyImpact,
    Span,
    ThreePointEstimate,
    Unit,
)

SPAN = r"[+-]?\d{1,12}(?:\.\d{1,9})?(?:e?[mhdw])"
NUMBER = r"-?\d+(?:\.\d+)?"
MONEY = NUMBER + "[kM]?"

_SPAN = re.compile(r"([+-]?\d{1,12}(?:\.\d{1,9})?)(e?[mhdw])", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_MONEY = re.compile(r"(-?\d+(?:\.\d+)?)([kM]?)", re.ASCII)
CURRENCY = re.compile("[A-Z]{3}")
TAILS = {"p10-p90": 0.1, "p5-p95": 0.05}
"""Which quantiles low and high are, where they are not the least and the greatest."""
NAMED = ("pert", "triangular", "uniform", "lognormal")
_LONGEST = 600_000_000  # minutes, over a thousand years


def parse_span(text: str, notation: Notation, *, signed: bool = False) -> Span:
    match = _SPAN.fullmatch(text)
    if not match:
        hint = _("Write a number with its unit: m, h, d, w, or em, eh, ed, ew for elapsed time, as in 8d or 1.5w.")
        raise ReadError("wrong-duration", _("{text} is not a duration.").format(text=shown(text)), hint)
    number, unit = float(match[1]), Unit(match[2])
    minutes = round(number * notation.minutes_in(unit))
    if abs(minutes) > _LONGEST:
        raise ReadError("wrong-duration", _("{text} is longer than a thousand years.").format(text=shown(text)))
    if minutes < 0 and not signed:
        raise ReadError(
            "wrong-duration", _("{text} is negative.").format(text=shown(text)), _("A duration is zero or more.")
        )
    return Span(minutes, unit)


def format_span(span: Span, notation: Notation) -> str:
    """The shortest number that is read back as the same minutes."""
    size = notation.minutes_in(span.unit)
    for digits in range(10):
        number = f"{span.minutes / size:.{digits}f}"
        if round(float(number) * size) == span.minutes:
            return f"{number}{span.unit.value}"
    return f"{span.minutes}{'em' if span.elapsed else 'm'}"


def parse_estimate(text: str, notation: Notation) -> ThreePointEstimate:
    for kind in (Distribution.DISCRETE, Distribution.QUANTILES):
        if text.startswith(f"{kind.value} "):
            return _of_points(kind, text.removeprefix(kind.value), notation)
    amounts, _blank, name = text.partition(" ")
    parts = amounts.split("/")
    if len(parts) != 3:
        message = _("{text} is not an estimate.").format(text=shown(text))
        raise ReadError(
            "wrong-estimate", message, _("Write low/likely/high, as in 8d/12d/20d; one number is a “duration”.")
        )
    low, likely, high = (parse_span(part, notation) for part in parts)
    if low.elapsed != likely.elapsed or likely.elapsed != high.elapsed:
        raise ReadError("wrong-estimate", _("{text} mixes working and elapsed time.").format(text=shown(text)))
    if not low.minutes <= likely.minutes <= high.minutes:
        message = _("{text} is not in the order low/likely/high.").format(text=shown(text))
        raise ReadError("wrong-estimate", message, _("Put the smallest first."))
    words = name.split()
    tail = TAILS[words.pop()] if words and words[-1] in TAILS else 0.0
    named = " ".join(words) or Distribution.PERT.value
    if named not in NAMED:
        message = _("There is no distribution {name}.").format(name=shown(named))
        raise ReadError("wrong-estimate", message, _("Write {words}.").format(words=", ".join(NAMED)))
    return ThreePointEstimate(low, likely, high, Distribution(named), 0.0 if named == "lognormal" else tail)


def _of_points(kind: Distribution, text: str, notation: Notation) -> ThreePointEstimate:
    """``5d 60%, 8d 40%`` or, of quantiles, ``5% 3d, 50% 8d, 95% 20d``."""
    points = []
    for part in text.split(","):
        words = part.split()
        if len(words) != 2:
            message = _("{text} is not a duration and a share.").format(text=shown(part.strip()))
            hint = _("Write discrete 5d 60%, 8d 40%, or quantiles 5% 3d, 50% 8d, 95% 20d.")
            raise ReadError("wrong-estimate", message, hint)
        share, span = sorted(words, key=lambda word: not word.endswith("%"))
        points.append(EstimatePoint(parse_share(share), parse_span(span, notation)))
    problem = wrong_points(kind, points)
    if problem:
        raise ReadError("wrong-estimate", problem)
    return estimate_of(kind, tuple(points))


def wrong_points(kind: Distribution, points: Sequence[EstimatePoint]) -> str:
    """What is wrong with the points of an estimate; empty where nothing is."""
    if len({point.span.elapsed for point in points}) > 1:
        return _("An estimate does not mix working and elapsed time.")
    if kind is Distribution.DISCRETE:
        total = sum(point.share for point in points)
        return (
            "" if abs(total - 1) < 1e-6 else _("The shares add up to {n}%, not 100%.").format(n=round(total * 100, 2))
        )
    if len(points) < 2:
        return _("Quantiles are at least two.")
    for before, after in pairwise(points):
        if before.share >= after.share or before.span.minutes > after.span.minutes:
            return _("Quantiles are in order, the smallest first.")
    return ""


def estimate_of(kind: Distribution, points: tuple[EstimatePoint, ...]) -> ThreePointEstimate:
    """The estimate with these points: its likely value is the one with the greatest share, or the one whose quantile is
    nearest to the median.
    """
    if kind is Distribution.DISCRETE:
        likely = max(points, key=lambda point: point.share).span
    else:
        likely = min(points, key=lambda point: abs(point.share - 0.5)).span
    spans = sorted((point.span for point in points), key=lambda span: span.minutes)
    return ThreePointEstimate(spans[0], likely, spans[-1], kind, 0.0, points)


def format_estimate(estimate: ThreePointEstimate, notation: Notation) -> str:
    if estimate.points:
        pairs = [(format_span(point.span, notation), format_share(point.share)) for point in estimate.points]
        turned = [pair if estimate.distribution is Distribution.DISCRETE else pair[::-1] for pair in pairs]
        return f"{estimate.distribution.value} {', '.join(' '.join(pair) for pair in turned)}"
    text = "/".join(format_span(span, notation) for span in (estimate.low, estimate.likely, estimate.high))
    if estimate.distribution is not Distribution.PERT:
        text = f"{text} {estimate.distribution.value}"
    tail = next((word for word, share in TAILS.items() if share == estimate.tail), "")
    return f"{text} {tail}".rstrip()


def parse_share(text: str, *, most: float = 1.0, signed: bool = False) -> float:
    number = text.removesuffix("%")
    if number == text or not _NUMBER.fullmatch(number.removeprefix("+") if signed else number) or len(number) > 400:
        message = _("{text} is not a share.").format(text=shown(text))
        raise ReadError("wrong-value", message, _("Write it with its sign, as in 60%."))
    share = float(Decimal(number) / 100)
    if abs(share) > most or (share < 0 and not signed):
        message = _("{text} is not between 0% and {most}%.").format(text=shown(text), most=round(most * 100))
        raise ReadError("wrong-value", message)
    return share


def format_share(share: float) -> str:
    return f"{plain(Decimal(repr(share)) * 100)}%"


def parse_days(text: str) -> DayImpact:
    parts = text.split("/")
    if len(parts) == 1:
        parts *= 3
    if len(parts) != 3 or not all(_NUMBER.fullmatch(part) and len(part) < 400 for part in parts):
        message = _("{text} is not a number of days.").format(text=shown(text))
        raise ReadError("wrong-value", message, _("Write low/likely/high without a unit, as in 5/10/20."))
    low, likely, high = (float(part) for part in parts)
    if not low <= likely <= high:
        raise ReadError("wrong-value", _("{text} is not in the order low/likely/high.").format(text=shown(text)))
    return DayImpact(low, likely, high)


def format_days(impact: DayImpact) -> str:
    parts = [plain(Decimal(repr(number))) for number in (impact.low, impact.likely, impact.high)]
    return parts[0] if len(set(parts)) == 1 else "/".join(parts)


def parse_money(text: str, notation: Notation) -> MoneyImpact:
    amounts, _blank, currency = text.partition(" ")
    parts = amounts.split("/")
    if len(parts) == 1:
        parts *= 3
    currency = currency.strip() or notation.currency
    if len(parts) != 3 or not CURRENCY.fullmatch(currency):
        message = _("{text} is not an amount of money.").format(text=shown(text))
        raise ReadError("wrong-value", message, _("Write low/likely/high and the currency, as in 20k/40k/90k EUR."))
    low, likely, high = (parse_sum(part) for part in parts)
    if not low <= likely <= high:
        raise ReadError("wrong-value", _("{text} is not in the order low/likely/high.").format(text=shown(text)))
    return MoneyImpact(low, likely, high, currency)


def format_money(impact: MoneyImpact) -> str:
    parts = [format_sum(amount) for amount in (impact.low, impact.likely, impact.high)]
    return f"{parts[0] if len(set(parts)) == 1 else '/'.join(parts)} {impact.currency}"


def parse_cost(text: str, notation: Notation) -> Decimal:
    """One amount in the currency of the program, which may be named."""
    amount, _blank, currency = text.partition(" ")
    if currency.strip() not in ("", notation.currency):
        message = _("{text} is not in the program's currency, {currency}.").format(
            text=shown(text), currency=notation.currency
        )
        raise ReadError("wrong-value", message, _("Convert it."))
    return parse_sum(amount)


def parse_sum(text: str) -> Decimal:
    match = _MONEY.fullmatch(text)
    if not match or len(text) > 30:
        message = _("{text} is not an amount of money.").format(text=shown(text))
        raise ReadError("wrong-value", message, _("Write a number, with k for thousands or M for millions, as in 40k."))
    number = Decimal(match[1]).scaleb({"": 0, "k": 3, "M": 6}[match[2]])
    return Decimal(plain(number))


def format_sum(amount: Decimal) -> str:
    if amount and amount % 100_000 == 0 and abs(amount) >= 1_000_000:
        return f"{plain(amount.scaleb(-6))}M"
    if amount and amount % 1000 == 0:
        return f"{plain(amount.scaleb(-3))}k"
    return plain(amount)


def plain(number: Decimal) -> str:
    """Without exponent and without zeros that say nothing."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def parse_number(text: str, low: float, high: float) -> float:
    if not _NUMBER.fullmatch(text) or len(text) > 400:
        raise ReadError("wrong-value", _("{text} is not a number.").format(text=shown(text)))
    number = float(text)
    if not low <= number <= high:
        span = {"text": shown(text), "low": plain(Decimal(repr(low))), "high": plain(Decimal(repr(high)))}
        raise ReadError("wrong-value", _("{text} is not between {low} and {high}.").format(**span))
    return number


def format_number(number: float) -> str:
    return plain(Decimal(repr(number)))
