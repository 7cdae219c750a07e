"""Structural problems of gates: what they name and the program does not have."""

from collections.abc import Iterator

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.gates import Gate
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program


def of_gates(program: Program) -> Iterator[Problem]:
    """Problems in the order of the gates."""
    if not program.gates:
        return
    kinds = {each.id: each.kind for each in program.activities}
    people = {each.id for each in program.people}
    decided: dict[str, str] = {}
    for gate in program.gates:
        if gate.activity not in kinds:
            message = _("Gate {entity} names the milestone {name!r}, which does not exist.")
            yield _found("missing-reference", gate, message, gate.activity, _("Add it, or correct the reference."))
        elif kinds[gate.activity] is not ActivityKind.MILESTONE:
            message = _("Gate {entity} decides {name!r}, which is no milestone.")
            yield _found("gate-without-milestone", gate, message, gate.activity, _("Let it name a milestone."))
        if gate.activity in decided:
            message = _("Gate {entity} decides {name!r}, which another gate decides too.")
            yield _found("gate-twice", gate, message, gate.activity, _("Put their criteria into one gate."))
        decided[gate.activity] = gate.id
        criteria = (*gate.entry, *gate.exit, *gate.actions)
        for person in dict.fromkeys((*gate.approvers, *(each.owner for each in criteria if each.owner is not None))):
            if person not in people:
                message = _("Gate {entity} names the person {name!r}, who does not exist.")
                yield _found("missing-reference", gate, message, person, _("Add it, or correct the reference."))


def _found(problem: str, gate: Gate, message: str, name: str, hint: str) -> Problem:
    text = message.format(entity=gate.id, name=name)
    return Problem(id=problem, severity=Severity.ERROR, message=text, entity=gate.id, hint=hint)
