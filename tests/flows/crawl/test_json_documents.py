from __future__ import annotations

import json

import pytest


def test_a_list_of_objects(read, rows):
    done = read('[{"id": 5012088400000000000, "prijs": 1.10, "ok": true, "leeg": null, "tekst": ""}]', "x/a.json")
    assert rows(done) == [{"id": "5012088400000000000", "prijs": "1.10", "ok": "true", "leeg": None, "tekst": ""}]


@pytest.mark.parametrize("number", ["1e400", "-0", "1.50", "12345678901234567890123", "1E+2"])
def test_numbers_stay_as_written(read, rows, number):
    assert rows(read(f'[{{"n": {number}}}]', "x/a.json")) == [{"n": number}]


@pytest.mark.parametrize("key", ["content", "contacts", "results", "cards", "anything"])
def test_a_list_inside_an_object_is_the_table(read, rows, key):
    done = read(json.dumps({"message": "ok", key: [{"naam": "Maes"}, {"naam": "Claes"}]}), "x/list.json")
    assert rows(done, "x.list") == [{"naam": "Maes"}, {"naam": "Claes"}]
    assert rows(done, "x.list.envelope") == [{"message": "ok"}]


def test_a_list_deeper_inside_is_the_table(read, rows):
    done = read(json.dumps({"response": {"data": {"rijen": [{"naam": "Maes"}]}}}), "x/list.json")
    assert rows(done, "x.list") == [{"naam": "Maes"}]


def test_a_single_object_is_one_row_with_children(read, rows):
    done = read(json.dumps({"id": 1, "tags": ["a", "b"], "lijnen": [{"k": 1, "bij": [2]}]}), "x/bord.json")
    assert rows(done, "x.bord", numbers=True) == [{"id": "1", "row": 1, "parent": None}]
    assert rows(done, "x.bord.tags", numbers=True) == [
        {"value": "a", "row": 1, "parent": 1},
        {"value": "b", "row": 2, "parent": 1},
    ]
    parents = {table.name: table.parent for table in done.tables}
    assert parents["x.bord.lijnen.bij"] == "x.bord.lijnen"


def test_columns_may_appear_late(read, rows):
    records = [{"a": n} for n in range(20_000)] + [{"b": "nieuw"}]
    done = read(json.dumps(records), "x/list.json")
    assert done.tables[0].columns == ("a", "b")
    found = rows(done)
    assert len(found) == 20_001
    assert found[-1]["b"] == "nieuw"


def test_lines_of_json(read, rows):
    done = read('{"id": 1, "a": {"b": "x"}}\n\n{"id": 2}\n{"id": 3, }\n{"id": 4}\n', "x/log.ndjson")
    assert [row["id"] for row in rows(done)] == ["1", "2", "4"]
    assert done.report.format == "ndjson"
    assert done.report.quarantined == {"malformed": 1}


