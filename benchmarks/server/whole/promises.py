"""What people fear, promise each other, decide and show: risks, contracts, gates, roadmap, governance."""

import datetime as dt
from decimal import Decimal

import numpy as np
from msgspec.structs import replace

from benchmarks.server.whole.crew import TEAM_SIZE, person_id
from benchmarks.server.whole.outline import FINAL, Package, milestones
from benchmarks.server.whole.words import ASKS, REASONS, RISKS, STREAMS, SUBJECTS, THINGS
from pilotage.plan.vocabulary.amounts import DayImpact, MoneyImpact
from pilotage.plan.vocabulary.contracts import Act, Confidence, Contract, ContractStep, Promise, Standing
from pilotage.plan.vocabulary.governance import Cadence, Every, Letter, Responsibility, Weekday
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy
from pilotage.plan.vocabulary.roadmap import Horizon, RoadmapEntry

RISK_COUNT, CONTRACT_COUNT = 150, 300


def risks(made: tuple[Package, ...], today: dt.date, random: np.random.Generator) -> tuple[Risk, ...]:
    return tuple(_risk(number, made, today, random) for number in range(1, RISK_COUNT + 1))


def _risk(number: int, made: tuple[Package, ...], today: dt.date, random: np.random.Generator) -> Risk:
    package = made[int(random.integers(len(made)))]
    likely = float(random.integers(2, 20))
    state = (RiskState.OPEN,) * 7 + (RiskState.CLOSED, RiskState.CLOSED, RiskState.OCCURRED)
    chosen = state[number % len(state)]
    raised = today - dt.timedelta(days=int(random.integers(10, 300)))
    title = f"{RISKS[number % len(RISKS)]}: {THINGS[number % len(THINGS)]}"
    hits = dict.fromkeys(package.tasks[int(each)] for each in random.integers(0, len(package.tasks), size=3))
    money = MoneyImpact(Decimal(5_000), Decimal(20_000), Decimal(int(random.integers(4, 30)) * 10_000), "EUR")
    sign = -1 if number % 15 == 0 else 1
    days = DayImpact(likely / 2, likely, likely * 2.5) if sign > 0 else DayImpact(-likely, -likely / 2, 0)
    chance = round(float(random.choice([0.05, 0.1, 0.2, 0.3, 0.5, 0.7])), 2)
    return Risk(
        id=f"R-{number:03}", title=title, cause="The work depends on it", event=title, effect="Its tasks take longer",
        probability=chance, impact_days=days, impact_money=money if number % 3 == 0 else None, hits=tuple(hits),
        owner=person_id(package.stream, number % TEAM_SIZE) if number % 9 else None,
        response=_response(number, package, chance, today, random) if number % 4 else None,
        trigger="The weekly figures fall twice in a row" if number % 2 else "", state=chosen, raised=raised,
        closed=raised + dt.timedelta(days=7) if chosen is not RiskState.OPEN else None,
    )  # fmt: skip


def _response(number: int, package: Package, chance: float, today: dt.date, random: np.random.Generator) -> Response:
    ways = (Strategy.MITIGATE, Strategy.AVOID, Strategy.TRANSFER, Strategy.ACCEPT)
    way = Strategy.ENHANCE if number % 15 == 0 else ways[number % 4]
    due = today + dt.timedelta(days=int(random.integers(-40, 90)))
    return Response(
        strategy=way, text="Agree a second way with the supplier", owner=person_id(package.stream, 1), due=due,
        done=number % 5 == 0, residual_probability=round(chance / 2, 3),
        cost=Decimal(int(random.integers(1, 20)) * 500),
    )  # fmt: skip


def contracts(
    made: tuple[Package, ...], finish: dict[str, dt.datetime], today: dt.date, random: np.random.Generator
) -> tuple[Contract, ...]:
    """In every state: asked, offered, promised (up to five times), broken, delivered, accepted, refused, declined,
    withdrawn, escalated; some from vendors.
    """
    return tuple(_contract(number, made, finish, today, random) for number in range(1, CONTRACT_COUNT + 1))


def _contract(
    number: int,
    made: tuple[Package, ...],
    finish: dict[str, dt.datetime],
    today: dt.date,
    random: np.random.Generator,
) -> Contract:
    giver = made[int(random.integers(len(made)))]
    later = [each for each in made if each.stream != giver.stream and each.phase >= giver.phase]
    taker = later[int(random.integers(len(later)))]
    vendor = number % 25 == 0
    source = giver.tasks[int(random.integers(len(giver.tasks)))]
    needed = finish[source].date() + dt.timedelta(days=int(random.integers(-10, 30)))
    asked = min(needed, today) - dt.timedelta(days=int(random.integers(20, 120)))
    thing = THINGS[int(random.integers(len(THINGS)))]
    base = Contract(
        id=f"C-{number:03}", what=ASKS[number % len(ASKS)].format(thing=thing),
        provider="" if vendor else f"{STREAMS[giver.stream][0]}-team", consumer=f"{STREAMS[taker.stream][0]}-team",
        vendor=f"Vendor {number // 25}" if vendor else "", delivers=None if vendor else source,
        needed_by_activity=taker.tasks[int(random.integers(len(taker.tasks)))], asked=asked, needed=needed,
        confidence=list(Confidence)[number % 3], acceptance="The consumer's tests pass against it",
        promiser=None if vendor else person_id(giver.stream, 0), requester=person_id(taker.stream, 0),
    )  # fmt: skip
    return _lived(base, number, today, random)


