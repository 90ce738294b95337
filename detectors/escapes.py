r"""What stands for a character in texts that came out of a page, a program or a mail, and which character that is.

``Andr&eacute;e`` of HTML, ``J\u00f6rn`` of JSON, ``Zo=C3=AB`` of a mail, ``=?UTF-8?Q?Zo=C3=AB?=`` of its header,
``Zo%C3%AB`` of an address, ``<b>So</b>fie``: a name is not seen in it unless it is read as whoever wrote it did. Tags
with attributes stay, since these may tell something. Sources: HTML 13.5 (named character references), RFC 8259 section
7, RFC 2045 section 6.7, RFC 2047, RFC 3986 section 2.1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from email.errors import HeaderParseError
from email.header import decode_header
from html import unescape
from operator import attrgetter
from typing import NamedTuple

REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_OF_JSON = r"\\u[0-9a-fA-F]{4}"
_BYTES = r"=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}|%[C-F][0-9A-F](?:%[89AB][0-9A-F]){1,3}"
_SOFT_BREAK = r"(?<=[^\n]{60})=\r?\n"
"""Behind a line as long as mails make them; behind a short one it is the end of a label (``naam=``)."""

_ENCODED_WORD = r"=\?[A-Za-z0-9_-]{2,20}\?[QqBb]\?[^?\s]{1,90}\?="
_ENCODED_WORDS = rf"{_ENCODED_WORD}(?:\s{{1,3}}{_ENCODED_WORD})*"
"""Blanks between them are none: a long word goes on in the next (RFC 2047 section 6.2)."""

_INLINE = r"</?(?:b|i|u|s|em|strong|span|font|small|big|mark|del|ins)>"
_BLOCK = r"</?(?:p|div|br|li|ul|ol|tr|td|th|table|tbody|h[1-6]|hr|blockquote) ?/?>"
_ESCAPE = re.compile(rf"{REFERENCE}|{_OF_JSON}|{_ENCODED_WORDS}|{_BYTES}|{_SOFT_BREAK}|(?i:{_INLINE}|{_BLOCK})")
_REFERENCES = re.compile(REFERENCE)
_SIGNS = ("&", "\\u", "=", "%", "<")
"""One of which every escape begins with."""

_NO_TEXT = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


class Escape(NamedTuple):
    """Where what an escape means stands in the plain text, and where the escape stands in the text as written."""

    start: int
    end: int
    written_start: int
    written_end: int


class Plain(NamedTuple):
    """A text without escapes.

    Attributes:
        text: as its writer read it.
        escapes: in their order; a tag means nothing, and has no length.
    """

    text: str
    escapes: list[Escape]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the text, which is not empty, stands in the text as written; escapes are never parted."""
        first, last = self._before(start), self._before(end - 1)
        begin = first.written_start if start < first.end else start + first.written_end - first.end
        stop = last.written_end if end <= last.end else end + last.written_end - last.end
        return begin, stop

    def _before(self, place: int) -> Escape:
        """The last escape that begins there or before."""
        number = bisect_right(self.escapes, place, key=attrgetter("start"))
        return self.escapes[number - 1] if number else _NONE


_NONE = Escape(0, 0, 0, 0)


def plain(written: str) -> Plain:
    r"""The text without escapes.

    >>> plain("Jo&euml;l").text, plain("Jo&euml;l").place(2, 4)
    ('Joël', (2, 9))
    >>> plain(r"J\u00f6rn <b>M</b>aes=?UTF-8?Q?_Zo=C3=AB?=").text
    'Jörn Maes Zoë'
    """
    if not any(sign in written for sign in _SIGNS):
        return Plain(written, [])
    pieces, escapes, last, length = list[str](), list[Escape](), 0, 0
    for found in _ESCAPE.finditer(written):
        meant, start = _meant(found[0]), length + found.start() - last
        pieces += (written[last : found.start()], meant)
        length, last = start + len(meant), found.end()
        escapes.append(Escape(start, length, found.start(), last))
    return Plain("".join((*pieces, written[last:])), escapes)


def without_references(written: str) -> str:
    """The text with its character references of HTML replaced, once.

    >>> without_references("D&#039;Hondt &amp; Fran&ccedil;ois, ?a=1&copy=2")
    "D'Hondt & François, ?a=1&copy=2"
    """
    return _REFERENCES.sub(lambda found: _text(unescape(found[0])), written)


def _meant(escape: str) -> str:
    if escape[0] == "&":
        return _text(unescape(escape))
    if escape[0] == "\\":
        return _text(chr(int(escape[2:], 16)))  # noqa: FURB166  the sign before is no "0x"
    if escape[:2] == "=?":
        return _decoded(escape)
    if escape[0] in "=%":
        return _text(bytes.fromhex(escape.replace(escape[0], "").strip()).decode("utf-8", "replace"))
    return "" if re.fullmatch(_INLINE, escape.lower()) else "\n"


def _decoded(words: str) -> str:
    """What encoded words of a header say, those side by side together; the words where they cannot be read."""
    try:
        return _text("".join(_in_charset(*said) for said in decode_header(words)))
    except (HeaderParseError, ValueError):
        return words


def _in_charset(content: bytes | str, charset: str | None) -> str:
    """The content; in a charset that nobody knows, letters at least are read."""
    if isinstance(content, str):
        return content
    try:
        return content.decode(charset or "ascii", "replace")
    except LookupError:
        return content.decode("latin-1")


def _text(characters: str) -> str:
    """The characters; no separator of notes and no half of a surrogate pair is among them."""
    return characters.translate(_NO_TEXT)
