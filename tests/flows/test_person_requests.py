"""Export and erasure of a person of the sample, from end to end; and erasures that were killed."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from flows.workspace import open_workspace
from tests.conftest import AS_OF, ROOT, UNREADABLE, Clinic, Ran, veilig
from transforms.keys import load_keyring
from transforms.pseudonyms import subject_pseudonyms
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.register import entries, members_of

pytestmark = pytest.mark.prefect
TRUTH = ROOT / "sample_data" / "truth" / "people.jsonl"
NOTHING_NEW, CONTRACT_BROKEN = 15, 12


def people() -> list[dict]:
    return [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]


PERSON = next(
    one
    for one in people()
    if one["name_changed"] and one["number_changed"] and one["research_consent"] and not one["minor"]
    and not one["objected"] and len({record["file"].split("/")[0] for record in one["records"]}) > 2
)  # fmt: skip
"""Changed name and number, agreed to research, and stands in several systems."""
WHO = f"ehr: {PERSON['patient_id']}"


def released(root: Path) -> dict[str, pa.Array]:
    """Table of the newest research release → the pseudonym of each row."""
    research = root / "datasets" / "research"
    data = research / (research / "latest").read_text(encoding="utf-8").strip() / "data"
    return {
        path.stem: pq.read_table(path, columns=["subject_id"]).column(0).combine_chunks() for path in data.iterdir()
    }


def subject_of(root: Path) -> int:
    found = veilig("subject", "find", "--from", "-", "--json", "--workspace", root, stdin=WHO)
    return int(json.loads(found.out)[0]["subject"])


def pseudonym_of(root: Path, subject: int) -> str:
    workspace = open_workspace(root)
    keyring = load_keyring(workspace.keyring)
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        secret = vault.load_subjects(connection).secrets[subject - 1 : subject]
    assert secret.any(), "the person is not erased yet"
    return subject_pseudonyms(keyring.domain("research"), np.ascontiguousarray(secret))[0].as_py()


def registered(root: Path) -> dict[str, list[int]]:
    """Version → members, of those that were not withdrawn."""
    workspace = open_workspace(root)
    keyring = load_keyring(workspace.keyring)
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        standing = [entry for entry in entries(connection) if entry.withdrawn is None]
        return {
            f"{one.release}/{one.version}": members_of(vault, connection, one.release, one.version).tolist()
            for one in standing
        }


def versions(root: Path) -> set[str]:
    folders = (path for path in (root / "datasets").glob("*/*") if path.is_dir())
    return {f"{path.parent.name}/{path.name}" for path in folders}


def erase(root: Path, *options: str, who: str = f"{WHO}\n\nerase\n") -> Ran:
    return veilig("subject", "erase", *options, "--workspace", root, "--as-of", AS_OF, stdin=who)


@pytest.fixture(scope="module")
def own(clinic: Clinic, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the clinic's workspace after its first run."""
    root = tmp_path_factory.mktemp("persons") / "ws"
    shutil.copytree(clinic.root, root)
    return root


def test_the_register_knows_whom_each_release_holds(own: Path) -> None:
    held = registered(own)
    assert set(held) == versions(own)
    research = next(members for version, members in held.items() if version.startswith("research/"))
    everyone = pc.unique(pa.concat_arrays(list(released(own).values())))
    assert len(research) == len(everyone)
    assert subject_of(own) in research


