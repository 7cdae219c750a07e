"""What contradicts itself in the matrix of responsibilities, and whom responsibilities and cadences name in vain.

A subject needs exactly one role that is accountable and at least one that is responsible (the rule of the RACI matrix
as in the PMBOK Guide, 6th edition, 9.1.2.2: one accountable person avoids confusion about who is in charge).
"""

from collections.abc import Iterator

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.governance import Letter, Responsibility
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program


def of_governance(program: Program) -> Iterator[Problem]:
    yield from of_matrix(program.responsibilities)
    yield from _of_references(program)


def of_matrix(responsibilities: tuple[Responsibility, ...]) -> Iterator[Problem]:
    """Subjects, in the order in which they first come, that nobody or several answer for, or that nobody does."""
    for subject in dict.fromkeys(one.subject for one in responsibilities):
        held = [one for one in responsibilities if one.subject == subject]
        accountable = [_name(one) for one in held if one.letter is Letter.ACCOUNTABLE]
        if not accountable:
            message = _("Nobody is accountable for “{subject}”.").format(subject=subject)
            yield _warning("raci-not-accountable", subject, message, _("Give one role an A."))
        if len(accountable) > 1:
            message = _("{count} are accountable for “{subject}”: {names}.").format(
                count=len(accountable), subject=subject, names=", ".join(accountable)
            )
            yield _warning("raci-accountable-twice", subject, message, _("Leave one A; make the others R or C."))
        if not any(one.letter is Letter.RESPONSIBLE for one in held):
            message = _("Nobody is responsible for “{subject}”.").format(subject=subject)
            yield _warning("raci-not-responsible", subject, message, _("Give those who do it an R."))


def _of_references(program: Program) -> Iterator[Problem]:
    people = {each.id for each in program.people}
    gatherings = people | {each.id for each in program.teams}
    streams = {each.id for each in program.workstreams}
    for one in program.responsibilities:
        if one.person is not None and one.person not in people:
            message = _("“{subject}” names the person {name!r}, who does not exist.")
            yield _missing(one.subject, message.format(subject=one.subject, name=one.person))
    for cadence in program.cadences:
        for name in cadence.who:
            if name not in gatherings:
                message = _("The cadence {entity} names {name!r}, which is neither a person nor a team.")
                yield _missing(cadence.id, message.format(entity=cadence.id, name=name))
        if cadence.workstream is not None and cadence.workstream not in streams:
            message = _("The cadence {entity} names the workstream {name!r}, which does not exist.")
            yield _missing(cadence.id, message.format(entity=cadence.id, name=cadence.workstream))


def _name(one: Responsibility) -> str:
    return one.role or one.person or ""


def _warning(id_: str, entity: str, message: str, hint: str) -> Problem:
    return Problem(id=id_, severity=Severity.WARNING, message=message, entity=entity, hint=hint)


def _missing(entity: str, message: str) -> Problem:
    hint = _("Add it, or correct the reference.")
    return Problem(id="missing-reference", severity=Severity.ERROR, message=message, entity=entity, hint=hint)
