from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from flows.crawl import workbook


def book(sheets: dict[str, list[list]], hidden: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


PEOPLE = [["id", "naam"], [19000.0, "Maes"], [19001, "Claes"]]


def test_cells_are_the_text_a_person_saw(read, rows):
    line = [
        19000.0,
        2.5,
        dt.datetime.fromisoformat("2024-10-04T11:58:47"),
        dt.date(2024, 10, 4),
        dt.time(9, 30),
        True,
        "06031201889",
        None,
    ]
    line.append(dt.timedelta(hours=64))
    done = read(book({"data": [list("abcdefghi"), line]}), "clinic/list.xlsx")
    assert list(rows(done)[0].values()) == [
        "19000", "2.5", "2024-10-04T11:58:47", "2024-10-04", "09:30:00", "true", "06031201889", None, "64:00:00",
    ]  # fmt: skip


def test_every_sheet_is_read_and_hidden_ones_are_reported(read):
    done = read(book({"mensen": PEOPLE, "geheim": [["code", "tekst"], ["1", "x"]]}, ("geheim",)), "clinic/list.xlsx")
    assert done.report.tables == {"clinic.list_mensen": 2, "clinic.list_geheim": 1}
    assert "Sheet 2 is hidden" in done.report.note


def test_the_filter_above_a_pivot_is_not_its_header(read):
    pivot = [["Agent", "Lies Maes"], [None, None], ["Row Labels", "Count"], ["Closed", 5], ["Open", 3]]
    done = read(book({"Pivot": pivot}), "clinic/list.xlsx")
    assert done.tables[0].columns == ("Row Labels", "Count")


def test_titles_above_the_table_are_not_its_header(read, rows):
    lines = [["Overzicht van de wachtlijst"], [], ["id", "naam", "stad"], ["1", "Maes", "Gent"]]
    assert rows(read(book({"x": lines}), "clinic/list.xlsx")) == [{"id": "1", "naam": "Maes", "stad": "Gent"}]


def test_sheets_of_one_known_kind_are_one_table(read, rows):
    lines = [["Ticket ID", "Subject", "Status", "Agent", "Full name"], [1, "a", "Open", "b", "c"]]
    done = read(book({"juni": lines, "mei": lines}), "freshdesk/tickets.xlsx")
    assert [row["row"] for row in rows(done, "freshdesk.tickets", numbers=True)] == [1, 2]


def test_a_sheet_named_after_a_person_does_not_name_a_table(read):
    done = read(book({"80.11.06-298.18": PEOPLE, "b": PEOPLE}), "clinic/list.xlsx")
    assert list(done.report.tables) == ["clinic.list_sheet_1", "clinic.list_b"]


def test_a_workbook_is_known_by_its_content(read, rows):
    assert rows(read(book({"x": PEOPLE}), "clinic/list.csv"))[0] == {"id": "19000", "naam": "Maes"}


def test_empty_sheets_give_no_table(read):
    done = read(book({"x": [], "y": []}), "clinic/list.xlsx")
    assert (done.tables, done.report.reason) == ((), "")


def test_a_cut_workbook_is_quarantined(read):
    content = book({"x": PEOPLE})
    assert read(content[: len(content) // 2], "clinic/list.xlsx").report.reason == "truncated"


def test_a_damaged_workbook_is_quarantined(read):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets")
    done = read(content.getvalue(), "clinic/list.xlsx")
    assert done.report.reason == "malformed"
    assert done.report.quarantined == {"malformed": 1}


@pytest.mark.parametrize(
    ("limit", "value"), [("_MOST_BYTES", 1 << 20), ("_RATIO_COUNTS_FROM", 1 << 20), ("_MOST_MEMBERS", 2)]
)
def test_a_zip_bomb_is_not_unpacked(read, monkeypatch, limit, value):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (3 << 20))
        archive.writestr("xl/a.xml", b"")
        archive.writestr("xl/b.xml", b"")
    monkeypatch.setattr(workbook, limit, value)
    assert read(content.getvalue(), "clinic/list.xlsx").report.reason == "zip-bomb"


def test_a_protected_workbook_is_quarantined(read):
    content = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert read(content, "clinic/list.xlsx").report.reason == "encrypted"


def test_open_document_sheets(read, rows):
    """The cells of a small .ods file: text, a number, a date."""
    cell = '<table:table-cell office:value-type="{kind}" {value}><text:p>{text}</text:p></table:table-cell>'
    header = "".join(cell.format(kind="string", value="", text=text) for text in ("id", "naam", "op"))
    line = (
        cell.format(kind="float", value='office:value="19000"', text="19000")
        + cell.format(kind="string", value="", text="Zoë")
        + cell.format(kind="date", value='office:date-value="2024-10-04"', text="04/10/2024")
    )
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (header, line))
    table = f'<table:table table:name="x">{body}</table:table>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    done = read(content.getvalue(), "clinic/list.ods")
    assert rows(done) == [{"id": "19000", "naam": "Zoë", "op": "2024-10-04"}]


def test_a_table_that_begins_far_from_the_corner(read, rows):
    lines: list[list] = [[]] * 80 + [[None, None, "id", "naam"], [None, None, 1, "Maes"]]
    assert rows(read(book({"x": lines}), "clinic/list.xlsx")) == [{"id": "1", "naam": "Maes"}]
