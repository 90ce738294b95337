from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.crawl.encoding import ungarbled

TABLE = "id;naam\n1;Lefèvre\n2;Müller\n3;Noël\n4;Çelik\n5;gewoon\n"
NAMES = ["Lefèvre", "Müller", "Noël", "Çelik", "gewoon"]


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 with byte order mark"),
        ("utf-16", "utf-16-le with byte order mark"),
        ("utf-16-le", "utf-16-le without byte order mark"),
        ("utf-16-be", "utf-16-be without byte order mark"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
    ],
)
def test_the_encoding_is_found_and_reported(read, rows, codec, label):
    done = read(TABLE.encode(codec))
    assert [row["naam"] for row in rows(done)] == NAMES
    assert list(rows(done)[0]) == ["id", "naam"]
    assert done.report.encoding == label


def test_typographic_quotes_and_the_euro_sign_do_not_make_it_cp850(read, rows):
    done = read("id;naam\n1;D’Hondt\n2;€ 5\n3;“Zoë”\n".encode("cp1252"))
    assert [row["naam"] for row in rows(done)] == ["D’Hondt", "€ 5", "“Zoë”"]


def test_a_byte_that_cp1252_lacks_sets_its_row_aside(read, rows):
    done = read("id;naam\n1;Lefèvre\n2;Maïté\n".encode("cp1252") + b"3;a\x81b\n")
    assert [row["naam"] for row in rows(done)] == ["Lefèvre", "Maïté"]
    assert done.report.quarantined == {"encoding": 1}


def test_lines_of_two_encodings_in_one_file_are_both_read(read, rows):
    done = read("id;naam\n1;Lefèvre\n2;Zoë\n".encode() + "3;Renée\n".encode("cp1252"))
    assert [row["naam"] for row in rows(done)] == ["Lefèvre", "Zoë", "Renée"]
    assert done.report.encoding == "utf-8 mixed with cp1252"


def test_a_letter_cut_in_half_sets_its_row_aside(read, rows):
    done = read("id;naam\n1;Lefèvre\n2;Renée\n".encode() + b"3;Zo\xc3\n")
    assert [row["id"] for row in rows(done)] == ["1", "2"]
    assert done.report.quarantined == {"encoding": 1}


def test_text_garbled_once_is_repaired(read, rows):
    garbled = TABLE.encode().decode("cp1252").encode()
    done = read(garbled)
    assert [row["naam"] for row in rows(done)] == NAMES
    assert "repaired" in done.report.encoding


def test_an_eastern_encoding_is_quarantined(read):
    done = read("編號;姓名\n1;王小明\n2;陳大文\n".encode("big5"))
    assert done.report.reason == "encoding"


def test_a_character_cut_by_the_block_border_is_whole(read, rows):
    done = read("id;naam\n" + "".join(f"{n};{'é' * 37}\n" for n in range(60_000)))
    assert {row["naam"] for row in rows(done)} == {"é" * 37}


@given(st.text(alphabet=st.characters(min_codepoint=0xA0, max_codepoint=0x2FF), min_size=1))
def test_garbling_is_undone(text):
    assert ungarbled(text.encode().decode("latin-1")) == text
