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
_HARDLY_REPEATED, _LONG_NUMBER = 1.2, 6
_SMALL = 100
_RISES, _DENSE, _CLOSE = 0.95, 0.2, 0.5
_A_RUN = 4
"""Fewer numbers than this run on by chance."""
_GATHERED, _ROUND = 0.5, 0.6
_MANY, _VALUES = 30, 10
_SHORT_CODE, _FEW_CODES = 4, 12
_WORDS = 0.3
"""Share of words in use or of names from which on capitals are no codes."""


def number_records(seen: Observation) -> bool:
    """Whether the whole numbers of a column are like those of records."""
    if seen.share("leading_zero") >= MOST and seen.share("clock", "flag", "binary") < MOST:
        return True
    if seen.share("grouped") >= MOSTLY:
        long = seen.mean_length >= _LONG_NUMBER and seen.evenness() >= _VERY_EVEN
        return long and seen.repeats < _HARDLY_REPEATED
    if seen.share("integer") < MOSTLY:
        return False
    return run_on(seen) or (seen.mean_length >= _LENGTH and seen.evenness(2) >= _EVEN) or _lie_anywhere(seen)


def run_on(seen: Observation) -> bool:
    """1, 2, 3 … up or down with the rows, with few left out; or so many close together that none comes twice."""
    numbers = seen.numbers
    ordered = max(numbers.rises, 1 - numbers.rises) >= _RISES and numbers.density >= _DENSE
    if numbers.cells >= _A_RUN and numbers.cells / numbers.values >= _OWN:
        return ordered and numbers.density >= _CLOSE and numbers.values >= _VALUES
    if numbers.cells < _A_RUN:
        return False
    return (ordered and numbers.cells > FEW) or (numbers.density >= _CLOSE and (ordered or numbers.values >= _VALUES))


def plainly_number_records(seen: Observation) -> bool:
    """The same, where counts and measures of some size are expected: only what none of them is like."""
    if seen.share("leading_zero") >= MOST and seen.share("clock", "flag", "binary") < MOST:
        return True
    if seen.share("integer") < MOSTLY:
        return seen.share("year_and_number", "named_number") >= MOST
    long = seen.mean_length >= _LONG_NUMBER and seen.evenness(2) >= _VERY_EVEN and seen.repeats < _HARDLY_REPEATED
    return run_on(seen) or long


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
    if seen.share("year_and_number") >= MOSTLY or seen.share("named_number") >= MOST:
        return True
    if seen.share("grouped", "decimal") >= MOST:
        return False
    if seen.share("code", "hexadecimal", "uuid", "leading_zero") < MOST:
        return _are_drawn(seen)
    if seen.share("duration", "clock", "money", "measured") >= MOST:
        return False
    if seen.share("range") >= MOST and seen.distinct <= _FEW_CODES and seen.repeats >= FEW:
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
