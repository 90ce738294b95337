"""One scan of a text for every kind of identifier that has a written shape.

First a few automata, each of many patterns, tell which kinds may occur; most notes hold few. Then only those are
located, and the same rules hold for all: what touches the candidate, what its arithmetic says, which words stand
before. Patterns are RE2, and a refused candidate moves the search one run of letters or digits on, so that no text,
however made, takes more than linear time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import re2

from detectors.context import stands_before
from detectors.findings import Span
from detectors.recognizer import Pattern, Recognizer, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONGEST_RETRIED = 200
"""A refused candidate longer than this is left behind whole, so that retries inside it stay few."""

_AUTOMATON_BYTES = 64 << 20
"""Upper bound of an automaton's memory; it grows with the states that texts visit, and starts over when full."""

_AUTOMATON_SIZE = 400
"""Program size up to which patterns share an automaton. States multiply: all patterns in one automaton scan new text at
0.2 MB/s, in several small ones at 10 MB/s."""


_MALFORMED_COSTS = 0.05
"""What wrong check digits take from the score, so that of two readings the one whose arithmetic holds wins."""


@dataclass(frozen=True)
class _Compiled:
    """A pattern ready to search UTF-8 bytes, with the group that is the span."""

    recognizer: Recognizer
    pattern: Pattern
    expression: Any
    group: int


@dataclass(frozen=True)
class Scanner:
    """Recognizers compiled together.

    Attributes:
        groups: patterns with the automaton that tells which of them occur somewhere in a UTF-8 text: it gives their
            indices, or None.
    """

    groups: tuple[tuple[Callable[[bytes], list[int] | None], tuple[_Compiled, ...]], ...]

    def may_hit(self, encoded: bytes) -> list[_Compiled]:
        """The patterns that occur somewhere in the text."""
        return [group[hit] for match, group in self.groups for hit in sorted(match(encoded) or ())]


def compile_scanner(recognizers: tuple[Recognizer, ...]) -> Scanner:
    """The recognizers compiled into automata: a quarter of a second, so once per process."""
    groups: list[list[_Compiled]] = [[]]
    for recognizer in recognizers:
        patterns = [_compile(recognizer, pattern) for pattern in recognizer.patterns]
        if _size(groups[-1]) + _size(patterns) > _AUTOMATON_SIZE:
            groups.append([])
        groups[-1] += patterns
    return Scanner(tuple((_automaton(group), tuple(group)) for group in groups if group))


def _size(patterns: list[_Compiled]) -> int:
    return sum(entry.expression.programsize for entry in patterns)


def _automaton(group: list[_Compiled]) -> Callable[[bytes], list[int] | None]:
    automaton = re2.Set.SearchSet(_options())
    for entry in group:
        automaton.Add(entry.pattern.regex)
    automaton.Compile()
    match: Callable[[bytes], list[int] | None] = automaton.Match
    return match


def _options() -> Any:
    """Room for large automata; a pattern that does not compile raises, so nothing needs to be logged."""
    options = re2.Options()
    options.max_mem = _AUTOMATON_BYTES
    options.log_errors = False
    return options


def _compile(recognizer: Recognizer, pattern: Pattern) -> _Compiled:
    expression = re2.compile(pattern.regex, options=_options())
    return _Compiled(recognizer, pattern, expression, expression.groupindex.get("value", 0))


def scan(text: str, scanner: Scanner) -> list[Span]:
    """Every span the recognizers find, overlaps included, sorted by place.

    >>> from detectors.recognizers import national_number
    >>> scanner = compile_scanner((national_number.RECOGNIZER,))
    >>> [(span.category, span.start, span.end) for span in scan("RR 85.07.30-033.28", scanner)][0]
    ('national_number', 3, 18)
    """
    encoded = text.encode("utf-8", "replace")
    hits = scanner.may_hit(encoded)
    if not hits:
        return []
    place = _places(encoded, text)
    spans = {span for hit in hits for span in _spans(text, encoded, place, hit)}
    return sorted(spans, key=lambda span: (span.start, -span.end, span.category, -span.score, span.recognizer))


def _places(encoded: bytes, text: str) -> Callable[[int], int]:
    """Byte offset → character offset."""
    if len(encoded) == len(text):
        return int
    starts = (np.frombuffer(encoded, np.uint8) & 0xC0) != 0x80  # noqa: PLR2004 continuation bytes of UTF-8
    before = np.concatenate(([0], np.cumsum(starts)))
    return lambda offset: int(before[offset])


def _spans(text: str, encoded: bytes, place: Callable[[int], int], entry: _Compiled) -> Iterator[Span]:
    """The accepted matches of one pattern; the search goes on behind an accepted one, else behind its first run."""
    position = 0
    while (match := entry.expression.search(encoded, position)) is not None:
        begin, stop = match.span(entry.group)
        start, end = place(begin), place(stop)
        accepted = 0
        for part in _located(text, start, end, entry.recognizer):
            span = _judged(text, *part, entry)
            if span is not None:
                yield span
                accepted = span.end
        first = place(match.start())
        ahead = accepted or (_behind_run(text, first) if end - first <= _LONGEST_RETRIED else end)
        position = match.start() + len(text[first:ahead].encode("utf-8", "replace"))


def _located(text: str, start: int, end: int, recognizer: Recognizer) -> Iterator[tuple[int, int]]:
    if recognizer.locate is None:
        yield start, end
        return
    for begin, stop in recognizer.locate(text[start:end]):
        yield start + begin, start + stop


def _behind_run(text: str, start: int) -> int:
    """The end of the run of letters or of digits at ``start``; at least one character on."""
    end = start + 1
    alike = str.isdigit if text[start].isdigit() else str.isalpha
    while end < len(text) and alike(text[end]) and alike(text[start]):
        end += 1
    return end


def _judged(text: str, start: int, end: int, entry: _Compiled) -> Span | None:
    """The candidate as a span with its score; None when it is a piece of something else, or not of this kind."""
    recognizer, pattern = entry.recognizer, entry.pattern
    if _is_piece(text, start, end, recognizer):
        return None
    verdict = recognizer.check(text[start:end])
    if verdict is Verdict.NO:
        return None
    valid = verdict is Verdict.VALID
    score = pattern.score if valid and not recognizer.needs_context else 0.0
    if pattern.telling or stands_before(text, start, recognizer.context, recognizer.window):
        score = max(score, recognizer.context_score - (0 if valid else _MALFORMED_COSTS))
    return Span(start, end, recognizer.category, score, recognizer.name) if score else None


def _is_piece(text: str, start: int, end: int, recognizer: Recognizer) -> bool:
    """Whether letters or digits go on beyond the candidate's ends, directly or over one of the recognizer's joints."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        _touches(before[-1:], text[start], glued=recognizer.glued)
        or _touches(after[:1], text[end - 1], glued=recognizer.glued and not after[:1].islower())
        or (before[-1:] in recognizer.joints and before[:1].isdigit() and len(before) > 1)
        or (after[:1] in recognizer.joints and after[1:].isdigit())
    )


def _touches(neighbour: str, edge: str, *, glued: bool) -> bool:
    """Whether a neighbouring character belongs to the same run as the candidate's edge."""
    if not edge.isalnum():
        return False
    return neighbour.isdigit() or neighbour == "_" or (neighbour.isalpha() and not glued)
