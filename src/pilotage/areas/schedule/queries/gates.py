"""Who may decide a gate, and the versions of the stored gates."""

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import Role, User
from pilotage.areas.people.rules import normal_email
from pilotage.areas.schedule.models import Gate as Row
from pilotage.plan.vocabulary.gates import Gate
from pilotage.plan.vocabulary.program import Program


def gate_versions(program_id: int) -> dict[str, int]:
    """By the gate's id. One query."""
    return dict(Row.objects.filter(program_id=program_id).values_list("code", "version"))


def may_decide(*, role: Role, actor: Actor, gate: Gate, program: Program) -> bool:
    """An owner of the program, or an editor whose account has the e-mail address of a named approver."""
    if role == Role.OWNER:
        return True
    user = User.objects.filter(pk=actor.user_id).first() if role == Role.EDITOR and actor.user_id is not None else None
    approvers = {normal_email(each.email) for each in program.people if each.id in gate.approvers and each.email}
    return user is not None and normal_email(user.email) in approvers
