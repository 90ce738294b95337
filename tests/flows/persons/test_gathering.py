"""Which records are a person's, and where others are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.persons.dossier import NOT_LINKED, SEVERAL
from flows.persons.others import IDENTIFIER, NAME, OTHER, RELATIVE, SHARED

if TYPE_CHECKING:
    from flows.persons.gathering import Gathered


def rows(gathered: Gathered) -> dict[str, list[int]]:
    return {table.crawled.name: [record.row for record in table.records()] for table in gathered.tables}


def test_right_to_data_portability_takes_records_and_notes_of_the_person_only(lous: Gathered) -> None:
    assert rows(lous)["ehr.patients"] == [1]
    assert rows(lous)["ehr.notes"] == [1]


def test_right_to_data_portability_takes_what_is_in_nobodys_name_and_marks_it(lous: Gathered) -> None:
    """The newsletter knows an address, which two people have."""
    (newsletter,) = (table for table in lous.tables if table.crawled.name == "website.newsletter")
    (record,) = newsletter.records()
    assert (record.fields["email"], record.marks) == ("family@mail.example", (NOT_LINKED, SEVERAL))


def test_right_to_data_portability_shows_the_officer_where_others_are_in_the_records(lous: Gathered) -> None:
    found = {(place.table, place.row, place.column, place.why) for place in lous.others}
    assert found == {
        ("ehr.notes", 1, "note", OTHER),
        ("ehr.patients", 1, "email", SHARED),
        ("ehr.patients", 1, "emergency_contact_name", RELATIVE),
        ("website.newsletter", 1, "email", SHARED),
    }


def test_right_to_data_portability_marks_records_about_several_people(lous: Gathered) -> None:
    assert all(SEVERAL in record.marks for table in lous.tables for record in table.records())


def test_right_of_access_shows_the_officer_where_the_person_is_in_records_of_others(lous: Gathered) -> None:
    found = {(place.table, place.row, place.column, place.why) for place in lous.elsewhere}
    assert found == {("ehr.notes", 2, "note", NAME), ("ehr.patients", 2, "email", IDENTIFIER)}
