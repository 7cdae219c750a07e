"""Regular expressions from a mapping. A mapping may come from anywhere, so no expression may run for ever."""

import re
import warnings

_MOST_LENGTH = 200
_MOST_REPEATS = 4
_INPUT = 300  # characters of a value that an expression sees


class UnsafePatternError(ValueError):
    """An expression that is refused; the text says why."""


class Pattern:
    """A checked expression, applied to at most the first 300 characters of a value."""

    def __init__(self, text: str) -> None:
        _check(text)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # odd brackets may mean more one day
                self._compiled = re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            raise UnsafePatternError(str(error)) from error

    def matches(self, value: str) -> bool:
        return self._compiled.fullmatch(value[:_INPUT]) is not None

    def found(self, value: str) -> bool:
        return self._compiled.search(value[:_INPUT]) is not None

    def extract(self, value: str) -> str | None:
        """The first group, or the whole match where there is no group."""
        found = self._compiled.search(value[:_INPUT])
        if found is None:
            return None
        return found[1] if found.re.groups else found[0]


def _check(text: str) -> None:
    """Only single characters and classes may be repeated, and only so often: no exponential backtracking."""
    if len(text) > _MOST_LENGTH:
        raise UnsafePatternError(f"longer than {_MOST_LENGTH} characters")
    plain = re.sub(r"\\\D", "x", text)
    plain = re.sub(r"\[\^?\]?[^\]]*\]", "x", plain)
    if re.search(r"\)[*+{]", plain):
        raise UnsafePatternError("a group may not be repeated")
    if re.search(r"\\\d|\(\?P[=>]|\(\?\(", plain):
        raise UnsafePatternError("references to groups are not allowed")
    if len(re.findall(r"[*+]|\{\d*,\d*\}", plain)) > _MOST_REPEATS:
        raise UnsafePatternError(f"more than {_MOST_REPEATS} repetitions")
