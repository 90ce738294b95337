"""A study goes on while keys move, and no key, name or pseudonym is left where Prefect keeps things."""

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import AS_OF, UNREADABLE, Clinic, files_below, veilig
from tests.leaks.reading import said_in

pytestmark = pytest.mark.prefect
REASON = "Een bijwerking moet gemeld worden"


def subjects_of(workspace: Path) -> list[str]:
    """The pseudonyms of the newest research release."""
    latest = (workspace / "datasets" / "research" / "latest").read_text().strip()
    path = workspace / "datasets" / "research" / latest / "data" / "subjects.parquet"
    return pq.read_table(path, columns=["subject_id"])["subject_id"].to_pylist()


def asked(workspace: Path, *arguments: str | Path) -> str:
    done = veilig("reidentify", *arguments, "--release", "research", "--reason", REASON, "-w", workspace)
    assert done.code in (0, UNREADABLE), done.err
    return done.out


def test_keys_move_on_and_old_pseudonyms_still_resolve(clinic: Clinic, tmp_path: Path) -> None:
    """Rotation changes no release; a domain that is moved gets other pseudonyms; both can be resolved."""
    root = tmp_path / "ws"
    shutil.copytree(clinic.root, root)
    before, subjects = files_below(root / "datasets"), subjects_of(root)
    first = asked(root, subjects[0])
    for command in (["rotate"], ["rotate", "--vault"]):
        assert veilig("keys", *command, "-w", root).code == 0
    veilig("release", "research", "-w", root, "--as-of", AS_OF)
    assert files_below(root / "datasets") == before
    assert veilig("keys", "rotate", "--domain", "research", "--yes", "-w", root).code == 0
    veilig("release", "research", "-w", root, "--as-of", AS_OF)
    moved = subjects_of(root)
    assert len(moved) == len(subjects)
    assert not set(moved) & set(subjects)
    assert asked(root, subjects[0]) == first
    for version in sorted((root / "datasets" / "research").glob("2*")):
        checked = veilig("verify", version, "-w", root)
        assert (checked.code, "ok    pseudonyms of" in checked.out) == (0, True), checked.err
    assert veilig("audit", "verify", "-w", root).code == 0


def test_records_and_names_stand_in_the_file_only(clinic: Clinic, tmp_path: Path) -> None:
    """Names, native ids, pseudonyms and roots are in no log, database, report or message."""
    root, out = tmp_path / "ws", tmp_path / "who.json"
    shutil.copytree(clinic.root, root)
    pseudonym = subjects_of(root)[0]
    said = asked(root, pseudonym, "--out", out, "--as-of", AS_OF)
    answer = json.loads(out.read_text(encoding="utf-8"))["answers"][0]
    assert out.stat().st_mode & 0o777 == 0o600
    assert {"ehr.patients"} <= {record["table"] for record in answer["records"]}
    assert answer["names"]
    keyring = json.loads((root / "private" / "keyring.json").read_text())
    natives = {record["native_id"] for record in answer["records"] if len(record["native_id"]) > 5}
    hidden = {name for name in answer["names"] if len(name) > 8} | natives | {keyring["epochs"][0]["root"]}
    assert len(natives) > 3
    assert not [word for word in hidden if word in said]
    seen = {
        (where, word)
        for place in ("private/prefect", "reports", "private/audit.jsonl")
        for where, text in (said_in(root / place) if (root / place).is_dir() else [(place, (root / place).read_text())])
        for word in [*hidden, *([pseudonym] if place == "private/prefect" else [])]
        if word in text
    }
    assert seen == set()
    assert not list((root / "private").glob("reidentify-*"))
