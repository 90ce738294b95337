"""What the cells of two columns have to do with each other, row by row: evidence that one column alone cannot give.

A date that is the beginning of the national number beside it is a birth date; words that come back in the mail address
beside them are a name. Only a few rows of a batch are compared, and only their number is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import date_order, parse_dates
from detectors.evidence.expectations import DATES
from detectors.evidence.observation import cleaned
from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from detectors.evidence.observation import Observation

    Compare = Callable[[pa.Array, pa.Array], "Agreement"]

ROWS = 256
"""Rows of a batch that are compared."""
_ENOUGH = 0.5
_MOST_COLUMNS = 8
_SHORTEST_WORD = 3
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Agreement:
    """Rows in which both columns hold something, and those of them that agree; additive."""

    rows: int = 0
    agreeing: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.rows + other.rows, self.agreeing + other.agreeing)

    @property
    def share(self) -> float:
        """Share of the rows that agree."""
        return self.agreeing / self.rows if self.rows else 0.0


Agreements = dict[tuple[str, str], Agreement]
"""(column that identifies, column that agrees with it) → in how many rows."""


def agreements(cells: pa.RecordBatch, observations: Mapping[str, Observation]) -> Agreements:
    """How national numbers agree with dates, and mail addresses with names, in a batch of a table.

    Args:
        cells: string columns.
        observations: what was seen in the columns so far; tells which are worth comparing.

    >>> from detectors.evidence.observation import observe
    >>> batch = pa.RecordBatch.from_pydict({"a": ["85.07.30-033.28"] * 3, "b": ["30/07/1985"] * 3})
    >>> agreements(batch, {name: observe(batch[name]) for name in ("a", "b")})
    {('a', 'b'): Agreement(rows=3, agreeing=3)}
    """
    numbers = _columns(observations, "national_number", "national_number_without_zeros")
    mails = _columns(observations, "email")
    pairs = (
        *((number, date, _born) for number in numbers for date in _columns(observations, *DATES)),
        *((mail, name, _named) for mail in mails for name in _worded(observations)),
    )
    if not pairs:
        return {}
    compared = cells.select(list(dict.fromkeys(name for one, other, _ in pairs for name in (one, other))))
    some = compared.take(pa.array(_spread(cells.num_rows)))
    return {(one, other): compare(some[one], some[other]) for one, other, compare in pairs}


def _spread(rows: int) -> np.ndarray:
    """Places of at most ``ROWS`` rows, evenly spaced."""
    return np.arange(min(rows, ROWS)) * rows // max(min(rows, ROWS), 1)


def sum_of(parts: Iterable[Agreements]) -> Agreements:
    """The agreements of several batches."""
    total: Agreements = {}
    for part in parts:
        for pair, agreement in part.items():
            total[pair] = total.get(pair, Agreement()) + agreement
    return total


def _columns(observations: Mapping[str, Observation], *kinds: str) -> list[str]:
    return [name for name, seen in observations.items() if seen.share(*kinds) >= _ENOUGH][:_MOST_COLUMNS]


def _worded(observations: Mapping[str, Observation]) -> list[str]:
    """Columns of few words, of which some may be names."""
    return [
        name
        for name, seen in observations.items()
        if seen.share("name_shape", "given_name", "family_name", "several_words") >= _ENOUGH
        and seen.share("email", "sentence") < _ENOUGH
    ][:_MOST_COLUMNS]


def _born(numbers: pa.Array, dates: pa.Array) -> Agreement:
    """Whether the number begins with the date's year, month and day."""
    digits = pc.replace_substring_regex(pc.replace_substring_regex(cleaned(numbers), r"\.0$", ""), r"[^0-9]+", "")
    texts = cleaned(dates)
    days = parse_dates(pc.fill_null(texts, ""), date_order(pc.fill_null(texts, "")))
    told = pc.strftime(days, format="%y%m%d")
    begins = pc.utf8_slice_codeunits(pc.utf8_lpad(digits, 11, padding="0"), 0, 6)
    both = pc.and_(pc.greater(pc.utf8_length(digits), 7), pc.is_valid(told))
    return _counted(both, pc.equal(begins, told))


def _named(mails: pa.Array, names: pa.Array) -> Agreement:
    """Whether a word of the name comes back before the @ of the address."""
    agree = [any(word in local for word in words) for local, words in _local_parts_and_words(mails, names)]
    return Agreement(len(agree), sum(agree))


def _local_parts_and_words(mails: pa.Array, names: pa.Array) -> Iterator[tuple[str, list[str]]]:
    for mail, name in zip(cleaned(mails).to_pylist(), cleaned(names).to_pylist(), strict=True):
        words = [word for word in _WORD.findall(fold(name or "")) if len(word) >= _SHORTEST_WORD]
        if mail and "@" in mail and words:
            yield fold(mail.partition("@")[0]), words


def _counted(rows: pa.Array, agree: pa.Array) -> Agreement:
    return Agreement(int(pc.sum(rows).as_py() or 0), int(pc.sum(pc.and_(rows, agree)).as_py() or 0))
