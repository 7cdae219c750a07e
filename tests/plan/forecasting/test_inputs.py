"""The hash of what a forecast is made from is that of the contents, however it is made."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan.forecasting.inputs import inputs_of
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.program import Program

NAMES = "abcdef"
PROGRAM = Program(
    id="p",
    title="P",
    activities=tuple(Activity(id=name, title=name) for name in NAMES),
    dependencies=(Dependency(predecessor="a", successor="b"),),
)


@given(st.lists(st.tuples(st.sampled_from(range(6)), st.text(max_size=3)), max_size=12))
def test_what_is_known_changes_nothing(edits: list[tuple[int, str]]) -> None:
    program, known = PROGRAM, inputs_of(PROGRAM)
    for row, title in edits:
        rows = list(program.activities)
        rows[row] = replace(rows[row], title=title)
        program = replace(program, activities=tuple(rows))
        known = inputs_of(program, known)
        assert known.value == inputs_of(program).value


def test_every_part_counts_and_records_of_the_past_do_not() -> None:
    known = inputs_of(PROGRAM)
    rows = PROGRAM.activities
    others = [
        replace(PROGRAM, title="Q"),
        replace(PROGRAM, activities=rows[::-1]),
        replace(PROGRAM, activities=rows[:-1]),
        replace(PROGRAM, dependencies=(Dependency(predecessor="a", successor="c"),)),
        replace(PROGRAM, dependencies=()),
    ]
    values = {inputs_of(other, known).value for other in others} | {known.value}
    assert len(values) == len(others) + 1
    assert inputs_of(replace(PROGRAM, forecasts=(), baselines=())).value == known.value
    again = replace(PROGRAM, activities=tuple(replace(each) for each in rows), dependencies=(*PROGRAM.dependencies,))
    assert inputs_of(again, known).value == known.value
