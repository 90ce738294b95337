from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from detectors.errors import ContractBroken
from detectors.tables import FileReport
from flows.publish.accounting import FileCounts, PolicyCounts
from flows.publish.run_report import write_run_report

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    FileReport("ehr/patients.csv", "ehr", "delimited", "cp1252", 10, "0", {"ehr.patients": 9}, {"ragged-row": 1}),
    FileReport("scans/foto.bin", "scans", "", "", 10, "0", {}, {"not-recognised": 1}, "not-recognised", "Not a table."),
)
COUNTS = PolicyCounts(
    "research",
    (
        FileCounts("ehr/patients.csv", "ehr", 10, 6, {"no-consent": 3}, {"ragged-row": 1}),
        FileCounts("scans/foto.bin", "scans", 1, 0, {}, {"not-recognised": 1}),
    ),
)

NAMES = {
    "lists": [{"kind": "first", "least": 1, "sha256": "aa11"}],
    "first_names": 7,
    "family_names": 0,
    "models": [{"kind": "gliner", "folder": "names", "sha256": "bb22"}],
    "tagger": {"sha256": "cc33"},
}


def test_the_accounts_of_a_run_add_up_per_file_and_in_all(tmp_path: Path) -> None:
    write_run_report([COUNTS], FILES, tmp_path, as_of=dt.date(2026, 3, 1), name_sources=NAMES)
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    rows = run["policies"]["research"]
    for counts in (rows["totals"], *rows["files"]):
        stayed = sum(counts["withheld"].values()) + sum(counts["quarantined"].values())
        assert counts["read"] == counts["released"] + stayed
    assert rows["totals"]["quarantined"] == {"not-recognised": 1, "ragged-row": 1}
    assert run["files"][1]["reason"] == "not-recognised"


def test_the_page_shows_files_that_could_not_be_read(tmp_path: Path) -> None:
    write_run_report([COUNTS], FILES, tmp_path, as_of=dt.date(2026, 3, 1), name_sources=NAMES)
    page = (tmp_path / "run.html").read_text(encoding="utf-8")
    assert "scans/foto.bin" in page
    assert "Not a table." in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.html", "run.json"]


def test_the_page_says_what_names_were_found_with(tmp_path: Path) -> None:
    write_run_report([COUNTS], FILES, tmp_path, as_of=dt.date(2026, 3, 1), name_sources=NAMES)
    page = (tmp_path / "run.html").read_text(encoding="utf-8")
    assert all(digest in page for digest in ("aa11", "bb22", "cc33"))
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["names"] == NAMES


def test_accounts_that_do_not_add_up_are_not_written(tmp_path: Path) -> None:
    wrong = PolicyCounts("research", (FileCounts("a.csv", "ehr", 10, 6),))
    with pytest.raises(ContractBroken):
        write_run_report([wrong], FILES, tmp_path, as_of=dt.date(2026, 3, 1), name_sources=NAMES)
    assert not list(tmp_path.iterdir())
