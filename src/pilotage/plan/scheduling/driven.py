"""What set an activity's early date."""

from enum import IntEnum

from pilotage.engine import network


class Driven(IntEnum):
    """``START``: the program's start. ``CHILDREN``: a summary's dates are those of its children."""

    START = network.START
    DEPENDENCY = network.DEPENDENCY
    CONSTRAINT = network.CONSTRAINT
    ACTUAL = network.ACTUAL
    STATUS_DATE = network.STATUS_DATE
    CHILDREN = network.CHILDREN
