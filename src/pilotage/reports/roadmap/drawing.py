"""The roadmap as one SVG of the size of a page. Readable without color: what is done is filled, what is uncertain fades
out between P50 and P85, and every mark has its own shape.
"""

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape

import msgspec

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day, long_day, read_on
from pilotage.plan.roadmap.model import Roadmap, RoadmapItem
from pilotage.plan.roadmap.settings import Audience
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.roadmap import Horizon
from pilotage.reports.roadmap.layout import AXIS, FOOT, HEAD, MARGIN, Layout, Paper, lay_out

INK, GREY, HAIR, LANE = "#171c26", "#5d6676", "#d0d5dd", "#f4f5f8"
BAR, BAR_LINE, ACCENT, TARGET, LATE = "#c5cee3", "#6478ad", "#3b50d6", "#11151d", "#a3132a"
FONT = "'Noto Sans','Liberation Sans',Arial,Helvetica,'DejaVu Sans',sans-serif"
_WIDTH_OF_LETTER = 0.53  # of the size of the type, on average


class Drawing(msgspec.Struct, frozen=True):
    svg: str
    layout: Layout


def draw(roadmap: Roadmap, paper: Paper | None = None) -> Drawing:
    """The page. Nothing in the roadmap can become markup: all of it is escaped."""
    layout = lay_out(roadmap, paper)
    with read_on(roadmap.as_of):
        body = "".join([*_head(roadmap, layout), *_ground(roadmap, layout), *_rows(layout), *_foot(roadmap, layout)])
    size = f'width="{layout.width}pt" height="{layout.height}pt" viewBox="0 0 {layout.width} {layout.height}"'
    said = escape(roadmap.headline, {'"': "&quot;"})
    fade = (
        f'<linearGradient id="fade" x1="0" x2="1"><stop offset="0" stop-color="{ACCENT}" stop-opacity=".55"/>'
        f'<stop offset="1" stop-color="{ACCENT}" stop-opacity=".06"/></linearGradient>'
    )
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{said}" font-family="{FONT}">'
        f'<defs>{fade}</defs><rect width="100%" height="100%" fill="#ffffff"/>{body}</svg>',
        layout,
    )


def _head(roadmap: Roadmap, layout: Layout) -> Iterator[str]:
    yield _text(MARGIN, 34, roadmap.title, 15, bold=True, room=layout.width * 0.62)
    yield _text(MARGIN, 51, roadmap.headline, 10, color=GREY, room=layout.width - 2 * MARGIN)
    as_of = _("As of {date} {year}").format(date=long_day(roadmap.as_of), year=roadmap.as_of.year)
    yield _text(layout.width - MARGIN, 34, as_of, 9, color=GREY, anchor="end")


