"""Whoever alters the vault without its keys is noticed when it is read."""

import datetime as dt

import numpy as np
import pytest
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.consent import Statements
from transforms.subjects.vault import schema
from transforms.subjects.vault.corrections import Correction, correct, corrections
from transforms.subjects.vault.identifiers import identifiers_from, last_runs
from transforms.subjects.vault.register import ReleaseEntry, members_of, register
from transforms.subjects.vault.requests import add_request, requests
from transforms.subjects.vault.resealing import SEALED
from transforms.subjects.vault.subject_parts import SUBJECTS_IN_PART

DAY = dt.date(2026, 1, 31)
NAMES = [f"{one.column.table.name}.{one.column.name}" for one in SEALED]
READ_HERE = [name for name in NAMES if not name.startswith("address_")]


def entry(version):
    return ReleaseEntry("research", version, "study", 1, "2026-01-31", 9, 2, "ab")


def add_one_of_each(vault, connection, run, number):
    """Rows that differ only in whose they are, so that only the seals can tell them apart."""
    lookups = np.full((1, 16), number, dtype=np.uint8)
    vault.add_identifiers(connection, "email", "ehr.patients", lookups, np.array([number]), run)
    said = Statements("research", "ehr.patients", np.array([number]), np.array([5]), np.array([True]))
    vault.add_statements(connection, said, run)
    register(vault, connection, entry(f"v{number}"), np.array([number]))
    add_request(vault, connection, "erasure", (number,), DAY, DAY)
    correct(vault, connection, Correction(number, "birth_date", "1990-01-31", DAY))


@pytest.fixture
def full(vault, add_people):
    """Two rows in every table."""
    with vault.transaction() as connection:
        run = add_people(vault, connection, SUBJECTS_IN_PART + 1)
        for number in (1, 2):
            add_one_of_each(vault, connection, run, number)
    return vault


def read_all(vault, connection):
    vault.load_subjects(connection)
    vault.load_profiles(connection)
    for kind in vault.kinds(connection):
        vault.load_identifiers(connection, kind)
    for part in identifiers_from(vault, connection, "email", "ehr.patients"):
        last_runs(vault, connection, part)
    list(vault.load_statements(connection))
    for version in ("v1", "v2"):
        members_of(vault, connection, "research", version)
    requests(vault, connection)
    corrections(vault, connection)


def alter(connection, name, change):
    """Change the values of a column, row by row, in the order of their keys."""
    table = schema.metadata.tables[name.split(".")[0]]
    column, keys = table.c[name.split(".")[1]], list(table.primary_key.columns)
    rows = connection.execute(sa.select(*keys, column.label("value")).order_by(*keys)).all()
    assert len(rows) == 2
    for row, value in zip(rows, change([row.value for row in rows]), strict=True):
        own = [key == part for key, part in zip(keys, row, strict=False)]
        connection.execute(sa.update(table).where(*own).values({column: value}))


def flip(values):
    return [values[0][:-1] + bytes([values[0][-1] ^ 1]), values[1]]


def swap(values):
    return values[::-1]


def cut(values):
    return [values[0][:-1], values[1]]


def test_the_tables_hold_no_other_ciphertexts():
    """Look-ups, digests and the fingerprint of the keys are digests; all other bytes are sealed."""
    columns = [column for table in schema.metadata.tables.values() for column in table.c]
    binary = {f"{one.table.name}.{one.name}" for one in columns if isinstance(one.type, sa.LargeBinary)}
    digests = {"vault.keys", "audit_head.digest", "gate_digests.digests"}
    lookups = {f"identifier_parts.{name}" for name in ("first", "last", "lookups")}
    assert binary - digests - lookups == set(NAMES)


@pytest.mark.parametrize("change", [flip, swap, cut])
@pytest.mark.parametrize("name", READ_HERE)
def test_an_altered_or_moved_ciphertext_is_noticed(full, name, change):
    with full.transaction() as connection:
        read_all(full, connection)
        alter(connection, name, change)
        with pytest.raises(KeyUnavailable, match="does not open"):
            read_all(full, connection)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("identifier_parts.lookups", bytes(16)),
        ("identifier_parts.kind", "phone"),
        ("identifier_parts.source", "keap.contacts"),
        ("identifier_parts.run", 7),
        ("statement_parts.purpose", "marketing"),
        ("statement_parts.source", "keap.contacts"),
        ("requests.kind", "access"),
        ("corrections.category", "person_name"),
        ("corrections.since", DAY + dt.timedelta(days=1)),
    ],
)
def test_what_stands_in_clear_beside_a_ciphertext_cannot_be_altered_either(full, name, value):
    with full.transaction() as connection:
        table, column = name.split(".")
        connection.execute(sa.update(schema.metadata.tables[table]).values({column: value}))
        with pytest.raises(KeyUnavailable, match="does not open"):
            read_all(full, connection)


def test_subjects_that_were_taken_out_are_missed(full):
    """Else those behind them would be taken for them."""
    with full.transaction() as connection:
        connection.execute(sa.delete(schema.subject_parts).where(schema.subject_parts.c.part == 0))
        with pytest.raises(KeyUnavailable, match="missing"):
            full.load_subjects(connection)
        with pytest.raises(KeyUnavailable, match="missing"):
            full.load_profiles(connection)
