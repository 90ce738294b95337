"""Who is who does not depend on the order in which the exports, or the rows in them, are read."""

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.subjects.small_clinic import Clinic, Table, contacts, patients, tickets

POOLS = {
    "first_name": ["Lou", "Sofie", "Sofei", "Jan", ""],
    "last_name": ["Maes", "Peeters", ""],
    "birth_date": ["14/06/1992", "15/06/1992", "30/07/1985", "05/06/2012", ""],
    "national_number": ["92.06.14-017.82", "92.06.14-204.89", "85.07.30-033.28", "", "", ""],
    "email": ["a@mail.example", "b@mail.example", "", ""],
    "phone": ["0475/12.34.56", "", ""],
    "postal_code": ["2018", "9000", ""],
}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """One keyring for all examples: between people whom nothing tells apart, digests decide."""
    return Clinic(tmp_path_factory.mktemp("clinic") / "private")


def made_up(extra: dict) -> st.SearchStrategy[list[dict]]:
    row = {name: st.sampled_from(pool) for name, pool in (POOLS | extra).items()}
    return st.lists(st.fixed_dictionaries(row), min_size=1, max_size=7)


EHR = made_up({"patient_id": ["P1", "P2", "P3", "P4"]})
KEAP = made_up({"contact_id": ["1", "2", "3"]})
DESK = made_up({"ticket_id": ["1", "2", "3", "4"]})


def marked(kind: str, rows: list[dict]) -> list[dict]:
    """Rows that can be told apart wherever they stand."""
    return [row | {"tag": f"{kind}{number}"} for number, row in enumerate(rows)]


def people(clinic: Clinic, *tables: Table) -> set[frozenset[str]]:
    """The rows of each person, as an empty vault comes to know them."""
    clinic.vault.unlink(missing_ok=True)
    return grouped(clinic.link(*tables), *tables)


def grouped(links, *tables: Table) -> set[frozenset[str]]:
    found = defaultdict(set)
    for table in tables:
        for row, subject in zip(table.rows, links.subjects_of(table.name, table.files[0]), strict=True):
            found[int(subject) if subject >= 0 else row["tag"]].add(row["tag"])
    return {frozenset(rows) for rows in found.values()}


def in_files(table: Table, cut: int) -> list[Table]:
    """The same rows in two files."""
    parts = (table.rows[:cut], "one.csv"), (table.rows[cut:], "other.csv")
    return [Table(table.name, rows, table.identifies, files=(file,)) for rows, file in parts if rows]


@given(EHR, KEAP, DESK, st.randoms(use_true_random=False), st.integers(0, 7))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_files_and_tables_may_come_in_any_order(clinic, ehr, keap, desk, chance, cut):
    rows = [marked("p", ehr), marked("c", keap), marked("t", desk)]
    tables = [make(*some) for make, some in zip((patients, contacts, tickets), rows, strict=True)]
    first = people(clinic, *tables)
    for some in rows:
        chance.shuffle(some)
    again = [make(*some) for make, some in zip((patients, contacts, tickets), rows, strict=True)]
    chance.shuffle(again)
    assert people(clinic, *in_files(again[0], cut), *again[1:]) == first


@given(EHR, KEAP, DESK, st.integers(0, 7), st.integers(0, 7))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exports_that_grow_part_nobody_whom_they_had_joined(clinic, ehr, keap, desk, some, few):
    """What an earlier run joined stays joined, as do the pseudonyms that were released."""
    rows = [marked("p", ehr), marked("c", keap), marked("t", desk)]
    less = [
        make(*part[:size])
        for make, part, size in zip((patients, contacts, tickets), rows, (some, few, few), strict=True)
    ]
    whole = [make(*part) for make, part in zip((patients, contacts, tickets), rows, strict=True)]
    before = people(clinic, *(table for table in less if table.rows))
    after = grouped(clinic.link(*whole), *whole)
    assert all(any(rows <= later for later in after) for rows in before)
