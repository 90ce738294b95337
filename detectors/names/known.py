"""People known beforehand: the names and other identifiers of those whom a text is about.

Structured sources tell who the patient of a note is; each word of those names is then found whatever its case, accents
or place in the sentence, with a typing error too, which no list reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.folding import fold
from detectors.names.lexicon import COMMON_WORDS, PARTICLES, PLACE_WORDS, TERM_WORDS
from detectors.names.occurrences import occurrences
from detectors.names.typing_errors import is_one_error_apart
from detectors.recognizers.cleaning import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detectors.notes import Notes
    from detectors.words import Words

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_WORDS = COMMON_WORDS | TERM_WORDS | PLACE_WORDS | PARTICLES
_SCORE = 0.97
_MISTYPED_SCORE = 0.9
_SHORTEST = 2
_SHORTEST_IN_LOWER_CASE = 3
_SHORTEST_MISTYPED = 5
_SHORTEST_LOCAL_PART = 5
_FEWEST_INITIALS = 3
_FEWEST_DIGITS = 6


@dataclass(frozen=True)
class _Note:
    """One note with its words, whose places are those of the joined text."""

    text: str
    folded: str
    starts: list[int]
    ends: list[int]
    words: list[str]


def known_identifiers(notes: Notes, words: Words, known: Sequence[Sequence[str]]) -> Iterator[Span]:
    """Every occurrence in each note of the words and values known of it.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["zus Élodie", "Vandnebossche kwam"])
    >>> found = known_identifiers(notes, words_of(notes), [["Élodie"], ["Jan Vandenbossche"]])
    >>> [(span.start, span.end, span.category) for span in found]
    [(5, 11, 'person_name'), (15, 28, 'person_name')]
    """
    note_ends = notes.ends.tolist()
    first = np.searchsorted(words.start, notes.starts).tolist()
    behind = np.searchsorted(words.start, notes.ends).tolist()
    for place, values in enumerate(known):
        if values:
            here = slice(first[place], behind[place])
            codes = words.code[here].tolist()
            spoken = [words.vocabulary[code] for code in codes]
            note = _Note(notes.text, notes.folded, words.start[here].tolist(), words.end[here].tolist(), spoken)
            yield from _names(note, values)
            yield from _numbers(notes, int(notes.starts[place]), note_ends[place], values)


def _is_number(value: str) -> bool:
    return "@" in value or any(sign.isdigit() for sign in value)


def _names(note: _Note, values: Sequence[str]) -> Iterator[Span]:
    names = [_WORD.findall(fold(value)) for value in dict.fromkeys(values) if not _is_number(value)]
    known = frozenset(word for name in names for word in name)
    telling = {word for word in known if len(word) >= _SHORTEST and word not in PARTICLES}
    initials = {"".join(word[0] for word in name) for name in names if len(name) >= _SHORTEST}
    for place, word in enumerate(note.words):
        start, end = note.starts[place], note.ends[place]
        score, cut = _judged(note.text[start:end], word, telling, initials)
        if score:
            yield Span(_from_particles(note, place, known), end - cut, "person_name", score, "known_people")


def _judged(written: str, word: str, telling: set[str], initials: set[str]) -> tuple[float, int]:
    """How sure it is that a word is of one of these names, and how many letters of it are a possessive's."""
    if word in telling:
        return (_SCORE, 0) if _counts(written, word) else (0.0, 0)
    if word[-1] == "s" and word[:-1] in telling:
        return (_SCORE, 1) if _counts(written, word[:-1]) else (0.0, 0)
    if word in initials and written.isupper() and len(word) >= _FEWEST_INITIALS:
        return _MISTYPED_SCORE, 0
    if len(word) >= _SHORTEST_MISTYPED and word not in _OTHER_WORDS and _is_mistyped(word, telling):
        return _MISTYPED_SCORE, 0
    return 0.0, 0


def _is_mistyped(word: str, telling: set[str]) -> bool:
    long = (name for name in telling if len(name) >= _SHORTEST_MISTYPED and abs(len(name) - len(word)) <= 1)
    return any(is_one_error_apart(word, name) for name in long if name[0] == word[0] or name[-1] == word[-1])


def _counts(written: str, word: str) -> bool:
    """A short name, or one that is a common word too (*An*, *Wil*), needs its capital."""
    needs_capital = len(word) < _SHORTEST_IN_LOWER_CASE or word in COMMON_WORDS
    return written[0].isupper() or not needs_capital


def _from_particles(note: _Note, place: int, known: frozenset[str]) -> int:
    """The start of the particles of these very names before the word: ``van den Berghe``, ``D'Hondt``."""
    while place and note.words[place - 1] in known and note.starts[place] - note.ends[place - 1] == 1:
        if note.words[place - 1] not in PARTICLES and len(note.words[place - 1]) > 1:
            break
        place -= 1
    return note.starts[place]


def _numbers(notes: Notes, start: int, end: int, values: Sequence[str]) -> Iterator[Span]:
    numbers = [value for value in dict.fromkeys(values) if _is_number(value)]
    text, folded = notes.text[start:end], notes.folded[start:end]
    for value in numbers:
        for first, behind in _of_number(text, folded, value):
            yield Span(start + first, start + behind, _category(value), _SCORE, "known_people")


def _of_number(text: str, folded: str, value: str) -> Iterator[tuple[int, int]]:
    """A value with digits or a mail address: as written, without its domain, or with other separators between."""
    yield from occurrences(folded, fold(value).strip())
    local = fold(value).strip().partition("@")[0]
    if "@" in value and len(local) >= _SHORTEST_LOCAL_PART and local not in COMMON_WORDS:
        yield from occurrences(folded, local)
    digits = digits_of(value)
    if len(digits) >= _FEWEST_DIGITS and not any(sign.isalpha() for sign in value) and digits[0] in text:
        pattern = re.compile(r"(?<!\d)" + r"[^\w\n]{0,3}".join(digits) + r"(?!\d)")
        yield from (match.span() for match in pattern.finditer(text))


def _category(value: str) -> str:
    """What a known value is, by its shape."""
    if "@" in value:
        return "email"
    if any(sign.isalpha() for sign in value):
        return "street_address" if " " in value else "record_id"
    return "phone" if value.lstrip().startswith(("+", "0")) else "record_id"
