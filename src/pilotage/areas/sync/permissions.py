"""Action -> least role in the program that an import goes into. Making a new program needs an account only."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "import.apply": Role.EDITOR,
    "change.undo": Role.EDITOR,
    "template.save": Role.EDITOR,
    "program.export": Role.VIEWER,
}
