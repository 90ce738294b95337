from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.crawl import delimited, irregular_rows

HEADER = "id;naam;stad"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(read, rows, delimiter):
    done = read(f"id{delimiter}naam\n007{delimiter}Maes\n008{delimiter}Wouters\n")
    assert rows(done) == [{"id": "007", "naam": "Maes"}, {"id": "008", "naam": "Wouters"}]


def test_decimal_commas_do_not_make_a_comma_file(read, rows):
    done = read("datum;bedrag\n01/02/2024;1,50\n02/02/2024;2,75\n")
    assert rows(done)[0] == {"datum": "01/02/2024", "bedrag": "1,50"}


def test_identifiers_keep_leading_zeros_and_all_their_digits(read, rows):
    done = read("nummer,formulier\n06031201889,5012088400000000000\n")
    assert rows(done) == [{"nummer": "06031201889", "formulier": "5012088400000000000"}]


def test_quoted_cells_keep_line_ends_delimiters_and_quotes(read, rows):
    done = read('id;nota\n1;"eerste\r\ntweede; derde ""citaat"""\n2;kort\n')
    assert [row["nota"] for row in rows(done)] == ['eerste\r\ntweede; derde "citaat"', "kort"]


def test_an_empty_cell_is_not_a_missing_one(read, rows):
    done = read("a;b;c\n1;;3\n4;5\n")
    assert rows(done) == [{"a": "1", "b": "", "c": "3"}, {"a": "4", "b": "5", "c": None}]


def test_words_like_null_and_nan_stay_text(read, rows):
    assert rows(read("a;b\nNULL;NaN\nNA;Null\n"))[1] == {"a": "NA", "b": "Null"}


def test_lines_above_the_table_are_not_its_header(read, rows):
    done = read(
        "Boekingsdatum vanaf;01/01/2024\nBedrag vanaf;\n;\n\nRekening;Datum;Bedrag;Naam\n"
        "BE1;01/02/2024;5,00;Maes\nBE1;02/02/2024;6,00;Peeters\n"
    )
    assert rows(done)[0] == {"Rekening": "BE1", "Datum": "01/02/2024", "Bedrag": "5,00", "Naam": "Maes"}
    assert "above the table" in done.report.note


def test_comment_lines_are_skipped(read, rows):
    done = read("# ---\n# All Web Site Data\n# ---\n\nPagina,Sessies\n/a,3\n/b,4\n")
    assert rows(done) == [{"Pagina": "/a", "Sessies": "3"}, {"Pagina": "/b", "Sessies": "4"}]


