"""What is compiled with a kernel, and what makes it be compiled again."""

from collections.abc import Callable
from typing import Any, NamedTuple

from pilotage.engine import cone, cpm, express, kernels
from pilotage.engine.calendars import find

WIDTH = 3


class Inner(NamedTuple):
    size: Any


class Outer(NamedTuple):
    inner: Inner
    other: Any


def widened(number: int) -> int:
    return number + WIDTH


def kernel(outer: Outer) -> int:
    return widened(outer.inner.size)


def test_all_that_a_kernel_calls_is_reached() -> None:
    found = list(kernels.reached(cone.settle_late))
    assert found[0] is cone.settle_late
    assert {express.late, cpm.allowance, cpm.lag_of, find, cone.mark_held, cone.mark} <= set(found)
    assert cone.settle_early not in found
    assert len(found) == len(set(found))


def stamps(function: Callable[..., Any]) -> list[str]:
    return [kernels.stamp(each) for each in kernels.reached(function)]


def test_a_constant_or_a_layout_that_changes_makes_it_compile_again(monkeypatch: Any) -> None:
    before = stamps(kernel)
    assert before == stamps(kernel)
    monkeypatch.setitem(globals(), "WIDTH", 4)
    assert stamps(kernel) != before
    monkeypatch.setitem(globals(), "WIDTH", 3)
    monkeypatch.setattr(Inner, "__annotations__", {"size": Any, "count": Any})
    assert stamps(kernel) != before


def test_compiled_and_interpreted_agree() -> None:
    assert kernels.compiled(kernel)(Outer(Inner(4), 1)) == kernel(Outer(Inner(4), 1)) == 7


def other_kernel(outer: Outer) -> int:
    return widened(outer.inner.size) + 1


def test_a_kernel_is_at_hand_once_it_was_called() -> None:
    assert not kernels.loaded(other_kernel)
    kernels.compiled(other_kernel)(Outer(Inner(4), 1))
    assert kernels.loaded(other_kernel)
