"""A clinic of a few people, for whatever treats their data."""

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pytest

from detectors.data_map import DataMap, MappedColumn, MappedTable
from detectors.findings import Finding
from detectors.tables import Batch
from transforms.keys import DomainKey, Keyring
from transforms.people import People
from transforms.plan import ColumnPlan
from transforms.pseudonyms import date_shifts
from transforms.treatments.column import CellContext

AS_OF = dt.date(2026, 1, 1)
ATTRIBUTES = (
    ("postal_code", pa.string()), ("country", pa.string()), ("gender_at_birth", pa.string()),
    ("gender_identity", pa.string()), ("language", pa.string()), ("profession", pa.string()), ("insurer", pa.string()),
)  # fmt: skip


@dataclass
class Clinic:
    """Builds what the treatments take."""

    as_of: dt.date = AS_OF
    keyring: Keyring = field(default_factory=lambda: Keyring(1, 1, {1: bytes(range(7, 39))}))

    def domain(self, name: str = "study") -> DomainKey:
        return self.keyring.domain(name)

    def people(self, births, known=(), **given) -> People:
        """Subjects with these dates of birth; consent to research unless given otherwise."""
        count = len(births)
        nothing = np.zeros(count, dtype=bool)
        columns = {"birth_date": pa.array(births, pa.date32())}
        for name, kind in ATTRIBUTES:
            columns[name] = pa.array(given.get(name, [None] * count), kind)
        rows = sorted(known)
        return People(
            secrets=np.random.default_rng(5).integers(0, 256, (count, 16), dtype=np.uint8),
            attributes=pa.table(columns),
            consents=given.get("consents", {"research": ~nothing}),
            objected=np.array(given.get("objected", nothing)),
            restricted=np.array(given.get("restricted", nothing)),
            known=pa.table(
                {
                    "subject": pa.array([row[0] for row in rows], pa.int32()),
                    "kind": pa.array([row[1] for row in rows], pa.string()),
                    "value": pa.array([row[2] for row in rows], pa.string()),
                }
            ),
        )

    def table(self, name: str, /, **categories: str) -> MappedTable:
        """A table whose columns have these categories; ``category:role`` gives a role."""
        columns = tuple(
            MappedColumn(column, Finding(*[*category.split(":"), ""][:2], 1.0, ()))
            for column, category in categories.items()
        )
        return MappedTable(name.split(".", maxsplit=1)[0], name, "", ("a.csv",), 0, columns)

    def data_map(self, *tables: MappedTable) -> DataMap:
        return DataMap(tables)

    def batch(self, table: str, /, **columns) -> Batch:
        cells = pa.RecordBatch.from_pydict({name: pa.array(of, pa.string()) for name, of in columns.items()})
        return Batch(table, "a.csv", pa.array(range(1, cells.num_rows + 1), pa.int64()), None, cells)

    def cells(self, category: str, subjects, people=None, *, domain="study", known=None, **plan) -> CellContext:
        """The context of one column."""
        people = people or self.people([dt.date(1980, 1, 1)] * (max(subjects, default=0) + 1))
        column = ColumnPlan("c", "c", "", plan.pop("level", ""), "", category, **plan)
        key = self.domain(domain)
        shifts = date_shifts(key, people.secrets)
        return CellContext(column, np.array(subjects, dtype=np.int32), people, key, shifts, self.as_of, known)


class KnownWords:
    """Stands for the index of known identifiers: finds these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def contains(self, array):
        return np.array([any(word in (text or "") for word in self.words) for text in array.to_pylist()], dtype=bool)


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


@pytest.fixture
def known_words():
    return KnownWords
