"""Finding and weighing people in a vault, on each of both databases."""

import datetime as dt
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.data_map import DataMap
from detectors.errors import UsageError
from tests.flows.desk import FIRST, LOU, OTHER_SAM, SAM, SECOND, batch_of, mapped_table
from transforms.keys import create_keyring
from transforms.subjects.linkage import Linkage
from transforms.subjects.portrait import portraits
from transforms.subjects.review import evidence, is_open, pairs, settle
from transforms.subjects.search import Found, Search, file_kinds, in_words
from transforms.subjects.stated import FILE_NUMBER, LABELS, Stated, read_lines
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.corrections import Correction, correct
from transforms.subjects.vault.rulings import Verdict


@pytest.fixture
def vault(location, tmp_path):
    keyring = create_keyring(tmp_path / "keyring.json")
    table = mapped_table("ehr", [LOU, SAM, OTHER_SAM])
    with closing(open_vault(location, keyring)) as vault:
        linkage = Linkage(vault, keyring, DataMap((table,)), tmp_path, FIRST)
        linkage.add(batch_of("ehr.people", [LOU, SAM, OTHER_SAM]))
        linkage.resolve()
        yield vault


def find(vault, *lines: str) -> list[int]:
    with vault.transaction() as connection:
        return [each.subject for each in Search(vault, connection, SECOND).find(read_lines(lines))]


def test_a_person_is_found_in_either_database(vault) -> None:
    for line in ("85.07.30-033.28", "lou@mail.example", "ehr: p1", "insurance number: 214 9129517 53"):
        assert find(vault, line) == [1]
    assert find(vault, "name: Peeters", "born: 15/01/1990") == [2, 3]
    assert find(vault, "subject: 3") == [3]
    assert find(vault, "subject: 4") == []


def test_a_subject_is_known_by_its_number_without_opening_a_secret(vault, monkeypatch) -> None:
    opened, seal = set(), type(vault).seal
    monkeypatch.setattr(type(vault), "seal", lambda self, use: opened.add(use) or seal(self, use))
    assert [find(vault, f"subject: {number}") for number in (1, 3, 4, 4097, 999_999_999)] == [[1], [3], [], [], []]
    assert opened == {"met"}


def test_a_corrected_birth_date_and_name_find_the_person(vault) -> None:
    with vault.transaction() as connection:
        correct(vault, connection, Correction(1, "birth_date", "1985-07-29", SECOND))
        correct(vault, connection, Correction(1, "person_name", "Mia Claes", SECOND))
    for name in ("Lou Vandenbroeck", "Mia Claes"):
        for day in ("29/07/1985", "30/07/1985"):
            assert find(vault, f"name: {name}", f"born: {day}") == [1]


def test_most_words_of_a_name_are_enough_when_not_all_are_known(vault) -> None:
    assert find(vault, "name: Lou Maria Van den Broeck", "born: 30/07/1985") == [1]
    assert find(vault, "name: Lou Claes", "born: 30/07/1985") == []


def test_a_portrait_shows_kinds_systems_and_standing(vault) -> None:
    with vault.transaction() as connection:
        vault.restrict(connection, 1, on=True)
        shown, before = portraits(vault, connection, [Found(1, ("email",)), Found(2, ("phone",))])
        vault.erase(connection, 2)
        (erased,) = portraits(vault, connection, [Found(2, ())])
    assert (shown.systems, shown.first_seen, shown.standing) == (("ehr",), "2026-01-31", ("restricted",))
    assert {"ehr patient number", "email", "insurance number"} <= shown.kinds.keys()
    assert (erased.standing, before.standing) == (("erased",), ())
    assert (before.subject, before.by, before.kinds) == (2, ("phone",), erased.kinds)
    assert before.kinds != shown.kinds


def test_many_portraits_are_those_of_each(vault) -> None:
    found = [Found(subject, ()) for subject in (3, 1, 2)]
    with vault.transaction() as connection:
        vault.merge(connection, [(3, 2)])
        assert portraits(vault, connection, found[1:]) == [
            portrait for each in found[1:] for portrait in portraits(vault, connection, [each])
        ]
        assert portraits(vault, connection, [Found(2, ())])[0].merged == (3,)
        assert portraits(vault, connection, []) == []


def test_pairs_are_weighed_and_ruled_on_in_either_database(vault) -> None:
    with vault.transaction() as connection:
        vault.suggest(connection, [(2, 3, "name-and-birth-date")], FIRST)
        (pair,) = pairs(vault, connection)
        known = evidence(vault, connection, [pair])[pair.number]
        assert {"birth date", "whole name"} <= set(known.common)
        assert "two ehr patient files" in known.differing
        settle(vault, connection, pair.number, Verdict.SAME, SECOND)
        assert not is_open(connection, pairs(vault, connection)[0])


def test_an_accepted_pair_that_the_evidence_contradicts_is_open_again(vault) -> None:
    with vault.transaction() as connection:
        vault.suggest(connection, [(2, 3, "name-and-birth-date")], FIRST)
        settle(vault, connection, 1, Verdict.SAME, FIRST)
        vault.suggest(connection, [(2, 3, "ruled-same-but-numbers-differ")], SECOND)
        (pair,) = pairs(vault, connection)
        assert is_open(connection, pair)
        assert "take the wrong number out" in pair.why


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_text_is_read_and_has_forms_or_none(lines: list[str]) -> None:
    """What is typed never fails in another way than by a sentence about its line."""
    for readings in read_lines(lines):
        for reading in readings:
            forms = reading.possible_forms(dt.date(2026, 1, 1))
            assert (reading.kind in LABELS, forms.null_count) == (True, 0)
            if not len(forms):
                with pytest.raises(UsageError, match=f"Line {reading.line} holds no valid"):
                    reading.forms(dt.date(2026, 1, 1))


def test_file_numbers_are_of_the_named_system_or_of_any() -> None:
    kinds = ["email", "file:ehr:patient", "file:keap:contact"]
    assert file_kinds(kinds, Stated(1, FILE_NUMBER, "7")) == kinds[1:]
    assert file_kinds(kinds, Stated(1, FILE_NUMBER, "7", "keap.contacts")) == ["file:keap:contact"]
    assert in_words("file:keap:contact") == "keap contact number"
    with pytest.raises(UsageError, match="Line 4"):
        file_kinds(kinds, Stated(4, FILE_NUMBER, "7", "zzz"))
