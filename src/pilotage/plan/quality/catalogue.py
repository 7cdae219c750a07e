"""The checks: what each looks at, its threshold, its source and its points.

Thresholds of the DCMA checks are those of DCMA-EA PAM 200.1 (October 2012), section 4. Of the twins, those that a
published guide asks for name it (GAO-16-89G is the GAO Schedule Assessment Guide); the other thresholds are ours.
"""

from pilotage.plan.language.messages import _
from pilotage.plan.quality.model import Bound, Check, Family, Unit

RULE = "quality/1"
"""Version of the checks and of the score: raised whenever the same plan would score otherwise."""

LONG = 44.0
"""Working days of float or duration that are too many: two months."""

NEAR = 5.0
"""Working days of float up to which work is near-critical."""

SILENT = 10.0
"""Working days without a report after which work in progress is stale."""

IDLE = 5.0
"""Working days that work may wait although nothing holds it."""

ADDED = 600
"""Working days that the critical-path test adds to one activity."""

_PAM = "DCMA-EA PAM 200.1, 4."
_GAO = "GAO-16-89G, best practice "
_TASKS, _LINKS = _("open activities"), _("links of open work")


def _dcma(number: int, id_: str, title: str, means: str, of: str, threshold: float | None, **more: object) -> Check:
    source = f"{_PAM}{number}"
    return Check(
        id=id_,
        family=Family.DCMA,
        number=number,
        title=title,
        means=means,
        of=of,
        threshold=threshold,
        source=source,
        **more,  # type: ignore[arg-type]  # bound, unit, points
    )


DCMA: tuple[Check, ...] = (
    _dcma(
        1,
        "logic",
        _("Logic"),
        _("Work without a predecessor or a successor: a slip of it, or before it, moves no date."),
        _TASKS,
        0.05,
        points=3,
    ),
    _dcma(
        2,
        "leads",
        _("Leads"),
        _("Links with negative lag: work begins before what it waits for is there, and float is wrong."),
        _LINKS,
        0.0,
        points=2,
    ),
    _dcma(
        3,
        "lags",
        _("Lags"),
        _("Links with lag: waiting that nobody owns, reports or can shorten."),
        _LINKS,
        0.05,
    ),
    _dcma(
        4,
        "finish-start",
        _("Finish-start links"),
        _("Most links should be finish-start: the other kinds hide what is really handed over."),
        _LINKS,
        0.9,
        bound=Bound.AT_LEAST,
    ),
    _dcma(
        5,
        "hard-constraints",
        _("Hard constraints"),
        _("Dates fixed by hand (must start, must finish, no later than): the plan cannot show a slip."),
        _TASKS,
        0.05,
        points=3,
    ),
    _dcma(
        6,
        "high-float",
        _("High float"),
        _("Float over 44 working days: a successor is probably missing."),
        _TASKS,
        0.05,
    ),
    _dcma(
        7,
        "negative-float",
        _("Negative float"),
        _("Work planned too late for a deadline or a constraint. It tells how the program runs, so it is not scored."),
        _TASKS,
        0.0,
        points=0,
    ),
    _dcma(
        8,
        "high-duration",
        _("High duration"),
        _("Work longer than 44 working days: too long to see in time that it slips."),
        _TASKS,
        0.05,
        points=2,
    ),
    _dcma(
        9,
        "invalid-dates",
        _("Invalid dates"),
        _("Actual dates after the status date, or work planned before it."),
        _("activities that are open or have been reported"),
        0.0,
        points=3,
    ),
    _dcma(
        10,
        "resources",
        _("Resources"),
        _("Work to which nobody is assigned. Information only, as in the source."),
        _TASKS,
        None,
        points=0,
    ),
    _dcma(
        11,
        "missed",
        _("Missed activities"),
        _("Work due by the baseline that finished late or is not finished. It tells how the program runs: not scored."),
        _("activities due by the baseline"),
        0.05,
        points=0,
    ),
    _dcma(
        12,
        "critical-path-test",
        _("Critical-path test"),
        _("600 working days are added to an activity on the critical path: the finish must move as far."),
        _("the driving chain of the finish"),
        570.0,
        bound=Bound.AT_LEAST,
        unit=Unit.DAYS,
        points=3,
    ),
    _dcma(
        13,
        "cpli",
        _("Critical path length index"),
        _(
            "(Working days left + days ahead of the baseline) / working days left. It tells how the program runs: not "
            "scored."
        ),
        _("the finish of the program"),
        0.95,
        bound=Bound.AT_LEAST,
        unit=Unit.RATIO,
        points=0,
    ),
    _dcma(
        14,
        "bei",
        _("Baseline execution index"),
        _("Activities finished / activities due, both by the baseline. It tells how the program runs: not scored."),
        _("activities due by the baseline"),
        0.95,
        bound=Bound.AT_LEAST,
        unit=Unit.RATIO,
        points=0,
    ),
)


