"""One pass over the bytes of a file: its checksum, and the facts on which reading it is decided."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD_BYTES = 1 << 16
_CHUNK = 1 << 20
_ASCII = 32


@dataclass(frozen=True)
class Survey:
    """Facts about a whole file.

    Attributes:
        head: the first 64 KiB.
        high: how often each byte value from 128 to 255 occurs.
        broken_utf8: bytes that no UTF-8 sequence explains.
        blank_lines: line ends that follow a line end at once; those at the end of the file are not counted.
        longest_line: in bytes; exact above 1 MiB, which is where it matters.
    """

    size: int
    sha256: str
    head: bytes
    high: tuple[int, ...]
    broken_utf8: int
    nuls: int
    quotes: int
    blank_lines: int
    longest_line: int
    ends_in_line_end: bool


class _Tally:
    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.high = np.zeros(256, dtype=np.int64)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.replaced = self.written_so = 0
        self.size = self.nuls = self.quotes = self.blank_lines = 0
        self.line = self.longest = 0
        self.tail = b""

    def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self.digest.update(chunk)
        self.nuls += chunk.count(0)
        self.quotes += chunk.count(b'"')
        self._add_lines(chunk)
        self._add_high(chunk)

    def _add_lines(self, chunk: bytes) -> None:
        joined = self.tail + chunk
        text = joined.rstrip(b"\r\n")
        self.tail = joined[len(text) :]
        self.blank_lines += text.count(b"\n\n") + text.count(b"\n\r\n") + text.count(b"\r\r")
        first, last = _first_line_end(chunk), max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        if last < 0:
            self.line += len(chunk)
        else:
            self.longest = max(self.longest, self.line + first)
            self.line = len(chunk) - last - 1
        self.longest = max(self.longest, self.line)

    def _add_high(self, chunk: bytes) -> None:
        if chunk.isascii() and not self.decoder.getstate()[0]:
            return
        runs = _high_runs(chunk)
        self.high += np.bincount(np.frombuffer(runs, dtype=np.uint8), minlength=256)
        self.replaced += self.decoder.decode(runs).count("\ufffd")
        self.written_so += runs.count("\ufffd".encode())

    def finish(self) -> None:
        self.replaced += self.decoder.decode(b"", final=True).count("\ufffd")


def _high_runs(chunk: bytes) -> bytes:
    """The runs of bytes above 127, with one blank for all that stands between two of them."""
    codes = np.frombuffer(chunk, dtype=np.uint8)
    places = np.flatnonzero(codes > 127)  # noqa: PLR2004  # the last of ASCII
    gaps = np.flatnonzero(np.diff(places, prepend=-1, append=len(chunk)) > 1)
    return np.insert(codes[places], gaps, _ASCII).tobytes()


def _first_line_end(chunk: bytes) -> int:
    ends = [place for place in (chunk.find(b"\n"), chunk.find(b"\r")) if place >= 0]
    return min(ends, default=-1)


def survey(path: Path) -> Survey:
    """Read the file once.

    Raises:
        OSError: it cannot be opened or read.
    """
    tally = _Tally()
    head = b""
    for chunk in _chunks(path):
        head = head or chunk[:HEAD_BYTES]
        tally.add(chunk)
    tally.finish()
    return Survey(
        size=tally.size,
        sha256=tally.digest.hexdigest(),
        head=head,
        high=tuple(int(count) for count in tally.high[128:]),
        broken_utf8=max(tally.replaced - tally.written_so, 0),
        nuls=tally.nuls,
        quotes=tally.quotes,
        blank_lines=tally.blank_lines,
        longest_line=tally.longest,
        ends_in_line_end=bool(tally.tail),
    )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as source:
        while chunk := source.read(_CHUNK):
            yield chunk
