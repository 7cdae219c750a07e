"""Action -> least role. Whoever may read a program may speak in it; only authors change what they said."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "comment.add": Role.VIEWER,
    "comment.change": Role.VIEWER,
    "comment.remove": Role.VIEWER,
    "thread.resolve": Role.VIEWER,
    "record.watch": Role.VIEWER,
}
