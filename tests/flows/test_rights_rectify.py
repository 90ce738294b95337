"""The right to rectification: kept at the desk, released by the next run, and listed for those who keep the systems."""

import datetime as dt
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from detectors.errors import UsageError
from tests.conftest import ROOT, UNREADABLE, veilig
from tests.flows.desk import LOU, OTHER_SAM, SAM, SECOND, Desk
from transforms.keys import load_keyring
from transforms.known_identifiers import KnownIdentifiers
from transforms.subjects.vault.corrections import corrections

EVERYBODY = [LOU, SAM, OTHER_SAM]


@pytest.fixture
def uncrawled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read: the exports are not what these tests are about."""
    monkeypatch.setattr("flows.rectify.records_to_mend", lambda *_: ([], 0))


def kept(desk: Desk) -> list[tuple[int, str, str]]:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        return [(each.subject, each.category, each.value) for each in corrections(vault, connection)]


@pytest.mark.usefixtures("uncrawled")
def test_right_to_rectification_of_a_birth_date_leaves_with_the_next_release(desk: Desk) -> None:
    desk.publish(1)
    result = desk.ask("rectify", "birth_date", typed=["keap: 70", "", "29/07/1985"])
    assert "research 2026-01-31-a1" in result.stdout
    assert "1985" not in result.stdout.partition("is kept")[2].replace("2026", "")
    people = desk.link(SECOND, ehr=EVERYBODY).people
    assert people.attributes.column("birth_date")[0].as_py() == dt.date(1985, 7, 29)
    assert people.attributes.column("birth_date")[1].as_py() == dt.date(1990, 1, 15)


@pytest.mark.usefixtures("uncrawled")
def test_right_to_rectification_of_a_name_and_an_address_adds_to_who_the_person_is(desk: Desk) -> None:
    """Notes are searched for the name, and both find the person."""
    desk.ask("rectify", "person_name", typed=["ehr: P1", "", "Mia Van den Broeck", "Lou Van den Broeck"])
    desk.ask("rectify", "email", typed=["ehr: P1", "", "Mia@mail.example", ""])
    for typed in (["name: mia vandenbroeck", "born: 30/07/1985"], ["mia@mail.example"]):
        assert "Subject 1" in desk.ask("find", typed=[*typed, ""]).stdout
    for _ in range(2):
        known = desk.link(SECOND, ehr=EVERYBODY).people.known
        values = known.filter(pc.equal(known["subject"], 0))["value"].to_pylist()
        assert values.count("Mia Van den Broeck") == 1


@pytest.mark.usefixtures("uncrawled")
def test_a_corrected_name_or_address_must_not_stand_in_a_release(desk: Desk) -> None:
    """The gate looks for it, though no export ever held it."""
    desk.ask("rectify", "person_name", typed=["ehr: P1", "", "Mia Van den Broeck", ""])
    desk.ask("rectify", "email", typed=["ehr: P1", "", "Mia@mail.example", ""])
    key = load_keyring(desk.workspace.keyring).vault_key("gate", 16)
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        known = KnownIdentifiers(vault.load_gate_digests(connection), key)
    texts = ["mailt van mia@mail.example", "Mia Van den Broeck belt", "lou@other.example"]
    assert known.contains(pa.array(texts)).tolist() == [True, True, False]


@pytest.mark.usefixtures("uncrawled")
def test_right_to_rectification_is_kept_as_a_request_and_may_be_corrected_again(desk: Desk) -> None:
    for value in ("fr", "de"):
        desk.ask("rectify", "language", typed=["ehr: P1", "", value])
    assert kept(desk) == [(1, "language", "de")]
    (request,) = json.loads(desk.ask("requests", "--json").stdout)
    assert (request["right"], request["subjects"]) == ("rectification", [1])


@pytest.mark.usefixtures("uncrawled")
def test_right_to_rectification_reads_person_and_value_from_a_file(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "right.txt"
    source.write_text("ehr: P1\nright: 9000\n", encoding="utf-8")
    desk.ask("rectify", "postal_code", "--from", str(source))
    assert kept(desk) == [(1, "postal_code", "9000")]
    source.write_text("ehr: P1\n", encoding="utf-8")
    assert isinstance(desk.ask("rectify", "postal_code", "--from", str(source)).exception, UsageError)


@pytest.mark.parametrize(("unread", "code"), [(0, 0), (1, UNREADABLE)])
def test_right_to_rectification_says_that_an_unreadable_export_may_still_hold_the_person(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, unread: int, code: int
) -> None:
    monkeypatch.setattr("flows.rectify.records_to_mend", lambda *_: ([], unread))
    done = desk.ask("rectify", "postal_code", typed=["ehr: P1", "", "9000"])
    assert done.return_value == code
    said = "1 export could not be read, in part or at all: it may still hold the person."
    assert (said in done.stdout) == bool(unread)


def test_right_to_rectification_reads_no_exports_where_nothing_was_said_to_be_wrong(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.rectify.records_to_mend", lambda *_: pytest.fail("the exports were read"))
    done = desk.ask("rectify", "email", typed=["ehr: P1", "", "mia@mail.example", ""])
    assert done.return_value == 0


def test_right_to_rectification_refuses_what_is_no_value_and_keeps_nothing(desk: Desk) -> None:
    result = desk.ask("rectify", "birth_date", typed=["ehr: P1", "", "31/02/1985"])
    assert isinstance(result.exception, UsageError)
    assert kept(desk) == []
    assert json.loads(desk.ask("requests", "--json").stdout) == []


def test_an_erased_person_is_not_brought_back_by_a_correction(desk: Desk) -> None:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.erase(connection, 1)
    result = desk.ask("rectify", "person_name", typed=["keap: 70", "", "Mia Peeters", ""])
    assert isinstance(result.exception, UsageError)
    assert kept(desk) == []


@pytest.fixture(scope="module")
def canaries(tmp_path_factory: pytest.TempPathFactory, make_workspace) -> Path:
    """A workspace over the patient files of the sample, with a release."""
    folder = tmp_path_factory.mktemp("rectify")
    (folder / "exports" / "ehr").mkdir(parents=True)
    shutil.copy(ROOT / "sample_data" / "exports" / "ehr" / "patients.csv", folder / "exports" / "ehr")
    root = make_workspace(folder / "ws", folder / "exports")
    assert veilig("release", "research", "--workspace", root, "--as-of", "2026-10-31").code == 0
    return root


PERSON = ("941018 221 22", "insurance number: 214/9129517-53", "tuan.li@post.example.org")
WRITTEN = (
    "94101822122",
    "941018 221 22",
    "94.10.18-221.22",
    "214912951753",
    "214/9129517-53",
    "tuan.li@post",
    "17/10/1963",
)


@pytest.mark.prefect
def test_right_to_rectification_lists_the_records_to_mend_and_leaves_no_trace_of_what_was_typed(canaries: Path) -> None:
    """File, row, system and native id; and nothing typed stands in a log, in Prefect's storage, or in the vault."""
    typed = "".join(f"{line}\n" for line in (*PERSON, "", "1", "17/10/1963"))  # twins share an address
    done = veilig(
        "subject", "rectify", "birth_date", "--json", "--workspace", canaries, "--as-of", "2026-10-31", stdin=typed
    )
    assert done.code == 0, done.err
    told = json.loads(done.out[done.out.index("{") :])
    places = {(record["system"], record["file"], record["table"], record["row"]) for record in told["records"]}
    assert ("ehr", "ehr/patients.csv", "ehr.patients", 1) in places
    assert {record["native_id"] for record in told["records"] if record["system"] == "ehr"} == {"P20007"}
    assert [name.split()[0] for name in told["releases"]] == ["research"]
    after = veilig("release", "research", "--workspace", canaries, "--as-of", "2026-10-31")
    assert after.code == 0, after.err
    for path in (*(canaries / "private").rglob("*"), *(canaries / "reports").rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert not [text for text in WRITTEN if text.encode() in content], path.name
    assert parameters_of(canaries, "consult") == [{}]


def parameters_of(workspace: Path, flow: str) -> list[dict]:
    """What Prefect keeps of the runs of a flow."""
    (database,) = (workspace / "private" / "prefect").glob("*.db")
    query = "select parameters from flow_run join flow on flow.id = flow_run.flow_id where flow.name = ?"
    with closing(sqlite3.connect(database)) as connection:
        return [json.loads(parameters) for (parameters,) in connection.execute(query, (flow,))]
