"""Walks through JSON text without holding all of it, and keeps every value as it is written.

The standard library's decoder reads each record whole, at C speed; around the records this cursor moves by hand.
Numbers stay the text of the file (ids of nineteen digits, ``1.10``, ``1e400``), which event parsers such as ijson do
not offer; members that occur twice in an object are both kept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from detectors.errors import UnreadableInput
from flows.crawl.headers import unused

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = " \t\r\n"
_PIECE = 1 << 20
_LONGEST_VALUE = 1 << 28
_NEAR_END = 32


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that occurs again is numbered, since its value may differ."""
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    numbered: dict[str, Any] = {}
    for key, value in pairs:
        numbered[unused(key, numbered)] = value
    return numbered


_DECODER = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_members, strict=False
)


def decode(text: str) -> Any:
    """A whole JSON text; numbers become text.

    Raises:
        UnreadableInput: ``malformed`` or ``too-deep``.

    >>> decode('{"id": 5012088400000000000, "id": null}')
    {'id': '5012088400000000000', 'id_2': None}
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise UnreadableInput("malformed", "Not JSON.") from None
    except RecursionError:
        raise UnreadableInput("too-deep", "JSON nested too deeply.") from None


class Cursor:
    """A place in a JSON text that is read piece by piece."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is not blank; ``""`` at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def items(self) -> Iterator[None]:
        """Stand before each item of the list that begins here; the caller reads the item."""
        yield from self._parts("[", "]")

    def members(self) -> Iterator[str]:
        """Give each key of the object that begins here and stand before its value; the caller reads the value."""
        for _ in self._parts("{", "}"):
            key = self.value()
            if not isinstance(key, str):
                raise _malformed()
            self._expect(":")
            yield key

    def value(self) -> Any:
        """The value that begins here.

        Raises:
            UnreadableInput: ``truncated``, ``malformed``, ``too-deep`` or ``too-large``.
        """
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                self._read_on(error)
                continue
            except RecursionError:
                raise UnreadableInput("too-deep", "JSON nested too deeply.") from None
            if end == len(self._text) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def _read_on(self, error: json.JSONDecodeError) -> None:
        """The value did not end in what is read so far: read more, if that can help."""
        early = error.pos < len(self._text) - _NEAR_END and not error.msg.startswith("Unterminated")
        if early:
            raise _malformed()
        if len(self._text) - self._at > _LONGEST_VALUE:
            raise UnreadableInput("too-large", "A JSON record of more than 256 MiB.")
        if not self._more():
            raise UnreadableInput("truncated", "The JSON text breaks off.")

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        self._expect(opening)
        if self.peek() == closing:
            self._at += 1
            return
        while True:
            yield
            if self.peek() == closing:
                self._at += 1
                return
            self._expect(",")

    def _expect(self, character: str) -> None:
        found = self.peek()
        if not found:
            raise UnreadableInput("truncated", "The JSON text breaks off.")
        if found != character:
            raise _malformed()
        self._at += 1

    def _more(self) -> bool:
        if self._ended:
            return False
        rest = self._text[self._at :]
        piece = self._source.read(max(_PIECE, len(rest)))
        self._ended = not piece
        self._text, self._at = rest + piece, 0
        return bool(piece)


def _malformed() -> UnreadableInput:
    return UnreadableInput("malformed", "The JSON text is damaged.")
