"""Who is behind a pseudonym: for the key holder, with a reason, once, and in the audit log."""

import datetime as dt
import json
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.auditing import entries, verified
from flows.cli import app
from flows.key_sources import load_keys
from flows.publish.datapackage import FILE
from flows.workspace import Workspace, create_workspace, open_workspace
from transforms.keys import save_keyring
from transforms.pseudonyms import record_pseudonyms, subject_pseudonyms
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.profiles import Names
from transforms.subjects.vault.register import ReleaseEntry, register

DAY = dt.date(2026, 1, 31)
NAMES = ["Lou Zqkanarie", "Zoë Zqkanarie", "Sam Zqkanarie"]
SECRETS = np.random.default_rng(5).integers(0, 256, (3, 16), dtype=np.uint8)
VERSION = "2026-01-31-1a2b3c4d"
REASON = "Een bijwerking moet gemeld worden"


@dataclass(frozen=True)
class Released:
    """A workspace with one release of three subjects."""

    workspace: Workspace
    subjects: list[str]
    tickets: list[str]
    doctor: str

    def ask(self, *arguments, user="lena", stdin=None):
        """The command, as somebody types it."""
        typed = ["reidentify", *arguments, "--workspace", str(self.workspace.root)]
        return CliRunner().invoke(app, typed, input=stdin, env={"WHO": user}, standalone_mode=False)

    def about(self, *pseudonyms, **named):
        return self.ask(*pseudonyms, "--release", "research", "--reason", REASON, **named)

    def noted(self):
        return [(entry.action, entry.details) for entry in entries(self.workspace)]


@pytest.fixture
def released(tmp_path, monkeypatch):
    """The test says by an environment variable who is at work."""
    import os

    monkeypatch.delenv("VEILIG_KEYRING", raising=False)
    for module in ("flows.questions", "flows.actor"):
        monkeypatch.setattr(f"{module}.person_at_work", lambda *_: os.environ.get("WHO", "lena"))
    workspace = create_workspace(tmp_path / "ws", "Clinic")
    domain = load_keys(workspace).domain("study")
    subjects = subject_pseudonyms(domain, SECRETS).to_pylist()
    tickets = record_pseudonyms(domain, pa.array(["17", "17", "18"]), "freshdesk:ticket", SECRETS).to_pylist()
    doctor = record_pseudonyms(domain, pa.array(["dr. peeters"]), "provider_name").to_pylist()[0]
    publish(workspace, subjects, tickets, doctor)
    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        run = vault.start_run(connection, DAY)
        names = Names(np.arange(3, dtype=np.int32), pa.array(NAMES))
        vault.keep_subjects(connection, SECRETS, {}, names, np.arange(3), run)
        entry = ReleaseEntry("research", VERSION, "study", 1, "2026-01-31", 3, 3, "0" * 64)
        register(vault, connection, entry, np.array([1, 2, 3]))
    return Released(workspace, subjects, tickets, doctor)


def publish(workspace, subjects, tickets, doctor):
    folder = workspace.datasets / "research" / VERSION
    (folder / "data").mkdir(parents=True)
    columns = {"subject_id": subjects, "ticket_id": tickets, "doctor": [doctor, None, None]}
    pq.write_table(pa.table(columns), folder / "data" / "tickets.parquet")
    fields = [
        {"name": name, "category": {"doctor": "provider_name"}.get(name, "record_id")} for name in columns
    ]  # fmt: skip
    table = {"path": "data/tickets.parquet", "format": "parquet", "schema": {"fields": fields}}
    (folder / FILE).write_text(json.dumps({"resources": [table]}))


@pytest.fixture
def by_two(released):
    config = released.workspace.root / "veilig.yaml"
    config.write_text(config.read_text() + "reidentify: {approvals: 2}\n")
    return released


def test_a_subject_is_told_by_number_and_never_by_name(released):
    done = released.about(released.subjects[1])
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{released.subjects[1]}  subject 2\n"
    assert "Zqkanarie" not in done.output


def test_names_are_printed_where_they_are_asked_for(released):
    done = released.about(released.subjects[1], "--show")
    assert done.stdout == f"{released.subjects[1]}  subject 2  Zoë Zqkanarie\n"
    assert released.noted()[-1][1]["shown"] == "names"


