from __future__ import annotations

import io
import json

import openpyxl
import pytest

from flows.crawl.crawl import crawl, read_file
from flows.crawl.files import list_files
from flows.crawl.personal_names import points_at_a_person

ORDINARY = """
Naam van uw huisarts? | Naam | Voornaam | Familienaam | Roepnaam / voornaamwoorden | Geboortedatum | Rijksregisternummer
Officiële naam.first | Contactpersoon | Noodcontact | Telefoon thuis | GSM | Straat en nummer | Gemeente
Marie Curie zaal | Zaal Jan Palfijn?
Geslacht bij geboorte | Gewenste ingrepen | Behandelende arts | Dr. | Ziekenfonds | Beroep
Heeft Sofie u doorverwezen? | Bent u de ouder van de patiënt? | Ik wil de nieuwsbrief ontvangen | Datum van de ingreep
Nom de famille | Prénom | Date de naissance | Médecin traitant | Personne de contact | Adresse | Code postal | Mutuelle
Quel est le nom de votre médecin ? | Comment avez-vous connu la clinique ? | Numéro de registre national | Remarques
Vorname | Nachname | Geburtsdatum | Hausarzt | Straße und Hausnummer | Krankenkasse | Wie heißt Ihr Hausarzt?
Ansprechpartner | Bemerkung | Geschlecht bei der Geburt
First name | Last name | Date of birth | Mother's maiden name | Emergency contact | Unit Price | Total Price
Page Title | Physician Number | Grace period
Mark as spam | Status | Edit Link | Long Description | How did you hear about us?
Jan | Feb | Mrt | April | Jan 2024 | Maandag | Visit 2 | ICD-10 | 25-OH vitamine D | LH (IU/L) | Vitamine B12 | HbA1c
custom_fields.cf_geboortedatum | utm_source | stats.first_responded_at | is_opt_in | Medicatie.Cerazette | Gent
Room 12 | Syndroom van Klinefelter | Score van Ferriman-Gallwey | Ziekte van Parkinson
"""
HEADERS = [header.strip() for line in ORDINARY.strip().splitlines() for header in line.split("|")]

PEOPLE = [
    "Jan Peeters", "peeters_jan", "JanPeeters", "PEETERS JAN", "Brief van Jan Peeters", "mevr. Janssens", "dr. Dupont",
    "Lies Van den Broeck", "dossier Jan Peeters 2023", "Élodie D’Hondt", "jan@example.be", "85.07.30-033.28",
    "85073003328", "0475 12 34 94", "BE71 0961 2345 6769", "Kerkstraat 12", "192.168.1.1", "Sofie", "verslag_bart",
]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_ordinary_headers_are_nobody(header):
    assert not points_at_a_person(header)


def test_sixty_headers_are_tried():
    assert len(set(HEADERS)) > 60


@pytest.mark.parametrize("name", PEOPLE)
def test_names_and_numbers_of_people_are_known(name):
    assert points_at_a_person(name)


def shown(done) -> str:
    """All that reports print of what was read."""
    return repr((done.report, [(table.name, table.columns, table.parent) for table in done.tables]))


@pytest.mark.parametrize(
    "cell", ["maes@example.be", "85.07.30-033.28", "0475 12 34 94", "BE71 0961 2345 6769", "123456789"]
)
def test_a_header_that_holds_an_identifier_is_a_row(read, rows, cell):
    done = read(f"Maes;{cell};Gent\nClaes;x;Mol\n")
    assert rows(done)[0] == {"field_1": "Maes", "field_2": cell, "field_3": "Gent"}
    assert len(rows(done)) == 2
    assert "no header" in done.report.note


def test_a_first_row_of_people_is_a_row(read, rows):
    done = read("Jan Peeters;leraar;Gent\nAn Claes;kok;Mol\n")
    assert [row["field_1"] for row in rows(done)] == ["Jan Peeters", "An Claes"]
    assert done.tables[0].columns == ("field_1", "field_2", "field_3")


def test_a_person_among_headers_is_not_printed(read, rows):
    done = read("Naam;Datum;Gezien door Sofie Claes;Opmerking\nMaes;01/02/2024;ja;x\n")
    assert rows(done) == [{"Naam": "Maes", "Datum": "01/02/2024", "field_3": "ja", "Opmerking": "x"}]


