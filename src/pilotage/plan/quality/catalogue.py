"""The checks: what each looks at, its threshold, its source and its points.

Thresholds of the DCMA checks are those of DCMA-EA PAM 200.1 (October 2012), section 4. Of the twins, those that a
published guide asks for name it (GAO-16-89G is the GAO Schedule Assessment Guide); the other thresholds are ours.
"""

from msgspec.structs import replace

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


def _check(
    id_: str,
    title: str,
    means: str,
    *,
    of: str = _TASKS,
    threshold: float | None = 0.05,
    bound: Bound = Bound.AT_MOST,
    unit: Unit = Unit.SHARE,
    points: int = 1,
    gao: int = 0,
    waivable: bool = True,
) -> Check:
    """A check of open activities that allows 5 %, unless it says otherwise; ``gao`` is the best practice it is from."""
    return Check(
        id=id_,
        family=Family.TWIN,
        number=0,
        title=title,
        means=means,
        of=of,
        threshold=threshold,
        bound=bound,
        unit=unit,
        points=points,
        source=f"{_GAO}{gao}" if gao else "",
        waivable=waivable,
    )


def _family(family: Family, *checks: Check) -> tuple[Check, ...]:
    """The checks of a family, numbered; those of DCMA are the paragraphs of the pamphlet."""
    dcma = family is Family.DCMA
    return tuple(
        replace(check, family=family, number=number, source=f"{_PAM}{number}" if dcma else check.source)
        for number, check in enumerate(checks, 1)
    )


DCMA: tuple[Check, ...] = _family(
    Family.DCMA,
    _check(
        "logic",
        _("Logic"),
        _("Work without a predecessor or a successor: a slip of it, or before it, moves no date."),
        points=3,
    ),
    _check(
        "leads",
        _("Leads"),
        _("Links with negative lag: work begins before what it waits for is there, and float is wrong."),
        of=_LINKS,
        threshold=0.0,
        points=2,
    ),
    _check("lags", _("Lags"), _("Links with lag: waiting that nobody owns, reports or can shorten."), of=_LINKS),
    _check(
        "finish-start",
        _("Finish-start links"),
        _("Most links should be finish-start: the other kinds hide what is really handed over."),
        of=_LINKS,
        threshold=0.9,
        bound=Bound.AT_LEAST,
    ),
    _check(
        "hard-constraints",
        _("Hard constraints"),
        _("Dates fixed by hand (must start, must finish, no later than): the plan cannot show a slip."),
        points=3,
    ),
    _check("high-float", _("High float"), _("Float over 44 working days: a successor is probably missing.")),
    _check(
        "negative-float",
        _("Negative float"),
        _("Work planned too late for a deadline or a constraint. It tells how the program runs, so it is not scored."),
        threshold=0.0,
        points=0,
    ),
    _check(
        "high-duration",
        _("High duration"),
        _("Work longer than 44 working days: too long to see in time that it slips."),
        points=2,
    ),
    _check(
        "invalid-dates",
        _("Invalid dates"),
        _("Actual dates after the status date, or work planned before it."),
        of=_("activities that are open or have been reported"),
        threshold=0.0,
        points=3,
    ),
    _check(
        "resources",
        _("Resources"),
        _("Work to which nobody is assigned. Information only, as in the source."),
        threshold=None,
        points=0,
    ),
    _check(
        "missed",
        _("Missed activities"),
        _("Work due by the baseline that finished late or is not finished. It tells how the program runs: not scored."),
        of=_("activities due by the baseline"),
        points=0,
    ),
    _check(
        "critical-path-test",
        _("Critical-path test"),
        _("600 working days are added to an activity on the critical path: the finish must move as far."),
        of=_("the driving chain of the finish"),
        threshold=570.0,
        bound=Bound.AT_LEAST,
        unit=Unit.DAYS,
        points=3,
        waivable=False,
    ),
    _check(
        "cpli",
        _("Critical path length index"),
        _(
            "(Working days left + days ahead of the baseline) / working days left. It "
            "tells how the program runs: not scored."
        ),
        of=_("the finish of the program"),
        threshold=0.95,
        bound=Bound.AT_LEAST,
        unit=Unit.RATIO,
        points=0,
        waivable=False,
    ),
    _check(
        "bei",
        _("Baseline execution index"),
        _("Activities finished / activities due, both by the baseline. It tells how the program runs: not scored."),
        of=_("activities due by the baseline"),
        threshold=0.95,
        bound=Bound.AT_LEAST,
        unit=Unit.RATIO,
        points=0,
        waivable=False,
    ),
)

TWINS: tuple[Check, ...] = _family(
    Family.TWIN,
    _check("owner", _("No owner"), _("Work that nobody answers for is nobody's to report."), points=2, gao=3),
    _check(
        "estimate",
        _("No three-point estimate"),
        _("Near-critical work (float up to 5 working days) with a single number: the forecast takes it for certain."),
        of=_("near-critical activities not begun"),
        points=2,
        gao=8,
    ),
    _check(
        "stale",
        _("Stale"),
        _("Work in progress of which nothing was reported for over 10 working days."),
        of=_("activities in progress"),
        points=2,
        gao=9,
    ),
    _check(
        "overrun",
        _("Duration used up"),
        _("Begun longer ago than it was to last, not finished, and what remains was not estimated again."),
        of=_("activities in progress"),
        points=2,
        gao=9,
    ),
    _check(
        "idle",
        _("Ready but not begun"),
        _("Nothing has held it for over 5 working days, yet it is not reported as begun: the status date pushes it."),
        of=_("activities not begun"),
        points=2,
    ),
    _check(
        "dangling",
        _("Dangling starts and finishes"),
        _("Only the finish waits for something, or only the start is waited for: its duration moves nothing."),
        of=_("open activities with links"),
        points=2,
        gao=2,
    ),
    _check(
        "lag-chain",
        _("Lags on the driving chain"),
        _("Share of the working days of the chain that sets the finish which is lag, not work."),
        of=_("links of the driving chain"),
        threshold=0.1,
        gao=2,
        waivable=False,
    ),
    _check(
        "redundant",
        _("Redundant links"),
        _("Links that others imply: they change no date and hide those that do."),
        of=_LINKS,
    ),
    _check(
        "milestone-target",
        _("Milestone without a target"),
        _("No target, commitment or deadline: nobody can say whether it is on time."),
        of=_("open milestones, beginnings aside"),
    ),
    _check(
        "milestone-logic",
        _("Milestone that nothing leads to"),
        _("No work leads to it: its date is a wish."),
        of=_("open milestones"),
        threshold=0.0,
        points=2,
        gao=2,
    ),
    _check(
        "out-of-sequence",
        _("Out of sequence"),
        _("Begun or finished before what it waits for: the link or the report is wrong."),
        of=_("links into work that has begun"),
        points=2,
        gao=9,
    ),
    _check(
        "summary-logic",
        _("Links of summaries"),
        _("A link to or from a summary holds all the work below it, whether or not that work waits."),
        of=_LINKS,
        threshold=0.0,
        gao=2,
    ),
    _check(
        "contract",
        _("Cross-team link without a contract"),
        _("Near-critical work waits for another team, and no contract says what is promised when."),
        of=_("links between teams into near-critical work"),
        points=2,
    ),
    _check(
        "held-by-date",
        _("Held by a date"),
        _("The date comes from a constraint, not from the work before it: nothing that slips will move it."),
        of=_("open activities and milestones"),
        gao=2,
    ),
)

CHECKS: tuple[Check, ...] = (*DCMA, *TWINS)
