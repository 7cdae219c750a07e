"""Tasks, links and baselines, field by field."""

import datetime as dt
from typing import Any

import pytest

from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.amounts import Distribution, Span, Unit
from tests.exchange.mspdi.documents import elements, ids, link, only, program, read, task

UTC = dt.UTC


def shape(activities: tuple[Activity, ...]) -> list[tuple[str, str | None, str]]:
    return [(a.id, a.parent, a.kind.value) for a in activities]


def test_outline_levels_make_parents_and_the_project_itself_is_no_activity() -> None:
    plan = program(
        task(0, level=0, Summary=1),
        task(1, Summary=1),
        task(2, level=2),
        task(3, level=2, Milestone=1, Duration="PT0H0M0S"),
        task(4),
    )
    assert shape(plan.activities) == [
        ("t1", None, "summary"),
        ("t2", "t1", "task"),
        ("t3", "t1", "milestone"),
        ("t4", None, "task"),
    ]


def test_a_summary_keeps_nothing_that_is_computed() -> None:
    plan = program(
        task(1, PercentComplete=40, ActualStart="2026-03-02T08:00:00", Duration="PT80H0M0S"), task(2, level=2)
    )
    assert plan.activities[0] == Activity(id="t1", title="Task 1", kind=ActivityKind.SUMMARY, key="mspdi/1")


@pytest.mark.parametrize(
    ("duration", "form", "span"),
    [
        ("PT16H0M0S", 7, Span(960, Unit.DAY)),
        ("PT16H0M0S", 39, Span(960, Unit.DAY)),
        ("PT40H0M0S", 9, Span(2400, Unit.WEEK)),
        ("PT0H30M0S", 3, Span(30, Unit.MINUTE)),
        ("PT72H0M0S", 8, Span(4320, Unit.ELAPSED_DAY)),
        ("PT160H0M0S", 11, Span(9600, Unit.DAY)),
        ("PT1H0M31S", 5, Span(61, Unit.HOUR)),
        ("P1DT1H", 6, Span(1500, Unit.ELAPSED_HOUR)),
    ],
)
def test_durations_in_every_unit(duration: str, form: int, span: Span) -> None:
    assert only(task(1, Duration=duration, DurationFormat=form)).duration == span


@pytest.mark.parametrize(
    ("code", "kind"),
    [(0, DependencyKind.FF), (1, DependencyKind.FS), (2, DependencyKind.SF), (3, DependencyKind.SS)],
)
def test_link_types(code: int, kind: DependencyKind) -> None:
    (dependency,) = program(task(1), task(2, inner=link(1, code))).dependencies
    assert (dependency.predecessor, dependency.successor, dependency.kind) == ("t1", "t2", kind)


@pytest.mark.parametrize(
    ("lag", "form", "span", "percent"),
    [
        (4800, 7, Span(480, Unit.DAY), None),
        (-2400, 5, Span(-240, Unit.HOUR), None),
        (28800, 8, Span(2880, Unit.ELAPSED_DAY), None),
        (50, 19, Span(0), 0.5),
        (-25, 51, Span(0), -0.25),
    ],
)
def test_lags_are_tenths_of_minutes_or_percent(lag: int, form: int, span: Span, percent: float | None) -> None:
    (dependency,) = program(task(1), task(2, inner=link(1, 1, lag, form))).dependencies
    assert (dependency.lag, dependency.lag_percent) == (span, percent)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (2, ConstraintKind.MUST_START_ON),
        (3, ConstraintKind.MUST_FINISH_ON),
        (4, ConstraintKind.START_NO_EARLIER_THAN),
        (5, ConstraintKind.START_NO_LATER_THAN),
        (6, ConstraintKind.FINISH_NO_EARLIER_THAN),
        (7, ConstraintKind.FINISH_NO_LATER_THAN),
    ],
)
def test_constraints_with_dates(code: int, kind: ConstraintKind) -> None:
    activity = only(task(1, ConstraintType=code, ConstraintDate="2026-03-20T08:00:00"))
    assert activity.constraint == Constraint(kind, dt.datetime(2026, 3, 20, 8, tzinfo=UTC))


def test_soon_is_no_constraint_and_late_has_no_date() -> None:
    assert only(task(1, ConstraintType=0, ConstraintDate="2026-03-20T08:00:00")).constraint is None
    assert only(task(1, ConstraintType=1)).constraint == Constraint(ConstraintKind.ALAP)


def test_a_constraint_without_a_date_is_told() -> None:
    result = read(task(1, ConstraintType=4))
    assert ids(result) == ["constraint-without-date"]


def test_progress_and_remaining_duration() -> None:
    started: dict[str, Any] = {"ActualStart": "2026-03-09T08:00:00", "PercentComplete": 25, "Duration": "PT80H0M0S"}
    assert only(task(1, **started, RemainingDuration="PT60H0M0S")).remaining is None  # what the percentage says
    behind = only(task(1, **started, RemainingDuration="PT70H0M0S"))
    assert (behind.progress, behind.remaining) == (0.25, Span(4200, Unit.DAY))
    assert behind.actual_start == dt.datetime(2026, 3, 9, 8, tzinfo=UTC)


