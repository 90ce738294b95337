"""People known beforehand: the names and other identifiers of those whom a text is about.

Structured sources tell who the patient of a note is; each word of those names is then found whatever its case, accents
or place in the sentence, which no list reaches.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detectors.findings import Span
from detectors.folding import fold
from detectors.names.lexicon import COMMON_WORDS, PARTICLES
from detectors.names.occurrences import occurrences
from detectors.recognizers.cleaning import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detectors.notes import Notes

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SCORE = 0.97
_SHORTEST = 2
_SHORTEST_IN_LOWER_CASE = 3
_FEWEST_DIGITS = 6


def known_identifiers(notes: Notes, known: Sequence[Sequence[str]]) -> Iterator[Span]:
    """Every occurrence in each note of the words and values known of it.

    >>> from detectors.notes import join
    >>> [(s.start, s.end, s.category) for s in known_identifiers(join(["zus Élodie"]), [["Élodie"]])]
    [(5, 11, 'person_name')]
    """
    ends = [*(notes.starts[1:]).tolist(), len(notes.text)]
    for start, end, values in zip(notes.starts.tolist(), ends, known, strict=True):
        if values:
            text, folded = notes.text[start:end], notes.folded[start:end]
            for value in dict.fromkeys(values):
                for span in _of_value(text, folded, value) if value else ():
                    yield Span(span.start + start, span.end + start, span.category, span.score, span.recognizer)


def _of_value(text: str, folded: str, value: str) -> Iterator[Span]:
    if any(sign.isdigit() for sign in value) or "@" in value:
        yield from _of_number(text, folded, value)
        return
    words = [match.group() for match in _WORD.finditer(fold(value))]
    telling = [word for word in words if len(word) >= _SHORTEST and word not in PARTICLES]
    for word in telling:
        for start, end in occurrences(folded, word):
            if _counts(text[start:end], word):
                yield Span(_from_particles(folded, start, words), end, "person_name", _SCORE, "known_people")


def _counts(written: str, word: str) -> bool:
    """A short name, or one that is a common word too (*An*, *Wil*), needs its capital."""
    needs_capital = len(word) < _SHORTEST_IN_LOWER_CASE or word in COMMON_WORDS
    return written[0].isupper() or not needs_capital


def _from_particles(folded: str, start: int, words: list[str]) -> int:
    """The start of the particles of this very name before the word: ``van den Berghe``."""
    pieces = folded[max(0, start - 20) : start].split(" ")
    while len(pieces) > 1 and pieces[-1] == "" and pieces[-2] in PARTICLES and pieces[-2] in words:
        start -= len(pieces[-2]) + 1
        pieces.pop(-2)
    return start


def _of_number(text: str, folded: str, value: str) -> Iterator[Span]:
    """A value with digits: as written, or the same digits with other separators between."""
    for start, end in occurrences(folded, fold(value).strip()):
        yield Span(start, end, _category(value), _SCORE, "known_people")
    digits = digits_of(value)
    if len(digits) >= _FEWEST_DIGITS and not any(sign.isalpha() for sign in value):
        pattern = re.compile(r"(?<!\d)" + r"[^\w\n]{0,3}".join(digits) + r"(?!\d)")
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), _category(value), _SCORE, "known_people")


def _category(value: str) -> str:
    """What a known value is, by its shape."""
    if "@" in value:
        return "email"
    if any(sign.isalpha() for sign in value):
        return "street_address" if " " in value else "record_id"
    return "phone" if value.lstrip().startswith(("+", "0")) else "record_id"