def _lived(base: Contract, number: int, today: dt.date, random: np.random.Generator) -> Contract:
    """What has become of it by today."""
    asked, by = base.asked or today, "The provider"
    said = _promises(asked, base.needed, today, random)
    step = ContractStep(at=min(asked + dt.timedelta(days=6), today), act=Act.ASKED_AGAIN, by="The consumer")
    kind = number % 12
    if kind == 0:
        no = ContractStep(at=step.at, act=Act.DECLINED, by=by, why="Nobody is free for it")
        return replace(base, standing=Standing.DECLINED, steps=(no,))
    if kind == 1:
        back = ContractStep(at=step.at, act=Act.WITHDRAWN, by="The consumer", why="Not needed now")
        return replace(base, standing=Standing.WITHDRAWN, steps=(back,))
    if kind == 2:
        return replace(base, steps=(step,))
    if kind == 3:
        offer = Promise(step.at, base.needed + dt.timedelta(days=14), by)
        offered = ContractStep(at=step.at, act=Act.OFFERED, by=by, date=offer.date)
        return replace(base, offer=offer, steps=(offered,))
    if kind in (4, 5, 6):
        return _delivered(replace(base, promises=said), kind, today)
    if kind == 7:
        up = ContractStep(at=today - dt.timedelta(days=4), act=Act.ESCALATED, by="The consumer", to="The sponsor")
        return replace(base, promises=said, steps=(step, up))
    return replace(base, promises=said)


def _promises(asked: dt.date, needed: dt.date, today: dt.date, random: np.random.Generator) -> tuple[Promise, ...]:
    """One to five, each later than the one before."""
    found: list[Promise] = []
    said, date = asked + dt.timedelta(days=3), needed
    for _ in range(int(random.choice([1, 2, 3, 5], p=[0.5, 0.3, 0.15, 0.05]))):
        if said > today:
            break
        why = str(random.choice(REASONS)) if found else ""
        found.append(Promise(said, date, "The provider", why))
        said += dt.timedelta(days=int(random.integers(5, 20)))
        date += dt.timedelta(days=int(random.integers(3, 21)))
    return tuple(found)


def _delivered(base: Contract, kind: int, today: dt.date) -> Contract:
    asked = base.asked or today
    day = min(today, asked + dt.timedelta(days=18))
    here = ContractStep(at=day, act=Act.DELIVERED, by="The provider")
    if kind == 4:
        return replace(base, delivered=day, steps=(here,))
    if kind == 5:
        accepted = ContractStep(at=day, act=Act.ACCEPTED, by="The consumer")
        return replace(base, delivered=day, accepted=day, steps=(here, accepted))
    refused = ContractStep(at=day, act=Act.REJECTED, by="The consumer", why="Two of its tests fail")
    return replace(base, steps=(here, refused))


def roadmap() -> tuple[RoadmapEntry, ...]:
    """Every other milestone and some phases, a few for customers under another name, three moved by hand."""
    found = [RoadmapEntry(activity=FINAL, public=True, title="The new shop, everywhere", order=1)]
    for stream, (code, title) in enumerate(STREAMS):
        pilot, ready = milestones(stream)
        if stream % 2 == 0:
            found.append(RoadmapEntry(activity=ready, public=True, title=f"{title}: open for everybody"))
        if stream % 3 == 0:
            found.append(RoadmapEntry(activity=f"{code}/build", shown=True))
        if stream in (5, 11, 17):
            found.append(RoadmapEntry(activity=pilot, when=Horizon.LATER, reason="Sales asked to wait for the fair"))
    return tuple(found)


def responsibilities() -> tuple[Responsibility, ...]:
    found = []
    for row, subject in enumerate(SUBJECTS):
        for place, letter in enumerate((Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED, Letter.INFORMED)):
            stream = (row + place * 5) % len(STREAMS)
            role = f"{STREAMS[stream][1]} lead"
            found.append(Responsibility(subject=subject, role=role, person=person_id(stream, 0), letter=letter))
    return tuple(found)


def cadences() -> tuple[Cadence, ...]:
    """One a week for each stream, and those of the whole program."""
    days = list(Weekday)[:5]
    streams = [
        Cadence(id=f"{code}-weekly", title=f"{title} weekly", every=Every.WEEK, weekday=days[row % 5],
                at=dt.time(9 + row % 8), minutes=30, who=(f"{code}-team",), workstream=code, purpose="What moved")
        for row, (code, title) in enumerate(STREAMS)
    ]  # fmt: skip
    leads = tuple(person_id(stream, 0) for stream in range(len(STREAMS)))
    whole = (
        Cadence(id="steering", title="Steering", every=Every.TWO_WEEKS, weekday=Weekday.TUESDAY, at=dt.time(16),
                minutes=45, who=leads[:6], purpose="Decide what the teams cannot"),
        Cadence(id="review", title="Quarterly review", every=Every.QUARTER, weekday=Weekday.THURSDAY, at=dt.time(10),
                minutes=180, who=leads, purpose="Look at dates, money and risks"),
    )  # fmt: skip
    return (*whole, *streams)
