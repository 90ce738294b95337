"""The whole way over the sample clinic, as a user walks it."""

import csv
import json
import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import AS_OF, UNREADABLE, Clinic, files_below, veilig

pytestmark = pytest.mark.prefect


def test_everything_a_user_looks_for_is_printed(clinic: Clinic) -> None:
    """Read, found, linked, withheld, released, and where the reports are."""
    for word in ("Read", "set aside", "Found", "Linked", "Released", "withheld", "Look at", "report.html"):
        assert word in clinic.ran.out


def test_rows_add_up_for_every_file_and_policy(clinic: Clinic) -> None:
    """Rows read = released + withheld + quarantined, each with its reason code."""
    report = json.loads((clinic.root / "reports" / "run.json").read_text(encoding="utf-8"))
    assert set(report["policies"]) == {"marketing", "research"}
    for policy in report["policies"].values():
        for file in policy["files"]:
            rest = sum(file["withheld"].values()) + sum(file["quarantined"].values())
            assert file["read"] == file["released"] + rest, file["file"]
        assert policy["totals"]["released"] > 0


def test_bad_files_are_set_aside_with_a_reason(clinic: Clinic) -> None:
    """One bad file never stops the others, and the report says what was wrong with it."""
    report = json.loads((clinic.root / "reports" / "run.json").read_text(encoding="utf-8"))
    reasons = {reason for file in report["files"] for reason in file["quarantined"]}
    assert {"truncated", "empty", "format-not-known"} <= reasons


def test_same_exports_and_private_folder_give_the_same_bytes(clinic: Clinic, tmp_path: Path) -> None:
    """A fresh workspace with a copy of private/ makes the same releases to the byte."""
    again = tmp_path / "again"
    veilig("init", "Clinic", "--workspace", again, "--exports", clinic.root.parent / "nowhere")
    shutil.rmtree(again / "private")
    shutil.copytree(clinic.root / "private", again / "private")
    shutil.copy(clinic.root / "veilig.yaml", again / "veilig.yaml")
    done = veilig("run", "--workspace", again, "--as-of", AS_OF, env={"PYTHONHASHSEED": "7"})
    assert done.code == UNREADABLE, done.err
    assert files_below(again / "datasets") == files_below(clinic.root / "datasets")


def test_other_keys_share_no_pseudonym(clinic: Clinic, make_workspace, tmp_path: Path) -> None:
    """Without the keyring nobody can make, or recognise, a pseudonym."""
    other = make_workspace(tmp_path / "other")
    veilig("release", "research", "--workspace", other, "--as-of", AS_OF)
    mine, theirs = pseudonyms(clinic.root), pseudonyms(other)
    assert len(mine) > 1000
    assert not mine & theirs


def pseudonyms(workspace: Path) -> set[str]:
    """Every cell that looks like a pseudonym."""
    found = set()
    for path in workspace.glob("datasets/research/*/data/*.parquet"):
        table = pq.read_table(path)
        for column in table.columns:
            if str(column.type) == "string":
                found |= {
                    cell for cell in column.unique().to_pylist() if cell and re.fullmatch(r"[sr][a-z2-7]{16}", cell)
                }
    return found


def test_direct_identifiers_of_the_patients_are_nowhere(clinic: Clinic) -> None:
    """Names in full, numbers, addresses of mail and street, telephones: none is in a release or a report."""
    with (clinic.root / clinic_exports(clinic) / "ehr" / "patients.csv").open(encoding="cp1252", newline="") as lines:
        patients = list(csv.DictReader(lines, delimiter=";"))
    texts = released_texts(clinic.root)
    for patient in patients:
        full = f"{patient['first_name']} {patient['last_name']}"
        street = f"{patient['street']} {patient['house_number']}"
        for identifier in (full, street, patient["national_number"], patient["email"], patient["phone"]):
            if len(identifier) > 8:
                assert identifier.lower() not in texts, f"row of patient_id {patient['patient_id']}"


