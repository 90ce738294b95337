"""What the tagger sees of the words of a text beside their letters: how each is written and what stands before it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.notes import SEPARATOR
from detectors.words import CAPITAL, DIGIT

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_LOWER, _CAPITALISED, _CAPITALS, _ONE_CAPITAL, _ONE_LETTER, _MIXED, _NUMBER, _WITH_DIGITS = range(8)
_WRITTEN = 8
_ORDINARY, _NO_CAPITALS, _ALL_CAPITALS = range(3)
SHAPES = _WRITTEN * 3
"""Ways in which a word is written, times those in which its note is: as usual, without capitals, all in capitals."""

_SIGNS = " .,:;-'’\"()[]<>/|@=&+*_?!#–—•“”„«»\t…"
_OTHER_SIGN = len(_SIGNS)
_KINDS_OF_SIGN = _OTHER_SIGN + 1
_EDGE, _BLANK_LINE, _LINE, _, _LINE_BEHIND_COLON, _LINE_BEHIND_COMMA = range(6)
_FIRST_SIGN = 6
GAPS = _FIRST_SIGN + 2 * _KINDS_OF_SIGN
"""What may stand before a word: the edge of the note, line breaks, one sign, or several."""

_MOST_CAPITALS = 0.65
_FEWEST_WORDS = 3
_LONGEST_INITIAL = 2


def shapes_of(notes: Notes, words: Words) -> npt.NDArray[np.int64]:
    """For each word how it is written, in a note written how."""
    return words.once(shapes_of, lambda: _shapes(notes, words))


def _shapes(notes: Notes, words: Words) -> npt.NDArray[np.int64]:
    capitals = _count(notes, words, CAPITAL)
    digits = _count(notes, words, DIGIT)
    length = words.end - words.start
    first = words.is_capitalised(notes)
    written = np.select(
        [
            digits == length,
            digits > 0,
            (length == 1) & first,
            length == 1,
            capitals == 0,
            first & (capitals == 1),
            capitals == length,
        ],
        [_NUMBER, _WITH_DIGITS, _ONE_CAPITAL, _ONE_LETTER, _LOWER, _CAPITALISED, _CAPITALS],
        _MIXED,
    )
    return np.asarray(written + _WRITTEN * _cases(notes, words, written))


def _count(notes: Notes, words: Words, kind: int) -> npt.NDArray[np.int64]:
    """How many characters of each word are of a kind."""
    counts = np.concatenate(([0], np.cumsum((notes.kinds & kind) != 0)))
    return np.asarray(counts[words.end] - counts[words.start])


def _cases(notes: Notes, words: Words, written: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """For each word, how its note is written."""
    note = notes.note_of(words.start)
    size = len(notes.starts)
    spelt = np.isin(written, (_LOWER, _CAPITALISED, _CAPITALS, _MIXED))
    total = np.bincount(note[spelt], minlength=size)
    upper = np.bincount(note[written == _CAPITALS], minlength=size)
    any_capital = np.bincount(note[np.isin(written, (_CAPITALISED, _MIXED, _CAPITALS))], minlength=size)
    case = np.where(any_capital == 0, _NO_CAPITALS, _ORDINARY)
    case = np.where((total >= _FEWEST_WORDS) & (upper >= _MOST_CAPITALS * total), _ALL_CAPITALS, case)
    return np.asarray(case[note])


def gaps_of(notes: Notes, words: Words) -> npt.NDArray[np.int64]:
    """For each word what stands between it and the word before in its note."""
    codes = notes.codes
    begin = np.concatenate(([0], words.end[:-1]))
    end = words.start
    breaks = np.concatenate(([0], np.cumsum(codes == ord("\n"))))
    edges = np.concatenate(([0], np.cumsum(codes == ord(SEPARATOR))))
    lines = breaks[end] - breaks[begin]
    first = _signs_at(codes, begin)
    last = _signs_at(codes, np.maximum(end - 1, begin))
    sign = np.where(first == 0, last, first)
    several = (end - begin) > 1
    gap = _FIRST_SIGN + sign + _KINDS_OF_SIGN * several
    on_new_line = np.select(
        [first == _SIGNS.index(":"), first == _SIGNS.index(",")], [_LINE_BEHIND_COLON, _LINE_BEHIND_COMMA], _LINE
    )
    gap = np.select([lines >= 2, lines == 1], [_BLANK_LINE, on_new_line], gap)  # noqa: PLR2004 an empty line
    at_edge = edges[end] > edges[begin]
    at_edge[:1] = True
    return np.where(at_edge, _EDGE, gap)


def is_new_line(gaps: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words begin a line, by what stands before them."""
    return np.asarray(gaps < _FIRST_SIGN)


