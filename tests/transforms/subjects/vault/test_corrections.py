"""Values that patients had corrected."""

import datetime as dt

from transforms.subjects.vault.corrections import Correction, correct, corrections

DAY = dt.date(2026, 1, 31)
FIRST = Correction(1, "person_name", "Zoë Van den Broeck", DAY)
LATER = Correction(1, "person_name", "Lou Van den Broeck", DAY + dt.timedelta(days=1))
OTHER = Correction(2, "birth_date", "1990-01-31", DAY)


def test_the_newest_value_of_a_category_stays(vault):
    with vault.transaction() as connection:
        for one in (FIRST, OTHER, LATER):
            correct(vault, connection, one)
        assert corrections(vault, connection) == [OTHER, LATER]


def test_a_correction_goes_with_its_subject_into_a_merger(vault):
    with vault.transaction() as connection:
        correct(vault, connection, FIRST)
        vault.merge(connection, [(1, 2)])
        correct(vault, connection, Correction(2, "person_name", "Lou", DAY))
        assert [one.value for one in corrections(vault, connection)] == ["Lou"]


def test_corrections_of_the_erased_are_forgotten(vault, add_people):
    with vault.transaction() as connection:
        add_people(vault, connection, 2)
        for one in (FIRST, OTHER):
            correct(vault, connection, one)
        vault.erase(connection, 1)
        assert corrections(vault, connection) == [OTHER]
