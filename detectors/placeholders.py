"""What stands for anybody: ``Max Mustermann``, ``John Doe``, numbers of noughts alone; and telephones for everybody.

Somebody whom the clinic's tables or a model name so is somebody, and stays found.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detectors.findings import NAME_CATEGORIES
from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.recognizers.cleaning import digits_of
from detectors.tagger.runs import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detectors.findings import Span
    from detectors.notes import Notes

_NOBODY_ELSE = frozenset({"mustermann", "musterfrau", "mustermensch", "musterpatient", "musterpatientin"})
"""Family names that nobody bears."""

_NOBODY = frozenset({"john doe", "jane doe", "jan modaal", "jos van de straat", "otto normalverbraucher"})
_FEWEST_DIGITS = 6


def without_placeholders(notes: Notes, spans: Iterable[Span], trusted: Sequence[Span]) -> Iterator[Span]:
    """The spans without those that stand for anybody.

    Args:
        notes: what is read.
        spans: what was found.
        trusted: what a model or the tables name, which is never anybody.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> notes = join(["Max Mustermann, 00.00.00-000.00"])
    >>> spans = [Span(1, 15, "person_name", 0.8, "tagger"), Span(17, 32, "national_number", 0.9, "national_number")]
    >>> list(without_placeholders(notes, spans, trusted=[]))
    []
    """
    for span in spans:
        if not _is_anybodys(notes.text, span) or any(span.start < own.end and own.start < span.end for own in trusted):
            yield span


def _is_anybodys(text: str, span: Span) -> bool:
    written = text[span.start : span.end]
    if span.category in NAME_CATEGORIES:
        return _is_nobody(written)
    if span.category == "phone" and not any(map(str.isalpha, written)) and digits_of(written) in _public_numbers():
        return True
    return span.category in CODES and _is_of_noughts(written)


def _is_nobody(name: str) -> bool:
    folded = fold(name)
    return folded in _NOBODY or not _NOBODY_ELSE.isdisjoint(folded.split())


def _is_of_noughts(number: str) -> bool:
    digits = digits_of(number)
    return len(digits) >= _FEWEST_DIGITS and set(digits) == {"0"}


@cache
def _public_numbers() -> frozenset[str]:
    """The digits of telephone numbers for everybody, as they are dialled in their country and from abroad."""
    numbers = [digits_of(number) for number in phrases("public_numbers.txt")]
    return frozenset(digits for number in numbers for digits in (number, f"00{number}", f"0{number[2:]}"))
