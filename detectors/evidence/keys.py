"""What numbers records: numbers that run on with the rows, long ones of one length, codes of which each comes once.

A count is small or gathers, a measure gathers, a sum is round or has cents. What does neither is taken for a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.evidence.value_shares import FEW, MOST, MOSTLY

if TYPE_CHECKING:
    from detectors.evidence.observation import Observation

_OWN = 1.05
"""Cells per value up to which each value counts as a row's own."""
_LENGTH, _EVEN, _VERY_EVEN = 4.5, 0.7, 0.9
_SMALL = 100
_RISES, _DENSE = 0.95, 0.2
_GATHERED, _ROUND = 0.5, 0.6
_MANY, _VALUES = 30, 10
_SHORT_CODE, _FEW_CODES = 4, 12
_WORDS = 0.3
"""Share of words in use or of names from which on capitals are no codes."""


def number_records(seen: Observation) -> bool:
    """Whether the whole numbers of a column are like those of records."""
    if seen.share("leading_zero") >= MOST and seen.share("clock", "flag", "binary") < MOST:
        return True
    if seen.share("integer") < MOSTLY:
        return False
    return _run_on(seen) or (seen.mean_length >= _LENGTH and seen.evenness(2) >= _EVEN) or _lie_anywhere(seen)


def _run_on(seen: Observation) -> bool:
    """1, 2, 3 … with the rows, with few left out."""
    numbers = seen.numbers
    own = numbers.cells > FEW and numbers.cells / numbers.values < _OWN
    return own and numbers.rises >= _RISES and numbers.density >= _DENSE


def _lie_anywhere(seen: Observation) -> bool:
    """None is small, all are about as long as each other, and they neither gather nor are round."""
    numbers = seen.numbers
    if numbers.low < _SMALL or numbers.low + numbers.span >= 100 * numbers.low:
        return False
    enough = numbers.values >= _VALUES
    gathered = numbers.cells >= _MANY and seen.repeats >= 2 and numbers.share(numbers.middle) >= _GATHERED  # noqa: PLR2004
    return not enough or not (gathered or numbers.share(numbers.round) >= _ROUND)


def code_records(seen: Observation) -> bool:
    """Whether letters and digits are like those by which systems name their records, and not a few levels or rooms."""
    if seen.share("code", "hexadecimal", "uuid", "leading_zero") < MOST:
        return _are_drawn(seen)
    if seen.share("duration", "clock", "money", "measured") >= MOST:
        return False
    return not (seen.mean_length <= _SHORT_CODE and seen.distinct <= _FEW_CODES and seen.repeats >= FEW)


def _are_drawn(seen: Observation) -> bool:
    """Capitals of one length that make no words, as pseudonyms and references are drawn."""
    return (
        seen.share("capital_code") >= MOSTLY
        and seen.evenness() >= _VERY_EVEN
        and seen.distinct > FEW
        and seen.share("worded", "given_name", "family_name") < _WORDS
    )
