"""Reading accounts and memberships."""

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor, Source
from pilotage.areas.errors import NotFoundError
from pilotage.areas.people.models import ApiToken, Membership, User
from pilotage.areas.people.rules import normal_email


def actor_for(user: User, source: Source) -> Actor:
    """The actor behind a logged-in user."""
    return Actor(user_id=user.pk, name=user.name, source=source)


def actor_of_id(user_id: int, source: Source) -> Actor:
    """The actor behind an account, for work that goes on after its request. Raises NotFoundError once it is closed."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFoundError(_("The account that asked for this is gone."))
    return actor_for(user, source)


def account(user: object) -> User | None:
    """``user`` if it is somebody with an account, and not Django's anonymous visitor."""
    return user if isinstance(user, User) else None


def user_by_email(email: str) -> User:
    """Raises NotFoundError."""
    user = User.objects.filter(email=normal_email(email), is_active=True).first()
    if user is None:
        raise NotFoundError(
            _("There is no account for {email}. Make one on the server: `pilotage user add {email}`.").format(
                email=email
            )
        )
    return user


def tokens_of(actor: Actor) -> list[ApiToken]:
    if actor.user_id is None:
        return []
    return list(ApiToken.objects.filter(user_id=actor.user_id).order_by("id"))


def members(program_id: int) -> list[Membership]:
    """With their users. The caller has checked that the actor may see the program."""
    return list(Membership.objects.filter(program_id=program_id).select_related("user").order_by("user__name", "id"))
