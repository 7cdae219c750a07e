"""One source, two speeds: kernels are plain functions, compiled on demand.

The interpreter runs a kernel on lists at once; numba takes about a second to import, then runs it on arrays some ten
times faster. `worth_compiling` decides, so that a command on a small plan never imports numba.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from pilotage.engine import calendars, cone, cpm, express, network

LARGE = 20_000
"""Nodes from which importing numba costs less than interpreting."""

WORTH_A_CALL = 200
"""Nodes from which calling compiled code pays, where numba is loaded anyway."""

_OPTIONS: dict[str, Any] = {"_nrt": False, "error_model": "numpy"}
"""Kernels allocate nothing: without numba's reference counting a call that hands columns on is eight times faster.
Nothing in them divides by zero, so the check for it is left out."""

_CALLED = (
    calendars.find,
    calendars.work,
    calendars.start_at,
    calendars.finish_at,
    cpm.lag_of,
    cpm.later,
    cpm.latest_before,
    cpm.place,
    cpm.link_bound,
    cpm.place_early,
    cpm.forward,
    cpm.place_instant,
    cpm.place_work,
    cpm.place_late,
    cpm.backward,
    cpm.allowance,
    cpm.free_slack,
    cpm.delay,
    cpm.late_as_possible,
    cpm.total_slack,
    cpm.floats,
)
"""Every function that a kernel calls."""


def worth_compiling(size: int) -> bool:
    """Whether to run compiled: the network is large, or the compiler is loaded already."""
    return size >= LARGE or (size >= WORTH_A_CALL and "numba" in sys.modules)


@cache
def compiled(kernel: Callable[..., Any], *called: Callable[..., Any]) -> Callable[..., Any]:
    """The kernel through numba, kept on disk between runs for as long as no kernel's source changes.

    ``called`` are functions of its own that it calls besides those that all kernels share.
    """
    import numba

    _let_kernels_call()
    for function in called:
        _let_call(function)
    made = numba.njit(cache=True, nogil=True, **_OPTIONS)(kernel)
    kept = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if kept is not None:  # numba stamps a cached kernel with its own file only, not with what it calls
        kept._source_stamp = (kept._source_stamp, _sources(), _texts(called))
    return made  # type: ignore[no-any-return]  # numba is untyped


@cache
def _sources() -> str:
    """Of whole modules: compiled code holds their constants and the layouts of their tuples too."""
    text = "".join(inspect.getsource(module) for module in (calendars, network, cpm, express, cone))
    return hashlib.sha256(text.encode()).hexdigest()


def _texts(functions: Sequence[Callable[..., Any]]) -> str:
    return "".join(inspect.getsource(function) for function in functions)


@cache
def _let_kernels_call() -> None:
    for function in _CALLED:
        _let_call(function)


@cache
def _let_call(function: Callable[..., Any]) -> None:
    """Tell numba that compiled code may call the plain function."""
    from numba.extending import register_jitable

    register_jitable(**_OPTIONS)(function)
