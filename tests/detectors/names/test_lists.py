import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from detectors.errors import ConfigurationError
from detectors.kinds.words import of_name_kinds
from detectors.names.list_files import read_names
from detectors.names.lists import NameList, use_lists
from detectors.text import find_spans


@pytest.fixture(autouse=True)
def _own_lists_again() -> Iterator[None]:
    yield
    use_lists([])


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def names_of(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text) if span.category.endswith("_name")]


STATBEL = [
    ["CD_REFNIS", "TX_MUNTY_DESCR_FR", "TX_MUNTY_DESCR_NL", "TX_FST_NAME", "MS_FREQUENCY"],
    [11001, "Aartselaar", "Aartselaar", "Qendresa", 12],
    [11002, "Anvers", "Antwerpen", "Qendresa", 30],
    [11002, "Anvers", "Antwerpen", "Zoë", 7],
]


def test_statbels_workbook_adds_up_over_municipalities(tmp_path: Path) -> None:
    names = read_names(workbook(tmp_path / "TA_POP_2024_F.xlsx", STATBEL))
    assert (names.kind, dict(names.bearers)) == ("first", {"Qendresa": 42, "Zoë": 7})


def test_statbels_text_file_is_the_same(tmp_path: Path) -> None:
    text = "\n".join("|".join(map(str, row)) for row in STATBEL)
    assert read_names(written(tmp_path / "names.txt", text)).bearers == {"Qendresa": 42, "Zoë": 7}


def test_sheets_of_one_workbook_do_not_count_people_twice(tmp_path: Path) -> None:
    """Belgium first, then its regions; a title above the table, a source below it."""
    country = [["Familienamen"], [], ["Naam", "Aantal"], ["Peeters", 30000], ["De Smet", 9000], ["Bron: Statbel"]]
    region = [["Familienamen"], [], ["Naam", "Aantal"], ["Peeters", 28000]]
    names = read_names(workbook(tmp_path / "names.xlsx", country, region))
    assert (names.kind, dict(names.bearers)) == ("", {"Peeters": 30000, "De Smet": 9000})


def test_json_csv_and_plain_text(tmp_path: Path) -> None:
    assert read_names(written(tmp_path / "a.json", json.dumps({"Zoë": 3, "\x8atefan": 11}))).bearers == {
        "Zoë": 3,
        "Štefan": 11,
    }
    assert read_names(written(tmp_path / "b.json", '["Zoë"]')).bearers == {"Zoë": None}
    assert read_names(written(tmp_path / "c.csv", "Prénom;Nombre\nZoë;3\n")) == read_names(
        written(tmp_path / "d.csv", "first name,count\nZoë,3\n")
    )
    assert read_names(written(tmp_path / "e.txt", "Zoë\n\nVan den Bossche\n")).bearers == {
        "Zoë": None,
        "Van den Bossche": None,
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "voornaam;aantal\nZoë;3\nCanary;veel\nCanary2;4\n", r"2 rows \(3, 4\)"),
        ("b.csv", "Canary;4,5\n", r"1 row \(1\)"),
        ("c.csv", "a;b;c\nd;e;f\n", "not a list of names"),
        ("d.json", '{"Canary": ', "not a list of names"),
        ("e.json", "5", "not a list of names"),
        ("f.xlsx", "Canary", "not a list of names"),
        ("g.csv", "", "not a list of names"),
    ],
)
def test_what_is_no_list_is_told_by_its_rows(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        read_names(written(tmp_path / name, text))
    assert "Canary" not in str(caught.value)


def test_a_missing_file_and_an_unknown_kind_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no file"):
        use_lists([NameList(tmp_path / "none.csv")])
    with pytest.raises(ConfigurationError, match="kind: first"):
        use_lists([NameList(written(tmp_path / "names.txt", "Zoë\n"))])


def test_listed_names_are_found_in_notes_and_columns(tmp_path: Path) -> None:
    note = "Gisteren even Qendrzsa Vrzkolli gezien, verder zo."
    column = pa.array(["vrzkolli", "qendrzsa"])
    before = find_spans(note)
    use_lists(
        [
            NameList(written(tmp_path / "first.csv", "voornaam;aantal\nQendrzsa;12\n")),
            NameList(written(tmp_path / "family.txt", "Vrzkolli\n"), "family"),
        ]
    )
    assert names_of(note) == ["Qendrzsa Vrzkolli"]
    assert any(span.recognizer == "listed_names" or span.score > 0.8 for span in find_spans(note))
    kinds = of_name_kinds(column)
    assert kinds["given_name"].tolist() == [False, True]
    assert kinds["family_name"].tolist() == [True, False]
    use_lists([])
    assert find_spans(note) == before
    assert "family_name" not in of_name_kinds(column)


def test_rare_names_may_be_left_out(tmp_path: Path) -> None:
    path = written(tmp_path / "first.csv", "voornaam;aantal\nQendrzsa;12\nZzyzx;2\n")
    assert use_lists([NameList(path, least=5)]).first == {"qendrzsa"}


def test_words_of_care_stay_words(tmp_path: Path) -> None:
    """Somebody is called so somewhere; a note full of placeholders is of no use."""
    path = written(tmp_path / "family.txt", "Consult\nDosis\nPijn\nWondzorg\n")
    use_lists([NameList(path, "family")])
    assert names_of("Consult. Dosis goed. Pijn minder. Wondzorg gestart.") == []
