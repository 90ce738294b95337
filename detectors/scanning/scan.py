"""One scan of many notes for every kind of identifier that has a written shape.

Each pattern passes once over the joined notes, or over no more of them than it can match in: what stands near digits,
or behind words that tell. The same rules hold for all candidates: what touches them, which words stand before, what
their arithmetic says. Patterns are RE2, and a refused candidate moves the search one run of letters or digits on, so
that no text, however made, takes more than linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import re2

from detectors.context import NOWHERE, Context, Mentions
from detectors.findings import Span
from detectors.notes import Notes, join
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.scanning.reading import Reading
from detectors.scanning.readings import Readings
from detectors.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from detectors.scanning.excerpts import Excerpts

_LONGEST_RETRIED = 200
"""A refused candidate longer than this is left behind whole, so that retries inside it stay few."""

_AUTOMATON_BYTES = 64 << 20
"""Upper bound of an automaton's memory; it grows with the states that texts visit, and starts over when full."""

_MALFORMED_COSTS = 0.05
"""What wrong check digits take from the score, so that of two readings the one whose arithmetic holds wins."""

_APART = frozenset(" \n\t\u00a0;()[]")
"""Signs that join nothing, whatever the recognizer: most candidates stand between two of them."""

_RUN = re.compile(rb"[0-9]+|[A-Za-z\x80-\xf4]+|.", re.DOTALL)


@dataclass(frozen=True)
class _Compiled:
    """A pattern ready to search UTF-8 bytes.

    Attributes:
        search: the first match between two places of encoded text, as the bounds of all groups.
        group: the one that is the span.
        needs_context: whether a match counts behind a telling word only.
    """

    recognizer: Recognizer
    pattern: Pattern
    search: Callable[[bytes, int, int], list[tuple[int, int]]]
    group: int
    needs_context: bool


@dataclass(frozen=True)
class Scanner:
    """Recognizers compiled together, and what they read so far."""

    patterns: tuple[_Compiled, ...]
    readings: dict[str, Readings]

    def anew(self) -> Scanner:
        """The same without what it read: values of one call are not kept for the next."""
        return Scanner(self.patterns, {})


def compile_scanner(recognizers: tuple[Recognizer, ...]) -> Scanner:
    """The recognizers compiled: a quarter of a second for all, so once per process."""
    patterns = (_compile(recognizer, pattern) for recognizer in recognizers for pattern in recognizer.patterns)
    return Scanner(tuple(patterns), {})


def _compile(recognizer: Recognizer, pattern: Pattern) -> _Compiled:
    expression = _compiled(pattern.regex)
    needs_context = not pattern.telling and (recognizer.needs_context or not pattern.score)
    return _Compiled(recognizer, pattern, _searcher(expression), expression.groupindex.get("value", 0), needs_context)


def _compiled(regex: str) -> Any:
    options = re2.Options()
    options.max_mem = _AUTOMATON_BYTES
    options.log_errors = False  # a pattern that does not compile raises
    return re2.compile(regex, options=options)


def _searcher(expression: Any) -> Callable[[bytes, int, int], list[tuple[int, int]]]:
    """RE2's own search: the match objects that are put around it cost more than most searches."""
    return partial(expression._regexp.Match, re2._Anchor.UNANCHORED)  # noqa: SLF001


def scan(text: str, scanner: Scanner) -> list[Span]:
    """Every span the recognizers find in one text, overlaps included, sorted by place.

    >>> from detectors.recognizers import national_number
    >>> scanner = compile_scanner((national_number.RECOGNIZER,))
    >>> [(span.category, span.start, span.end) for span in scan("RR 85.07.30-033.28", scanner)][0]
    ('national_number', 3, 18)
    """
    notes = join([text])
    first = int(notes.starts[0])
    spans = {_moved(span, -first) for span in scan_notes(notes, Context(notes, words_of(notes)), scanner.anew())}
    return sorted(spans, key=lambda span: (span.start, -span.end, span.category, -span.score, span.recognizer))


def _moved(span: Span, by: int) -> Span:
    return span._replace(start=span.start + by, end=span.end + by)


def scan_notes(notes: Notes, context: Context, scanner: Scanner) -> Iterator[Span]:
    """Every span the recognizers find, overlaps included; offsets are those of the joined notes."""
    scanned = _Scan(notes, context, scanner.readings)
    for entry in scanner.patterns:
        yield from scanned.spans(entry)


