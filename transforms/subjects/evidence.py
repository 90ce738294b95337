"""What the rows of a batch tell about whom they concern, as keyed digests.

Two sorts: identifiers, kept whole (128 bits) since the vault looks people up by them, and traits, on which the rules
judge (64 bits; among ten million of them two collide once in 400,000 runs). Names are compared as sums of the digests
of their words, so that the order of the words, and the columns they stand in, do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.keyed import as_uint64, keyed_digests, keyed_rows
from transforms.subjects import normal
from transforms.subjects.columns import LOOKED_UP
from transforms.subjects.words import first_names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from detectors.data_map import MappedColumn
    from detectors.tables import Batch
    from transforms.keys import Keyring
    from transforms.subjects.columns import IdentityColumns, Reference

Rows = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint64]

ADULT_YEARS = 18
_SLOT = 0xFFFF
FILE = "file:"
"""Kinds of identifiers that are numbers of a person's file: ``file:ehr:patient``."""
FOREIGN_NUMBER = "foreign_number"
"""Kind of identifier that is a valid number of another state, in whatever column it stands."""
EXACT_ROW = "row"
"""Kind of identifier of a row without a file number: all of its evidence together."""


class Trait(IntEnum):
    """The kinds of traits; the numbers stand in the vault's profiles and never change."""

    BIRTH = 1
    NUMBER_BIRTH = 2
    NUMBER = 3
    SIDE = 4
    FLIP = 5
    GIVEN = 6
    TOKEN = 7
    NAME = 8
    EMAIL = 9
    PHONE = 10
    POSTCODE = 11
    FILE = 12
    ADULT = 13
    ADDRESS = 14
    NEAR_BIRTH = 15
    FOREIGN = 16
    MEMBERSHIP = 17
    HUB = 18
    """A contact of many, as a run finds it; the vault does not keep it."""


@dataclass
class Evidence:
    """Facts in the order in which they were read; rows count from the batch's first.

    Attributes:
        identifiers: kind, rows and digests uint8 (n, 16); most are traits as well, see ``trait_of``.
        traits: kind, rows and digests of what is no identifier.
        words: digests and texts of words of names.
    """

    identifiers: list[tuple[str, Rows, Digests]] = field(default_factory=list)
    traits: list[tuple[Trait, Rows, Keys]] = field(default_factory=list)
    words: list[tuple[Keys, pa.Array]] = field(default_factory=list)

    def all_traits(self) -> Iterator[tuple[Trait, Rows, Keys]]:
        """Those that identifiers are, and the others."""
        for kind, rows, digests in self.identifiers:
            if (trait := trait_of(kind)) is not None:
                yield trait, rows, trait_keys(kind, digests)
        yield from self.traits


@dataclass(frozen=True)
class Lookups:
    """Keyed digests of normalised identifiers: equal in every run of a workspace, meaningless outside it."""

    _key: bytes = field(repr=False)

    @classmethod
    def of(cls, keyring: Keyring) -> Lookups:
        """The look-ups of the keyring's vault."""
        return cls(keyring.vault_key("lookup"))

    def digests(self, kind: str, texts: pa.Array) -> Digests:
        """uint8 (n, 16) of texts of a kind."""
        return keyed_digests(self._key, texts, prefix=kind.encode() + b"\0")

    def keys(self, kind: str, texts: pa.Array) -> Keys:
        """The same in 64 bits."""
        return as_uint64(self.digests(kind, texts))

    def joined(self, *keys: Keys) -> Digests:
        """uint8 (n, 16) of several keys per row."""
        return keyed_rows(self._key, np.ascontiguousarray(np.stack(keys, axis=1)).view(np.uint8))


def read_evidence(batch: Batch, columns: IdentityColumns, lookups: Lookups, as_of: dt.date) -> Evidence:
    """What a batch tells about the people of its rows."""
    reader = _Reader(batch, columns, lookups, as_of, Evidence())
    reader.read()
    return reader.evidence


def record_keys(batch: Batch, reference: Reference, lookups: Lookups) -> tuple[Rows, Keys]:
    """Rows and keys of the numbers of records that name no person."""
    values = normal.on_distinct(_cells(batch, reference.column), normal.exact)
    return values.cells, lookups.keys(f"record:{reference.scope}", values.texts)


