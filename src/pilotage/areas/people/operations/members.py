"""Writing memberships. Permission, audit and revision are the business of ``programs.operations.members``."""

from pilotage.areas.people.models import Membership, Role


def put_membership(*, user_id: int, program_id: int, role: Role) -> None:
    Membership.objects.update_or_create(user_id=user_id, program_id=program_id, defaults={"role": role.value})


def drop_membership(*, user_id: int, program_id: int) -> None:
    Membership.objects.filter(user_id=user_id, program_id=program_id).delete()