def _signs_at(codes: npt.NDArray[np.uint32], places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    table = _sign_table()
    return np.asarray(table[np.minimum(codes[np.minimum(places, len(codes) - 1)], len(table) - 1)])


@cache
def _sign_table() -> npt.NDArray[np.int64]:
    """Code point → which sign."""
    table = np.full(0x2030, _OTHER_SIGN, np.int64)
    for place, sign in enumerate(_SIGNS):
        table[ord(sign)] = place
    table[[0xA0, 0x202F]] = 0
    return table


def is_spelt(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words are of letters alone."""
    return np.asarray(shapes % _WRITTEN < _NUMBER)


def is_in_ordinary_case(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words stand in a note that has capitals where they belong."""
    return np.asarray(shapes // _WRITTEN == _ORDINARY)


def has_digits(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words have a digit."""
    return np.asarray(shapes % _WRITTEN >= _NUMBER)


def is_capitalised(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words have a capital."""
    return np.isin(shapes % _WRITTEN, (_CAPITALISED, _CAPITALS, _ONE_CAPITAL, _MIXED))


def is_all_capitals(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words are in capitals in a note that has other words too."""
    return np.asarray(is_in_ordinary_case(shapes) & (shapes % _WRITTEN == _CAPITALS))


def joins_of(notes: Notes, words: Words, shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """For each word, whether a name may go on in it from the word before.

    Over one space, hyphen, apostrophe or full stop it may, and over the full stop and space behind an initial.
    """
    before = words.end[:-1]
    apart = words.start[1:] - before
    first = notes.codes[before]
    initial = (before - words.start[:-1] <= _LONGEST_INITIAL) & is_spelt(shapes[:-1])
    one = (apart == 1) & np.isin(first, _joints())
    behind_initial = (apart == 2) & (first == ord(".")) & (notes.codes[before + 1] == ord(" ")) & initial  # noqa: PLR2004
    apostrophe = (apart == 2) & (first == ord(" ")) & np.isin(notes.codes[before + 1], _joints()[2:4])  # noqa: PLR2004
    return np.concatenate(([False], one | behind_initial | apostrophe))


@cache
def _joints() -> npt.NDArray[np.uint32]:
    return np.array([ord(sign) for sign in " -'’.\xa0‐‑"], np.uint32)


def joins_in_terms(notes: Notes, words: Words) -> npt.NDArray[np.bool_]:
    """For each word, whether a number written in groups, or a term, may go on in it: over one space or sign."""
    return _joins_over(notes, words, " -/._:#@+&*!$%\\'’\xa0")


def joins_in_chunks(notes: Notes, words: Words) -> npt.NDArray[np.bool_]:
    """For each word, whether only a sign inside a number stands between it and the word before."""
    return _joins_over(notes, words, "-/._#@+&")


def _joins_over(notes: Notes, words: Words, signs: str) -> npt.NDArray[np.bool_]:
    before = words.end[:-1]
    codes = np.array([ord(sign) for sign in signs], np.uint32)
    joined = (words.start[1:] - before == 1) & np.isin(notes.codes[before], codes)
    return np.concatenate(([False], joined))[: len(words.start)]


def is_initial(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words are one capital."""
    return np.asarray(shapes % _WRITTEN == _ONE_CAPITAL)


def is_lone_letter(shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words are one letter in lower case."""
    return np.asarray(shapes % _WRITTEN == _ONE_LETTER)