def _cells(batch: Batch, column: str) -> pa.Array:
    if column not in batch.cells.schema.names:
        return pa.nulls(batch.cells.num_rows, pa.string())
    return batch.cells.column(column)


@dataclass(frozen=True)
class _Reader:
    batch: Batch
    columns: IdentityColumns
    lookups: Lookups
    as_of: dt.date
    evidence: Evidence

    def read(self) -> None:
        for reference in self.columns.people:
            self._identify(FILE + reference.scope, self._values(reference.column, normal.exact))
        for column in self.columns.evidence["email"]:
            self._identify("email", self._values(column.name, normal.emails))
        for column in self.columns.evidence["phone"]:
            self._identify("phone", self._values(column.name, normal.phones))
        for category in LOOKED_UP:
            for column in self.columns.evidence[category]:
                normalise = normal.memberships if category == "insurance_number" else normal.codes
                self._identify(category, self._values(column.name, normalise))
        for column in self.columns.evidence["foreign_id"]:
            self._identify(FOREIGN_NUMBER, self._values(column.name, normal.foreign_numbers))
        for column in self.columns.evidence["postal_code"]:
            values = self._values(column.name, normal.exact)
            self._note(Trait.POSTCODE, values.cells, self.lookups.keys("postcode", values.texts))
        self._read_addresses()
        self._read_numbers()
        self._read_births()
        self._read_names()
        self._read_whole_rows()

    def _values(self, column: str, normalise: Callable[[pa.Array], normal.Values]) -> normal.Values:
        return normal.on_distinct(_cells(self.batch, column), normalise)

    def _identify(self, kind: str, values: normal.Values) -> None:
        self.evidence.identifiers.append((kind, values.cells, self.lookups.digests(kind, values.texts)))

    def _note(self, trait: Trait, rows: Rows, keys: Keys) -> None:
        self.evidence.traits.append((trait, rows, keys))

    def _read_addresses(self) -> None:
        """Street, number and postcode as one: a postcode alone is shared by thousands."""
        streets, postcodes = self.columns.evidence["street_address"], self.columns.evidence["postal_code"]
        if streets and postcodes:
            cells = [_cells(self.batch, column.name).cast(pa.string()) for column in (*streets, *postcodes[:1])]
            values = normal.addresses(cells)
            self._note(Trait.ADDRESS, values.cells, self.lookups.keys("address", values.texts))

    def _read_numbers(self) -> None:
        for column in self.columns.evidence["national_number"]:
            cells = _cells(self.batch, column.name)
            numbers = normal.national_numbers(cells)
            rows = numbers.values.cells
            self._read_foreign_numbers(cells, rows)
            self._identify("national", numbers.values)
            self._note_parity(numbers)
            dated = np.flatnonzero(numbers.births != normal.UNKNOWN_DAY)
            days = pa.array(numbers.births[dated].astype(np.int32)).cast(pa.date32())
            self._note_births(Trait.NUMBER_BIRTH, normal.Values(rows[dated], days.cast(pa.string())))

    def _read_foreign_numbers(self, cells: pa.Array, belgian: Rows) -> None:
        """Numbers of other states in a column of national numbers."""
        rest = np.ones(len(cells), dtype=bool)
        rest[belgian] = False
        found = normal.on_distinct(cells.filter(pa.array(rest)), normal.foreign_numbers)
        self._identify(FOREIGN_NUMBER, normal.Values(np.flatnonzero(rest)[found.cells], found.texts))

    def _note_parity(self, numbers: normal.Numbers) -> None:
        """Side and flip: who has one's flip as side has the number that a change of registered sex gives."""
        odd = self.lookups.keys("side", pc.binary_join_element_wise(numbers.stems, "odd", " "))
        even = self.lookups.keys("side", pc.binary_join_element_wise(numbers.stems, "even", " "))
        rows = numbers.values.cells
        self._note(Trait.SIDE, rows, np.where(numbers.odd, odd, even))
        self._note(Trait.FLIP, rows, np.where(numbers.odd, even, odd))
        self._note(Trait.FLIP, rows[numbers.bis], np.where(numbers.odd, odd, even)[numbers.bis])

    def _read_births(self) -> None:
        for column in self.columns.evidence["birth_date"]:
            cells = _cells(self.batch, column.name)
            values = normal.on_distinct(cells, partial(normal.birth_days, order=column.finding.role, as_of=self.as_of))
            self._note_births(Trait.BIRTH, values)

    def _note_births(self, trait: Trait, values: normal.Values) -> None:
        self._note(trait, values.cells, self.lookups.keys("birth", values.texts))
        self._note(Trait.NEAR_BIRTH, values.cells, self._near_births(values.texts))
        adult = pc.less_equal(values.texts, _adult_since(self.as_of)).to_numpy(zero_copy_only=False)
        self._note(Trait.ADULT, values.cells[adult], np.ones(int(adult.sum()), dtype=np.uint64))

    def _near_births(self, texts: pa.Array) -> Keys:
        """Four digests of 16 bits per date, each of a part that one typing error leaves; see ``rules.nearly_born``."""
        encoded = texts.dictionary_encode()
        packed = np.zeros(len(encoded.dictionary), dtype=np.uint64)
        for slot, parts in enumerate(normal.parts_of_days(encoded.dictionary)):
            digests = self.lookups.keys(f"near birth {slot}", parts) & np.uint64(_SLOT)
            packed |= digests << np.uint64(slot * _SLOT.bit_length())
        near: Keys = packed[encoded.indices.to_numpy()]
        return near

    def _read_names(self) -> None:
        for name in self._whole_names():
            rows = np.flatnonzero(name)
            self._note(Trait.NAME, rows, as_uint64(self.lookups.joined(name[rows])))

    def _whole_names(self) -> Iterator[Keys]:
        """Per way to name the row's subject the sum of the words' digests, 0 where there is no such name."""
        columns = (*self.columns.evidence["person_name"], *self.columns.evidence["former_name"])
        words = [(column.finding.role, self._words(column)) for column in columns]
        families = [each for role, each in words if role == "family"]
        wholes = [each for role, each in words if role not in ("given", "family")]
        given: list[Keys] = []
        for role, each in words:
            if role == "given":
                own = self._without(families, each)
                self._note_givens(own, families, wholes)
                whole, first = own.sums(), own.firsts()
                given += [whole, np.where(first != whole, first, np.uint64(0))]
            elif role != "family":
                alone = each.counts() == 1
                single = alone[each.rows]
                self._note(Trait.GIVEN, each.rows[single], each.keys[single])
                given.append(np.where(alone, each.sums(), np.uint64(0)))
                yield np.where(alone, np.uint64(0), each.sums())
        for one in given:
            for family in (each.sums() for each in families):
                yield np.where((one != 0) & (family != 0), one + family, np.uint64(0))

    def _note_givens(self, words: _Words, families: list[_Words], wholes: list[_Words]) -> None:
        """First names, but for words unknown as such that stand where a known one makes them the family name.

        Some write first name and family name into each other's field, and the family name as the name in use.
        """
        doubtful = np.zeros(len(words.rows), dtype=bool)
        for family in families:
            doubtful |= family.with_first_name()[words.rows]
        for whole in wholes:
            doubtful |= whole.with_first_name()[words.rows] & np.isin(words.places(), whole.places())
        sure = ~doubtful | words.with_first_name()[words.rows]
        self._note(Trait.GIVEN, words.rows[sure], words.keys[sure])

    def _words(self, column: MappedColumn) -> _Words:
        values = self._values(column.name, normal.name_words)
        keys = self.lookups.keys("word", values.texts)
        self._note(Trait.TOKEN, values.cells, keys)
        self.evidence.words.append((keys, values.texts))
        known = pc.is_in(values.texts, pa.array(sorted(first_names()))).to_numpy(zero_copy_only=False)
        return _Words(values.cells, keys, known, self.batch.cells.num_rows)

    def _without(self, families: list[_Words], words: _Words) -> _Words:
        """First names without the family name, which some write along with them."""
        repeated = np.zeros(len(words.rows), dtype=bool)
        for family in families:
            repeated |= np.isin(words.places(), family.places())
        return _Words(words.rows[~repeated], words.keys[~repeated], words.known[~repeated], words.length)

    def _read_whole_rows(self) -> None:
        """One identifier of all that a row without a file number tells: the same row is the same subject in every run.

        A row that tells no more than a name is nobody's: homonyms would become one. A row of a list inside another
        tells no more than part of what is known: two contacts with one mail address would become one.
        """
        if self.columns.for_parent:
            return
        total = np.zeros(self.batch.cells.num_rows, dtype=np.uint64)
        for trait, rows, keys in self.evidence.all_traits():
            if trait not in (Trait.ADULT, Trait.NEAR_BIRTH):  # which the date of the run, or another trait, tells
                np.add.at(total, rows, keys * np.uint64(2 * trait + 1))
        alone = self._rows_with(Trait.NUMBER, Trait.FOREIGN, Trait.EMAIL, Trait.PHONE)
        alone |= self._rows_with(Trait.NAME) & self._rows_with(Trait.BIRTH, Trait.MEMBERSHIP)
        rows = np.flatnonzero(alone & ~self._rows_with(Trait.FILE))
        self.evidence.identifiers.append((EXACT_ROW, rows, self.lookups.joined(total[rows])))

    def _rows_with(self, *wanted: Trait) -> npt.NDArray[np.bool_]:
        there = np.zeros(self.batch.cells.num_rows, dtype=bool)
        for trait, rows, _ in self.evidence.all_traits():
            if trait in wanted:
                there[rows] = True
        return there


