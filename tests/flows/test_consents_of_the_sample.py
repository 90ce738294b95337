"""What the sample's patients said, from six systems: the program's answer against what its maker knows."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from sample_data.people import AS_OF
from tests.conftest import ROOT
from tests.flows.persons.small_clinic import discovered, linked
from transforms.keys import create_keyring
from transforms.subjects.vault import open_vault

if TYPE_CHECKING:
    from transforms.people import People

FILE, TABLE = "ehr/patients.csv", "ehr.patients"
"""Every patient has one row there."""


def patients() -> list[dict[str, Any]]:
    lines = (ROOT / "sample_data" / "truth" / "people.jsonl").read_text(encoding="utf-8").splitlines()
    return [one for one in map(json.loads, lines) if one["kind"] == "patient"]


def row_of(patient: dict[str, Any]) -> int:
    return next(record["rows"][0] for record in patient["records"] if record["table"] == TABLE)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[People, list[int]]:
    """The subjects of the sample, and per patient of the truth which of them it is."""
    work = tmp_path_factory.mktemp("sample")
    keyring = create_keyring(work / "keyring.json")
    discovery = discovered(ROOT / "sample_data" / "exports", work)
    with closing(open_vault(work / "vault.sqlite", keyring)) as vault:
        links = linked(vault, keyring, discovery, work, AS_OF)
    rows = max(map(row_of, patients()))
    subjects = links.subjects_of(TABLE, FILE, rows).tolist()
    return links.people, [subjects[row_of(patient) - 1] for patient in patients()]


@pytest.mark.parametrize(("purpose", "truth"), [("research", "research_consent"), ("parental", "parental_consent")])
def test_a_consent_is_the_latest_word_of_every_patient(
    people: tuple[People, list[int]], purpose: str, truth: str
) -> None:
    """Withdrawn in another system, by a box left open, or never given: nobody is taken for who agreed, nor left out."""
    found = people[0].consents[purpose][people[1]].tolist()
    expected = [bool(patient[truth]) for patient in patients()]
    assert {True, False} <= set(expected)
    assert not [
        patient["patient_id"] for patient, one, other in zip(patients(), found, expected, strict=True) if one != other
    ]


def test_an_objection_is_that_of_every_patient_who_made_one(people: tuple[People, list[int]]) -> None:
    found = people[0].objected[people[1]].tolist()
    assert any(found)
    assert found == [patient["objected"] for patient in patients()]
