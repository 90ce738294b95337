"""The certificate of an erasure."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.errors import ContractBroken, UsageError, VeiligError
from flows.persons.certificate import fingerprint, opened, refuse_foreign, signed, write_certificate
from flows.persons.erasing import Duty, Sighting
from flows.persons.own import identities
from flows.persons.records import indices_of
from flows.persons.stores import Outcome, content_of
from flows.verify import verify_path
from tests.flows.persons.small_clinic import AS_OF, LOU, NEWSLETTER, NOTES, PATIENTS, SmallClinic
from tests.flows.persons.test_folder import BROKEN, FIGURES, RESEARCH
from transforms.keys import new_keyring

if TYPE_CHECKING:
    from pathlib import Path

KEYRING = new_keyring()
CERTIFICATE = signed({"request": 7, "issued_on": "2026-02-03", "handled": ["vault"]}, KEYRING)


@pytest.fixture
def outcome(small_clinic: SmallClinic) -> Outcome:
    kept = replace(small_clinic.remembered(), releases=(RESEARCH, FIGURES))
    links = small_clinic.links
    return Outcome(
        kept=kept,
        sightings=(Sighting("ehr.patients", "ehr/patients.csv", 1),),
        mentions=(Sighting("ehr.notes", "ehr/notes.csv", 2),),
        duty=Duty(dt.date(2056, 1, 1), "Act"),
        unreadable=(BROKEN,),
        known=identities(links.people, indices_of(links, [LOU]), kept.names),
        dialect="postgresql",
        releases=kept.releases,
        not_registered=("old/2020-01-01-aa",),
        issued=dt.date(2026, 2, 3),
    )


def test_right_to_erasure_certificate_can_be_verified() -> None:
    content = opened(CERTIFICATE)
    refuse_foreign(content, KEYRING)
    assert content["request"] == 7


@given(st.integers(0, len(CERTIFICATE) - 1), st.integers(1, 255))
def test_right_to_erasure_certificate_is_refused_when_any_byte_was_changed(place: int, change: int) -> None:
    changed = bytearray(CERTIFICATE)
    changed[place] ^= change
    with pytest.raises(VeiligError):
        opened(bytes(changed))


@pytest.mark.parametrize("added", [b" ", b"\n", b"{}"])
def test_right_to_erasure_certificate_is_refused_when_something_was_added(added: bytes) -> None:
    with pytest.raises(VeiligError):
        opened(CERTIFICATE + added)


def test_right_to_erasure_certificate_of_another_key_is_refused_in_the_workspace() -> None:
    with pytest.raises(ContractBroken):
        refuse_foreign(opened(CERTIFICATE), new_keyring())


def test_right_to_erasure_certificate_outlives_a_new_epoch_of_the_keyring() -> None:
    refuse_foreign(opened(CERTIFICATE), KEYRING.rotated())


def test_other_json_is_no_certificate(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"release": "research"}', encoding="utf-8")
    with pytest.raises(UsageError):
        list(verify_path(tmp_path / "report.json", tmp_path))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("request-7.json", r"^There is nothing at .*request-7\.json"),
        ("page.html", r"only repeats a certificate.*page\.json"),
        ("empty", "not a version of a release"),
    ],
)
def test_what_is_no_certificate_and_no_release_is_told_apart(tmp_path: Path, name: str, told: str) -> None:
    """A file that is not there, the page beside a certificate, and a folder."""
    (tmp_path / "page.html").write_text("<p>Certificate</p>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=told):
        list(verify_path(tmp_path / name, tmp_path))


def test_right_to_erasure_certificate_names_every_store(outcome: Outcome, small_clinic: SmallClinic) -> None:
    content = content_of(outcome, small_clinic.workspace, 7, AS_OF)
    handled = [(entry["store"], entry.get("version")) for entry in content["handled"]]
    missed = [(entry["store"], entry.get("version") or entry.get("file")) for entry in content["not_reached"]]
    assert ("vault", None) in handled
    assert ("release", "figures/2026-01-31-a1") in handled
    assert {
        ("source system", "ehr/patients.csv"),
        ("records of others, or in nobody's name, that name the person", "ehr/notes.csv"),
        ("release", "research/2026-01-31-a1"),
        ("release", "old/2020-01-01-aa"),
        ("copies of a release that were handed out", "research/2026-01-31-a1"),
        ("copies of a release that were handed out", "figures/2026-01-31-a1"),
        ("export that could not be read", "ehr/letters.zip"),
        ("backups of the vault and the keyring", None),
        ("write-ahead log and dead rows of the database server", None),
    } <= set(missed)
    assert "GDPR art. 17(3)(b) and (c)" in content["legal_duty"]["law"]
    assert {"look-ups", "digests"} <= {word for entry in content["kept_on_purpose"] for word in entry["what"].split()}


def test_right_to_erasure_certificate_tells_nothing_of_the_person(
    outcome: Outcome, small_clinic: SmallClinic, tmp_path: Path
) -> None:
    content = content_of(outcome, small_clinic.workspace, 7, AS_OF)
    write_certificate(content, small_clinic.keyring, tmp_path / "request-7.json")
    cells = {
        cell for text in (PATIENTS, NOTES, NEWSLETTER) for line in text.splitlines()[1:] for cell in line.split(";")
    }
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [cell for cell in cells if len(cell) > 2 and cell in text]
    assert json.loads((tmp_path / "request-7.json").read_text(encoding="utf-8"))["certificate"]["request"] == 7
    key = fingerprint(opened((tmp_path / "request-7.json").read_bytes()))
    told = list(verify_path(tmp_path / "request-7.json", small_clinic.workspace.root))
    assert told[-1] == f"ok    key: {key}, of this workspace"
