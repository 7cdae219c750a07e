"""From a plan, its forecast and what people decided to the roadmap of one audience."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.milestones import milestone_views
from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day, last_day, listing
from pilotage.plan.roadmap.choosing import Logic, lane_of, shown, straight
from pilotage.plan.roadmap.model import Composition, Roadmap, RoadmapItem, RoadmapLane
from pilotage.plan.roadmap.periods import month_end, month_start, period_of
from pilotage.plan.roadmap.settings import Audience, Settings
from pilotage.plan.scheduling.schedule import Schedule, final_milestone, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.history import ForecastRecord
from pilotage.plan.vocabulary.roadmap import Horizon, RoadmapEntry

_LEAST_MONTHS = 3
_MOST_DAYS = 366 * 10


def compose(
    schedule: Schedule,
    forecast: Forecast | None,
    settings: Settings,
    *,
    as_of: dt.datetime,
    records: Sequence[ForecastRecord] = (),
    entries: Sequence[RoadmapEntry] | None = None,
) -> Composition:
    """The roadmap as of a moment. ``forecast`` None: nobody knows how sure the dates are, and every item says so.

    ``records`` are the forecasts issued before, by which a status is held steady. ``entries`` stand for those of the
    program where they are kept apart from it.
    """
    at = as_of.astimezone(zone_of(schedule.program))
    made = _Composer(
        schedule, forecast, settings, at, records, schedule.program.roadmap if entries is None else entries
    )
    return made.composition()


class _Composer:
    def __init__(
        self,
        schedule: Schedule,
        forecast: Forecast | None,
        settings: Settings,
        as_of: dt.datetime,
        records: Sequence[ForecastRecord],
        entries: Sequence[RoadmapEntry],
    ) -> None:
        self.schedule, self.forecast, self.settings = schedule, forecast, settings
        self.program, self.today = schedule.program, as_of.date()
        self.entries = {entry.activity: entry for entry in entries}
        views = milestone_views(schedule, forecast, Evidence(forecast, as_of), records=records)
        self.statuses = {view.id: view.status.status for view in views}

    def composition(self) -> Composition:
        audience = self.settings.audience
        chosen = [each for each in self.program.activities if shown(each, self.entries.get(each.id), audience)]
        logic = Logic(self.program)
        before = self._before(logic, chosen) if audience is Audience.ENGINEERING else {}
        pairs = [(each, self._item(each, before.get(each.id, ()))) for each in chosen]
        done = sum(1 for _activity, item in pairs if item.horizon is Horizon.DONE)
        if not self.settings.done:
            pairs = [pair for pair in pairs if pair[1].horizon is not Horizon.DONE]
        pairs.sort(key=lambda pair: self._order(*pair))
        lanes = self._lanes(pairs, logic)
        if audience is Audience.CUSTOMER:
            lanes = tuple(_anonymous(lane) for lane in lanes)
        first, last = self._window([item for lane in lanes for item in lane.items])
        roadmap = Roadmap(
            title=self.settings.title or self.program.title,
            audience=audience,
            group=self.settings.grouping,
            as_of=self.today,
            now_weeks=self.settings.now_weeks,
            next_weeks=self.settings.next_weeks,
            headline=self._headline([item for lane in lanes for item in lane.items]),
            first=first,
            last=last,
            lanes=lanes,
        )
        return Composition(roadmap=roadmap, left_out=tuple(self._left_out(done)))

    def _before(self, logic: Logic, chosen: Sequence[Activity]) -> dict[str, tuple[str, ...]]:
        followers = logic.followers([each.id for each in chosen])
        found: dict[str, list[str]] = {}
        for item, waiting in followers.items():
            for each in sorted(waiting):
                found.setdefault(each, []).append(item)
        return straight({key: tuple(items) for key, items in found.items()})

    def _item(self, activity: Activity, after: tuple[str, ...]) -> RoadmapItem:
        entry = self.entries.get(activity.id) or RoadmapEntry(activity=activity.id)
        dates = self.schedule.at(activity.id)
        ended = (activity.actual_finish or dates.finish) if self._over(activity) else None
        landed = last_day(ended.astimezone(dates.finish.tzinfo)) if ended is not None else None
        p50, p85 = self._percentiles(activity) if landed is None else (None, None)
        start, finish = dates.start.date(), last_day(dates.finish)
        horizon = entry.when if landed is None and entry.when else self._horizon(activity, start, p85 or finish, landed)
        if self.settings.audience is Audience.CUSTOMER:
            known = landed or p85
            return RoadmapItem(
                id=activity.id,
                title=entry.title,
                kind=activity.kind,
                horizon=horizon,
                period=period_of(known, self.today) if known else None,
                unknown="" if known else _("No date yet"),
            )
        named = self.settings.audience is Audience.ENGINEERING
        executive = self.settings.audience is Audience.EXECUTIVE
        return RoadmapItem(
            id=activity.id,
            title=entry.title if entry.title and not named else activity.title,
            kind=activity.kind,
            horizon=horizon,
            start=None if executive or activity.kind is ActivityKind.MILESTONE else start,
            finish=None if executive and landed is None and p85 is not None else finish,
            p50=None if executive else p50,
            p85=p85,
            landed=landed,
            target=activity.target,
            commitment=activity.commitment,
            status=Status.LANDED if landed else self.statuses.get(activity.id),
            progress=activity.progress if named and activity.kind is not ActivityKind.SUMMARY else None,
            critical=dates.critical and named,
            team=self._team(activity) if named else "",
            owner=self._owner(activity) if named else "",
            after=after,
            moved=entry.reason if entry.when and landed is None and named else "",
            unknown="" if landed or p85 else _("No forecast yet: nobody knows how sure this date is."),
            public=entry.public,
        )

    def _over(self, activity: Activity) -> bool:
        """A summary is over when all below it is."""
        row = self.schedule.index[activity.id]
        if row not in self.schedule.logic.children:
            return activity.actual_finish is not None
        activities = self.program.activities
        return all(activities[leaf].actual_finish is not None for leaf in self.schedule.logic.leaves(row))

    def _percentiles(self, activity: Activity) -> tuple[dt.date | None, dt.date | None]:
        if self.forecast is None:
            return None, None
        p50, p85 = self.forecast.percentiles_of(activity.id)
        return last_day(p50), last_day(p85)

    def _horizon(self, activity: Activity, start: dt.date, end: dt.date, landed: dt.date | None) -> Horizon:
        """By where it begins; a milestone by where it lands."""
        if landed is not None:
            return Horizon.DONE
        begins = end if activity.kind is ActivityKind.MILESTONE else start
        if activity.actual_start is not None and activity.kind is not ActivityKind.MILESTONE:
            return Horizon.NOW
        if begins <= self.today + dt.timedelta(weeks=self.settings.now_weeks):
            return Horizon.NOW
        later = begins > self.today + dt.timedelta(weeks=self.settings.next_weeks)
        return Horizon.LATER if later else Horizon.NEXT

    def _team(self, activity: Activity) -> str:
        stream = next((each for each in self.program.workstreams if each.id == activity.workstream), None)
        code = activity.team or (stream.team if stream else None)
        return next((each.title for each in self.program.teams if each.id == code), code or "")

    def _owner(self, activity: Activity) -> str:
        return next((each.name for each in self.program.people if each.id == activity.owner), activity.owner or "")

    def _order(self, activity: Activity, item: RoadmapItem) -> tuple[bool, int, dt.date, str]:
        entry = self.entries.get(activity.id)
        order = entry.order if entry is not None else None
        at = item.start or item.end or dt.date.max
        return order is None, order or 0, at, activity.id

    def _lanes(self, pairs: Sequence[tuple[Activity, RoadmapItem]], logic: Logic) -> tuple[RoadmapLane, ...]:
        group = self.settings.grouping
        followers = logic.next_milestones(self.program) if group == "milestone" else {}
        place = lane_of(self.program, group, followers)
        order = [lane[0] for lane in place.values()]
        order = [*(each.id for each in self.program.workstreams), *order] if group == "workstream" else order
        found: dict[str, tuple[str, list[RoadmapItem]]] = {}
        for activity, item in pairs:
            code, title = place[activity.id]
            found.setdefault(code, (title, []))[1].append(item)
        ordered = sorted(found, key=lambda code: order.index(code) if code else -1)
        return tuple(RoadmapLane(id=code, title=found[code][0], items=tuple(found[code][1])) for code in ordered)

    def _window(self, items: Sequence[RoadmapItem]) -> tuple[dt.date, dt.date]:
        """Whole months around everything drawn, at least a quarter, at most ten years: of longer ones the past goes
        first, up to today.
        """
        starts = [
            day
            for item in items
            for day in (item.start, item.landed, item.period.first if item.period else None)
            if day
        ]
        ends = [day for item in items for day in (item.end, item.target, item.commitment) if day]
        last = max([self.today + dt.timedelta(days=30 * _LEAST_MONTHS), *ends])
        first = month_start(min([self.today, *starts]))
        first = max(first, month_start(min(self.today, last - dt.timedelta(days=_MOST_DAYS))))
        return first, month_end(min(last, first + dt.timedelta(days=_MOST_DAYS)))

    def _headline(self, items: Sequence[RoadmapItem]) -> str:
        words = {
            Horizon.NOW: _("{n} now"),
            Horizon.NEXT: _("{n} next"),
            Horizon.LATER: _("{n} later"),
            Horizon.DONE: _("{n} done"),
        }
        counts = {horizon: sum(1 for item in items if item.horizon is horizon) for horizon in words}
        counted = listing([words[horizon].format(n=f"{count:,}") for horizon, count in counts.items() if count])
        if not items:
            return _("Nothing is on this roadmap.")
        if self.settings.audience is Audience.CUSTOMER:
            return _("{counted}.").format(counted=counted)
        final = next((item for item in items if item.id == final_milestone(self.program)), None)
        if final is None:
            return _("{counted}.").format(counted=counted)
        return f"{self._final_words(final)}; {counted}."

    def _final_words(self, final: RoadmapItem) -> str:
        if final.landed is not None:
            return _("{title} landed on {date}").format(title=final.title, date=_full(final.landed))
        if final.p85 is None:
            assert final.finish is not None
            return _("{title} is planned for {date}, and nobody knows how sure that is").format(
                title=final.title, date=_full(final.finish)
            )
        said = _("{title} lands by {date} with 85 % confidence").format(title=final.title, date=_full(final.p85))
        return said if final.target is None else _("{said}, target {date}").format(said=said, date=_full(final.target))

    def _left_out(self, done: int) -> list[str]:
        audience, found = self.settings.audience, []
        hidden = [entry for entry in self.entries.values() if entry.shown is False]
        if hidden:
            found.append(ngettext("{n} item is hidden.", "{n} items are hidden.", len(hidden)).format(n=len(hidden)))
        if done and not self.settings.done:
            found.append(ngettext("{n} is done.", "{n} are done.", done).format(n=done))
        if audience is Audience.CUSTOMER:
            public = [entry for entry in self.entries.values() if entry.public]
            nameless = sum(1 for entry in public if not entry.title)
            if not public:
                found.append(_("Nothing is public yet. Make items public, under a title for customers."))
            if nameless:
                template = ngettext(
                    "{n} public item has no public title, so it is left out.",
                    "{n} public items have no public title, so they are left out.",
                    nameless,
                )
                found.append(template.format(n=nameless))
        return found


def _full(date: dt.date) -> str:
    return f"{day(date)} {date.year}"


def _anonymous(lane: RoadmapLane) -> RoadmapLane:
    """Ids name activities, and activities have internal names: numbers instead."""
    return RoadmapLane(
        id=lane.id,
        title=lane.title,
        items=tuple(msgspec.structs.replace(item, id=str(number)) for number, item in enumerate(lane.items, 1)),
    )
