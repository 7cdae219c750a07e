"""Answering a question from the items of a program and what was learned from them."""

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError, NotFoundError
from pilotage.areas.flow.rules.answers import Lesson, Question, Told
from pilotage.areas.flow.rules.learned import Learned
from pilotage.areas.flow.rules.work import Work
from pilotage.plan.flow.forecasts import forecast as single
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import FlowForecast
from pilotage.plan.flow.forecasts.joint import JointForecast, forecast_together
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast, MilestoneHistory, forecast_milestone
from pilotage.plan.flow.forecasts.what_if import Supposed, what_if, what_if_milestone
from pilotage.plan.flow.items.history import WorkHistory, number_of
from pilotage.plan.flow.measures import flow

Found = FlowForecast | MilestoneForecast | JointForecast


class Made(NamedTuple):
    """What was ``told``, the 99 percentiles in weeks after the origin (empty: none), and all that was ``found``."""

    told: Told
    percentiles: tuple[float, ...]
    found: Found


def make(work: Work, learned: Learned, question: Question, as_of: dt.date, seed: int) -> Made:
    """At the end of ``as_of``. Raises NotFoundError for a name that there is not, InvalidError for what the items
    cannot answer.
    """
    try:
        if question.milestone is not None:
            return _of_milestone(work, learned, question.milestone, question, as_of, seed)
        if question.teams:
            return _of_teams(work, learned, question, as_of, seed)
        return _of_items(work, learned, question, as_of, seed)
    except ValueError as error:
        text = str(error)
        raise InvalidError.field("items", text[:1].upper() + text[1:] + ".") from error


def named(milestones: tuple[MilestoneHistory, ...]) -> dict[str, MilestoneHistory]:
    """Milestones by name: the title, with its project where other projects have one of that title."""
    titles = Counter(each.title for each in milestones)
    return {
        each.title if titles[each.title] == 1 else f"{each.project} {each.title}".strip(): each for each in milestones
    }


def _of_items(work: Work, learned: Learned, question: Question, as_of: dt.date, seed: int) -> Made:
    history = _history(work, question.name, as_of)
    asked = single.Question(
        as_of=as_of, items=question.items, until=question.until, growing=question.growing, seed=seed
    )
    if question.what_if is None:
        found = single.forecast(history, learned.items, asked)
        return _made(found, history, None)
    law = None
    if question.what_if.limit is not None:
        law = flow(history.name, work.items_of(question.name, as_of), as_of=as_of).little
    supposed = what_if(history, learned.items, asked, [question.what_if], flow=law)[0]
    return _made(supposed.forecast, history, supposed)


def _made(found: FlowForecast, history: WorkHistory, supposed: Supposed | None) -> Made:
    told = Told(
        subject=found.history,
        state=found.state.value,
        when=found.when,
        how_many=found.how_many,
        on_time=found.on_time,
        known=history.items,
        done=found.done,
        recent=found.recent,
        tried=found.tried,
        lesson=_lesson(found),
        learned=found.learned,
        own=found.own,
        answer=sentences.answer(found),
        grounds=sentences.grounds(found) if found.when or found.how_many else "",
        moved={} if supposed is None else supposed.days,
        chance_moved=None if supposed is None else supposed.chance,
        first=() if supposed is None or supposed.first is None else supposed.first.when,
        limited=None if supposed is None else supposed.limited,
    )
    return Made(told, found.percentiles, found)


def _of_milestone(work: Work, learned: Learned, name: str, question: Question, as_of: dt.date, seed: int) -> Made:
    milestones = named(work.milestones(as_of))
    if name not in milestones:
        raise NotFoundError(_("There is no milestone “{name}” among the work items.").format(name=name[:100]))
    asked: dict[str, Any] = {"as_of": as_of, "until": question.until, "seed": seed}
    supposed = None
    if question.what_if is None:
        found = forecast_milestone(milestones[name], learned.milestones, **asked)
    else:
        supposed = what_if_milestone(milestones[name], learned.milestones, [question.what_if], **asked)[0]
        found = supposed.forecast
    found = msgspec.structs.replace(found, milestone=name)
    told = Told(
        subject=name,
        state=found.state,
        when=found.when,
        how_many=(),
        on_time=found.on_time,
        known=found.items,
        done=found.done,
        recent=found.finishing,
        tried=True,
        lesson=_lesson(found),
        learned=len(learned.milestones.past.upto(number_of(as_of)).known) if _lesson(found) is Lesson.OWN else 0,
        own=0,
        answer=sentences.milestone_answer(found),
        grounds=sentences.milestone_grounds(found) if found.when else "",
        moved={} if supposed is None else supposed.days,
        chance_moved=None if supposed is None else supposed.chance,
    )
    return Made(told, found.percentiles, found)


def _of_teams(work: Work, learned: Learned, question: Question, as_of: dt.date, seed: int) -> Made:
    asked = [(_history(work, each.name, as_of), each.items) for each in question.teams]
    found = forecast_together(asked, learned.items, as_of=as_of, until=question.until, seed=seed)
    parts = [each.forecast for each in found.parts]
    lessons = {_lesson(each) for each in parts}
    told = Told(
        subject=", ".join(each.history for each in parts),
        state=next((each.state.value for each in parts if not each.when), "enough"),
        when=found.when,
        how_many=(),
        on_time=found.on_time,
        known=sum(history.items for history, _items in asked),
        done=sum(each.done for each in parts),
        recent=sum(each.recent for each in parts),
        tried=all(each.tried for each in parts),
        lesson=next(each for each in reversed(Lesson) if each in lessons),
        learned=max(each.learned for each in parts),
        own=sum(each.own for each in parts),
        answer=sentences.joint_answer(found),
        grounds=sentences.joint_grounds(found),
    )
    return Made(told, found.percentiles, found)


def _lesson(found: FlowForecast | MilestoneForecast) -> Lesson:
    return Lesson.LIBRARY if found.library is not None else Lesson.OWN if found.calibrated else Lesson.NONE


def _history(work: Work, name: str | None, as_of: dt.date) -> WorkHistory:
    found = work.history(name, as_of)
    if found is None:
        text = _("There is no team, project, component or type “{name}” among the work items.")
        raise NotFoundError(text.format(name=(name or "")[:100]))
    return found