def _ground(roadmap: Roadmap, layout: Layout) -> Iterator[str]:
    top, bottom = HEAD + AXIS, max([HEAD + AXIS, *(row.y + layout.row / 2 for row in layout.rows)])
    months = list(_months(layout))
    every = max(1, -(-len(months) * 34 // int(layout.width - 2 * MARGIN - layout.names)))
    for place, month in enumerate(months):
        x = layout.x(month)
        yield _line(x, top, x, bottom, HAIR, 0.5 if month.month != 1 else 1.0)
        if place % every == 0:
            name = month.strftime("%b") if month.month != 1 and place else month.strftime("%b %Y")
            yield _text(x + 2, top - 5, name, 7.5, color=GREY)
    today = layout.x(roadmap.as_of)
    yield _line(today, top - 3, today, bottom, TARGET, 0.8, dash="3 2")


def _months(layout: Layout) -> Iterator[dt.date]:
    month = layout.first
    while month <= layout.last:
        yield month
        month = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _rows(layout: Layout) -> Iterator[str]:
    size = min(9.5, layout.row * 0.62)
    for row in layout.rows:
        if row.item is None:
            top = row.y - layout.row / 2
            wide = layout.width - 2 * MARGIN
            yield f'<rect x="{MARGIN}" y="{top:.2f}" width="{wide:.2f}" height="{layout.row:.2f}" fill="{LANE}"/>'
            yield _text(MARGIN + 4, row.y + size * 0.36, row.lane.title, size, bold=True, room=layout.names * 1.6)
        else:
            yield from _item(row.item, row.y, size, layout)


def _item(item: RoadmapItem, y: float, size: float, layout: Layout) -> Iterator[str]:
    words = _words(item)
    indent = MARGIN + 10
    room = layout.names - 18 - len(words) * size * _WIDTH_OF_LETTER
    milestone = item.kind is ActivityKind.MILESTONE
    yield _text(indent, y + size * 0.36, item.title, size, bold=milestone, room=room)
    yield _text(MARGIN + layout.names - 6, y + size * 0.36, words, size * 0.92, color=GREY, anchor="end")
    if item.period is not None:
        yield from _period(item, y, size, layout)
    elif milestone or item.start is None:
        yield from _milestone(item, y, layout)
    else:
        yield from _bar(item, y, layout)
    if item.target is not None:
        x, half = layout.x(item.target, end=True), layout.row * 0.36
        yield _line(x, y - half, x, y + half, TARGET, 1.6)
    if item.commitment is not None:
        x, tip = layout.x(item.commitment, end=True), y - layout.row * 0.36
        yield _line(x, y + layout.row * 0.36, x, tip, TARGET, 0.8)
        yield f'<path d="M{x:.2f} {tip:.2f}l6 2l-6 2z" fill="{TARGET}"/>'


def _words(item: RoadmapItem) -> str:
    """The date that the audience may know, in words; it says what kind of date it is."""
    if item.landed is not None:
        return _("landed {date}").format(date=day(item.landed))
    if item.period is not None:
        return _("done") if item.horizon is Horizon.DONE else item.period.name
    if item.p85 is not None:
        return _("P85 {date}").format(date=day(item.p85))
    if item.finish is not None:
        return _("plan {date}, not forecast").format(date=day(item.finish))
    return item.unknown


def _period(item: RoadmapItem, y: float, size: float, layout: Layout) -> Iterator[str]:
    assert item.period is not None
    left, right = layout.x(item.period.first), layout.x(item.period.last, end=True)
    high, done = layout.row * 0.56, item.horizon is Horizon.DONE
    yield (
        f'<rect x="{left + 1:.2f}" y="{y - high / 2:.2f}" width="{max(right - left - 2, 2):.2f}" height="{high:.2f}" '
        f'rx="3" fill="{BAR_LINE if done else BAR}" stroke="{BAR_LINE}" stroke-width=".7"/>'
    )
    yield _text((left + right) / 2, y + size * 0.34, _words(item), size * 0.9, anchor="middle", room=right - left)


def _milestone(item: RoadmapItem, y: float, layout: Layout) -> Iterator[str]:
    half = min(layout.row * 0.3, 5.5)
    if item.landed is not None:
        yield _diamond(layout.x(item.landed, end=True), y, half, GREY, GREY)
        return
    if item.p85 is not None:
        right = layout.x(item.p85, end=True)
        early = item.p50 or item.finish
        if early is not None:
            left = layout.x(min(early, item.p85), end=True)
            yield _whisker(left, right, y, layout)
        yield _line(right, y - half, right, y + half, ACCENT, 1.8)
        if item.p50 is not None:
            yield f'<circle cx="{layout.x(item.p50, end=True):.2f}" cy="{y:.2f}" r="2.2" fill="{ACCENT}"/>'
        if item.finish is None:
            yield _diamond(right, y, half, ACCENT, ACCENT)
    if item.finish is not None:
        hollow = item.p85 is None
        yield _diamond(layout.x(item.finish, end=True), y, half, "#ffffff" if hollow else INK, INK, dashed=hollow)


def _bar(item: RoadmapItem, y: float, layout: Layout) -> Iterator[str]:
    assert item.start is not None
    high = layout.row * 0.5
    left = layout.x(item.start)
    solid = item.landed or item.p50 or item.finish or item.start
    right = max(layout.x(max(solid, item.start), end=True), left + 2)
    dash = ' stroke-dasharray="2 1.5"' if item.landed is None and item.p85 is None else ""
    fill = BAR_LINE if item.landed else BAR
    yield (
        f'<rect x="{left:.2f}" y="{y - high / 2:.2f}" width="{right - left:.2f}" height="{high:.2f}" rx="1.5" '
        f'fill="{fill}" stroke="{BAR_LINE}" stroke-width=".8"{dash}/>'
    )
    if item.landed is None and item.p85 is not None and item.p85 >= solid:
        end = layout.x(item.p85, end=True)
        yield _whisker(right, end, y, layout)
        yield _line(end, y - high / 2, end, y + high / 2, ACCENT, 1.8)


def _whisker(left: float, right: float, y: float, layout: Layout) -> str:
    """From even odds to 85 %: it fades, and its edge can be seen in grey."""
    high = layout.row * 0.5
    return (
        f'<rect x="{left:.2f}" y="{y - high / 2:.2f}" width="{max(right - left, 0.1):.2f}" height="{high:.2f}" '
        f'fill="url(#fade)" stroke="{ACCENT}" stroke-width=".4" stroke-dasharray="1.5 1.5"/>'
    )


def _foot(roadmap: Roadmap, layout: Layout) -> Iterator[str]:
    y = layout.height - 16
    yield _text(MARGIN, y, _key(roadmap), 7.5, color=GREY, room=layout.width * 0.68)
    if layout.left_out:
        template = ngettext(
            "{n} more item is not on this page.", "{n} more items are not on this page.", layout.left_out
        )
        more = template.format(n=f"{layout.left_out:,}")
        yield _text(layout.width - MARGIN, y, more, 8, anchor="end", bold=True)
    yield _line(MARGIN, layout.height - FOOT + 12, layout.width - MARGIN, layout.height - FOOT + 12, HAIR, 0.6)


def _key(roadmap: Roadmap) -> str:
    if roadmap.audience is Audience.CUSTOMER:
        return _("Each item comes within its period with 85 % confidence. Plans may change.")
    if all(item.p85 is None and item.landed is None for item in roadmap.items):
        return _("Dashed: dates of the plan; there is no forecast, so nobody knows how sure they are.")
    return _(
        "Fading end: from P50 (even odds) to P85 (85 % confidence). Thick line: target. Pennant: commitment. "
        "Diamond: milestone. Dashed line: today."
    )


def _text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    color: str = INK,
    bold: bool = False,
    anchor: str = "start",
    room: float | None = None,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    letters = int(room / (size * _WIDTH_OF_LETTER)) if room is not None else len(words)
    shown = words if len(words) <= letters else words[: max(letters - 1, 1)].rstrip() + "…"
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:.2f}" fill="{color}" text-anchor="{anchor}"{weight}>'
        f"{escape(_clean(shown))}</text>"
    )


def _clean(words: str) -> str:
    """Control characters have no place in XML."""
    return "".join(letter for letter in words if letter >= " ")


def _line(x1: float, y1: float, x2: float, y2: float, color: str, width: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
    return f'<line {ends} stroke="{color}" stroke-width="{width}"{dashed}/>'


def _diamond(x: float, y: float, half: float, fill: str, line: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="1.6 1.2"' if dashed else ""
    return (
        f'<path d="M{x:.2f} {y - half:.2f}l{half:.2f} {half:.2f}l{-half:.2f} {half:.2f}l{-half:.2f} {-half:.2f}z" '
        f'fill="{fill}" stroke="{line}" stroke-width=".9"{dash}/>'
    )
