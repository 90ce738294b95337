"""How the bytes of an export become text.

A byte order mark decides first, then strict UTF-8; what remains is a Windows export (cp1252) or one of an old
laboratory system (cp850), told apart by which of the two makes letters of the high bytes. Statistical guessers are not
used: they call both of these central European (source: trials on the systems' sample exports).

A file in which lines of two encodings were pasted together is read as UTF-8, and what is not UTF-8 in it as cp1252.

A byte that the decision cannot explain becomes ``MARK``; readers put rows that hold it into quarantine.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from detectors.errors import UnreadableInput

if TYPE_CHECKING:
    from pathlib import Path

    from flows.crawl.survey import Survey

MARK = "\U0010ffff"
"""A code point that no text may hold: here was a byte that does not belong to the encoding."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 with byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le with byte order mark"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be with byte order mark"),
)
# What the letters of Dutch, French and German are in each code page. Quotes, dashes and the euro sign of cp1252
# (80, 85, 91-97) are letters in cp850 as well, so they speak for neither.
_CP850_LETTERS = (0x81, 0x82, 0x83, 0x84, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x90)
_CP1252_LETTERS = tuple(code for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
_UNDEFINED_IN_CP1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_MOST_HIGH = 0.3
_MIXED_FROM = 0.2
_LEAD_OF_LATIN_LETTERS = (0xC2, 0xC3)
_NUL_SHARE = 0.3
_CHUNK = 1 << 20


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  # registered for decoding only
    return MARK, error.end


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """A byte between UTF-8 that is none: a letter of cp1252, unless it is the first half of a letter that was cut."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  # registered for decoding only
    code = error.object[error.start]
    if code in _LEAD_OF_LATIN_LETTERS or code in _UNDEFINED_IN_CP1252:
        return MARK, error.start + 1
    return bytes([code]).decode("cp1252"), error.start + 1


def _as_it_stands(error: UnicodeError) -> tuple[bytes, int]:
    """A character that cp1252 lacks was not garbled: it keeps its own UTF-8 form; C1 controls are their byte."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101  # registered for encoding only
    text = error.object[error.start : error.end]
    return b"".join(_byte_or_utf8(character) for character in text), error.end


def _byte_or_utf8(character: str) -> bytes:
    return character.encode("latin-1" if character < "\xa0" else "utf-8")


codecs.register_error("veilig.mark", _mark)
codecs.register_error("veilig.as_cp1252", _as_cp1252)
codecs.register_error("veilig.as_it_stands", _as_it_stands)


@dataclass(frozen=True)
class Encoding:
    """How to decode a file.

    Attributes:
        codec: Python's name.
        label: for the report.
        skip: bytes of byte order mark.
        broken: whether bytes are expected that the codec does not explain.
        mixed: whether lines of cp1252 stand between lines of UTF-8.
        garbled: the text was UTF-8, read as cp1252 and written as UTF-8 again; to be undone.
    """

    codec: str
    label: str
    skip: int = 0
    broken: bool = False
    mixed: bool = False
    garbled: bool = False

    @property
    def errors(self) -> str:
        """Name of the handler for bytes that the codec does not explain."""
        return "veilig.as_cp1252" if self.mixed else "veilig.mark"


def decide(facts: Survey) -> Encoding:
    """The encoding of a text file.

    Raises:
        UnreadableInput: ``encoding``, when neither UTF-8, UTF-16 nor a western code page explains the bytes.
    """
    return _by_mark(facts) or _by_nuls(facts) or _utf8(facts) or _code_page(facts)


def _by_mark(facts: Survey) -> Encoding | None:
    for mark, codec, label in _BOMS:
        if facts.head.startswith(mark):
            return Encoding(codec, label, skip=len(mark), broken=codec != "utf-8" or facts.broken_utf8 > 0)
    return None


def _by_nuls(facts: Survey) -> Encoding | None:
    """UTF-16 without a mark: in western text nearly every other byte is zero."""
    head = facts.head
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < _NUL_SHARE * len(head) / 2 or min(even, odd) > max(even, odd) / 10:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    return Encoding(codec, f"{codec} without byte order mark", broken=True)


def _utf8(facts: Survey) -> Encoding | None:
    if facts.broken_utf8 == 0:
        garbled = is_garbled(facts.head.decode("utf-8", "ignore"))
        return Encoding(
            "utf-8", "utf-8, garbled once, repaired" if garbled else "utf-8", broken=garbled, garbled=garbled
        )
    high = sum(facts.high)
    if high - facts.broken_utf8 < _MIXED_FROM * high:
        return None
    return Encoding("utf-8", "utf-8 mixed with cp1252", broken=True, mixed=True)


def _code_page(facts: Survey) -> Encoding:
    if sum(facts.high) > _MOST_HIGH * facts.size:
        raise UnreadableInput("encoding", "The encoding is neither UTF-8, UTF-16 nor a western code page.")
    old, windows = _count(facts, _CP850_LETTERS), _count(facts, _CP1252_LETTERS)
    if old > windows:
        return Encoding("cp850", "cp850")
    return Encoding("cp1252", "cp1252", broken=_count(facts, _UNDEFINED_IN_CP1252) > 0)


def _count(facts: Survey, codes: tuple[int, ...]) -> int:
    return sum(facts.high[code - 128] for code in codes)


def is_garbled(text: str) -> bool:
    """Whether every character beyond ASCII is a trace of UTF-8 that was read as cp1252 or latin-1.

    >>> is_garbled("Ã‰lodie"), is_garbled("Élodie"), is_garbled("Elodie")
    (True, False, False)
    """
    return not text.isascii() and ungarbled(text) != text


def ungarbled(text: str) -> str:
    """The text as it was before UTF-8 was taken for cp1252 or latin-1; unchanged when it was not.

    >>> ungarbled("Ã‰lodie LefÃ¨vre")
    'Élodie Lefèvre'
    """
    if text.isascii():
        return text
    try:
        return text.encode("cp1252", "veilig.as_it_stands").decode("utf-8")
    except UnicodeError:
        return text


class Utf8Stream(io.RawIOBase):
    """The bytes of a file, decoded and given again as UTF-8."""

    def __init__(self, source: BinaryIO, encoding: Encoding) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
        self._second = codecs.getincrementaldecoder("utf-8")("veilig.mark") if encoding.garbled else None
        self._ready = memoryview(b"")
        self._ended = False

    def readable(self) -> Literal[True]:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As for every raw stream: fill the buffer as far as there is something."""
        while not self._ready and not self._ended:
            chunk = self._source.read(_CHUNK)
            self._ended = not chunk
            self._ready = memoryview(self._converted(chunk, final=self._ended))
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        """Close the file as well."""
        self._source.close()
        super().close()

    def _converted(self, chunk: bytes, *, final: bool) -> bytes:
        text = self._decoder.decode(chunk, final)
        if self._second is not None:
            text = self._second.decode(text.encode("cp1252", "veilig.as_it_stands"), final)
        return text.encode("utf-8", "replace")


def open_utf8(path: Path, encoding: Encoding) -> io.BufferedReader:
    """The file as a stream of valid UTF-8 without byte order mark."""
    source = path.open("rb")
    source.seek(encoding.skip)
    if encoding.codec == "utf-8" and not encoding.broken:
        return source
    return io.BufferedReader(Utf8Stream(source, encoding), buffer_size=_CHUNK)


def open_text(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    """The file as text, line ends untouched."""
    return io.TextIOWrapper(open_utf8(path, encoding), encoding="utf-8", newline="")
