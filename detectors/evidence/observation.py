"""What was counted over the cells of a column: the evidence on which it is classified, without a single value.

Batches are observed one by one and added up. Everything is done on the distinct values of a batch: which
of them look like what, is told by detectors/kinds/verdicts.py.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import date_order, parse_dates
from detectors.kinds.distinct import empty_sketch, estimate, sketch
from detectors.kinds.text_bytes import text_bytes
from detectors.kinds.verdicts import Verdicts, evenly
from detectors.kinds.whole_numbers import WholeNumbers, whole_numbers
from detectors.languages import languages_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_Key = TypeVar("_Key", bound=int | str)
_DATED = (
    "date_year_first",
    "date_day_first",
    "date_month_first",
    "date_compact",
    "date_compact_day_first",
    "date_in_words",
    "spoken_date",
    "epoch",
    "six_digit_date",
    "year",
)
_ENOUGH_DATES = 0.2
_WIDEST = 64
_WORTH_ASKING = 0.1
_SENTENCES = 256
"""Of a batch, about as many are asked for their language: enough for its share."""


@dataclass(frozen=True)
class Observation:
    """Counts over the cells of a column; additive.

    Attributes:
        rows: cells, empty ones included.
        filled: cells that are neither null nor blank.
        nothing: filled cells that say that there is nothing, such as ``n.v.t.`` and ``?``.
        characters: characters in the filled cells of distinct values, for the mean length.
        texts: distinct values that say something, counted per batch.
        longest: characters of the longest cell.
        widths: number of characters → distinct values that are as long, counted per batch; 64 stands for all longer.
        cells: kind → filled cells of that kind.
        values: kind → distinct values of that kind, counted per batch.
        years: year → cells whose date lies in it, from the probes.
        languages: language → cells that are sentences in it, from the probes.
        numbers: how the whole numbers among the cells are spread.
        registers: sketch of the distinct values.
    """

    rows: int = 0
    filled: int = 0
    nothing: int = 0
    texts: int = 0
    characters: int = 0
    longest: int = 0
    widths: Mapping[int, int] = field(default_factory=dict)
    cells: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    numbers: WholeNumbers = field(default_factory=WholeNumbers)
    registers: np.ndarray = field(default_factory=empty_sketch, repr=False, compare=False)

    def __add__(self, other: Observation) -> Observation:
        return Observation(
            rows=self.rows + other.rows,
            filled=self.filled + other.filled,
            nothing=self.nothing + other.nothing,
            texts=self.texts + other.texts,
            characters=self.characters + other.characters,
            longest=max(self.longest, other.longest),
            widths=_sum(self.widths, other.widths),
            cells=_sum(self.cells, other.cells),
            values=_sum(self.values, other.values),
            years=_sum(self.years, other.years),
            languages=_sum(self.languages, other.languages),
            numbers=self.numbers + other.numbers,
            registers=np.maximum(self.registers, other.registers),
        )

    @property
    def telling(self) -> int:
        """Filled cells that say something."""
        return self.filled - self.nothing

    @property
    def repeats(self) -> float:
        """How often a value comes, on average; the word for nothing aside."""
        return self.telling / max(self.distinct - bool(self.nothing), 1)

    @property
    def distinct(self) -> int:
        """How many different values there are; an estimate from a few thousand on."""
        return min(estimate(self.registers), self.filled) if self.filled else 0

    @property
    def mean_length(self) -> float:
        """Characters in a value, on average over the distinct ones."""
        return self.characters / self.texts if self.texts else 0.0

    def evenness(self, widths: int = 1) -> float:
        """The share of the values that have the commonest length, or one of so many commonest."""
        return sum(sorted(self.widths.values())[-widths:]) / max(self.texts, 1)

    def share(self, *names: str) -> float:
        """The share of the cells that say something that are of the commonest of these kinds.

        Cells and distinct values are both asked: a placeholder that fills half of a column must not hide what the
        other half is.
        """
        if not self.telling:
            return 0.0
        in_cells = max(self.cells.get(name, 0) for name in names) / self.telling
        in_values = max(self.values.get(name, 0) for name in names) / max(self.texts, 1)
        return min(1.0, max(in_cells, in_values) if in_cells >= _WORTH_ASKING else in_cells)


def _sum(left: Mapping[_Key, int], right: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: left.get(key, 0) + right.get(key, 0) for key in sorted({*left, *right}, key=repr)}


def observe(array: pa.Array, verdicts: Verdicts | None = None) -> Observation:
    """Counts over one batch of a column.

    Args:
        array: text cells; null and blank ones are empty.
        verdicts: what was found out in earlier batches of the same column, and will be added to.

    >>> seen = observe(pa.array(["jan@example.org", "an@example.be", None]))
    >>> seen.rows, seen.filled, seen.share("email")
    (3, 2, 1.0)
    """
    encoded = array.cast(pa.string()).dictionary_encode()
    all_texts = cleaned(encoded.dictionary)
    filled = np.flatnonzero(pc.binary_length(all_texts).to_numpy(zero_copy_only=False))
    texts, repeats = all_texts.take(pa.array(filled)), _repeats(encoded)[filled]
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    masks = (verdicts or Verdicts()).of(texts)
    nothing = masks.pop("nothing", np.zeros(len(texts), bool))
    return Observation(
        rows=len(array),
        filled=int(repeats.sum()),
        nothing=int(repeats[nothing].sum()),
        texts=int((~nothing).sum()),
        characters=int(lengths[~nothing].sum()),
        longest=int(lengths.max(initial=0)),
        widths=_widths(lengths[~nothing]),
        cells={name: int(repeats[mask & ~nothing].sum()) for name, mask in sorted(masks.items())},
        values={name: int((mask & ~nothing).sum()) for name, mask in sorted(masks.items())},
        years=_years(texts, repeats, masks),
        languages=_languages(texts, repeats, masks),
        numbers=_numbers(texts, repeats, masks),
        registers=sketch(texts),
    )


_WHITE_AND_QUOTES = " \t\r\n\v\f\"'`“”\u00a0\u202f\u2009\ufeff"


def cleaned(texts: pa.Array) -> pa.Array:
    """The texts without the white space and quotes around them, and with plain spaces inside.

    >>> cleaned(pa.array(['"Jan\u00a0Peeters" ', "'0475"])).to_pylist()
    ['Jan Peeters', '0475']
    """
    trimmed = pc.utf8_trim(texts, characters=_WHITE_AND_QUOTES)
    if b"\xc2\xa0" in text_bytes(trimmed).bytes.tobytes():
        return pc.replace_substring(trimmed, "\u00a0", " ")
    return trimmed


def _numbers(texts: pa.Array, repeats: np.ndarray, masks: Mapping[str, np.ndarray]) -> WholeNumbers:
    """How the whole numbers are spread, where most of the texts are some."""
    are_whole = masks.get("integer", np.zeros(len(texts), bool))
    return whole_numbers(texts, repeats) if 2 * are_whole.sum() >= max(len(texts), 1) else WholeNumbers()


def _widths(lengths: np.ndarray) -> dict[int, int]:
    counts = np.bincount(np.minimum(lengths, _WIDEST))
    return {int(width): int(counts[width]) for width in np.flatnonzero(counts)}


def _repeats(encoded: pa.DictionaryArray) -> np.ndarray:
    """How many cells hold each entry of the dictionary."""
    places = pc.drop_null(encoded.indices).to_numpy(zero_copy_only=False)
    return np.bincount(places, minlength=len(encoded.dictionary))


def _languages(texts: pa.Array, repeats: np.ndarray, masks: Mapping[str, np.ndarray]) -> dict[str, int]:
    """Language → cells, from the sentences of the probe."""
    probe = evenly(len(texts))
    where = probe[masks.get("sentence", np.zeros(len(texts), bool))[probe]]
    where = where[:: 1 + len(where) // _SENTENCES]
    counts: Counter[str] = Counter()
    for language, repeat in zip(languages_of(texts.take(pa.array(where)).to_pylist()), repeats[where], strict=True):
        counts[language] += int(repeat)
    return dict(counts)


def _years(texts: pa.Array, repeats: np.ndarray, masks: Mapping[str, np.ndarray]) -> dict[int, int]:
    """Year → cells, from the dates of the probe; none when dates are rare."""
    probe = evenly(len(texts))
    dated = np.zeros(len(texts), bool)
    for name in _DATED:
        dated |= masks.get(name, False)
    where = probe[dated[probe]]
    if len(where) < max(1, _ENOUGH_DATES * len(probe)):
        return {}
    some = _with_signs(texts.take(pa.array(where)))
    days = parse_dates(some, date_order(some))
    years = pc.fill_null(pc.year(days), 0).to_numpy(zero_copy_only=False)
    known = np.unique(years[years > 0])
    return {int(year): int(repeats[where][years == year].sum()) for year in known}


def _with_signs(dates: pa.Array) -> pa.Array:
    """Years, and dates of six digits, with the signs that a reader of dates wants; day first unless too many forbid."""
    whole = pc.replace_substring_regex(dates, r"^((?:19|20)\d\d)$", r"\1-01-01")
    day_first = pc.replace_substring_regex(whole, r"^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d\d)$", r"\1/\2/\3")
    left = pc.match_substring_regex(day_first, r"^\d{6}$")
    if int(pc.sum(left).as_py() or 0) <= _ENOUGH_DATES * len(dates):
        return day_first
    return pc.replace_substring_regex(whole, r"^(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$", r"\1-\2-\3")
