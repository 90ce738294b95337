"""Where the addresses, numbers and accounts of known people stand in notes, in whatever layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.names.known.gluing import glued, hashes
from detectors.names.known.name_index import member

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.names.known.value_index import ValueIndex
    from detectors.notes import Notes
    from detectors.words import Words

SCORE = 0.97
_MOST_PARTS = 9
_WIDEST_GAP = 3
HOUSE_NUMBER = re.compile(
    r"(?: ?,)? {0,2}\d{1,4}(?: ?[A-Za-z]\b)?(?:[ ,/]{1,3}(?:bus|bte|boîte|boite|box|b)\b\.? ?\w{1,5}\b)?(?![\w/.-]\d)"
)
"""Behind the name of a street."""


def known_values(notes: Notes, words: Words, index: ValueIndex, subjects: npt.NDArray[np.int64]) -> Iterator[Span]:
    """The values of the subject of each note, and those of anybody that point at one person."""
    if not len(index.keys.hashes):
        return
    note = notes.note_of(words.start)
    read = hashes(words.vocabulary)[words.code]
    runs = ((1, np.arange(len(words.start)), read), *glued(read, _joins(notes, words), _MOST_PARTS))
    for count, first, run in runs:
        found, value = index.keys.find(run.value)
        place = first[found]
        subject = subjects[note[place]]
        own = (subject >= 0) & member(index.owned, subject * len(index.categories) + value)
        kept = own | index.of_anybody[value]
        for begin, thing in zip(place[kept].tolist(), value[kept].tolist(), strict=True):
            start, end = int(words.start[begin]), int(words.end[begin + count - 1])
            if not (index.local_part[thing] and " " in notes.text[start:end]):
                yield _span(notes.text, start, end, index.categories[thing])


def _span(text: str, start: int, end: int, category: str) -> Span:
    if text[start - 1] == "+":
        start -= 1
    if category == "street_address" and not text[end - 1].isdigit() and (number := HOUSE_NUMBER.match(text, end)):
        end = number.end()
    return Span(start, end, category, SCORE, "known_people")


def _joins(notes: Notes, words: Words) -> npt.NDArray[np.bool_]:
    """Behind which words the same value may go on: on one line, and not far."""
    lines = np.concatenate(([0], np.cumsum(notes.codes == ord("\n"))))
    joins = np.zeros(len(words.start), np.bool_)
    end, start = words.end[:-1], words.start[1:]
    joins[:-1] = (start - end <= _WIDEST_GAP) & (lines[start] == lines[end])
    return joins