def test_a_record_leads_to_its_subject(released):
    done = released.about(*released.tickets)
    assert sorted(done.stdout.split("\n")[:3]) == sorted(
        f"{ticket}  subject {number}" for ticket, number in zip(released.tickets, (1, 2, 3), strict=True)
    )


def test_several_pseudonyms_come_from_a_file(released, tmp_path):
    (tmp_path / "asked.txt").write_text("\n".join([*released.subjects, "", released.subjects[0]]))
    done = released.about("--from", str(tmp_path / "asked.txt"))
    assert len(done.stdout.splitlines()) == 3
    assert len(released.noted()) == 3


def test_a_care_provider_is_not_taken_for_a_patient(released):
    done = released.about(released.doctor)
    assert (done.exit_code, "a care provider's, not a patient's" in done.stdout) == (0, True)


def test_of_the_erased_it_can_no_longer_be_told(released):
    workspace = released.workspace
    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        vault.erase(connection, 2)
    done = released.about(released.subjects[1], released.tickets[1], released.subjects[0])
    assert done.exit_code == 0
    assert done.stdout.count("no longer possible to tell who it was") == 2
    assert f"{released.subjects[0]}  subject 1" in done.stdout


def test_an_old_pseudonym_of_a_merged_subject_resolves(released):
    workspace = released.workspace
    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        vault.merge(connection, [(3, 1)])
    assert released.about(released.subjects[2]).stdout.endswith("subject 1\n")


def test_a_release_resolves_after_its_domain_moved_on(released):
    save_keyring(load_keys(released.workspace).rotated(), released.workspace.keyring)
    assert released.about(released.subjects[2]).stdout.endswith("subject 3\n")


def test_what_is_not_in_the_release_is_told(released):
    done = released.about("saaaaaaaaaaaaaaaa", "raaaaaaaaaaaaaaaa")
    assert done.return_value == 2
    assert done.stdout.count("not in this release") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Jan Peeters", "--release", "research", "--reason", REASON], "Of 1 given, no pseudonym: 1."),
        (["saaaaaaaaaaaaaaaa", "--release", "researhc", "--reason", REASON], "Did you mean `research`"),
        (["saaaaaaaaaaaaaaaa", "--release", "research/2026-01-31-00000000", "--reason", REASON], "No release"),
        (["saaaaaaaaaaaaaaaa", "--release", "research"], "That is no reason"),
        (["saaaaaaaaaaaaaaaa", "--reason", REASON], "Of which release"),
        (["--release", "research", "--reason", REASON], "No pseudonym was given"),
    ],
)
def test_what_cannot_be_asked_is_told_and_not_answered(released, arguments, message):
    done = released.ask(*arguments)
    assert message in str(done.exception)
    assert "Peeters" not in str(done.exception)
    assert released.noted() == []


def test_a_reason_with_an_identifier_is_refused(released):
    from transforms.known_identifiers import digests

    workspace = released.workspace
    keyring = load_keys(workspace)
    known = digests("email", pa.array(["zoe@zqkanarie.example"]), keyring.vault_key("gate", 16))
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        vault.remember_gate_digests(connection, np.sort(known))
    asked = ["--release", "research", "--reason", "Vraag van zoe@zqkanarie.example over haar dossier"]
    done = released.ask(released.subjects[1], *asked)
    assert "holds an identifier" in str(done.exception)
    assert "zoe" not in str(done.exception)


def test_every_answer_is_in_the_audit_log(released):
    released.about(*released.subjects[:2])
    assert [action for action, _ in released.noted()] == ["reidentify.answered"] * 2
    details = released.noted()[0][1]
    assert details == {
        "outcome": "found",
        "pseudonym": min(released.subjects[:2]),
        "reason": REASON,
        "release": "research",
        "shown": "number",
    }
    assert "subject 2" not in released.workspace.audit.read_text()
    assert verified(released.workspace, load_keys(released.workspace)).whole


def test_nothing_is_told_where_the_audit_log_cannot_be_written(released):
    released.about(released.subjects[0])
    released.workspace.audit.write_bytes(b"")
    done = released.about(released.subjects[1])
    assert "audit log ends before entry 1" in str(done.exception)
    assert "subject" not in done.stdout


