"""One source, two speeds: kernels are plain functions, compiled on demand.

The interpreter runs a kernel on lists at once; numba takes about a second to import, then runs it on arrays some ten
times faster. `worth_compiling` decides, so that a command on a small plan never imports numba.
"""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from inspect import isfunction
from typing import Any

LARGE = 20_000
"""Nodes from which importing numba costs less than interpreting."""

WORTH_A_CALL = 10
"""Nodes from which calling compiled code pays, where numba is loaded anyway."""

_OPTIONS: dict[str, Any] = {"_nrt": False, "error_model": "numpy"}
"""Kernels allocate nothing: without numba's reference counting a call that hands columns on is eight times faster.
Nothing in them divides by zero, so the check for it is left out."""

_INNER: dict[str, Any] = _OPTIONS | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Of functions that only kernels call: nothing is compiled for calls from outside."""

Kernel = Callable[..., Any]


def worth_compiling(size: int) -> bool:
    """Whether to run compiled: the network is large, or the compiler is loaded already."""
    return size >= LARGE or (size >= WORTH_A_CALL and "numba" in sys.modules)


@cache
def compiled(kernel: Kernel) -> Kernel:
    """The kernel and all functions it reaches through numba, kept on disk between runs for as long as none of them
    changes.
    """
    import numba

    functions = list(reached(kernel))
    for function in functions[1:]:
        _let_call(function)
    made = numba.njit(cache=True, nogil=True, **_OPTIONS)(kernel)
    kept = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if kept is not None:  # numba stamps a cached kernel with its own file only, not with what it calls
        kept._source_stamp = (kept._source_stamp, tuple(stamp(function) for function in functions))
    return made  # type: ignore[no-any-return]  # numba is untyped


def loaded(kernel: Kernel) -> bool:
    """Whether this process has the kernel compiled already, so that calling it costs nothing more."""
    return "numba" in sys.modules and bool(compiled(kernel).signatures)  # type: ignore[attr-defined]  # numba's


def reached(kernel: Kernel) -> Iterator[Any]:
    """The kernel, and every function that it calls by a name of its module, and so on."""
    waiting, seen = [kernel], {kernel}
    for function in waiting:  # grows while it is read
        yield function
        for _name, called in _named(function):
            if isfunction(called) and called not in seen:
                seen.add(called)
                waiting.append(called)


def _named(function: Any) -> Iterator[tuple[str, Any]]:
    """The names of its module that a function uses, and what they stand for."""
    for name in function.__code__.co_names:
        if name in function.__globals__:
            yield name, function.__globals__[name]


def stamp(function: Any) -> str:
    """What compiled code depends on: the function's own code, the constants that it names, and the layouts of the
    tuples it takes.
    """
    code = function.__code__
    constants = [(name, repr(value)) for name, value in _named(function) if not isfunction(value)]
    layouts = [_layout(hint) for hint in function.__annotations__.values()]
    told = code.co_code, code.co_consts, code.co_names, code.co_varnames
    return repr((told, constants, layouts, _options(function)))


def _layout(hint: Any) -> Any:
    """The fields of a named tuple, and theirs."""
    return [(name, _layout(inner)) for name, inner in getattr(hint, "__annotations__", {}).items()]


def _options(function: Kernel) -> dict[str, Any]:
    """How a function is compiled that kernels call. One that takes columns is compiled into its callers: handing on
    those of a network, some three hundred numbers, takes longer than to compute a node.
    """
    columns = any(hasattr(hint, "_fields") for hint in function.__annotations__.values())
    return _INNER | {"forceinline": columns}


@cache
def _let_call(function: Kernel) -> None:
    """Tell numba that compiled code may call the plain function."""
    from numba.extending import register_jitable

    register_jitable(**_options(function))(function)
