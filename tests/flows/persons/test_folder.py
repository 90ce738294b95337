"""The folder that a person is given."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detectors.tables import FileReport
from flows.persons.dossier import Dossier, Term, Use
from flows.persons.folder import OWN_COLUMNS, write_folder
from flows.persons.wording import LANGUAGES, wording
from flows.publish.checksums import digest
from tests.flows.persons.small_clinic import AS_OF, SmallClinic
from transforms.retention.period import Period
from transforms.subjects.vault.register import ReleaseEntry

if TYPE_CHECKING:
    from pathlib import Path

    from flows.persons.gathering import Gathered

BROKEN = FileReport("ehr/letters.zip", "ehr", "", "", 9, "0" * 64, {}, {"zip-bomb": 1}, "zip-bomb")
RESEARCH = ReleaseEntry("research", "2026-01-31-a1", "study", 1, "2026-01-31", 9, 3, "0" * 64)
FIGURES = replace(RESEARCH, release="figures", epoch=0, withdrawn="2026-02-01")


@pytest.fixture
def dossier(small_clinic: SmallClinic, lous: Gathered) -> Dossier:
    term = Term("patient_file", (Period(30, "year"), Period(1, "year")))
    tables = tuple(replace(table, term=term) if table.crawled.system == "ehr" else table for table in lous.tables)
    return Dossier(
        clinic="Clinic",
        request=7,
        made=dt.date(2026, 2, 3),
        as_of=AS_OF,
        words=wording("nl"),
        tables=tables,
        remembered=small_clinic.remembered(),
        uses=(Use(RESEARCH, "scientific-research"), Use(FIGURES, "")),
        not_searched=(BROKEN,),
    )


@pytest.fixture
def folder(dossier: Dossier, tmp_path: Path) -> Path:
    write_folder(dossier, tmp_path / "out")
    return tmp_path / "out"


def test_right_to_data_portability_gives_every_field_as_it_stood_in_the_source(folder: Path) -> None:
    systems = json.loads((folder / "records.json").read_text(encoding="utf-8"))["systems"]
    (patient,) = systems["ehr"]["patients"]["records"]
    assert (patient["file"], patient["row"]) == ("ehr/patients.csv", 1)
    assert patient["fields"]["national_number"] == "85.07.30-033.28"
    (note,) = systems["ehr"]["notes"]["records"]
    assert note["fields"]["note"].startswith('=HYPERLINK("http://evil.example")')


def test_right_to_data_portability_gives_a_csv_per_table_that_excel_opens_and_does_not_compute(folder: Path) -> None:
    content = (folder / "csv" / "ehr.notes.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert row["note"].startswith("'=HYPERLINK")
    assert tuple(row)[:4] == OWN_COLUMNS
    assert row["veilig:marks"] == "several"


def test_right_to_data_portability_describes_every_file_for_programs(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == {"records.json", *(f"csv/{path.name}" for path in (folder / "csv").iterdir())}
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{digest(folder / resource['path'])}"


def test_right_to_data_portability_tells_what_is_kept_used_and_not_searched(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    for told in (
        "geboortedatum", "30 jaar en 1 jaar na het laatste contact", "wetenschappelijk onderzoek", "2026-01-31-a1",
        "ingetrokken op 2026-02-01", "ehr/letters.zip", "Gegevensbeschermingsautoriteit", "patiëntendossier",
    ):  # fmt: skip
        assert told in page
    plain = json.loads((folder / "records.json").read_text(encoding="utf-8"))
    assert [use["how"] for use in plain["used_in"]] == ["pseudonymised rows", "counted"]
    assert plain["not_searched"] == [{"file": "ehr/letters.zip", "reason": "zip-bomb", "rows": {"zip-bomb": 1}}]
    assert "Lou" in " ".join(plain["remembered_by_veilig"]["names"])


def test_the_page_needs_no_network_and_shows_markup_as_text(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;fine&lt;/b&gt;" in page
    assert not re.search(r"<(?:script|link|img|iframe)\b|(?:src|href)=[\"'](?!#)|url\(|@import", page)


def test_the_folder_is_for_its_owner_only(folder: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}
    assert modes == {0o700, 0o600}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_can_be_read_in_four_languages(dossier: Dossier, language: str, tmp_path: Path) -> None:
    write_folder(replace(dossier, words=wording(language)), tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert wording(language)["title"] in page
