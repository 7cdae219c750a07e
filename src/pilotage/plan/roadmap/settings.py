"""For whom a roadmap is, and how it is arranged. What an audience may not see is never composed for it."""

from enum import StrEnum

import msgspec


class Audience(StrEnum):
    EXECUTIVE = "executive"  # milestones and their P85, no names of people and teams
    CUSTOMER = "customer"  # what is public, under its public title, in coarse periods
    ENGINEERING = "engineering"  # everything, with teams and what waits for what


class Grouping(StrEnum):
    WORKSTREAM = "workstream"
    TEAM = "team"
    MILESTONE = "milestone"  # under the next milestone that waits for it
    NONE = "none"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Now is what is in progress or begins within ``now_weeks``, next what begins within ``next_weeks``.

    ``title`` stands over the roadmap instead of the program's. A customer's roadmap is not grouped: workstreams and
    teams have internal names.
    """

    audience: Audience = Audience.ENGINEERING
    group: Grouping = Grouping.WORKSTREAM
    now_weeks: int = 6
    next_weeks: int = 19
    done: bool = True
    title: str = ""

    @property
    def grouping(self) -> Grouping:
        hidden = {Audience.CUSTOMER: tuple(Grouping), Audience.EXECUTIVE: (Grouping.TEAM,), Audience.ENGINEERING: ()}
        return Grouping.NONE if self.group in hidden[self.audience] else self.group