def test_people_are_not_printed_as_headers_of_a_second_table(read):
    done = read("Naam;Datum;Stad\nMaes;01/02/2024;Gent\n\nSofie Claes;Gent\n12;13\n")
    assert "Sofie" not in shown(done)


def test_sheets_are_read_alike(read, rows):
    book = openpyxl.Workbook()
    book.active.title = "Sofie Claes"
    for line in (["Jan Peeters", "leraar"], ["An Smet", "kok"]):
        book.active.append(line)
    other = book.create_sheet("lijst")
    for line in (["Naam", "Datum", "Gezien door Sofie Claes"], ["Maes", "01/02/2024", "ja"]):
        other.append(line)
    content = io.BytesIO()
    book.save(content)
    done = read(content.getvalue(), "clinic/list.xlsx")
    assert list(done.report.tables) == ["clinic.list_sheet_1", "clinic.list_lijst"]
    assert len(rows(done, "clinic.list_sheet_1")) == 2
    assert done.tables[1].columns == ("Naam", "Datum", "field_3")


def test_files_and_folders_of_people_are_named_by_content(exports, work):
    for name in ("mail/Jan Peeters.csv", "Sofie Claes/list.csv"):
        (exports / name).parent.mkdir()
        (exports / name).write_text(f"id;naam\n{len(name)};x\n")
    found = crawl(exports, work)
    assert [report.file.partition("-")[0] for report in found.files] == ["mail/file", "withheld/list.csv"]
    assert [table.name.partition("_")[0] for table in found.tables] == ["mail.file", "withheld.list"]
    assert "Peeters" not in repr(found.files)
    assert "Sofie" not in repr(found.files)


def test_keys_that_are_people_are_values(read, rows):
    door = {"Jan Peeters": {"n": 1}, "Sofie Claes": {"n": 2}}
    done = read(json.dumps([{"id": 1, "door": door}]), "x/list.json")
    assert rows(done, "x.list.door") == [{"key": "Jan Peeters", "n": "1"}, {"key": "Sofie Claes", "n": "2"}]
    assert "Sofie" not in shown(done)


def test_a_person_among_keys_is_one_column_all_along(read, rows):
    records = [
        {"id": 1, "datum": "x", "Sofie Claes": "ja"},
        {"datum": "y", "id": 2, "Jan Peeters": "a", "Sofie Claes": "b"},
    ]
    done = read(json.dumps(records), "x/list.json")
    assert done.tables[0].columns == ("id", "datum", "field_3", "field_4")
    assert rows(done)[1] == {"id": "2", "datum": "y", "field_3": "b", "field_4": "a"}


def test_a_list_of_a_person_does_not_name_a_table(read):
    done = read(json.dumps([{"id": 1, "naam": "x", "Sofie Claes": [{"n": 1}]}]), "x/list.json")
    assert [(table.name, table.parent) for table in done.tables] == [("x.list", ""), ("x.list.field_3", "x.list")]


def test_what_stands_around_a_list_is_looked_at_too(read):
    assert "Sofie" not in shown(read(json.dumps({"Sofie Claes": "x", "n": 1, "data": [{"a": 1}]}), "x/list.json"))


def test_columns_of_profiles_are_never_asked_about(exports, work):
    (exports / "keap").mkdir()
    (exports / "keap" / "c.csv").write_text("Id,FirstName,LastName,Phone1,Groups\n1,Jan,Maes,1,2\n")
    (file,) = list_files(exports)
    assert read_file(file, work).tables[0].columns == ("id", "given_name", "family_name", "Phone1", "Groups")
    assert not points_at_a_person("FirstName")


def test_a_caller_can_say_what_no_column_is_called(exports, work):
    (exports / "list.csv").write_text("Naam;Datum;Geheim;Stad\nMaes;01/02/2024;x;Gent\n")
    (file,) = list_files(exports)
    done = read_file(file, work, personal=lambda name: name == "Geheim")
    assert done.tables[0].columns == ("Naam", "Datum", "field_3", "Stad")