class _Scan:
    """Notes under scan, with the parts of them that patterns read."""

    def __init__(self, notes: Notes, context: Context, readings: dict[str, Readings]) -> None:
        self._notes = notes
        self._text = notes.text
        self._context = context
        self._mentions: dict[str, Mentions] = {}
        self._reading = Reading(notes)
        self._readings = readings

    def spans(self, entry: _Compiled) -> Iterable[Span]:
        """The accepted matches of one pattern."""
        recognizer = entry.recognizer
        mentions = self._mentions_of(recognizer)
        if entry.needs_context and not mentions.ends:
            return ()
        if entry.needs_context:
            read = self._reading.behind(recognizer, mentions)
        else:
            read = self._reading.by_pattern(recognizer, entry.pattern.regex)
        return self._found(entry, read, mentions) if read.encoded else ()

    def _mentions_of(self, recognizer: Recognizer) -> Mentions:
        """Where the recognizer's telling words stand."""
        if recognizer.name not in self._mentions:
            found = self._context.mentions(recognizer.context) if recognizer.context else NOWHERE
            self._mentions[recognizer.name] = found
        return self._mentions[recognizer.name]

    def _found(self, entry: _Compiled, read: Excerpts, mentions: Mentions) -> Iterator[Span]:
        """The search goes on behind an accepted match, else behind the first run of a refused one."""
        encoded, search, place, behind = read.encoded, entry.search, self._notes.place, 0
        recognizer, group, size = entry.recognizer, entry.group, len(encoded)
        while (groups := search(encoded, behind, size))[0][1] > 0:
            begin, stop = groups[group]
            candidate = encoded[begin:stop].decode()
            start = place(begin + read.shift(begin))
            accepted = 0
            for first, last, verdict in self._readings_of(recognizer)[candidate]:
                score = self._score(start + first, start + last, verdict, entry, mentions)
                if score:
                    yield Span(start + first, start + last, recognizer.category, score, recognizer.name)
                    accepted = last
            ahead = stop - len(candidate[accepted:].encode()) if accepted else _behind_run(encoded, *groups[0], stop)
            behind = max(behind + 1, min(ahead, groups[0][1]))

    def _readings_of(self, recognizer: Recognizer) -> Readings:
        if recognizer.name not in self._readings:
            self._readings[recognizer.name] = Readings(recognizer)
        return self._readings[recognizer.name]

    def _score(self, start: int, end: int, verdict: Verdict, entry: _Compiled, mentions: Mentions) -> float:
        """How sure the candidate is; 0 when it is a piece of something else, or not of this kind."""
        recognizer = entry.recognizer
        if verdict is Verdict.NO or _is_piece(self._text, start, end, recognizer):
            return 0.0
        told = entry.pattern.telling or mentions.stand_before(start, recognizer.window)
        if not told and entry.needs_context:
            return 0.0
        valid = verdict is Verdict.VALID
        score = entry.pattern.score if valid and not recognizer.needs_context else 0.0
        if told:
            score = max(score, recognizer.context_score - (0 if valid else _MALFORMED_COSTS))
        return score


def _behind_run(encoded: bytes, start: int, end: int, stop: int) -> int:
    """The end of the run of letters or of digits at the start of a refused match; of a very long one, its end."""
    if stop - start > _LONGEST_RETRIED:
        return stop
    run = _RUN.match(encoded, start, end)
    return run.end() if run else stop


def _is_piece(text: str, start: int, end: int, recognizer: Recognizer) -> bool:
    """Whether letters or digits go on beyond the candidate's ends, directly or over one of the recognizer's joints."""
    before, after = text[start - 1], text[end]
    if before in _APART and after in _APART:
        return False
    return (
        _is_of_a_version(text, end, recognizer)
        or _touches(before, text[start], glued=recognizer.glued)
        or _touches(after, text[end - 1], glued=recognizer.glued and not after.islower())
        or (before in recognizer.joints and text[start - 2].isdigit())
        or (after in recognizer.joints and text[end + 1].isdigit())
    )


def _is_of_a_version(text: str, end: int, recognizer: Recognizer) -> bool:
    """Whether a day ends in the stop of a longer number: ``4.7.`` of ``4.7.2``, but not of ``4.7.10u30``."""
    return recognizer.category in _DAYS and text[end - 1] == "." and _LAST_NUMBER.match(text, end) is not None


_DAYS = frozenset({"event_date", "birth_date"})
_LAST_NUMBER = re.compile(r"[0-9]{1,4}(?![0-9:uhx]|de\b|e\b)")


def _touches(neighbour: str, edge: str, *, glued: bool) -> bool:
    """Whether a neighbouring character belongs to the same run as the candidate's edge."""
    if not neighbour.isalnum() and neighbour != "_":
        return False
    return edge.isalnum() and (not neighbour.isalpha() or not glued)
