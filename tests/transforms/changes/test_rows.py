from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.tables import Batch
from transforms.changes.one_file import surplus_files
from transforms.changes.rows import batch_rows, part_rows, rows_inside
from transforms.row_standings import RowStandings
from transforms.standing import code

FILE = "a.json"


@pytest.fixture
def found(clinic):
    """Which rows of which table are too many, and which tell; given table → (subjects, parents, columns)."""
    contacts = clinic.table("crm.contacts", id="record_id:contact", name="person_name")
    mails = clinic.table("crm.contacts.mails", value="email", kind="label")
    tags = clinic.table("crm.contacts.tags", value="label")
    tickets = clinic.table("desk.tickets", id="record_id:ticket", subject="free_text", kind="label")
    answers = clinic.table("desk.tickets.answers", body="free_text")
    tables = (
        replace(contacts, identifies="id"),
        replace(mails, parent="crm.contacts"),
        replace(tags, parent="crm.contacts"),
        replace(tickets, identifies="id"),
        replace(answers, parent="desk.tickets"),
    )

    def run(**given):
        named = {
            f"{'crm' if name.startswith('contacts') else 'desk'}.{name.replace('_', '.')}": of
            for name, of in given.items()
        }
        parts, subjects = {}, {}
        for table in tables:
            if table.table in named:
                owners, parents, columns = named[table.table]
                cells = pa.RecordBatch.from_pydict({name: pa.array(of, pa.string()) for name, of in columns.items()})
                rows = pa.array(range(1, len(owners) + 1), pa.int64())
                above = None if parents is None else pa.array(parents, pa.int64())
                batch = Batch(table.table, FILE, rows, above, cells)
                parts[table.table, FILE] = part_rows([batch_rows(batch, table)])
                subjects[table.table, FILE] = np.array(owners, dtype=np.int32)
        merged, told = rows_inside([table for table in tables if table.table in named], parts, subjects)
        return (
            {table: mask.tolist() for (table, _), mask in merged.items()},
            {table: mask.tolist() for (table, _), mask in told.items()},
        )

    return run


def test_the_file_that_was_opened_first_speaks_in_its_latest_copy(found):
    merged, _ = found(contacts=([0, 1, 0, 0], None, {"id": ["7", "8", "9", "7"]}))
    assert merged["crm.contacts"] == [True, False, True, False]


def test_lists_go_with_their_record_and_of_addresses_one_stays(found):
    merged, _ = found(
        contacts=([0, 0, 1], None, {"id": ["7", "9", "8"]}),
        contacts_mails=([0, 0, 0, 1, 1], [1, 1, 2, 3, 3], {"value": ["a@b.be"] * 5}),
        contacts_tags=([0, 0, 0], [1, 1, 2], {"value": ["x", "y", "x"]}),
    )
    assert merged["crm.contacts.mails"] == [False, True, True, False, True]
    assert merged["crm.contacts.tags"] == [False, False, True]


def test_a_record_that_tells_stays_with_all_that_hangs_on_it(found):
    _, told = found(
        tickets=([0, 0, 0], None, {"subject": ["Falscher Name", "Labo", "Labo"], "kind": ["Q", "Naamswijziging", "Q"]}),
        tickets_answers=([0, 0, 0], [1, 2, 3], {"body": ["ok", "ok", "ok"]}),
    )
    assert told["desk.tickets"] == [True, True, False]
    assert told["desk.tickets.answers"] == [True, True, False]


def test_a_person_stays_whatever_the_file_says(found):
    merged, told = found(contacts=([0, 1], None, {"id": ["7", "8"], "name": ["oude naam: Jan", "Els"]}))
    assert (merged["crm.contacts"], told["crm.contacts"]) == ([False, False], [False, False])


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 6)), max_size=40))
def test_exactly_one_row_of_each_person_stays(rows):
    subjects = np.array([subject for subject, _ in rows], dtype=np.int32)
    surplus = surplus_files(subjects, np.array([file for _, file in rows], dtype=np.int64))
    kept = subjects[~surplus & (subjects >= 0)]
    assert sorted(kept.tolist()) == sorted(set(subjects[subjects >= 0].tolist()))
    assert not surplus[subjects < 0].any()


def test_the_first_reason_of_a_row_is_told():
    masks = [np.array([True, True, False]), np.array([False, True, True])]
    own = RowStandings().then("expired", {("t", FILE): masks[0]}).then("merged", {("t", FILE): masks[1]})
    assert own.of("t", FILE).tolist() == [code("expired"), code("expired"), code("merged")]
    assert own.of("other", FILE) is None
    assert own.known("t", FILE, np.array([4, 5, 6], np.int32)).tolist() == [-1, -1, -1]
