"""Which cells hold an identifier that the run knows: the last look at everything that is about to leave.

The index holds sealed fingerprints only (transforms/fingerprints.py): with the key it answers "is this one of them?",
without the key it tells nothing, and no identifier can be read back from it.

What is too common to be searched alone is left out, by kind (``RULES``):

====================  ==================================================================================================
names                 need two tokens that are no particles (*van*, *de*, *el*, …), in every rotation, hence in both
                      orders; a given name alone is every second word of a language
family name alone     from 8 letters (kind ``family_name``): *Kort*, *Petit* and *Martin* are words and given names
record numbers        from 6 characters, and from 8 where they are digits only: *150000* is also a platelet count
telephone             from 8 digits, as +32…, 0032…, 0…, with a trunk zero in brackets and without any zero
IBAN                  whole; a Belgian one also as the bare account number of 12 digits
national number       from 8 digits, also without the leading zeros that spreadsheets drop
addresses             need a number and 8 characters: a street without a number is no identifier
e-mail                from 8 characters
accounts and others   from 8 characters, one of them a digit unless it is an account
====================  ==================================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.fingerprints import MAX_LENGTH, MAX_TOKENS, SHORT, Fingerprints, Tokens, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Numbers = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

BYTES_AT_ONCE = 1 << 19
"""Text that is cut into tokens at a time: bounds the memory of a search, whatever the column."""

VALUES_AT_ONCE = 1 << 18
_SHORTEST_JOIN = 4
_PARTICLE = (
    r"\b(?:van|von|vom|zu|zum|zur|de|den|der|des|di|da|do|dos|du|del|della|d|t|ten|ter|te|l|le|la|les|el|al|ben|bin"
    r"|ibn|abu|bint|st|saint|sint|mr|mrs|ms|mme|mevr|mw|mevrouw|meneer|madame|monsieur|dhr|dr|prof|frau|herr)\b"
)


@dataclass(frozen=True)
class Rule:
    """How the identifiers of one kind are searched.

    Attributes:
        shortest: letters and digits that an identifier needs at least.
        forms: folded values → the forms under which each may stand in a text.
        rotated: whether the tokens may also stand in another order, turned round.
    """

    shortest: int
    forms: Callable[[pa.Array], Iterator[pa.Array]]
    rotated: bool = False


def digests(kind: str, values: pa.Array, key: bytes) -> Numbers:
    """The digests under which identifiers enter the index, sorted and without repeats.

    Args:
        kind: category of the taxonomy, or ``family_name`` for a family name that stands alone.
        values: identifiers in clear, as their source wrote them; nulls are skipped.
        key: 16 or 32 bytes, the same that the index is asked with.

    >>> len(digests("person_name", pa.array(["Jan Peeters", "Jan"]), bytes(16)))
    2
    """
    rule = RULES.get(kind, _OTHER)
    fingerprints = Fingerprints(key)
    found = [
        _digests_of(fingerprints, form, rule)
        for piece in _pieces(pc.unique(_whole(values)).drop_null())
        for form in rule.forms(fold(piece))
    ]
    return _distinct(np.concatenate([np.empty(0, dtype=np.uint64), *found]))


class KnownIdentifiers:
    """The identifiers of everyone the run knows, as a set that only answers whether a text contains one.

    Args:
        digests: from ``digests``; those of several kinds may be concatenated.
        key: the key they were made with.

    >>> key = bytes(16)
    >>> known = KnownIdentifiers(digests("phone", pa.array(["+32 475 12 34 56"]), key), key)
    >>> known.contains(pa.array(["bel 0475/12.34.56 na 17u", "bel straks", None])).tolist()
    [True, False, False]
    """

    def __init__(self, digests: Numbers, key: bytes) -> None:
        self.digests: Numbers = _distinct(digests.astype(np.uint64, copy=False))
        self._fingerprints = Fingerprints(key)
        self._sieve = _Sieve.of(self.digests)

    @property
    def count(self) -> int:
        """Written forms in the index; an identifier has one to five."""
        return len(self.digests)

    def contains(self, array: pa.Array | pa.ChunkedArray) -> Mask:
        """For every cell whether a known identifier stands in it; False for null.

        Args:
            array: strings, plain or dictionary-encoded; each distinct value is searched once.
        """
        if not self.count or not len(array):
            return np.zeros(len(array), dtype=bool)
        encoded = _encoded(array)
        hits = np.concatenate([self._search(piece) for piece in _pieces(encoded.dictionary)] + [[False]]).astype(bool)
        found: Mask = hits[encoded.indices.fill_null(len(hits) - 1).to_numpy(zero_copy_only=False)]
        return found

    def _search(self, piece: pa.Array) -> Mask:
        hits = np.zeros(len(piece), dtype=bool)
        tokens = self._fingerprints.tokens(fold(piece))
        for joins in self._fingerprints.joins(tokens):
            likely = np.flatnonzero(joins.lengths >= (SHORT if joins.size == 1 else _SHORTEST_JOIN))
            found = likely[self._holds(self._fingerprints.sealed(joins.values[likely]))]
            hits[tokens.cells[joins.first[found]]] = True
        return hits

    def _holds(self, sealed: Numbers) -> Mask:
        held = np.zeros(len(sealed), dtype=bool)
        likely = np.flatnonzero(self._sieve.may_hold(sealed))
        likely = likely[np.argsort(sealed[likely])]  # ascending look-ups stay in the processor's cache
        place = np.searchsorted(self.digests, sealed[likely])
        held[likely] = self.digests[np.minimum(place, len(self.digests) - 1)] == sealed[likely]
        return held


@dataclass(frozen=True)
class _Sieve:
    """One bit per value of the digests' leading bits: says no to nearly every digest that is not in the index."""

    bits: npt.NDArray[np.uint8]
    shift: np.uint64

    @classmethod
    def of(cls, digests: Numbers) -> _Sieve:
        leading = min(len(digests).bit_length() + 4, 27)
        shift = np.uint64(64 - leading)
        bits = np.zeros(1 << (leading - 3), dtype=np.uint8)
        for start in range(0, len(digests), VALUES_AT_ONCE):
            place = digests[start : start + VALUES_AT_ONCE] >> shift
            np.bitwise_or.at(bits, place >> np.uint64(3), np.uint8(1) << (place & np.uint64(7)).astype(np.uint8))
        return cls(bits, shift)

    def may_hold(self, digests: Numbers) -> Mask:
        place = digests >> self.shift
        bits: Mask = (self.bits[place >> np.uint64(3)] >> (place & np.uint64(7)).astype(np.uint8)) & 1 == 1
        return bits