def _twin(number: int, id_: str, title: str, means: str, of: str, threshold: float, **more: object) -> Check:
    return Check(
        id=id_,
        family=Family.TWIN,
        number=number,
        title=title,
        means=means,
        of=of,
        threshold=threshold,
        **more,  # type: ignore[arg-type]  # points, source
    )


TWINS: tuple[Check, ...] = (
    _twin(
        1,
        "owner",
        _("No owner"),
        _("Work that nobody answers for is nobody's to report."),
        _TASKS,
        0.05,
        points=2,
        source=f"{_GAO}3",
    ),
    _twin(
        2,
        "estimate",
        _("No three-point estimate"),
        _("Near-critical work (float up to 5 working days) with a single number: the forecast takes it for certain."),
        _("near-critical activities not begun"),
        0.05,
        points=2,
        source=f"{_GAO}8",
    ),
    _twin(
        3,
        "stale",
        _("Stale"),
        _("Work in progress of which nothing was reported for over 10 working days."),
        _("activities in progress"),
        0.05,
        points=2,
        source=f"{_GAO}9",
    ),
    _twin(
        4,
        "overrun",
        _("Duration used up"),
        _("Begun longer ago than it was to last, not finished, and what remains was not estimated again."),
        _("activities in progress"),
        0.05,
        points=2,
        source=f"{_GAO}9",
    ),
    _twin(
        5,
        "idle",
        _("Ready but not begun"),
        _("Nothing has held it for over 5 working days, yet it is not reported as begun: the status date pushes it."),
        _("activities not begun"),
        0.05,
        points=2,
    ),
    _twin(
        6,
        "dangling",
        _("Dangling starts and finishes"),
        _("Only the finish waits for something, or only the start is waited for: its duration moves nothing."),
        _("open activities with links"),
        0.05,
        points=2,
        source=f"{_GAO}2",
    ),
    _twin(
        7,
        "lag-chain",
        _("Lags on the driving chain"),
        _("Share of the working days of the chain that sets the finish which is lag, not work."),
        _("links of the driving chain"),
        0.1,
        source=f"{_GAO}2",
    ),
    _twin(
        8,
        "redundant",
        _("Redundant links"),
        _("Links that others imply: they change no date and hide those that do."),
        _LINKS,
        0.05,
    ),
    _twin(
        9,
        "milestone-target",
        _("Milestone without a target"),
        _("No target, commitment or deadline: nobody can say whether it is on time."),
        _("open milestones, beginnings aside"),
        0.05,
    ),
    _twin(
        10,
        "milestone-logic",
        _("Milestone that nothing leads to"),
        _("No work leads to it: its date is a wish."),
        _("open milestones"),
        0.0,
        points=2,
        source=f"{_GAO}2",
    ),
    _twin(
        11,
        "out-of-sequence",
        _("Out of sequence"),
        _("Begun or finished before what it waits for: the link or the report is wrong."),
        _("links into work that has begun"),
        0.05,
        points=2,
        source=f"{_GAO}9",
    ),
    _twin(
        12,
        "summary-logic",
        _("Links of summaries"),
        _("A link to or from a summary holds all the work below it, whether or not that work waits."),
        _LINKS,
        0.0,
        source=f"{_GAO}2",
    ),
    _twin(
        13,
        "contract",
        _("Cross-team link without a contract"),
        _("Near-critical work waits for another team, and no contract says what is promised when."),
        _("links between teams into near-critical work"),
        0.05,
        points=2,
    ),
    _twin(
        14,
        "held-by-date",
        _("Held by a date"),
        _("The date comes from a constraint, not from the work before it: nothing that slips will move it."),
        _("open activities and milestones"),
        0.05,
        source=f"{_GAO}2",
    ),
)

CHECKS: tuple[Check, ...] = (*DCMA, *TWINS)