def test_json_that_breaks_off_keeps_what_came_before(read, rows):
    text = json.dumps({"results": [{"id": n, "naam": "Maes"} for n in range(9)]})
    done = read(text[: len(text) * 2 // 3], "x/list.json")
    assert 3 < len(rows(done, "x.list")) < 9
    assert done.report.reason == "truncated"
    assert done.report.quarantined == {"truncated": 1}


def test_the_last_line_that_breaks_off_is_set_aside(read, rows):
    done = read('{"id": 1}\n{"id": 2}\n{"id": ', "x/log.json")
    assert len(rows(done)) == 2
    assert done.report.reason == "truncated"


def test_damage_in_the_middle_keeps_what_came_before(read, rows):
    done = read('[{"id": 1}, {"id": 2}, {"id": oeps}, {"id": 4}]' + " " * 100, "x/list.json")
    assert [row["id"] for row in rows(done)] == ["1", "2"]
    assert done.report.reason == "malformed"


def test_objects_nested_without_end_are_set_aside(read, rows):
    deep = '{"a":' * 60 + "1" + "}" * 60
    done = read(f'[{{"id": 1}}, {{"id": 2, "x": {deep}}}, {{"id": 3}}]', "x/list.json")
    assert [(row["row"], row["id"]) for row in rows(done, numbers=True)] == [(1, "1"), (3, "3")]
    assert done.report.quarantined == {"too-deep": 1}


def test_brackets_without_end_do_not_end_the_program(read):
    assert read("[" * 200_000, "x/list.json").report.reason in {"too-deep", "truncated"}


def test_records_too_wide_are_set_aside(read):
    done = read(json.dumps([{f"k{n}x": n for n in range(5000)}, {"id": 1}]), "x/list.json")
    assert done.report.quarantined == {"too-wide": 1}
    assert done.report.tables == {"x.list": 1}


def test_keys_that_are_values_never_name_a_column(read, rows):
    done = read(
        json.dumps([{"id": 1, "door": {"jan@example.be": {"n": 1}, "lies@example.be": {"n": 2}}}]), "x/list.json"
    )
    assert rows(done, "x.list.door") == [{"key": "jan@example.be", "n": "1"}, {"key": "lies@example.be", "n": "2"}]


def test_half_a_surrogate_pair_is_replaced(read, rows):
    assert rows(read(r'[{"a": "x\ud83d"}]', "x/list.json")) == [{"a": "x\ufffd"}]


def test_bytes_written_as_characters_are_repaired(read, rows):
    """Meta's exports write each byte of UTF-8 as a character of its own."""
    text = json.dumps({"berichten": [{"van": "Zoë".encode().decode("latin-1")}, {"van": "Jan"}]})
    assert [row["van"] for row in rows(read(text, "x/list.json"))] == ["Zoë", "Jan"]


def test_a_page_of_a_longer_list_is_remarked(read):
    done = read(json.dumps({"total": 250, "results": [{"a": 1}, {"a": 2}]}), "x/list.json")
    assert "2 of 250 records" in done.report.note


def test_an_empty_list_is_an_empty_table(read):
    assert read("[]", "x/list.json").report.tables == {"x.list": 0}


def test_several_documents_one_after_the_other(read, rows):
    assert [row["a"] for row in rows(read('{"a":\n1}\n{"a":\n2}', "x/list.json"))] == ["1", "2"]


@pytest.mark.parametrize("count", [1, 1000])
def test_a_page_has_one_envelope(read, rows, count):
    page = {"responseCode": 200, "message": "success", "content": [{"a": n} for n in range(count)]}
    done = read(json.dumps(page | {"resultSet": {"offset": 0, "limit": 1000}}), "x/list.json")
    assert rows(done, "x.list.envelope") == [
        {"responseCode": "200", "message": "success", "resultSet.offset": "0", "resultSet.limit": "1000"}
    ]
    assert done.report.tables["x.list"] == count


@pytest.mark.parametrize("name", ["x/list.json", "x/list.ndjson"])
def test_every_page_in_a_file_has_its_envelope(read, rows, name):
    """Thousands of pages one after the other make many rows, not thousands of columns."""
    pages = [{"page": n, "data": [{"a": n}, {"a": n}]} for n in range(2000)]
    done = read("\n".join(json.dumps(page) for page in pages), name)
    assert rows(done, "x.list.envelope") == [{"page": str(n)} for n in range(2000)]
    assert (len(rows(done, "x.list")), done.report.quarantined) == (4000, {})


def test_two_lists_of_one_path_are_two_tables(read):
    """Rows of a child table know their parent by its number, so that they must all have the same parent table."""
    done = read(json.dumps([{"id": 1, "a": [{"b": [1]}]}, {"id": 2, "a": {"b": [2]}}]), "x/list.json")
    assert {table.name: table.parent for table in done.tables} == {
        "x.list": "",
        "x.list.a": "x.list",
        "x.list.a.b": "x.list.a",
        "x.list.a.b_2": "x.list",
    }
