"""References to activities, and dependencies: ``dual SS+3d``, ``edge-routing/proxy FS+2d on prod``."""

import re
from collections.abc import Container
from dataclasses import dataclass

from pilotage.exchange.text.syntax.problems import ReadError, shown
from pilotage.exchange.text.values.amounts import SPAN, format_share, format_span, parse_share, parse_span
from pilotage.exchange.text.values.notation import Notation
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span

LAG = rf"{SPAN}|[+-]\d{{1,5}}(?:\.\d{{1,17}})?%"
_LINK = re.compile(r"(\S+)(?: +(FS|SS|FF|SF)?([+-]\S+)?)?(?: +on +(\S+))?", re.ASCII)


NO_LAG = Span(0)


@dataclass(frozen=True)
class Link:
    """A dependency as written: ``reference`` is still to be looked up."""

    reference: str
    kind: DependencyKind = DependencyKind.FS
    lag: Span = NO_LAG
    lag_percent: float | None = None
    calendar: str | None = None


def parse_link(text: str, notation: Notation) -> Link:
    match = _LINK.fullmatch(text)
    if not match:
        message = _("{text} is not a dependency.").format(text=shown(text))
        hint = _("Write the activity, the kind and the lag, as in “dual SS+3d” or “z FS+2d on prod”.")
        raise ReadError("wrong-dependency", message, hint)
    reference, kind, lag, calendar = match.groups()
    span, share = parse_lag(lag, notation) if lag else (NO_LAG, None)
    return Link(reference, DependencyKind(kind or "FS"), span, share, calendar)


def parse_lag(text: str, notation: Notation) -> tuple[Span, float | None]:
    if text.endswith("%"):
        return NO_LAG, parse_share(text, most=1000.0, signed=True)
    return parse_span(text, notation, signed=True), None


def format_link(dependency: Dependency, reference: str, notation: Notation) -> str | dict[str, str]:
    """One line, or the long form where an id holds what a line is taken apart by."""
    lag = format_lag(dependency, notation)
    kind = "" if dependency.kind is DependencyKind.FS else dependency.kind.value
    text = f"{reference} {kind}{lag}".rstrip()
    if dependency.calendar is not None:
        text += f" on {dependency.calendar}"
    match = _LINK.fullmatch(text)
    if match and (match[1], match[2] or "", match[3] or "", match[4]) == (reference, kind, lag, dependency.calendar):
        return text
    long = {"activity": reference, "kind": kind, "lag": lag}
    return {key: value for key, value in long.items() if value} | (
        {"on": dependency.calendar} if dependency.calendar else {}
    )


def format_lag(dependency: Dependency, notation: Notation) -> str:
    if dependency.lag_percent is not None:
        text = format_share(dependency.lag_percent)
    elif dependency.lag == NO_LAG:
        return ""
    else:
        text = format_span(dependency.lag, notation)
    return text if text.startswith("-") else f"+{text}"


def resolve(reference: str, workstream: str | None, ids: Container[str]) -> str | None:
    """The full id that a reference inside ``workstream`` means, None if there is none."""
    if reference.startswith("/"):
        reference = reference[1:]
    elif workstream is not None and f"{workstream}/{reference}" in ids:
        return f"{workstream}/{reference}"
    return reference if reference in ids else None


def refer(target: str, workstream: str | None, ids: Container[str]) -> str:
    """The shortest reference to ``target`` inside ``workstream``; the inverse of ``resolve``."""
    if workstream is not None and target.startswith(f"{workstream}/"):
        short = target[len(workstream) + 1 :]
        if not short.startswith("/"):
            return short
    if target.startswith("/") or (workstream is not None and f"{workstream}/{target}" in ids):
        return f"/{target}"
    return target
