r"""What stands for a character in texts that came out of a page, a program or a mail, and which character that is.

``Andr&eacute;e`` of HTML, ``J\u00f6rn`` of JSON, ``Zo=C3=AB`` of a mail, ``=?UTF-8?Q?Zo=C3=AB?=`` of its header,
``Zo%C3%AB`` of an address, ``<b>So</b>fie``: a name is not seen in it unless it is read as whoever wrote it did. Tags
with attributes stay, since these may tell something. Sources: HTML 13.5 (named character references), RFC 8259 section
7, RFC 2045 section 6.7, RFC 2047, RFC 3986 section 2.1.
"""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from html import unescape
from itertools import chain
from typing import NamedTuple

REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_OF_JSON = r"\\u[0-9a-fA-F]{4}"
_BYTES = r"=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}|%[C-F][0-9A-F](?:%[89AB][0-9A-F]){1,3}"
_SOFT_BREAK = r"(?<=[^\n]{60})=\r?\n"
"""Behind a line as long as mails make them; behind a short one it is the end of a label (``naam=``)."""

_ENCODED_WORD = r"=\?[A-Za-z0-9-]{2,20}\?[QqBb]\?[^?\s]{1,90}\?="
_INLINE = r"</?(?:b|i|u|s|em|strong|span|font|small|big|mark|del|ins)>"
_BLOCK = r"</?(?:p|div|br|li|ul|ol|tr|td|th|table|tbody|h[1-6]|hr|blockquote) ?/?>"
_ESCAPE = re.compile(rf"{REFERENCE}|{_OF_JSON}|{_ENCODED_WORD}|{_BYTES}|{_SOFT_BREAK}|(?i:{_INLINE}|{_BLOCK})")
_REFERENCES = re.compile(REFERENCE)
_SIGNS = ("&", "\\u", "=", "%", "<")
"""One of which every escape begins with."""

_NO_TEXT = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


class Plain(NamedTuple):
    """A text without escapes.

    Attributes:
        text: as its writer read it.
        starts: for each character where what stands for it begins in the text as written; None: at the same place.
        ends: and where it ends.
    """

    text: str
    starts: list[int] | None
    ends: list[int] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the text, which is not empty, stands in the text as written."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def plain(written: str) -> Plain:
    r"""The text without escapes.

    >>> plain("Jo&euml;l").text, plain("Jo&euml;l").place(2, 4)
    ('Joël', (2, 9))
    >>> plain(r"J\u00f6rn <b>M</b>aes=?UTF-8?Q?_Zo=C3=AB?=").text
    'Jörn Maes Zoë'
    """
    if not any(sign in written for sign in _SIGNS):
        return Plain(written, None, None)
    pieces, last = list[tuple[str, int, int]](), 0
    for found in _ESCAPE.finditer(written):
        pieces += [(written[last : found.start()], last, 0), (_meant(found[0]), found.start(), found.end())]
        last = found.end()
    if not last:
        return Plain(written, None, None)
    pieces.append((written[last:], last, 0))
    starts, ends = (list(chain.from_iterable(places)) for places in zip(*map(_places, pieces), strict=True))
    return Plain("".join(text for text, _, _ in pieces), starts, ends)


def without_references(written: str) -> str:
    """The text with its character references of HTML replaced, once.

    >>> without_references("D&#039;Hondt &amp; Fran&ccedil;ois, ?a=1&copy=2")
    "D'Hondt & François, ?a=1&copy=2"
    """
    return _REFERENCES.sub(lambda found: _text(unescape(found[0])), written)


def _places(piece: tuple[str, int, int]) -> tuple[range | list[int], range | list[int]]:
    """Where each character of a piece begins and ends; all of an escape's stand where the escape does."""
    text, start, end = piece
    if end:
        return [start] * len(text), [end] * len(text)
    return range(start, start + len(text)), range(start + 1, start + len(text) + 1)


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


def _decoded(word: str) -> str:
    """What an encoded word of a header says; the word itself where it cannot be read."""
    try:
        [(content, charset)] = decode_header(word)
        return _text(content.decode(charset or "ascii", "replace"))
    except (HeaderParseError, LookupError, ValueError):
        return word


def _text(characters: str) -> str:
    """The characters; no separator of notes and no half of a surrogate pair is among them."""
    return characters.translate(_NO_TEXT)