def _encoded(array: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """The distinct values and which row has which; a dictionary array already says."""
    if isinstance(array, pa.DictionaryArray):
        return pa.DictionaryArray.from_arrays(array.indices, array.dictionary.cast(pa.string()))
    return pc.dictionary_encode(_whole(array))


def merged(parts: list[Numbers]) -> Numbers:
    """Digests of several kinds or runs as one set: sorted, each once. Takes the parts out of the list."""
    whole = np.empty(sum(map(len, parts)), dtype=np.uint64)
    end = len(whole)
    while parts:
        part = parts.pop()
        whole[end - len(part) : end] = part
        end -= len(part)
    return _distinct(whole)


def without(digests: Numbers, others: Numbers) -> Numbers:
    """The digests that are not among others; both sorted."""
    if not len(others):
        return digests
    place = np.minimum(np.searchsorted(others, digests), len(others) - 1)
    new: Numbers = digests[others[place] != digests]
    return new


def _distinct(digests: Numbers) -> Numbers:
    """Sorted, each once; many times faster on random numbers than ``np.unique``, which builds a hash table."""
    if (digests[1:] > digests[:-1]).all():
        return digests
    ascending = np.sort(digests)
    distinct: Numbers = ascending[np.append(True, ascending[1:] != ascending[:-1])[: len(ascending)]]
    return distinct


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    """One plain string array, whatever came."""
    joined = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return joined.cast(pa.string())


def _pieces(values: pa.Array) -> Iterator[pa.Array]:
    """Consecutive slices of about ``BYTES_AT_ONCE``."""
    at_once = max(1, len(values) * BYTES_AT_ONCE // max(values.nbytes, BYTES_AT_ONCE))
    for start in range(0, len(values), at_once):
        yield values.slice(start, at_once)


def _digests_of(fingerprints: Fingerprints, forms: pa.Array, rule: Rule) -> Numbers:
    """The sealed fingerprints of some written forms, each from its first token on or, rotated, from any."""
    tokens = fingerprints.tokens(forms)
    wanted = _leading(tokens, len(forms))
    turns = wanted if rule.rotated else np.minimum(wanted, 1)
    if rule.rotated:
        tokens = fingerprints.tokens(pc.binary_join_element_wise(forms, forms, " "))
    position = _position(tokens)
    found = []
    for joins in fingerprints.joins(tokens):
        cells = tokens.cells[joins.first]
        whole = (wanted[cells] == joins.size) & (position[joins.first] < turns[cells])
        found.append(fingerprints.sealed(joins.values[whole & (joins.lengths >= rule.shortest)]))
    return np.concatenate(found)


def _leading(tokens: Tokens, cells: int) -> npt.NDArray[np.int64]:
    """How many tokens from the first on stand for each cell: all of them, unless they are more than a join holds."""
    ends = np.cumsum(tokens.lengths)
    position = _position(tokens)
    before = ends - tokens.lengths
    fits = (position < MAX_TOKENS) & (ends - before[np.arange(len(ends)) - position] <= MAX_LENGTH)
    return np.bincount(tokens.cells[fits], minlength=cells)


def _position(tokens: Tokens) -> npt.NDArray[np.int64]:
    """The place of each token in its cell, from 0."""
    position = np.arange(len(tokens.cells))
    starts = np.flatnonzero(np.append(True, tokens.cells[1:] != tokens.cells[:-1])[: len(position)])
    return position - np.repeat(starts, np.diff(np.append(starts, len(position))))


def _signs(values: pa.Array) -> pa.Array:
    """Letters and digits only."""
    return pc.replace_substring_regex(values, r"[^\pL\p{Nd}]+", "")


def _digits(values: pa.Array) -> pa.Array:
    """Digits only."""
    return pc.replace_substring_regex(_whole_numbers(values), r"[^0-9]+", "")


def _whole_numbers(values: pa.Array) -> pa.Array:
    """Without the ``.0`` of a spreadsheet; a regular expression over a column without any costs more than the look."""
    if not pc.any(pc.match_substring(values, ".0")).as_py():
        return values
    return pc.replace_substring_regex(values, r"\.0+\s*$", "")


def _as_written(values: pa.Array) -> Iterator[pa.Array]:
    yield values


def _full_names(values: pa.Array) -> Iterator[pa.Array]:
    telling = pc.replace_substring_regex(pc.ascii_lower(values), _PARTICLE, " ")
    yield values.filter(pc.greater_equal(pc.count_substring_regex(telling, r"\pL{2,}"), 2))


def _record_numbers(values: pa.Array) -> Iterator[pa.Array]:
    signs = _signs(_whole_numbers(values))
    yield signs.filter(pc.match_substring_regex(signs, r"[^0-9]|^.{8}"))


def _with_digit(values: pa.Array) -> Iterator[pa.Array]:
    yield values.filter(pc.match_substring_regex(values, "[0-9]"))


def _national_numbers(values: pa.Array) -> Iterator[pa.Array]:
    digits = _digits(values)
    yield digits
    yield pc.utf8_ltrim(digits, "0")


def _accounts(values: pa.Array) -> Iterator[pa.Array]:
    signs = _signs(pc.ascii_lower(values))
    yield signs
    yield pc.struct_field(pc.extract_regex(signs, r"^be[0-9]{2}(?P<bare>[0-9]{12})$"), "bare").drop_null()


def _telephones(values: pa.Array) -> Iterator[pa.Array]:
    international = pc.replace_substring_regex(_digits(values), "^00", "")
    belgian = pc.replace_substring_regex(international, "^(?:0|)([0-9]{8,9})$", r"32\1")
    parts = pc.extract_regex(belgian, _TELEPHONE).drop_null()
    country, rest = pc.struct_field(parts, "country"), pc.struct_field(parts, "rest")
    yield pc.binary_join_element_wise("0", rest, "")
    yield pc.binary_join_element_wise(country, rest, "")
    yield pc.binary_join_element_wise("00", country, rest, "")
    yield pc.binary_join_element_wise(country, "0", rest, "")
    yield rest.filter(pc.greater_equal(pc.binary_length(rest), 9))


_TELEPHONE = (
    r"^(?P<country>1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2})0?(?P<rest>[0-9]{6,13})$"
)

_NAME = Rule(4, _full_names, rotated=True)
_OTHER = Rule(8, _with_digit)

RULES: Mapping[str, Rule] = {
    "person_name": _NAME,
    "former_name": _NAME,
    "family_member_name": _NAME,
    "provider_name": _NAME,
    "family_name": Rule(8, _as_written),
    "record_id": Rule(6, _record_numbers),
    "subject_id": Rule(6, _record_numbers),
    "national_number": Rule(8, _national_numbers),
    "phone": Rule(8, _telephones),
    "iban": Rule(8, _accounts),
    "payment_card": Rule(8, _with_digit),
    "street_address": Rule(8, _with_digit),
    "email": Rule(8, _as_written),
    "online_account": Rule(8, _as_written),
    "secret": Rule(8, _as_written),
}