def test_a_manual_task_keeps_its_start_and_says_so() -> None:
    result = read(task(7, Manual=1, Start="2026-04-06T08:00:00", ManualStart="2026-04-07T08:00:00"))
    assert result.program is not None
    (activity,) = result.program.activities
    assert activity.constraint == Constraint(ConstraintKind.FIXED_START, dt.datetime(2026, 4, 7, 8, tzinfo=UTC))
    assert activity.labels == ("manually-scheduled",)
    assert ids(result) == ["manually-scheduled"]


def test_inactive_blank_and_foreign_tasks() -> None:
    result = read(
        task(1, Active=0),
        task(2, inner=link(1)),
        "<Task><UID>3</UID><IsNull>1</IsNull></Task>",
        task(4, ExternalTask=1, Start="2026-04-13T08:00:00"),
        task(5, IsSubproject=1, SubprojectName="plant.mpp", Start="2026-04-13T08:00:00"),
        task(6, inner=link(9, CrossProject=1, CrossProjectName="other.mpp")),
    )
    assert result.program is not None
    assert [a.id for a in result.program.activities] == ["t2", "t4", "t5", "t6"]
    assert ids(result) == [
        "inactive-task",
        "external-task",
        "inserted-project",
        "link-left-out",
        "cross-project-link",
    ]


def test_links_that_lead_nowhere_or_twice() -> None:
    result = read(task(1), task(2, inner=link(1) + link(1, 1, 4800) + link(2) + link(77) + link("x")))
    assert result.program is not None
    assert [d.id for d in result.program.dependencies] == ["t1>t2:FS"]
    assert sorted(ids(result)) == [
        "bad-number",
        "duplicate-dependency",
        "missing-predecessor",
        "missing-predecessor",
        "self-dependency",
    ]


def test_only_web_and_mail_addresses_become_links() -> None:
    assert (
        only(task(1, HyperlinkAddress="https://example.org/a", HyperlinkSubAddress="b")).url
        == "https://example.org/a#b"
    )
    result = read(task(1, HyperlinkAddress="javascript:alert(1)"))
    assert result.program is not None
    assert result.program.activities[0].url is None
    assert ids(result) == ["link-left-out"]


def custom(number: int, value: str, **more: object) -> str:
    return f"<ExtendedAttribute>{elements(FieldID=number, Value=value, **more)}</ExtendedAttribute>"


def alias(number: int, name: str) -> str:
    return f"<ExtendedAttribute>{elements(FieldID=number, FieldName='?', Alias=name)}</ExtendedAttribute>"


DURATION1, DURATION2, DURATION3 = 188743783, 188743784, 188743785


def estimated(low: int, likely: int, high: int) -> str:
    hours = zip((DURATION1, DURATION2, DURATION3), (low, likely, high), strict=True)
    return "".join(custom(field, f"PT{h}H0M0S", DurationFormat=7) for field, h in hours)


def three_points() -> str:
    names = ((DURATION1, "Optimistic"), (DURATION2, "Most likely"), (DURATION3, "Worst case"))
    return f"<ExtendedAttributes>{''.join(alias(*name) for name in names)}</ExtendedAttributes>"


def test_three_durations_by_their_aliases_are_an_estimate() -> None:
    activity = only(task(1, Duration="PT40H0M0S", inner=estimated(24, 40, 80)), head=three_points())
    assert activity.estimate is not None
    assert [p.minutes for p in (activity.estimate.low, activity.estimate.likely, activity.estimate.high)] == [
        1440,
        2400,
        4800,
    ]
    assert activity.estimate.distribution is Distribution.PERT
    assert activity.duration is None  # the likely value is the duration


def test_an_estimate_out_of_order_is_left_out() -> None:
    result = read(task(1, inner=estimated(80, 40, 24)), head=three_points())
    assert result.program is not None
    assert result.program.activities[0].estimate is None
    assert ids(result) == ["estimate-out-of-order"]


def test_other_custom_fields_become_labels() -> None:
    head = f"<ExtendedAttributes>{alias(188743731, 'Phase')}</ExtendedAttributes>"
    inner = custom(188743731, "Build") + custom(188743752, "1") + custom(188743753, "0") + custom(188743786, "1250")
    assert only(task(1, inner=inner), head=head).labels == ("Phase: Build", "Flag1", "Cost1: 12.5")


def test_baselines_by_number() -> None:
    def baseline(number: int, start: str, finish: str) -> str:
        return f"<Baseline>{elements(Number=number, Start=start, Finish=finish, Duration='PT8H0M0S')}</Baseline>"

    inner = baseline(3, "2026-03-03T08:00:00", "2026-03-03T17:00:00") + baseline(
        0, "2026-03-02T08:00:00", "2026-03-02T17:00:00"
    )
    plan = program(task(1, inner=inner + "<Baseline><Number>1</Number><Cost>9</Cost></Baseline>"))
    assert [(b.id, b.title, len(b.entries)) for b in plan.baselines] == [
        ("baseline", "Baseline", 1),
        ("baseline-3", "Baseline 3", 1),
    ]
    assert plan.baselines[0].entries[0].finish == dt.datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert plan.baselines[0].entries[0].duration == 480


def test_the_clock_of_the_file_hangs_where_the_caller_says() -> None:
    from pilotage.exchange import mspdi
    from tests.exchange.mspdi.documents import document

    content = document(task(1), head=elements(StartDate="2026-03-02T08:00:00"))
    plan = mspdi.read(("plan.xml", content), zone="Europe/Berlin").program
    assert plan is not None
    assert plan.start == dt.datetime(2026, 3, 2, 7, tzinfo=UTC)
