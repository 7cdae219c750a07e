"""Ways out of over-allocation as they are defined: every plan is scheduled and leveled anew for each of them."""

from msgspec.structs import replace

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.leveling.applying import apply_changes, change_of
from pilotage.plan.leveling.effects import effects
from pilotage.plan.leveling.results import Leveling, Objective
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.staffing import proposals
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.staffing.proposals import LevelingWay, WayKind, more_time, with_more_time
from tests.plan.leveling.naive import level, preview

SCHEDULES, TRIES = 60, 6


def ways(days: StaffDays, *, seed: int = 1) -> tuple[LevelingWay, ...]:
    """The slow twin of `pilotage.plan.staffing.proposals.ways`."""
    program = days.program
    moves = level(program, objective=Objective.MOVES, seed=seed, schedules=SCHEDULES)
    due = level(program, objective=Objective.TARDINESS, seed=seed, schedules=SCHEDULES)
    hand = level(program, objective=Objective.FINISH, hand_over=True, seed=seed, schedules=SCHEDULES)
    return (
        _within_float(days, moves),
        proposals._way(WayKind.DUE, due, due.moves),
        proposals._way(WayKind.HAND_OVER, hand, hand.moves),
        _more_time(days, due),
    )


def _within_float(days: StaffDays, found: Leveling) -> LevelingWay:
    """Those moves that move no milestone: moves by more than the activity's own float go first, then those that delay
    most, until none moves.
    """
    spare = {move.activity: days.schedule.at(move.activity).total_float_days for move in found.moves}
    kept = [move for move in found.moves if move.days <= spare[move.activity] + 1e-6]
    for attempt in range(TRIES):
        if not kept or attempt == TRIES - 1:
            kept = []
            break
        after = schedule(apply_changes(days.program, [change_of(move) for move in kept]))
        if not any(each.days > 0 for each in effects(days.schedule, after)):
            break
        kept.sort(key=lambda move: spare[move.activity] - move.days, reverse=True)
        kept = kept[: len(kept) * 2 // 3]
    kept.sort(key=lambda move: (move.new_start, move.activity))
    effect = preview(days.program, [change_of(move) for move in kept])
    moved = tuple(each for each in effect.milestones if each.days)
    return LevelingWay(
        kind=WayKind.FLOAT,
        text=effect.summary,
        moves=tuple(kept),
        more_time=(),
        milestones=moved,
        late=sum(proposals._is_late(each) for each in moved),
        over_before=effect.over_before,
        over_after=effect.over_after,
    )


def _more_time(days: StaffDays, found: Leveling) -> LevelingWay:
    """Nothing moves: each overloaded person gives what is asked, in the weeks in which it is."""
    more = more_time(days)
    people = with_more_time(days.program.people, more)
    effect = preview(replace(days.program, people=people), ())
    hours = sum(each.hours for each in more)
    names = len({each.person for each in more})
    text = ngettext(
        "{n} person gives {hours} hours more. No date moves.",
        "{n} people give {hours} hours more. No date moves.",
        names,
    ).format(n=names, hours=f"{hours:,.0f}")
    return LevelingWay(
        kind=WayKind.AVAILABILITY,
        text=(text if more else _("Nobody is asked for more time than they have. There is nothing to level."),),
        moves=(),
        more_time=more,
        milestones=(),
        late=0,
        over_before=found.effect.over_before,
        over_after=effect.over_before,
    )
