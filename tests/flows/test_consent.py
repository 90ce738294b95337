"""`veilig subject consent`: the whole way from exports of four systems to why a person is in a release."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from flows.commands.consent import in_lines
from flows.consent import ConsentStanding, PolicyStanding
from tests.conftest import veilig
from transforms.subjects.consent.history import PurposeHistory, Said
from transforms.subjects.minors import MinorWithoutConsent

AS_OF = "2026-01-31"
PATIENTS = (
    "patient_id;last_name;first_name;birth_date;national_number;sex_registered;email;research_consent;"
    "research_consent_date;parental_consent;created_at;updated_at\n"
    "P1;Zqkmaes;Lou;30/07/1985;;V;lou@zqk.example;ja;01/02/2024;;01/01/2020 10:00;01/06/2025 10:00\n"
    "P2;Zqkpeeters;Kim;05/06/2012;;V;kim@zqk.example;;;;01/01/2020 10:00;01/06/2025 10:00\n"
)
KEAP = {
    "contacts": [
        {
            "id": "70", "given_name": "Lou", "family_name": "Zqkmaes", "birth_date": "1985-07-30",
            "update_time": "2025-03-01T10:00:00.000Z", "phone_numbers": [], "tag_ids": ["1"],
            "email_addresses": [
                {"email": "lou@zqk.example", "field": "EMAIL1", "is_opt_in": True, "email_opt_status": "SINGLE_OPT_IN"},
                {"email": "old@zqk.example", "field": "EMAIL2", "is_opt_in": False, "email_opt_status": "HARD_BOUNCE"},
            ],
        },
    ]
}  # fmt: skip
SUBSCRIBERS = (
    "id,name,email,created,statistics,created_at,updated_at,status,locale,registered_at,registered_ip,confirmed_at,"
    "confirmed_ip,confirmation_hash,unsubscribed_at,unsubscribed_ip\n"
    "1,Lou Zqkmaes,lou@zqk.example,1,0,2024-01-01 10:00:00,2025-05-01 10:00:00,2,nl,2024-01-01 10:00:00,10.0.0.1,"
    "2024-01-01 10:00:00,10.0.0.1,,2025-05-01 10:00:00,10.0.0.1\n"
)
MAILCHIMP = (
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LAST_CHANGED,LEID,"
    "EUID,NOTES,TAGS\n"
    "lou@zqk.example,Lou,Zqkmaes,2,2023-01-01 10:00:00,10.0.0.1,2023-01-01 10:05:00,10.0.0.1,2025-12-01 10:00:00,11,"
    "a1b2c3d4e5,,\n"
)
TO_LEAVE_ALONE = "naam;telefoon;e-mail;toegevoegd op\nLou Zqkmaes;;lou@zqk.example;15/01/2024\n"


def export(root: Path) -> Path:
    """The exports of a clinic of two patients."""
    for name, content in {
        "ehr/patients.csv": PATIENTS,
        "keap/contacts.json": json.dumps(KEAP),
        "website/subscribers.csv": SUBSCRIBERS,
        "mailchimp/subscribed_members_export_1.csv": MAILCHIMP,
        "balie/niet_contacteren.csv": TO_LEAVE_ALONE,
    }.items():
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


@pytest.mark.prefect
def test_a_person_is_told_which_statement_counts_and_what_follows(make_workspace, tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "ws", export(tmp_path / "exports"))
    asked = tmp_path / "who.txt"
    asked.write_text("ehr: P1\n", encoding="utf-8")
    asked.chmod(0o600)
    run = veilig("subject", "links", "--workspace", root, "--as-of", "2026-01-10", "--out", tmp_path / "links.parquet")
    assert run.code == 0, run.err
    told = veilig("subject", "consent", "--workspace", root, "--as-of", AS_OF, "--from", asked, "--json")
    assert told.code == 0, told.err
    found = json.loads(told.out)
    purposes = {each["purpose"]: each for each in found["purposes"]}
    assert {name: each["answer"] for name, each in purposes.items()} == {
        "research": True,
        "newsletter": False,
        "do_not_contact": True,
    }
    counting = {name: [said for said in each["said"] if not said["why_not"]] for name, each in purposes.items()}
    assert [(said["on"], said["source"]) for said in counting["research"]] == [("2024-02-01", "ehr.patients")]
    assert {(said["on"], said["source"], said["given"]) for said in counting["newsletter"]} == {
        ("2025-05-01", "website.newsletter_subscribers", False),
        ("2025-03-01", "keap.contacts.email_addresses", False),
    }
    beaten = {said["source"] for said in purposes["newsletter"]["said"] if said["why_not"] == "beaten"}
    assert beaten == {"keap.contacts.email_addresses", "mailchimp.newsletter"}
    policies = {each["release"]: (each["included"], each["reason"]) for each in found["policies"]}
    assert policies["marketing"] == (False, "do-not-contact")
    assert policies["research"] == (True, "")
    assert "zqk" not in (told.out + told.err).lower()
    asked.write_text("ehr: P2\n", encoding="utf-8")
    kim = veilig("subject", "consent", "--workspace", root, "--as-of", AS_OF, "--from", asked)
    assert "minor without a parent's consent since 2026-01-10: the data must be deleted by 2026-02-10" in kim.out
    assert "research: out, no-consent" in kim.out
    for path in (root / "private" / "prefect").glob("*.db"):
        assert b"zqk" not in path.read_bytes().lower()
    assert b"zqk" not in (root / "private" / "vault.sqlite").read_bytes().lower()


def test_the_explanation_says_what_to_do_about_a_minor_and_why_each_statement_counts_or_not() -> None:
    said = (
        Said(given=True, on="2025-05-01", source="a.b", through="email 1", why_not=""),
        Said(given=False, on="", source="c.d", through="", why_not="beaten"),
        Said(given=True, on="2020-01-01", source="e.f", through="phone 1", why_not="over"),
    )
    deadline = MinorWithoutConsent(
        3, *(dt.date.fromisoformat(text) for text in ("2025-12-01", "2026-01-01", "2028-01-01")), overdue=True
    )
    found = ConsentStanding(
        subject=3,
        as_of=dt.date.fromisoformat(AS_OF),
        met=True,
        age="minor",
        erased=False,
        restricted=False,
        objected=True,
        purposes=(PurposeHistory("do_not_contact", answer=True, said=said),),
        policies=(PolicyStanding("marketing", included=True, reason="", in_words="", not_in=("opt_ins",)),),
        deadline=deadline,
        unread=1,
    )
    text = "\n".join(in_lines(found))
    for words in (
        "* 2025-05-01  yes a.b for email 1",
        "undated     no  c.d (a later or more careful one counts)",
        "e.f for phone 1 (its term is over)",
        "objects to further use",
        "since 2025-12-01: the data should have been deleted by 2026-01-01",
        "not counted in opt_ins",
        "1 export could not be read, in part or at all: statements may be missing",
    ):
        assert words in text


def test_of_the_erased_it_is_not_said_that_they_never_stated_anything() -> None:
    erased = ConsentStanding(
        subject=3,
        as_of=dt.date.fromisoformat(AS_OF),
        met=True,
        age="adult",
        erased=True,
        restricted=True,
        objected=False,
        purposes=(),
        policies=(),
        deadline=None,
        unread=0,
    )
    text = "\n".join(in_lines(erased))
    assert "was erased" in text
    assert "What the person stated was destroyed with the erasure." in text
    assert "Nothing was ever stated" not in text
    assert "Nothing was ever stated" in "\n".join(in_lines(replace(erased, erased=False)))


def test_the_exports_of_the_test_are_what_the_systems_write() -> None:
    """As many cells as headers: a row that is cut short would be set aside."""
    for content, delimiter in ((PATIENTS, ";"), (SUBSCRIBERS, ","), (MAILCHIMP, ","), (TO_LEAVE_ALONE, ";")):
        assert len({len(row) for row in csv.reader(io.StringIO(content), delimiter=delimiter)}) == 1
