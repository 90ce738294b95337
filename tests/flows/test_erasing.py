"""The steps of an erasure below the flow, over a vault that knows a few people."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from flows.persons.erasing import certificate_path, standing_with, take_away, unfinished
from flows.persons.prospect import begin, prospect
from tests.flows.desk import LOU, SAM, SECOND
from transforms.subjects.vault.register import entries
from transforms.subjects.vault.standings import is_erased

if TYPE_CHECKING:
    from tests.flows.desk import Desk

ON = dt.date(2026, 2, 1)


def erase(desk: Desk, subject: int) -> None:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.erase(connection, subject)


def test_right_to_erasure_tells_before_it_is_confirmed_what_will_happen(desk: Desk) -> None:
    desk.publish(1, 2)
    found = prospect(desk.workspace.root, 1, None, republish=True)
    told = "\n".join(found.lines(republish=True))
    assert found.releases == ("research/2026-01-31-a1",)
    assert "research/2026-01-31-a1" in told
    assert "GDPR art. 17(3)(b) and (c)" in told, "the health record must be kept"
    assert not found.nothing_left


def test_right_to_erasure_does_nothing_unless_it_is_confirmed(desk: Desk) -> None:
    result = desk.ask("erase", typed=["ehr: P1", "", "no"])
    assert result.exit_code != 0
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        assert not is_erased(connection, 1)


def test_right_to_erasure_knows_what_is_left_of_an_interrupted_one(desk: Desk) -> None:
    root = desk.workspace.root
    request = begin(root, 1, None)
    with closing(desk.vault()) as vault:
        assert unfinished(vault, desk.workspace) == ()
        erase(desk, 1)
        assert unfinished(vault, desk.workspace) == (request,)
        assert not prospect(root, 1, None, republish=False).nothing_left
        path = certificate_path(desk.workspace, request)
        path.parent.mkdir(parents=True)
        path.touch()
        assert unfinished(vault, desk.workspace) == ()
    assert prospect(root, 1, None, republish=False).nothing_left


def test_right_to_erasure_is_not_done_while_a_release_can_be_made_again(desk: Desk) -> None:
    root = desk.workspace.root
    desk.publish(1)
    path = certificate_path(desk.workspace, begin(root, 1, None))
    erase(desk, 1)
    path.parent.mkdir(parents=True)
    path.touch()
    assert prospect(root, 1, None, republish=False).nothing_left
    assert not prospect(root, 1, None, republish=True).nothing_left


def test_right_to_erasure_takes_versions_away_and_keeps_that_they_were(desk: Desk) -> None:
    desk.publish(1)
    desk.publish(2, version="2026-01-31-b2")
    folder = desk.workspace.datasets / "research"
    for version in ("2026-01-31-a1", "2026-01-31-b2"):
        (folder / version).mkdir(parents=True)
    (folder / ".2026-01-31-c3.partial").mkdir()
    (folder / "latest").write_text("2026-01-31-a1\n", encoding="utf-8")
    with closing(desk.vault()) as vault:
        for _ in range(2):  # the second time nothing is there any more
            with vault.transaction() as connection:
                gone = standing_with(vault, connection, 1)
            take_away(desk.workspace, vault, gone, ON)
        with vault.transaction() as connection:
            withdrawn = {entry.version: entry.withdrawn for entry in entries(connection)}
    assert [path.name for path in sorted(folder.iterdir())] == ["2026-01-31-b2"]
    assert withdrawn == {"2026-01-31-a1": "2026-02-01", "2026-01-31-b2": None}


NEW = {
    "patient_id": "P99", "first_name": "Lou", "last_name": "Van den Broeck", "birth_date": "30/07/1985",
    "email": "new@mail.example",
}  # fmt: skip


def test_right_to_erasure_holds_when_the_person_turns_up_again(desk: Desk) -> None:
    erase(desk, 1)
    links = desk.link(SECOND, ehr=[LOU, SAM])
    place = int(np.flatnonzero(links.ids == 1)[0])
    assert links.people.restricted[place]
    assert not links.people.secrets[place].any()


def test_right_to_erasure_holds_for_new_records_while_the_old_ones_stand_beside_them(desk: Desk) -> None:
    erase(desk, 1)
    links = desk.link(SECOND, ehr=[LOU, SAM, NEW])
    assert links.ids.tolist() == [1, 2]


def test_right_to_erasure_leaves_nothing_by_which_new_identifiers_could_be_known(desk: Desk) -> None:
    erase(desk, 1)
    links = desk.link(SECOND, ehr=[SAM, NEW])
    assert 1 not in links.ids.tolist()
    assert not links.people.restricted.any()


def test_right_to_erasure_reaches_those_who_turned_out_to_be_the_person(desk: Desk) -> None:
    desk.publish(3)
    with closing(desk.vault()) as vault:
        with vault.transaction() as connection:
            vault.merge(connection, [(3, 2)])
        erase(desk, 2)
        with vault.transaction() as connection:
            assert not vault.load_subjects(connection).secrets[[1, 2]].any()
            assert [entry.version for entry in standing_with(vault, connection, 2)] == ["2026-01-31-a1"]
