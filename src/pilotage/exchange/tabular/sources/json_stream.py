"""A pull reader over one JSON document that holds only one element of the wanted array at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from pilotage.plan.language.messages import _

_BLANK = re.compile(r"[ \t\r\n]*")
_NUMBER_END = re.compile(r"[-+0-9.eE]*\Z")
_CHUNK = 1 << 18
_ELEMENT_LIMIT = 64 << 20  # characters of one element
_DEPTH = 5  # how deep an unnamed array is looked for


class MalformedJsonError(ValueError):
    """Not JSON, at ``line``."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class JsonStream:
    """``found`` tells afterwards whether the array was there, ``heads`` what stood beside it in each document."""

    def __init__(self, stream: BinaryIO, encoding: str, errors: str) -> None:
        self._stream = stream
        self._decode_text = codecs.getincrementaldecoder(encoding)(errors)
        self._decode_value = json.JSONDecoder(parse_constant=_no_constant).raw_decode
        self._text = ""
        self._at = 0
        self._line = 1  # line of ``_counted``, a place in the buffer
        self._counted = 0
        self._ended = False
        self._here_found = False
        self.found = False
        self.heads: list[dict[str, Any]] = []

    def array(self, path: tuple[str, ...]) -> Iterator[tuple[int, Any]]:
        """Line and value of each element of the array at ``path``; of the first array of objects where it is empty.

        Of several documents, one behind the other (pages of one export), each gives its array.
        """
        self._more(_CHUNK)
        self._text = self._text.removeprefix("\ufeff")
        while True:
            self._here_found = False
            self.heads.append({})
            yield from self._value(path, 0, named=bool(path))
            if not self._another():
                return

    def _another(self) -> bool:
        """Whether anything but blanks follows."""
        while self._at == len(self._text) or self._text[self._at] in " \t\r\n\0":
            if self._at < len(self._text):
                self._at += 1
            elif not self._more(_CHUNK):
                return False
        return True

    def _value(self, path: tuple[str, ...], depth: int, *, named: bool) -> Iterator[tuple[int, Any]]:
        """Elements of the array in the value that begins here; reads past the value."""
        mark = self._next()
        if mark == "[" and not path:
            yield from self._elements(named=named or depth == 0)
        elif mark == "{" and (path if named else depth < _DEPTH):
            yield from self._members(path, depth, named=named)
        else:
            self._decode()

    def _members(self, path: tuple[str, ...], depth: int, *, named: bool) -> Iterator[tuple[int, Any]]:
        self._at += 1
        while self._next() != "}":
            key = self._decode()
            self._expect(":")
            scalar = self._next() not in "[{"
            if scalar or self._here_found or (named and key != path[0]):
                value = self._decode()
                if scalar and depth == 0:
                    self.heads[-1][key] = value
            else:
                yield from self._value(path[1:], depth + 1, named=named)
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _elements(self, *, named: bool) -> Iterator[tuple[int, Any]]:
        self._at += 1
        mark = self._next()
        if not named and mark != "{":  # an array of something else, or an empty one
            self._skip_elements()
            return
        self.found = self._here_found = True
        while self._next() != "]":
            yield self._here(), self._decode()
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _skip_elements(self) -> None:
        while self._next() != "]":
            self._decode()
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _expect(self, mark: str) -> None:
        if self._next() != mark:
            raise self._error(_("“{mark}” is missing").format(mark=mark))
        self._at += 1

    def _next(self) -> str:
        """The next character that is not blank."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_CHUNK):
                raise self._error(_("the document ends too early"))

    def _decode(self) -> Any:
        """The value that begins here, reading on until it is whole."""
        chunk = _CHUNK
        while True:
            try:
                value, end = self._decode_value(self._text, self._at)
            except ValueError as error:
                if len(self._text) - self._at > _ELEMENT_LIMIT:
                    raise self._error(_("an element is larger than {n} characters").format(n=_ELEMENT_LIMIT)) from error
                if not self._more(chunk):
                    raise self._error(str(error)) from error
                chunk *= 2
                continue
            except RecursionError as error:
                raise self._error(_("it is nested too deeply")) from error
            if _NUMBER_END.match(self._text, self._at) and self._more(chunk):
                continue  # a number may go on in the next chunk
            self._at = end
            return value

    def _more(self, count: int) -> bool:
        """Append the next bytes to the buffer and drop what was consumed."""
        if self._ended:
            return False
        data = self._stream.read(count)
        self._ended = not data
        self._here()
        self._text = self._text[self._at :] + self._decode_text.decode(data, final=self._ended)
        self._at = self._counted = 0
        return not self._ended or bool(self._text)

    def _error(self, message: str) -> MalformedJsonError:
        return MalformedJsonError(message, self._here())

    def _here(self) -> int:
        """The line of the place that has been reached."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _no_constant(name: str) -> None:
    """``NaN`` and ``Infinity`` are not JSON; they are read as no value."""