def clinic_exports(clinic: Clinic) -> str:
    line = next(line for line in (clinic.root / "veilig.yaml").read_text().splitlines() if line.startswith("exports:"))
    return json.loads(line.removeprefix("exports:").split("#")[0])


def released_texts(workspace: Path) -> str:
    from tests.leaks.reading import said_in

    places = (workspace / "datasets", workspace / "reports")
    return "\n".join(text.lower() for place in places for _, text in said_in(place))


def test_dry_run_shows_and_writes_nothing(clinic: Clinic) -> None:
    """What would leave, column by column; no version appears."""
    before = files_below(clinic.root / "datasets")
    done = veilig("release", "research", "--dry-run", "--workspace", clinic.root, "--as-of", AS_OF)
    assert "dry run" in done.out
    assert "subjects: " in done.out
    assert files_below(clinic.root / "datasets") == before


def test_nothing_new_is_told_by_the_exit_code(clinic: Clinic, make_workspace, tmp_path: Path) -> None:
    """15 says that every release stood there already."""
    exports = tmp_path / "exports"
    (exports / "ehr").mkdir(parents=True)
    for name in ("patients.csv", "appointments.csv"):
        shutil.copy(Path(clinic_exports(clinic)) / "ehr" / name, exports / "ehr" / name)
    workspace = make_workspace(tmp_path / "ws", exports)
    codes = [veilig("release", "research", "--workspace", workspace, "--as-of", AS_OF).code for _ in range(2)]
    assert codes == [0, 15]


def test_release_verifies_and_a_changed_one_does_not(clinic: Clinic, tmp_path: Path) -> None:
    """Checksums, contract and gate, next to the vault; a release that was touched is refused."""
    version = (clinic.root / "datasets" / "research" / "latest").read_text(encoding="utf-8").strip()
    release = clinic.root / "datasets" / "research" / version
    assert veilig("verify", release, "--workspace", clinic.root).code == 0
    copy = tmp_path / version
    shutil.copytree(release, copy)
    with (copy / "codebook.csv").open("a", encoding="utf-8") as codebook:
        codebook.write("more\n")
    done = veilig("verify", copy, "--workspace", clinic.root)
    assert done.code == 12
    assert "codebook.csv" in done.err
    assert "Traceback" not in done.err


def test_links_name_the_subject_of_every_record(clinic: Clinic, tmp_path: Path) -> None:
    """For the key holder: file, table, row, native id, subject; readable by the owner only."""
    out = tmp_path / "links.parquet"
    done = veilig("subject", "links", "--out", out, "--workspace", clinic.root, "--as-of", AS_OF)
    assert done.code == UNREADABLE, done.err
    table = pq.read_table(out)
    assert table.column_names == ["file", "table", "row", "native_id", "subject"]
    report = json.loads((clinic.root / "reports" / "data-map.json").read_text(encoding="utf-8"))
    assert table.num_rows == sum(each["rows"] for each in report["tables"])
    assert out.stat().st_mode & 0o077 == 0


def test_explain_names_evidence_and_treatments(clinic: Clinic) -> None:
    done = veilig("explain", "ehr.patients.birth_date", "--workspace", clinic.root)
    assert done.code == 0
    assert "birth_date (date of birth)" in done.out
    assert "research: subjects" in done.out
    missed = veilig("explain", "ehr.patients.birthdate", "--workspace", clinic.root)
    assert missed.code == 2
    assert "Did you mean ehr.patients.birth_date?" in missed.err


def test_keyring_open_to_others_stops_the_run(make_workspace, tmp_path: Path) -> None:
    """A key that others can read is no key: exit code 14, and what to do."""
    workspace = make_workspace(tmp_path / "ws")
    (workspace / "private" / "keyring.json").chmod(0o644)
    done = veilig("run", "--workspace", workspace, "--as-of", AS_OF)
    assert done.code == 14
    assert "chmod" in done.err
