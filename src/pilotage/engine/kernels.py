"""One source, two speeds: kernels are plain functions, compiled on demand.

The interpreter runs a kernel on lists at once; numba takes about a second to import, then runs it on arrays a hundred
times faster. `worth_compiling` decides, so that a command on a small plan never imports numba.
"""

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from pilotage.engine import calendars, cpm, lanes

LARGE = 8000
"""Nodes from which importing numba costs less than interpreting."""

_CALLED = (
    calendars.work,
    calendars.start_at,
    calendars.finish_at,
    cpm.lag_of,
    cpm.later,
    cpm.latest_before,
    cpm.place_start,
    cpm.place_finish,
    cpm.link_bound,
    cpm.forward,
    cpm.place_instant,
    cpm.place_work,
    cpm.backward,
    cpm.allowance,
    cpm.late_as_possible,
    cpm.free_slack,
    cpm.floats,
    lanes.hash32,
    lanes.draw_impacts,
    lanes.draw_durations,
    lanes.source_at,
    lanes.bound_of,
    lanes.follow_link,
    lanes.advance,
    lanes.finish_of,
    lanes.last_of,
)
"""Every function that a kernel calls."""


def worth_compiling(size: int) -> bool:
    """Whether to run compiled: the network is large, or the compiler is loaded already."""
    return size >= LARGE or (size >= 200 and "numba" in sys.modules)


@cache
def compiled(kernel: Callable[..., Any], *, parallel: bool = False) -> Callable[..., Any]:
    """The kernel through numba, kept on disk between runs."""
    import numba

    _let_kernels_call()
    made = numba.njit(kernel, cache=True, parallel=parallel, nogil=True)
    return made  # type: ignore[no-any-return]  # numba is untyped


@cache
def _let_kernels_call() -> None:
    """Tell numba that compiled code may call the plain functions."""
    from numba.extending import register_jitable

    for function in _CALLED:
        register_jitable(function)
