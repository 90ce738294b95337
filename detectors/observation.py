"""What was counted over the cells of a column: the evidence on which it is classified, without a single value.

Batches are observed one by one and added up. Everything is done on the distinct values of a batch: what points at a
person is looked for in every one of them, behind one cheap pre-filter; all other kinds are first tried on a probe of
evenly spaced values, and only those that show up there are counted in full. (So a large batch may hide a rare kind;
never an e-mail address, a national number, a bank account, a card or a telephone number.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors import kinds
from detectors.dates import date_order, parse_dates
from detectors.distinct import empty_sketch, estimate, sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from detectors.kinds import Kind

PROBE = 1024
"""Distinct values of a batch on which every kind is tried."""

_Key = TypeVar("_Key", bound=int | str)
_DATED = (
    "date_year_first",
    "date_day_first",
    "date_month_first",
    "date_compact",
    "date_compact_day_first",
    "date_in_words",
    "epoch",
)
_PLAIN_DATE = (
    r"^(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?: \d{1,2}:\d\d(?::\d\d)?)?)$"
)
_ENOUGH_DATES = 0.2
_WORTH_ASKING = 0.1


@dataclass(frozen=True)
class Observation:
    """Counts over the cells of a column; additive.

    Attributes:
        rows: cells, empty ones included.
        filled: cells that are neither null nor blank.
        characters: characters in the filled cells of distinct values, for the mean length.
        texts: distinct values, counted per batch.
        longest: characters of the longest cell.
        cells: kind → filled cells of that kind.
        values: kind → distinct values of that kind, counted per batch.
        years: year → cells whose date lies in it, from the probes.
        registers: sketch of the distinct values.
    """

    rows: int = 0
    filled: int = 0
    texts: int = 0
    characters: int = 0
    longest: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    registers: np.ndarray = field(default_factory=empty_sketch, repr=False, compare=False)

    def __add__(self, other: Observation) -> Observation:
        return Observation(
            rows=self.rows + other.rows,
            filled=self.filled + other.filled,
            texts=self.texts + other.texts,
            characters=self.characters + other.characters,
            longest=max(self.longest, other.longest),
            cells=_sum(self.cells, other.cells),
            values=_sum(self.values, other.values),
            years=_sum(self.years, other.years),
            registers=np.maximum(self.registers, other.registers),
        )

    @property
    def distinct(self) -> int:
        """How many different values there are; an estimate from a few thousand on."""
        return min(estimate(self.registers), self.filled) if self.filled else 0

    @property
    def mean_length(self) -> float:
        """Characters in a value, on average over the distinct ones."""
        return self.characters / self.texts if self.texts else 0.0

    def share(self, *names: str) -> float:
        """The share of filled cells that are of the commonest of these kinds.

        Cells and distinct values are both asked: a placeholder that fills half of a column must not hide what the
        other half is.
        """
        if not self.filled:
            return 0.0
        in_cells = max(self.cells.get(name, 0) for name in names) / self.filled
        in_values = max(self.values.get(name, 0) for name in names) / max(self.texts, 1)
        return max(in_cells, in_values) if in_cells >= _WORTH_ASKING else in_cells


def _sum(left: Mapping[_Key, int], right: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: left.get(key, 0) + right.get(key, 0) for key in sorted({*left, *right}, key=repr)}


def observe(array: pa.Array) -> Observation:
    """Counts over one batch of a column.

    Args:
        array: text cells; null and blank ones are empty.

    >>> seen = observe(pa.array(["jan@example.org", "an@example.be", None]))
    >>> seen.rows, seen.filled, seen.share("email")
    (3, 2, 1.0)
    """
    encoded = array.cast(pa.string()).dictionary_encode()
    all_texts = pc.utf8_trim_whitespace(encoded.dictionary)
    filled = np.flatnonzero(pc.binary_length(all_texts).to_numpy(zero_copy_only=False))
    texts, repeats = all_texts.take(pa.array(filled)), _repeats(encoded)[filled]
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    masks = _masks(texts)
    return Observation(
        rows=len(array),
        filled=int(repeats.sum()),
        texts=len(texts),
        characters=int(lengths.sum()),
        longest=int(lengths.max(initial=0)),
        cells={name: int(repeats[mask].sum()) for name, mask in sorted(masks.items())},
        values={name: int(mask.sum()) for name, mask in sorted(masks.items())},
        years=_years(texts, repeats, masks),
        registers=sketch(texts),
    )


def _repeats(encoded: pa.DictionaryArray) -> np.ndarray:
    """How many cells hold each entry of the dictionary."""
    places = pc.drop_null(encoded.indices).to_numpy(zero_copy_only=False)
    return np.bincount(places, minlength=len(encoded.dictionary))


def _masks(texts: pa.Array) -> dict[str, np.ndarray]:
    """Kind → which of the distinct texts are of it; kinds without any are left out."""
    probe = texts.take(pa.array(_evenly(len(texts))))
    found = _shapes(probe, lambda _kind: True)
    if len(probe) < len(texts):
        found = _shapes(texts, found.__contains__)
    return found | _direct(texts)


def _evenly(count: int) -> np.ndarray:
    """Places of at most PROBE of the texts, evenly spaced."""
    return np.arange(count) if count <= PROBE else np.arange(PROBE) * count // PROBE


def _direct(texts: pa.Array) -> dict[str, np.ndarray]:
    suspect = pc.match_substring_regex(texts, kinds.MAY_BE_DIRECT)
    suspect = pc.and_not(suspect, pc.match_substring_regex(texts, _PLAIN_DATE))
    return _among(texts, suspect, lambda some: _hits(kinds.DIRECT, some))


def _shapes(texts: pa.Array, wanted: Callable[[str], bool]) -> dict[str, np.ndarray]:
    """All kinds but the direct ones, as far as they are wanted; each tried where it can be at all."""
    digits = pc.match_substring_regex(texts, r"[0-9]")
    letters = pc.match_substring_regex(texts, r"[^\s0-9.,:/+-]|^/")
    spelled = pc.match_substring_regex(texts, r"[A-Za-zÀ-ɏ]{2}")
    found = _among(texts, digits, lambda some: _hits([kind for kind in kinds.DIGITS if wanted(kind.name)], some))
    found |= _among(texts, letters, lambda some: _hits([kind for kind in kinds.LETTERS if wanted(kind.name)], some))
    if any(map(wanted, kinds.WORDS)):
        found |= kinds.of_word_kinds(kinds.folded(texts))
    if any(map(wanted, (*kinds.NAMES, *kinds.STEMS))):
        found |= _among(texts, pc.and_(spelled, pc.invert(digits)), lambda some: _names(some, wanted))
        found |= _among(texts, spelled, lambda some: _stems(some, wanted))
    return found


def _names(texts: pa.Array, wanted: Callable[[str], bool]) -> Mapping[str, np.ndarray]:
    return kinds.of_name_kinds(kinds.folded(texts)) if any(map(wanted, kinds.NAMES)) else {}


def _stems(texts: pa.Array, wanted: Callable[[str], bool]) -> Mapping[str, np.ndarray]:
    stems = [kind for kind in kinds.stem_kinds() if wanted(kind.name)]
    return _hits(stems, kinds.folded(texts)) if stems else {}


def _hits(candidates: Sequence[Kind], texts: pa.Array) -> dict[str, np.ndarray]:
    masks = {kind.name: kinds.matches(kind, texts) for kind in candidates}
    return {name: mask for name, mask in masks.items() if mask.any()}


def _among(
    texts: pa.Array, some: pa.Array, find: Callable[[pa.Array], Mapping[str, np.ndarray]]
) -> dict[str, np.ndarray]:
    """The masks that ``find`` gives for some of the texts, spread over all of them."""
    where = np.flatnonzero(some.to_numpy(zero_copy_only=False))
    if not len(where):
        return {}
    chosen = texts if len(where) == len(texts) else texts.take(pa.array(where))
    return {name: _spread(mask, where, len(texts)) for name, mask in find(chosen).items()}


def _spread(mask: np.ndarray, where: np.ndarray, length: int) -> np.ndarray:
    whole = np.zeros(length, bool)
    whole[where] = mask
    return whole


def _years(texts: pa.Array, repeats: np.ndarray, masks: Mapping[str, np.ndarray]) -> dict[int, int]:
    """Year → cells, from the dates of the probe; none when dates are rare."""
    probe = _evenly(len(texts))
    dated = np.zeros(len(texts), bool)
    for name in _DATED:
        dated |= masks.get(name, False)
    where = probe[dated[probe]]
    if len(where) < max(1, _ENOUGH_DATES * len(probe)):
        return {}
    some = texts.take(pa.array(where))
    days = parse_dates(some, date_order(some))
    years = pc.fill_null(pc.year(days), 0).to_numpy(zero_copy_only=False)
    known = np.unique(years[years > 0])
    return {int(year): int(repeats[where][years == year].sum()) for year in known}
