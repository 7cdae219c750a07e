"""A pace that changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.throughput.course import AS_BEFORE, Course

courses = st.builds(
    Course, wait=st.floats(0, 30), gain=st.floats(-0.9, 4.0), ramp=st.sampled_from([0.0, 0.5, 8.0, 26.0])
)


@given(course=courses, work=st.floats(0.0, 200.0))
def test_weeks_are_the_inverse_of_work(course: Course, work: float) -> None:
    assert course.work(float(course.weeks(work))) == pytest.approx(work, abs=1e-6)


@given(course=courses)
def test_more_work_takes_longer(course: Course) -> None:
    assert (np.diff(course.weeks(np.linspace(0.1, 80, 200))) > 0).all()


def test_by_hand() -> None:
    assert AS_BEFORE.weeks(7.5) == 7.5
    assert Course(wait=3).weeks(7.5) == 10.5
    assert Course(gain=0.25).weeks(10.0) == 8.0
    # within 4 weeks from 1 to 2: 1.5 * 4 = 6 weeks of work, then two a week
    assert Course(gain=1.0, ramp=4.0).work(4.0) == pytest.approx(6.0)
    assert Course(gain=1.0, ramp=4.0).weeks(10.0) == pytest.approx(6.0)
    assert Course(wait=2.0).work(1.0) == 0.0