def test_right_to_data_portability_exports_every_record_of_a_person(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    done = veilig(
        "subject", "export", "--out", out, "--from", "-", "--workspace", own, "--as-of", AS_OF, stdin=WHO
    )  # fmt: skip
    assert done.code == UNREADABLE, done.err
    assert "5 exports could not be read, in part or at all: they may still hold the person." in done.out
    systems = json.loads((out / "records.json").read_text(encoding="utf-8"))["systems"]
    records = {
        (record["file"], f"{system}.{name}", record["row"]): record
        for system, tables in systems.items()
        for name, table in tables.items()
        for record in table["records"]
    }
    rows = {(one["file"], one["table"], row) for one in PERSON["records"] for row in one["rows"]}
    assert rows <= records.keys()
    more = [records[place] for place in records.keys() - rows]
    assert all("parent_row" in record or "not_linked" in record["marks"] for record in more), "lists inside records"
    used = json.loads((out / "records.json").read_text(encoding="utf-8"))["used_in"]
    assert {use["release"] for use in used} == {"marketing", "research"}
    assert not list((own / "private" / "persons").iterdir())
    hidden = (PERSON["name"], *PERSON["emails"], *PERSON["national_numbers"])
    said = done.out + done.err
    assert not [value for value in hidden if value and value in said]


def test_right_to_erasure_takes_a_person_out_of_all_releases(own: Path) -> None:
    subject = subject_of(own)
    pseudonym, old = pseudonym_of(own, subject), released(own)
    mine = {table: int(pc.sum(pc.equal(rows, pseudonym)).as_py()) for table, rows in old.items()}
    assert mine["subjects"] == 1
    before = versions(own)

    done = erase(own, "--republish")
    assert done.code == UNREADABLE, done.err
    assert "5 exports could not be read, in part or at all: they may still hold the person." in done.out
    assert not before & versions(own), "the versions that held the person are gone"
    new = released(own)
    assert all(not pc.any(pc.equal(rows, pseudonym)).as_py() for rows in new.values())
    assert len(old["subjects"]) - len(new["subjects"]) >= 1
    assert all(subject not in members for members in registered(own).values())

    certificate = next((own / "reports" / "erasures").glob("*.json"))
    verified = veilig("verify", certificate, "--workspace", own)
    assert verified.code == 0, verified.err
    changed = own / "changed.json"
    changed.write_bytes(certificate.read_bytes().replace(b'"vault"', b'"fault"'))
    assert veilig("verify", changed, "--workspace", own).code == CONTRACT_BROKEN
    changed.unlink()

    assert erase(own, "--republish").code == NOTHING_NEW
    search(own)


def search(root: Path) -> None:
    """Nothing that was written outside the exports holds what the person was known by."""
    canaries = {*PERSON["emails"], *PERSON["national_numbers"], PERSON["name"], *PERSON["phones"]}
    needles = [value.encode() for value in canaries if value]
    for path in (path for path in root.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert not [needle for needle in needles if needle in content], path.name


KILLED = """
import os, signal, sys
from pathlib import Path
from flows.commands.running import ready_for_prefect
ready_for_prefect(Path(sys.argv[2]))
import flows.erasure
setattr(flows.erasure, sys.argv[1], lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
sys.argv = ["veilig", "subject", "erase", "--republish", "--workspace", sys.argv[2], "--as-of", sys.argv[3]]
from flows.cli import main
main()
"""


def killed(root: Path, moment: str) -> None:
    """An erasure that is killed when it comes to that step."""
    command = [sys.executable, "-c", KILLED, moment, str(root), AS_OF]
    typed, said = root.parent / "typed", root.parent / "said"
    typed.write_text(f"{WHO}\n\nerase\n", encoding="utf-8")
    with typed.open() as stdin, said.open("w") as output:
        process = subprocess.Popen(
            command, stdin=stdin, stdout=output, stderr=output, cwd=ROOT, start_new_session=True
        )  # fmt: skip
        code = process.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # what Prefect started goes too
    assert code == -signal.SIGKILL, said.read_text(encoding="utf-8")


def test_right_to_erasure_is_finished_after_a_kill_at_any_step(
    make_workspace: Callable[..., Path], tmp_path: Path
) -> None:
    """Between vault and releases, between the new version and the old one, and before the certificate."""
    exports = tmp_path / "exports"
    (exports / "ehr").mkdir(parents=True)
    for name in ("patients", "appointments", "operations"):
        shutil.copy(ROOT / "sample_data" / "exports" / "ehr" / f"{name}.csv", exports / "ehr")
    root = make_workspace(tmp_path / "ws", exports)
    assert veilig("run", "--workspace", root, "--as-of", AS_OF).code == 0
    subject = subject_of(root)
    pseudonym, before = pseudonym_of(root, subject), versions(root)

    killed(root, "make_release")
    assert versions(root) == before
    killed(root, "take_away")
    assert versions(root) > before
    said = veilig("run", "--workspace", root, "--as-of", AS_OF)
    assert "was interrupted: veilig subject erase --request 1" in said.out
    killed(root, "write_certificate")
    assert not before & versions(root)

    done = veilig(
        "subject", "erase", "--request", "1", "--republish", "--workspace", root, "--as-of", AS_OF, stdin="erase\n"
    )  # fmt: skip
    assert done.code == 0, done.err
    assert all(not pc.any(pc.equal(rows, pseudonym)).as_py() for rows in released(root).values())
    certificate = json.loads((root / "reports" / "erasures" / "request-1.json").read_text(encoding="utf-8"))
    removed = {
        entry["version"]
        for entry in certificate["certificate"]["handled"]
        if entry["done"] == "removed" and "version" in entry
    }
    assert removed == before
    assert erase(root, "--republish").code == NOTHING_NEW

    after = versions(root)
    assert veilig("run", "--workspace", root, "--as-of", AS_OF).code == NOTHING_NEW
    assert versions(root) == after
    assert all(subject not in members for members in registered(root).values())
