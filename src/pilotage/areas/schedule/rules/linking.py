"""Reading a dependency as a person asks for it. Pure: values in, a value out, or InvalidError."""

from collections.abc import Container

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import InvalidError
from pilotage.areas.schedule.rules.amounts import lag_text, read_lag
from pilotage.plan.vocabulary.activities import Dependency, DependencyKind
from pilotage.plan.vocabulary.program import Program


def new_link(
    program: Program, activities: Container[str], predecessor: str, successor: str, kind: str, lag: str
) -> Dependency:
    """A dependency between two of the ``activities``."""
    for name, value in (("predecessor", predecessor), ("successor", successor)):
        if value not in activities:
            raise InvalidError.field(
                name,
                _("There is no activity “{id}” in this program.").format(id=value[:200]),
                problem="missing-reference",
            )
    if predecessor == successor:
        raise InvalidError.field("successor", _("An activity cannot depend on itself."), problem="dependency-cycle")
    span, percent = read_lag(lag, program)
    return Dependency(predecessor=predecessor, successor=successor, kind=_kind(kind), lag=span, lag_percent=percent)


def changed_link(old: Dependency, kind: str | None, lag: str | None, program: Program) -> Dependency:
    """Another kind or lag; None stays."""
    new = old if kind is None else replace(old, kind=_kind(kind))
    if lag is None:
        return new
    span, percent = read_lag(lag, program)
    return replace(new, lag=span, lag_percent=percent)


def _kind(text: str) -> DependencyKind:
    try:
        return DependencyKind(text.upper())
    except ValueError:
        raise InvalidError.field("kind", _("A dependency is FS, SS, FF or SF.")) from None


def shown(dependency: Dependency, program: Program) -> dict[str, object]:
    """Kind and lag as people type them."""
    lag = lag_text(dependency.lag, dependency.lag_percent, program)
    return {"kind": dependency.kind.value, "lag": lag}
