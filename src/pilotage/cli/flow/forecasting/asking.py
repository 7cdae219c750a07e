"""What ``pilotage forecast`` was asked: which teams, as of when, and what their histories taught."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.sources import Read, all_histories, today
from pilotage.cli.progress import walking
from pilotage.plan.flow.items.cleaning import clean
from pilotage.plan.flow.items.history import By, Histories, WorkHistory, known_then, named_group
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem

if TYPE_CHECKING:
    from pilotage.plan.flow.calibration.track_record import Trained


class Asked(NamedTuple):
    """``teams`` with the items of each, None where ``items`` holds for the only one; none are all items together."""

    teams: tuple[tuple[str, int | None], ...]
    items: int | None
    until: dt.date | None
    as_of: dt.date | None
    growing: bool
    what_if: tuple[str, ...]
    seed: int
    charts: Path | None


class Known(NamedTuple):
    """The sources as they were known at the end of ``origin``."""

    read: Sequence[Read]
    then: Histories
    origin: dt.date


def named_teams(names: Sequence[str]) -> tuple[tuple[str, int | None], ...]:
    """Of ``A=30`` the name and the items; a name alone has none."""
    found = []
    for each in names:
        name, _equals, items = each.rpartition("=")
        whole = name.strip() and items.strip().isdecimal() and int(items) > 0
        found.append((name.strip(), int(items)) if whole else (each.strip(), None))
    return tuple(found)


def known(read: Sequence[Read], asked: Asked) -> Known:
    """Raises CommandError: 2 where the data has no date, or ``until`` is not after it."""
    then = all_histories(read, By.AUTO, asked.as_of if asked.as_of is not None else today())
    origin = asked.as_of if asked.as_of is not None else then.known
    if origin is None:
        raise CommandError(_("No item has a date."), FAULTY_INPUT)
    if asked.until is not None and asked.until <= origin:
        text = _("--until {until} is not after {origin}, the day up to which the data is known.")
        raise CommandError(text.format(until=asked.until, origin=origin), FAULTY_INPUT)
    return Known(read, then, origin)


def history_of(found: Known, team: str | None) -> WorkHistory:
    """The history of a team, project, component or type by that name; of all items where none is named."""
    from pilotage.plan.flow.items.history import one_history

    items = (item for source in found.read for item in source.items)
    history = one_history(items, team, as_of=found.origin)
    if history is None:
        names = ", ".join(each.name for each in found.then.asked[:20])
        text = _("There is no team, project, component or type {team!r}. There are: {names}.")
        raise CommandError(text.format(team=team, names=names), FAULTY_INPUT)
    # a group that holds the very same items is the same history, and must not teach twice
    return next((each for each in found.then.asked if each[1:5] == history[1:5]), history)


def items_of(read: Sequence[Read], origin: dt.date, name: str | None) -> list[WorkItem]:
    """The items of a team, project, component or type as they were known then; all without a name."""
    cleaned = clean(item for source in read for item in source.items)
    items = list(known_then(cleaned.items, origin))
    group = None if name is None else named_group(items, name)
    return items if name is None else [] if group is None else group[1]


def taught(found: Known, histories: Sequence[WorkHistory], seed: int) -> "Trained":
    """By all histories of the sources, and by those that are asked for besides."""
    from pilotage.plan.flow.calibration.track_record import train

    there = {each.name for each in (*found.then.asked, *found.then.teachers)}
    extra = tuple(each for each in histories if each.name not in there)
    teachers = (*found.then.teachers, *extra)
    with walking() as progress:
        return train(found.then.asked, teachers, until=found.origin, seed=seed, compared=False, progress=progress)


def sentence(error: ValueError) -> str:
    """A mistake as it is told."""
    text = str(error)
    return text[:1].upper() + text[1:].removesuffix(".") + "."