def test_a_remark_below_the_table_is_set_aside(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\nTotaal: 1 rij\n")
    assert len(rows(done)) == 1
    assert done.report.quarantined == {"row-too-short": 1}


def test_rows_of_delimiters_only_are_no_data(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\n;;\n;;\n")
    assert len(rows(done)) == 1
    assert not done.report.quarantined


def test_a_delimiter_at_the_end_of_every_row_makes_no_column(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent;\n2;Wouters;Aalst;\n")
    assert rows(done)[1] == {"id": "2", "naam": "Wouters", "stad": "Aalst"}


def test_a_second_table_after_a_blank_line_is_a_table(read, rows):
    done = read("Pagina,Sessies,Duur\n/a,3,00:10\n,3,00:10\n\nDag,Aantal\n01/02/2024,5\n02/02/2024,6\n", "site/ga.csv")
    assert rows(done, "site.ga_2") == [{"Dag": "01/02/2024", "Aantal": "5"}, {"Dag": "02/02/2024", "Aantal": "6"}]
    assert len(rows(done, "site.ga")) == 2


def test_a_blank_line_between_rows_ends_nothing(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\n\n2;Wouters;Aalst\n")
    assert [row["id"] for row in rows(done)] == ["1", "2"]


def test_too_many_cells_are_set_aside_unless_empty(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\n2;Wouters;Aalst;;\n3;Claes;Mol;extra\n4;Smet;Geel\n")
    assert [row["id"] for row in rows(done)] == ["1", "2", "4"]
    assert done.report.quarantined == {"row-too-long": 1}


def test_row_numbers_leave_gaps_where_rows_were_set_aside(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\n2;Claes;Mol;extra\n3;Smet\n4;Wouters;Aalst\n")
    assert [(row["row"], row["id"]) for row in rows(done, numbers=True)] == [(1, "1"), (3, "3"), (4, "4")]


def test_a_record_broken_by_a_line_end_is_set_aside_whole(read, rows):
    """Its second half would put a date of birth under the name."""
    done = read("naam;geboren;tel;stad\nMaes;01/02/1990;1;Gent\nClaes\n02/03/1991;2;Mol\nSmet;03/04/1992;3;Geel\n")
    assert [row["naam"] for row in rows(done)] == ["Maes", "Smet"]
    assert done.report.quarantined == {"row-too-short": 2}


def test_a_file_without_header_gets_numbered_columns(read, rows):
    """The first row must not name the columns: names of columns are printed."""
    done = read("Maes;12/03/2006;maes@example.be\nClaes;13/03/2007;claes@example.be\n")
    assert rows(done)[0] == {"field_1": "Maes", "field_2": "12/03/2006", "field_3": "maes@example.be"}
    assert "no header" in done.report.note


def test_a_first_row_whose_words_come_back_is_data(read, rows):
    done = read("Jan;Maes;Gent\nAn;Claes;Mol\nPiet;Smet;Gent\n")
    assert done.tables[0].columns == ("field_1", "field_2", "field_3")
    assert len(rows(done)) == 3


def test_headers_that_repeat_or_are_empty_become_unique(read, rows):
    done = read("naam;;naam\nMaes;x;Claes\n")
    assert rows(done) == [{"naam": "Maes", "field_2": "x", "naam_2": "Claes"}]


def test_a_header_over_several_lines_becomes_one_name(read, rows):
    done = read('id;"Geboorte-\ndatum"\n1;12/03/2006\n')
    assert rows(done) == [{"id": "1", "Geboorte- datum": "12/03/2006"}]


def test_the_header_repeated_further_down_is_no_row(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\n{HEADER}\n2;Claes;Mol\n")
    assert [row["id"] for row in rows(done)] == ["1", "2"]
    assert done.report.quarantined == {"repeated-header": 1}


def test_a_header_without_rows_is_an_empty_table(read):
    done = read(f"{HEADER}\n")
    assert done.report.tables == {"clinic.list": 0}
    assert done.tables[0].columns == ("id", "naam", "stad")
    assert "no rows" in done.report.note


def test_one_column_is_a_table_when_the_name_says_so(read, rows):
    assert rows(read("e-mail\na@example.be\nb@example.be\n")) == [
        {"e-mail": "a@example.be"},
        {"e-mail": "b@example.be"},
    ]
    assert read("Beste,\nbedankt voor uw brief\n", "clinic/brief.txt").report.reason == "format-not-known"


def test_prose_is_not_taken_for_a_table(read):
    letter = "Beste Jan, dank u, tot snel\nU komt morgen, om tien uur, langs\nMet groet, Lies, onthaal\nEinde\n"
    assert read(letter, "clinic/brief.log").report.reason == "format-not-known"


def test_rows_with_zero_bytes_are_set_aside(read, rows):
    done = read(f"{HEADER}\n1;Ma\0es;Gent\n2;Claes;Mol\n")
    assert [row["id"] for row in rows(done)] == ["2"]
    assert done.report.quarantined == {"nul-byte": 1}


def test_an_endless_line_is_set_aside_and_the_rest_read(read, rows, monkeypatch):
    monkeypatch.setattr(irregular_rows, "LONGEST_LINE", 1000)
    monkeypatch.setattr(delimited, "_is_regular", lambda *_: False)
    done = read(f"{HEADER}\n1;Maes;Gent\n2;{'x' * 5000};Mol\n3;Claes;Mol\n")
    assert [row["id"] for row in rows(done)] == ["1", "3"]
    assert done.report.quarantined == {"line-too-long": 1}


def test_a_quote_never_closed_ends_the_file_there(read, rows):
    done = read(f'{HEADER}\n1;Maes;Gent\n2;Claes;"Mol\n3;Smet;Geel\n4;x;y')
    assert [row["id"] for row in rows(done)] == ["1"]
    assert done.report.reason == "truncated"
    assert done.report.quarantined == {"truncated": 3}


def test_a_row_cut_at_the_end_of_the_file_is_set_aside(read, rows):
    done = read(f"{HEADER}\n1;Maes;Gent\n2;Pee")
    assert [row["id"] for row in rows(done)] == ["1"]
    assert done.report.reason == "truncated"


def test_a_last_row_without_line_end_is_a_row(read, rows):
    assert len(rows(read(f"{HEADER}\n1;Maes;Gent\n2;Claes;Mol"))) == 2


def test_old_macintosh_line_ends(read, rows):
    assert len(rows(read(f"{HEADER}\r1;Maes;Gent\r2;Claes;Mol\r"))) == 2


def test_the_name_of_the_table_has_no_dates(read):
    done = read(f"{HEADER}\n1;Maes;Gent\n", "Little Hotelier/Reservations 2024-03-01 (2).csv")
    assert list(done.report.tables) == ["little_hotelier.reservations"]


CELLS = st.text(alphabet='aé"\n\r; ,x1', max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=12)


def test_a_row_with_few_cells_behind_a_blank_one_is_data(read, rows):
    done = read('"name";"place";"remark"\n"";"";""\n"";"";"a"\n"b";"c";"1"\n')
    assert [row["remark"] for row in rows(done)] == ["a", "1"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_what_a_csv_writer_writes_is_read_again(read, rows, table):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["kolom een", "kolom twee", "kolom drie"])
    writer.writerows(table)
    done = read(text.getvalue())
    found = [list(row.values()) for row in rows(done)]
    assert found == [row for row in table if any(row)]


CELL = st.sampled_from(["", "a", "é", "x y", "1"])
RAGGED = st.lists(st.lists(CELL, min_size=1, max_size=6).filter(lambda row: row != [""]), max_size=15)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=RAGGED)
def test_both_ways_of_reading_agree(read, rows, table):
    """The fast way and the forgiving way give the same rows, the same numbers and the same quarantine."""
    sound = [["k een", "k twee", "k drie"], ["1a", "2", "3"], ["1b", "2", "3"]] * 6
    text = "\n".join(";".join(row) for row in [sound[0], *[row for row in sound if row[0] != "k een"], *table]) + "\n"
    with pytest.MonkeyPatch.context() as patch:
        fast = read(text)
        seen = rows(fast, numbers=True)
        patch.setattr(delimited, "_is_regular", lambda *_: False)
        slow = read(text)
    assert rows(slow, numbers=True) == seen
    assert slow.report.quarantined == fast.report.quarantined
