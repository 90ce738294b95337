"""Who is who: the rows of all exports and the vault's subjects, brought together.

The flow gives every batch of every table that ``order`` names, then asks for the links. Nothing is written to the vault
before that, and then in one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from transforms.retention.classes import DO_NOT_CONTACT, shipped
from transforms.subjects.columns import CLEAR, GATE_ONLY, identity_columns
from transforms.subjects.consent.standing import Reference
from transforms.subjects.evidence import Lookups, read_evidence, record_keys
from transforms.subjects.gathered import Gathered
from transforms.subjects.resolution import resolve

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from detectors.data_map import DataMap, MappedColumn
    from detectors.tables import Batch
    from transforms.keys import Keyring
    from transforms.retention.classes import RetentionClass
    from transforms.subjects.columns import IdentityColumns
    from transforms.subjects.links import Links
    from transforms.subjects.vault import Vault


class Linkage:
    """Collects the evidence of a run and resolves it.

    Args:
        vault: the workspace's, open.
        keyring: that of the vault.
        data_map: what every column is.
        work: folder inside ``private/`` for identifiers in clear; the caller removes it after the run.
        as_of: reference date of the run.
        entries: how long an entry of the do-not-contact list counts; the shipped term if the clinic has no other.
    """

    def __init__(
        self,
        vault: Vault,
        keyring: Keyring,
        data_map: DataMap,
        work: Path,
        as_of: dt.date,
        entries: RetentionClass | None = None,
    ) -> None:
        self._vault = vault
        self._as_of = as_of
        self._reference = Reference.of(as_of, entries or shipped()[DO_NOT_CONTACT])
        self._lookups = Lookups.of(keyring)
        self._columns = identity_columns(data_map)
        self._ranks = _ranks(self._columns)
        self._gathered = Gathered(work, as_of, data_map)

    def order(self) -> tuple[str, ...]:
        """The tables to read, parents before children; the others say nothing about people."""
        return tuple(self._columns)

    def add(self, batch: Batch) -> None:
        """Take in a batch; those of one table follow each other, in the order of ``order``."""
        columns = self._columns.get(batch.table)
        if columns is None:
            return
        gathered = self._gathered
        first, described = gathered.records.add(batch, columns)
        for reference in columns.records:
            rows, keys = record_keys(batch, reference, self._lookups)
            gathered.records.refer(rows + first, keys, own=reference.own)
        if columns.for_parent or not columns.inherits:
            gathered.add_evidence(read_evidence(batch, columns, self._lookups, self._as_of), described)
            gathered.attributes.add(batch, columns.table, first, self._ranks[batch.table])
        gathered.statements.add(batch, columns, first, described, self._lookups)
        self._add_clear(batch, columns, first)

    def resolve(self) -> Links:
        """Match everything, keep what is new in the vault, and tell who is who.

        Raises:
            KeyUnavailable: the vault does not open with the keyring.
        """
        with self._vault.transaction() as connection:
            return resolve(self._gathered, self._vault, connection, self._reference)

    def _add_clear(self, batch: Batch, columns: IdentityColumns, first: int) -> None:
        clear = self._gathered.clear
        records = np.arange(first, first + batch.cells.num_rows, dtype=np.int64)
        for column in _present(columns.table.of_category(*CLEAR, *GATE_ONLY), batch):
            category, cells = column.finding.category, batch.cells.column(column.name)
            if category in GATE_ONLY:
                clear.add_for_gate(category, cells)
            else:
                family = category == "person_name" and column.finding.role == "family"
                clear.add("family_name" if family else category, records, cells)
        for reference in columns.people:
            if reference.column in batch.cells.schema.names:
                clear.add("record_id", records, batch.cells.column(reference.column))
        self._add_composed_names(batch, columns)

    def _add_composed_names(self, batch: Batch, columns: IdentityColumns) -> None:
        """Given and family names as one, as they stand in a text."""
        names = _present((*columns.evidence["person_name"], *columns.evidence["former_name"]), batch)
        families = [column.name for column in names if column.finding.role == "family"]
        for given in (column for column in names if column.finding.role not in ("family", "full")):
            for family in families:
                both = batch.cells.column(given.name), batch.cells.column(family)
                self._gathered.clear.add_for_gate(given.finding.category, pc.binary_join_element_wise(*both, " "))


def _present(columns: tuple[MappedColumn, ...], batch: Batch) -> tuple[MappedColumn, ...]:
    return tuple(column for column in columns if column.name in batch.cells.schema.names)


def _ranks(columns: dict[str, IdentityColumns]) -> dict[str, int]:
    """How far each table is trusted on what a person is like: files of people first, of the health record foremost."""

    def weakness(name: str) -> tuple[bool, bool]:
        own_file = any(reference.own for reference in columns[name].people)
        return not own_file, columns[name].table.system != "ehr"

    return {name: rank for rank, name in enumerate(sorted(columns, key=weakness))}