@dataclass(frozen=True)
class _Words:
    """The words of names in a column, in order: row, digest, and whether it is known as a first name."""

    rows: Rows
    keys: Keys
    known: npt.NDArray[np.bool_]
    length: int

    def with_first_name(self) -> npt.NDArray[np.bool_]:
        """Per row whether one of its words is a known first name."""
        found = np.zeros(self.length, dtype=bool)
        found[self.rows[self.known]] = True
        return found

    def sums(self) -> Keys:
        """Per row the sum over its words, 0 where it has none."""
        sums = np.zeros(self.length, dtype=np.uint64)
        np.add.at(sums, self.rows, self.keys)
        return sums

    def firsts(self) -> Keys:
        """Per row its first word, 0 where it has none."""
        firsts = np.zeros(self.length, dtype=np.uint64)
        firsts[self.rows[::-1]] = self.keys[::-1]
        return firsts

    def counts(self) -> Rows:
        """Per row how many words it has."""
        return np.bincount(self.rows, minlength=self.length)

    def places(self) -> Keys:
        """One number per row and word."""
        return self.keys ^ (self.rows.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


_TRAIT_OF = {
    "national": Trait.NUMBER,
    FOREIGN_NUMBER: Trait.FOREIGN,
    "email": Trait.EMAIL,
    "phone": Trait.PHONE,
    "insurance_number": Trait.MEMBERSHIP,
}
TOLD_BY_IDENTIFIERS = (Trait.FILE, *_TRAIT_OF.values())
"""Traits that look-ups tell, so that nobody has to keep them a second time."""


def trait_of(kind: str) -> Trait | None:
    """The trait that an identifier of a kind is: whoever shares it is worth a look."""
    return Trait.FILE if kind.startswith(FILE) else _TRAIT_OF.get(kind)


def trait_keys(kind: str, digests: Digests) -> Keys:
    """Look-ups of a kind as traits; file numbers say in their last 16 bits which system they belong to."""
    keys = as_uint64(digests)
    if not kind.startswith(FILE):
        return keys
    mark = as_uint64(keyed_digests(bytes(16), pa.array([kind])))[:1] & np.uint64(0xFFFF)
    scopeless: Keys = keys & ~np.uint64(0xFFFF)
    return scopeless | mark


def _adult_since(as_of: dt.date) -> str:
    """The last birth date, as ISO text, of those who are 18 on that day."""
    return f"{as_of.year - ADULT_YEARS:04d}-{as_of.month:02d}-{as_of.day:02d}"
