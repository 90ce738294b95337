"""Finding a person at the desk."""

import datetime as dt
import json
from contextlib import closing
from pathlib import Path

import pytest

from detectors.errors import UsageError
from tests.flows.desk import LOU, SAM, SECOND, Desk

TYPED = {
    "national number": "85.07.30-033.28",
    "e-mail address": "Lou <LOU@mail.example>",
    "file number of a system": "keap: 70",
    "record": "ehr/patients P1",
    "insurance number": "insurance number: 214 9129517 53",
    "number of unknown kind": "214/9129517-53",
}


def found(desk: Desk, *typed: str) -> list[int]:
    result = desk.ask("find", "--json", typed=[*typed, ""])
    return [person["subject"] for person in json.loads(result.stdout[result.stdout.index("[") :])]


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_right_of_access_finds_a_person_by_any_identifier(desk: Desk, typed: str) -> None:
    assert found(desk, typed) == [1]


@pytest.mark.parametrize("name", ["Lou Van den Broeck", "VANDENBROECK lou", "van den Broeck, Lou"])
@pytest.mark.parametrize("birth_date", ["30/07/1985", "1985-07-30", "30.7.1985"])
def test_right_of_access_finds_a_person_by_name_and_birth_date(desk: Desk, name: str, birth_date: str) -> None:
    assert found(desk, f"name: {name}", f"birth date: {birth_date}") == [1]
    assert found(desk, f"name: {name}", "birth date: 29/07/1985") == []


def test_right_of_access_finds_a_person_by_a_former_name_number_and_address(desk: Desk) -> None:
    """Also when no export of today says anything of them any more."""
    changed = LOU | {"first_name": "Mia", "national_number": "85.07.30-002.59", "email": "mia@mail.example"}
    desk.link(SECOND, ehr=[changed, SAM])
    desk.link(SECOND, ehr=[SAM])
    for typed in (("85.07.30-033.28",), ("85.07.30-002.59",), ("lou@mail.example",), ("mia@mail.example",)):
        assert found(desk, *typed) == [1]
    for name in ("Lou", "Mia"):
        assert found(desk, f"name: {name} Vandenbroeck", "born: 30/07/1985") == [1]


def test_right_of_access_finds_nobody_by_a_name_alone(desk: Desk) -> None:
    result = desk.ask("find", typed=["name: Sam Peeters", ""])
    assert isinstance(result.exception, UsageError)
    assert "Peeters" not in str(result.exception)


def test_homonyms_are_told_apart_without_a_value_and_the_user_chooses(desk: Desk) -> None:
    result = desk.ask("restrict", typed=["name: Sam Peeters", "birth date: 15/01/1990", "", "3"])
    assert "Subject 3: restricted" in result.stdout
    assert "2 people are known by that" in result.stderr
    for told in ("found by  name and birth date", "keap contact number (1)", "systems   ehr\n", "2026-01-31"):
        assert told in result.stderr
    for value in ("Peeters", "1990", "sam@mail.example"):
        assert value not in result.stderr
    assert standing(desk, 2) == [False, False]
    assert standing(desk, 3) == [True, False]


def standing(desk: Desk, subject: int) -> list[bool]:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        stored = vault.load_subjects(connection)
    return [bool(stored.restricted[subject - 1]), bool(stored.objected[subject - 1])]


def test_an_answer_that_is_none_of_the_homonyms_does_nothing(desk: Desk) -> None:
    for answer in ("1", "x"):
        result = desk.ask("restrict", typed=["name: Sam Peeters", "birth date: 15/01/1990", "", answer])
        assert isinstance(result.exception, UsageError)
    assert [standing(desk, subject) for subject in (1, 2, 3)] == [[False, False]] * 3


def test_most_matching_person_comes_first_and_a_further_identifier_decides(desk: Desk) -> None:
    """A telephone that two people share."""
    assert found(desk, "0475 12 34 56") == [1, 2]
    assert found(desk, "0475 12 34 56", "sam@mail.example") == [2, 1]


def test_a_birth_date_beside_a_number_tells_who_fits_better(desk: Desk) -> None:
    assert found(desk, "0475 12 34 56", "birth date: 15/01/1990") == [2, 1]
    assert found(desk, "0475 12 34 56", "name: Lou Vandenbroeck") == [1, 2]


def test_of_a_crowd_those_come_that_fit_best_and_nobody_chooses_among_hundreds(desk: Desk) -> None:
    """The telephone of an institution."""
    crowd = [
        {
            "patient_id": f"C{n}",
            "first_name": f"Ann{chr(97 + n)}",
            "phone": "02 555 12 34",
            "email": f"c{n}@mail.example",
        }
        for n in range(25)
    ]
    desk.link(SECOND, ehr=crowd)
    assert isinstance(desk.ask("find", typed=["02 555 12 34", ""]).exception, UsageError)
    assert len(found(desk, "02 555 12 34", "c7@mail.example")) == 1


def test_identifiers_are_read_from_a_file_that_others_cannot_read(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "who.txt"
    source.write_text("# asked on Monday\n\nE-mail: lou@mail.example\n", encoding="utf-8")
    result = desk.ask("find", "--from", str(source))
    assert "Subject 1" in result.stdout
    assert "can be read by others" in result.stderr
    source.chmod(0o600)
    assert "can be read by others" not in desk.ask("find", "--from", str(source)).stderr


def test_a_file_that_fits_two_people_is_refused_when_nobody_can_answer(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "who.txt"
    source.write_text("0475 12 34 56\n", encoding="utf-8")
    result = desk.ask("restrict", "--from", str(source))
    assert isinstance(result.exception, UsageError)
    assert "only one person fits" in str(result.exception)


@pytest.mark.parametrize(
    "typed", ["national number: 85.07.30-033.29", "email: lou", "birth date: 31/02/1985", "zzz: 1", "subject: x"]
)
def test_a_mistake_is_told_by_its_line_and_never_by_its_value(desk: Desk, typed: str) -> None:
    result = desk.ask("find", typed=["keap: 70", typed, ""])
    assert isinstance(result.exception, UsageError)
    assert "Line 2" in str(result.exception)
    assert typed.split(": ")[1] not in str(result.exception).replace("Line 2", "")


def test_an_erased_person_is_still_found_by_their_numbers(desk: Desk) -> None:
    """So that a second request can be answered: nothing is left."""
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.erase(connection, 1)
    result = desk.ask("find", typed=["lou@mail.example", ""])
    assert "standing  erased" in result.stdout


def test_a_merged_person_is_found_by_either_number(desk: Desk) -> None:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.merge(connection, [(3, 2)])
    result = desk.ask("find", typed=["ehr: P3", ""])
    assert "Subject 2" in result.stdout
    assert "was also  subject 3" in result.stdout
    assert found(desk, "subject: 3") == [2]


def test_first_and_last_seen_are_those_of_the_runs(desk: Desk) -> None:
    desk.link(SECOND, ehr=[LOU])
    result = desk.ask("find", typed=["ehr: P1", ""])
    assert f"seen      2026-01-31 to {SECOND}" in result.stdout
    assert dt.date.fromisoformat("2026-01-31") < SECOND
