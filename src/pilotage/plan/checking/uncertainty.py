"""What is wrong with costs, branches, shared factors and correlations. None of it stops a schedule or a simulation: the
faulty part is left out, and correlations that contradict each other are taken as the nearest that do not.
"""

from collections.abc import Iterator

from pilotage.plan.checking.correlations import contradictions
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import percent
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program

_WHOLE = 1 + 1e-9


def of_uncertainty(program: Program) -> Iterator[Problem]:
    """Problems in the order of the program's parts."""
    yield from _of_costs(program)
    yield from _of_branches(program)
    yield from _of_factors(program)
    yield from _of_correlations(program)


def _warning(name: str, entity: str, message: str, hint: str = "") -> Problem:
    return Problem(id=name, severity=Severity.WARNING, message=message, entity=entity, hint=hint)


def _of_costs(program: Program) -> Iterator[Problem]:
    for activity in program.activities:
        if activity.cost is not None and activity.cost.currency != program.currency:
            message = _("The cost of {entity} is in {currency}, not in the program's {own}: it is left out.").format(
                entity=activity.id, currency=activity.cost.currency, own=program.currency
            )
            yield _warning("cost-in-other-currency", activity.id, message, _("Convert it."))


def _of_branches(program: Program) -> Iterator[Problem]:
    options: dict[str, dict[str, float]] = {}
    for activity in program.activities:
        if activity.branch is None:
            continue
        decision, _slash, option = activity.branch.partition("/")
        first = options.setdefault(decision, {}).setdefault(option, activity.probability)
        if first != activity.probability:
            message = _("{entity} has {share} in branch {branch}, others there have {first}; that counts.").format(
                entity=activity.id, share=percent(activity.probability), branch=activity.branch, first=percent(first)
            )
            yield _warning("branch-with-two-probabilities", activity.id, message, _("Give them one probability."))
    for decision, shares in options.items():
        if sum(shares.values()) > _WHOLE:
            message = _("The branches of {decision} add up to {total}; what exceeds 100 % is left out.").format(
                decision=decision, total=percent(sum(shares.values()))
            )
            yield _warning("branches-above-100-percent", decision, message, _("They exclude each other."))


def _of_factors(program: Program) -> Iterator[Problem]:
    if not program.factors:
        return
    known = {each.id for each in program.activities} | {each.id for each in program.workstreams}
    for factor in program.factors:
        if not 0 <= factor.low <= factor.likely <= factor.high:
            message = _("The factor {entity} is not in the order low, likely, high: it is left out.").format(
                entity=factor.id
            )
            yield _warning("factor-out-of-order", factor.id, message)
        for name in factor.on:
            if name not in known:
                message = _("The factor {entity} names {name!r}, which is neither activity nor workstream.").format(
                    entity=factor.id, name=name
                )
                yield _warning("missing-reference", factor.id, message)


def _of_correlations(program: Program) -> Iterator[Problem]:
    if not program.correlations:
        return
    estimated = {each.id for each in program.activities if each.estimate is not None}
    for pair in program.correlations:
        for name in (pair.first, pair.second):
            if name not in estimated:
                message = _("The correlation of {first} and {second} is left out: {name!r} has no estimate.").format(
                    first=pair.first, second=pair.second, name=name
                )
                yield _warning("correlation-without-estimate", name, message)
    for found in contradictions(program.correlations, dict.fromkeys(estimated)):
        message = _("Correlations contradict each other: {first} and {second} cannot have {given:+.2f}.").format(
            first=found.first, second=found.second, given=found.given
        )
        hint = _("With the others as they are, {possible:+.2f} is possible. Pairs that are not given count as 0.")
        yield _warning("correlations-contradict", found.first, message, hint.format(possible=found.possible))
