"""What ``pilotage flow`` was asked, and the measures that answer it."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import show
from pilotage.engine.flow.control_charts import Rule
from pilotage.exchange.deployments import read_deployments
from pilotage.plan.flow.items.cleaning import Cleaned, arrived, clean, finished
from pilotage.plan.flow.items.history import By, grouped, known_then
from pilotage.plan.flow.measures import Change, Deployment, Flow, compare, flow, rules_named
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem

_MOST_NAMES = 20


class Question(NamedTuple):
    """Options of the command."""

    by: By
    team: str | None
    kind: str | None
    milestone: str | None
    weeks: int
    as_of: dt.date | None
    against: dt.date | None
    rules: str
    deployments: Path | None


class Found(NamedTuple):
    """The flow of one team; ``before`` that of an earlier period, and the ``changes`` since. ``score`` is the quality
    of the data of all teams, in percent.
    """

    flow: Flow
    before: Flow | None
    changes: tuple[Change, ...]
    score: float | None


def measured(items: Iterable[WorkItem], asked: Question) -> list[Found]:
    """Of each team that was asked for. Raises CommandError: 2 where a name, a day or a file is at fault."""
    try:
        rules = rules_named(asked.rules)
    except ValueError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    cleaned = clean(_chosen(list(items), asked))
    show(cleaned.problems)
    origin = _origin(cleaned, asked)
    deployed = _deployments(asked.deployments)
    now = _flows(cleaned, origin, asked, rules, deployed)
    if asked.team is not None:
        names = [each.name for each in now]
        now = [each for each in now if each.name.casefold() == asked.team.casefold()]
        if not now:
            raise _unknown(asked.team, names, _("There is no {name!r}. With this --by there are: {names}."))
    if asked.against is None:
        return [Found(each, None, (), cleaned.score) for each in now]
    before = {each.name: each for each in _flows(cleaned, asked.against, asked, rules, deployed)}
    return [_compared(each, before.get(each.name), cleaned.score) for each in now]


def _flows(
    cleaned: Cleaned, day: dt.date, asked: Question, rules: tuple[Rule, ...], deployed: Sequence[Deployment]
) -> list[Flow]:
    then = list(known_then(cleaned.items, day))
    return [
        flow(name, group, as_of=day, weeks=asked.weeks, rules=rules, deployments=deployed, bulk=cleaned.bulk)
        for name, group in grouped(then, asked.by).items()
    ]


def _compared(now: Flow, before: Flow | None, score: float | None) -> Found:
    """A team that was not there then has nothing to be compared with."""
    return Found(now, before, compare(before, now) if before is not None else (), score)


def _origin(cleaned: Cleaned, asked: Question) -> dt.date:
    known = [day for item in cleaned.items for day in (arrived(item), finished(item)) if day is not None]
    if not known:
        raise CommandError(_("No item has a date."), FAULTY_INPUT)
    origin = asked.as_of or max(known)
    if asked.against is not None and asked.against > origin - dt.timedelta(days=7):
        text = _("--against {day} must be at least a week before {origin}.")
        raise CommandError(text.format(day=asked.against, origin=origin), FAULTY_INPUT)
    return origin


def _chosen(items: list[WorkItem], asked: Question) -> list[WorkItem]:
    if asked.kind is not None:
        items = _of(items, asked.kind, lambda item: item.kind, _("There is no type {name!r}. There are: {names}."))
    if asked.milestone is not None:
        text = _("There is no milestone {name!r}. There are: {names}.")
        items = _of(items, asked.milestone, lambda item: item.versions[-1] if item.versions else "", text)
    return items


def _of(items: list[WorkItem], name: str, of: Callable[[WorkItem], str], text: str) -> list[WorkItem]:
    found = [item for item in items if of(item).casefold() == name.casefold()]
    if not found:
        raise _unknown(name, sorted({of(item) for item in items} - {""}), text)
    return found


def _unknown(name: str, names: Sequence[str], text: str) -> CommandError:
    shown = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
    return CommandError(text.format(name=name, names=shown), FAULTY_INPUT)


def _deployments(path: Path | None) -> tuple[Deployment, ...]:
    if path is None:
        return ()
    if not path.is_file():
        raise CommandError(_("{path} does not exist.").format(path=path), FAULTY_INPUT)
    found = read_deployments(path)
    show(found.problems)
    if not found.ok or not found.deployments:
        raise CommandError(_("{path} holds no deployments.").format(path=path), FAULTY_INPUT)
    return found.deployments
