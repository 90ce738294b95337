"""Who is one person and who is two: rulings at the desk."""

import json
from contextlib import closing

import pytest

from detectors.errors import UsageError
from flows.auditing import entries as audited
from flows.commands import reviewing
from flows.consult import Consulted
from flows.review import clear_values
from tests.flows.desk import FIRST, LOU, OTHER_SAM, SAM, SECOND, Desk
from transforms.subjects.vault.rulings import Verdict, rulings

SUGGESTED = [(2, 3, "name-and-birth-date"), (1, 2, "phone")]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.suggest(connection, SUGGESTED[:1], FIRST)
        vault.suggest(connection, SUGGESTED, SECOND)
    return desk


def listed(desk: Desk, *options: str) -> list[dict]:
    return json.loads(desk.ask("review", "--json", *options).stdout)


def ruled(desk: Desk) -> list[tuple[int, int, Verdict]]:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        return [(ruling.one, ruling.other, ruling.verdict) for ruling in rulings(connection)]


def test_pairs_are_listed_with_reason_strength_evidence_and_systems_and_no_value(desk: Desk) -> None:
    told = desk.ask("review").stdout
    homonyms, phone = listed(desk)
    assert (homonyms["one"], homonyms["other"]) == (2, 3)
    assert {"birth date", "first name", "whole name"} <= set(homonyms["evidence"]["common"])
    assert {"postal code", "two ehr patient files"} <= set(homonyms["evidence"]["differing"])
    assert homonyms["evidence"]["systems"] == [["ehr", "keap"], ["ehr"]]
    assert phone["evidence"]["common"] == ["telephone number"]
    assert "the same name and birth date" in told
    for value in ("sam@", "peeters", "0475", "1990", "9000"):
        assert value not in told.lower()


def test_a_ruling_is_remembered_and_the_other_pair_keeps_its_number(desk: Desk) -> None:
    second = listed(desk)[1]
    assert "one from the next run on" in desk.ask("review", "--accept", "1").stdout
    assert ruled(desk) == [(2, 3, Verdict.SAME)]
    assert [(pair["number"], pair["one"]) for pair in listed(desk)] == [(second["number"], 1)]
    assert [pair["verdict"] for pair in listed(desk, "--all")] == ["same", None]


def test_a_ruling_is_changed_by_ruling_again(desk: Desk) -> None:
    desk.ask("review", "--accept", "1")
    desk.ask("review", "--reject", "1")
    assert ruled(desk) == [(2, 3, Verdict.DIFFERENT)]


def test_a_joined_pair_that_is_rejected_parts(desk: Desk) -> None:
    """An accepted pair is joined by a run; rejecting it takes the merger back."""
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.merge(connection, [(3, 2)])
    assert [pair["number"] for pair in listed(desk)] == [2]
    desk.ask("review", "--reject", "1")
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        assert vault.current_id(connection, 3) == 3
    assert ruled(desk) == [(2, 3, Verdict.DIFFERENT)]


def test_rulings_are_audited_and_mistakes_change_nothing(desk: Desk) -> None:
    desk.ask("review", "--reject", "2")
    for wrong in (("--accept", "9"), ("--accept", "1", "--reject", "1")):
        assert isinstance(desk.ask("review", *wrong).exception, UsageError)
    done = [(entry.action, dict(entry.details)) for entry in audited(desk.workspace)]
    assert done == [("review.different", {"one": 1, "other": 2, "pair": 2})]
    assert ruled(desk) == [(1, 2, Verdict.DIFFERENT)]


def test_values_are_shown_to_nobody_but_a_terminal(desk: Desk) -> None:
    assert isinstance(desk.ask("review", "--show").exception, UsageError)


def test_a_terminal_is_shown_what_the_exports_say(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {2: [("person_name", "Sam"), ("email", "sam@mail.example")], 3: []}
    monkeypatch.setattr(reviewing, "on_a_terminal", lambda: True)
    monkeypatch.setattr("flows.review.values_of", lambda *_: values)
    told = desk.ask("review", "--show").stdout
    assert "    person_name: Sam\n    email: sam@mail.example\n" in told
    assert "    in no export of today" in told


def test_values_are_those_of_the_exports_and_of_nobody_else(desk: Desk) -> None:
    """Also for a subject that no export of today holds."""
    links = desk.link(SECOND, ehr=[LOU, OTHER_SAM])
    shown = clear_values(Consulted(None, links, SECOND), {1, 2})
    assert {("email", "lou@mail.example"), ("postal_code", "2018"), ("birth_date", "1985-07-30")} <= set(shown[1])
    assert not any("Peeters" in value for _, value in shown[1])
    assert shown[2] == []


def test_a_subject_is_taken_apart_by_naming_the_file_of_somebody_else(desk: Desk) -> None:
    """The new subject has a secret of its own, and the two stay two in the next run."""
    result = desk.ask("split", typed=["ehr: P2", "", "keap/contacts 71", ""])
    assert "the other person is subject 4" in result.stdout
    assert ruled(desk) == [(2, 4, Verdict.DIFFERENT)]
    found = json.loads(desk.ask("find", "--json", typed=["keap: 71", ""]).stdout.partition("\n \n")[2])
    assert [person["subject"] for person in found] == [4]
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        secrets = vault.load_subjects(connection).secrets
    assert secrets[1].tobytes() != secrets[3].tobytes()


def test_a_subject_that_was_taken_apart_stays_apart_in_the_next_run(desk: Desk) -> None:
    desk.ask("split", typed=["ehr: P2", "", "keap/contacts 71", ""])
    keap = {"contact_id": "71", "first_name": "Sam", "last_name": "Peeters", "email": "sam@mail.example"}
    links = desk.link(SECOND, ehr=[LOU, SAM, OTHER_SAM], keap=[keap])
    of_file = links.ids[links.subjects_of("ehr.people", "export.csv")].tolist()
    assert (of_file, links.ids[links.subjects_of("keap.people", "export.csv")].tolist()) == ([1, 2, 3], [4])


def test_a_split_is_undone_by_accepting_the_pair(desk: Desk) -> None:
    desk.ask("split", typed=["ehr: P2", "", "keap/contacts 71", ""])
    (pair,) = (pair for pair in listed(desk, "--all") if pair["other"] == 4)
    assert pair["why"] == "ruled on by hand"
    desk.ask("review", "--accept", str(pair["number"]))
    assert (2, 4, Verdict.SAME) in ruled(desk)


@pytest.mark.parametrize(
    "others", [["ehr: P1"], ["zzz: 1"], [], ["ehr: P2", "keap: 71", "sam@mail.example", "0475 12 34 56"]]
)
def test_what_is_not_the_subjects_or_all_of_it_is_not_split_off(desk: Desk, others: list[str]) -> None:
    result = desk.ask("split", typed=["ehr: P2", "", *others, ""])
    assert isinstance(result.exception, UsageError)
    assert [pair for pair in ruled(desk) if pair[2] is Verdict.DIFFERENT] == []


def test_split_reads_a_file_that_tells_the_two_apart(desk: Desk, tmp_path) -> None:
    source = tmp_path / "split.txt"
    source.write_text("ehr: P2\nother: keap/contacts 71\n", encoding="utf-8")
    assert "subject 4" in desk.ask("split", "--from", str(source)).stdout