def test_with_two_persons_the_first_gets_the_answer_once(by_two):
    pseudonym = by_two.subjects[1]
    first = by_two.about(pseudonym, user="lena")
    assert (first.exception.exit_code, first.stdout) == (17, "")
    again = by_two.about(pseudonym, user="lena")
    assert "Question 1 waits" in str(again.exception)
    approved = by_two.ask("--approve", "1", user="karim", stdin="y\n")
    assert approved.exit_code == 0, approved.output
    assert REASON in approved.output
    assert by_two.about(pseudonym, user="lena").stdout == f"{pseudonym}  subject 2\n"
    after = by_two.about(pseudonym, user="lena")
    assert "Question 2 waits" in str(after.exception)
    assert [action for action, _ in by_two.noted()] == [
        "reidentify.asked",
        "reidentify.approved",
        "reidentify.answered",
        "reidentify.asked",
    ]
    answered = by_two.noted()[2][1]
    assert (answered["question"], answered["approved_by"]) == (1, "karim")


def test_nobody_approves_their_own_question(by_two):
    by_two.about(by_two.subjects[1], user="lena")
    own = by_two.ask("--approve", "1", "--yes", user="lena")
    assert own.exception.exit_code == 2
    assert by_two.about(by_two.subjects[1], user="lena").exception.exit_code == 17
    assert by_two.noted()[-1][0] == "reidentify.approval-denied"


def test_an_approval_is_for_one_person_and_one_question(by_two):
    by_two.about(by_two.subjects[1], user="lena")
    by_two.ask("--approve", "1", "--yes", user="karim")
    assert by_two.about(by_two.subjects[1], user="karim").exception.exit_code == 17
    assert by_two.about(*by_two.subjects, user="lena").exception.exit_code == 17
    assert by_two.about(by_two.subjects[1], user="lena").exit_code == 0


def test_a_refused_question_gets_no_answer(by_two):
    by_two.about(by_two.subjects[1], user="lena")
    waiting = by_two.ask("--waiting", user="karim").stdout
    assert waiting.startswith("Question 1: one pseudonym of research, asked by lena")
    assert by_two.ask("--refuse", "1", user="karim").exit_code == 0
    assert by_two.ask("--waiting", user="karim").stdout == ""
    assert by_two.ask("--approve", "1", "--yes", user="karim").exception.exit_code == 2
    assert by_two.about(by_two.subjects[1], user="lena").exception.exit_code == 17
    assert "reidentify.refused" in dict(by_two.noted())


def test_another_wording_of_the_reason_needs_no_second_approval_and_the_first_is_kept(by_two):
    by_two.about(by_two.subjects[1], user="lena")
    by_two.ask("--approve", "1", "--yes", user="karim")
    other = ["--release", "research", "--reason", "Iets heel anders, achteraf"]
    assert by_two.ask(by_two.subjects[1], *other, user="lena").exit_code == 0
    assert by_two.noted()[-1][1]["reason"] == REASON


def test_an_existing_file_is_never_replaced(released, tmp_path):
    (tmp_path / "who.json").write_text("kept")
    done = released.about(released.subjects[1], "--out", str(tmp_path / "who.json"))
    assert "exists already" in str(done.exception)
    assert (tmp_path / "who.json").read_text() == "kept"
    assert open_workspace(released.workspace.root)


def test_where_no_file_can_be_written_nothing_is_asked_and_no_approval_used(by_two, tmp_path):
    by_two.about(by_two.subjects[1], user="lena")
    by_two.ask("--approve", "1", "--yes", user="karim")
    nowhere = tmp_path / "away" / "people.json"
    assert by_two.about(by_two.subjects[1], "--out", str(nowhere), user="lena").exception.exit_code == 2
    assert by_two.about(by_two.subjects[1], user="lena").exit_code == 0


def test_exports_that_could_not_be_read_are_told_with_the_records(released, tmp_path, monkeypatch):
    monkeypatch.setattr("flows.commands.reidentify._records", lambda *_: (2, {}))
    done = released.about(released.subjects[1], "--out", str(tmp_path / "people.json"))
    assert done.return_value == 11
    assert "2 exports could not be read, in part or at all: records may be missing." in done.output
