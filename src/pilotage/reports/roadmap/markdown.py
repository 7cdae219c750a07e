"""The roadmap as Markdown: now, next and later as lists."""

import re
from collections.abc import Iterator

from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, long_day, read_on
from pilotage.plan.roadmap.model import Roadmap, RoadmapItem
from pilotage.plan.vocabulary.roadmap import Horizon

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(roadmap: Roadmap) -> str:
    with read_on(roadmap.as_of):
        return "\n".join(_lines(roadmap)) + "\n"


def _lines(roadmap: Roadmap) -> Iterator[str]:
    heads = {
        Horizon.NOW: _("Now"),
        Horizon.NEXT: _("Next"),
        Horizon.LATER: _("Later"),
        Horizon.DONE: _("Done"),
    }
    yield f"# {_plain(roadmap.title)}"
    yield ""
    yield _plain(roadmap.headline)
    yield ""
    yield _("As of {date} {year}.").format(date=long_day(roadmap.as_of), year=roadmap.as_of.year)
    for horizon, head in heads.items():
        rows = [(lane, item) for lane in roadmap.lanes for item in lane.items if item.horizon is horizon]
        if not rows:
            continue
        yield ""
        yield f"## {head}"
        yield ""
        for lane, item in rows:
            where = f" ({_plain(lane.title)})" if lane.title else ""
            yield f"- **{_plain(item.title)}**{where}: {'; '.join(_facts(item))}"


def _facts(item: RoadmapItem) -> Iterator[str]:
    if item.landed is not None:
        yield _("landed {date}").format(date=day(item.landed))
        return
    if item.period is not None:
        yield item.period.name
    if item.p50 is not None and item.p85 is not None:
        yield _("even odds {p50}, 85 % confidence {p85}").format(p50=day(item.p50), p85=day(item.p85))
    elif item.p85 is not None:
        yield _("85 % confidence {p85}").format(p85=day(item.p85))
    elif item.finish is not None:
        yield _("plan {date}, not forecast").format(date=day(item.finish))
    elif item.unknown:
        yield item.unknown
    if item.target is not None:
        yield _("target {date}").format(date=day(item.target))
    if item.commitment is not None:
        yield _("committed {date}").format(date=day(item.commitment))
    if item.team:
        yield _plain(item.team)
    if item.moved:
        yield _plain(item.moved)


def _plain(text: str) -> str:
    """A name stays a name, whatever is in it."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
