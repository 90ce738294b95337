from __future__ import annotations

import json
import pickle
import stat
from itertools import pairwise

import pytest

from flows.crawl.crawl import assemble, crawl, read_file
from flows.crawl.files import list_files
from flows.crawl.staging import BATCH_ROWS, read_part

KEAP = '"Id","FirstName","LastName","Email","Phone1","Groups"\n"1","Jan","Maes","jan@example.be","","12,13"\n'
REST = (
    '{"contacts": [{"id": "1", "given_name": "Jan", "family_name": "Maes", "tag_ids": ["12"], "email_addresses": []}]}'
)


def write(exports, files):
    for name, content in files.items():
        (exports / name).parent.mkdir(parents=True, exist_ok=True)
        (exports / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def test_two_exports_of_one_thing_are_one_table(exports, work):
    write(exports, {"keap/a.csv": KEAP, "keap/b.json": REST})
    found = crawl(exports, work)
    table = next(table for table in found.tables if table.name == "keap.contacts")
    assert [part.file for part in table.parts] == ["keap/a.csv", "keap/b.json"]
    assert table.rows == 2
    assert table.columns[:3] == ("id", "given_name", "family_name")
    assert {"Id", "FirstName", "LastName"}.isdisjoint(table.columns)
    assert table.declared["given_name"].role == "given"
    assert table.identifies == "id"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "format-not-known"),
        (b"<html></html>", "format-not-known"),
        (b"\x89PNG\r\n\x1a\n\0\0", "format-not-known"),
        (bytes(range(32)) * 40, "binary"),
        (b"PK\x03\x04 and no end", "truncated"),
    ],
)
def test_one_bad_file_never_stops_the_others(exports, work, content, reason):
    write(exports, {"a/bad.csv": content, "b/good.csv": "id;naam\n1;Maes\n"})
    found = crawl(exports, work)
    assert [report.reason for report in found.files] == [reason, ""]
    assert found.files[0].quarantined == {reason: 1}
    assert [table.name for table in found.tables] == ["b.good"]


def test_a_table_that_stands_alone_in_one_file_and_hangs_on_another_in_the_next(exports, work):
    answer = {"id": 70, "body": "b", "body_text": "b", "ticket_id": 7}
    ticket = {"id": 7, "subject": "s", "status": 2, "priority": 1, "requester_id": 9, "conversations": [answer]}
    files = {"a.json": [answer], "b.json": [ticket], "c.json": [answer, answer]}
    write(exports, {f"freshdesk/{name}": json.dumps(records) for name, records in files.items()})
    found = crawl(exports, work)
    table = next(table for table in found.tables if table.name == "freshdesk.conversations")
    assert (table.parent, table.rows) == ("freshdesk.tickets", 4)
    parents = [batch.parents and batch.parents.to_pylist() for part in table.parts for batch in read_part(part)]
    assert parents == [None, [1], None]


def test_a_table_with_two_parents_has_none(exports, work):
    write(exports, {"x/list 1.json": '[{"id": 1, "a": [{"b": [1]}]}]', "x/list 2.json": '[{"id": 1, "a": {"b": [1]}}]'})
    parents = {table.name: table.parent for table in crawl(exports, work).tables}
    assert parents == {"x.list": "", "x.list.a": "x.list", "x.list.a.b": ""}


def test_the_order_of_reading_does_not_show(exports, work):
    write(
        exports, {f"s/{name}.csv": f"id;{name}x\n1;a\n" for name in "cab"} | {"keap/a.csv": KEAP, "keap/b.json": REST}
    )
    reads = [read_file(file, work) for file in list_files(exports)]
    assert assemble(reads) == assemble(reversed(reads))


def test_what_was_read_travels_between_processes(exports, work):
    write(exports, {"keap/b.json": REST})
    (file,) = list_files(exports)
    done = read_file(file, work)
    assert pickle.loads(pickle.dumps((file, done))) == (file, done)  # noqa: S301  # our own bytes


def test_staged_files_are_private_and_named_by_number(exports, work):
    write(exports, {"Maes/maes.csv": "id;naam\n1;Maes\n"})
    crawl(exports, work)
    (staged,) = work.iterdir()
    assert "maes" not in staged.name.lower()
    assert stat.S_IMODE(staged.stat().st_mode) == 0o600


def test_batches_are_small_and_in_order(exports, work):
    write(exports, {"a/x.csv": "i;j\n" + "".join(f"{n};x\n" for n in range(150_000))})
    batches = list(read_part(crawl(exports, work).tables[0].parts[0]))
    assert max(len(batch.rows) for batch in batches) <= BATCH_ROWS
    numbers = [number for batch in batches for number in batch.rows.to_pylist()]
    assert numbers == list(range(1, 150_001))
    assert all(one.cells.schema == other.cells.schema for one, other in pairwise(batches))


def test_reports_hold_checksum_and_size(exports, work):
    write(exports, {"a/x.csv": "id;naam\n1;Maes\n"})
    (report,) = crawl(exports, work).files
    assert report.size == 15
    assert len(report.sha256) == 64
    assert (report.format, report.encoding, report.system) == ("delimited", "utf-8", "a")
