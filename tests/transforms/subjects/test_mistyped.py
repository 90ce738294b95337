"""Rows of one person that differ by a typing error, and people who only look like that."""

import pytest

from tests.transforms.subjects.small_clinic import LOU, Clinic, contacts, patients, subjects, tickets


@pytest.fixture
def clinic(tmp_path):
    return Clinic(tmp_path / "private")


def one_person(clinic, ticket: dict, patient: dict = LOU) -> bool:
    """Whether a ticket is taken to be the patient's."""
    ehr, desk = patients(patient), tickets({"ticket_id": "1"} | ticket)
    found = subjects(clinic.link(ehr, desk), ehr, desk)
    return found[0] == found[1]


WRITER = {"name": "Lou Van den Broeck", "email": "lou@mail.example"}


@pytest.mark.parametrize("birth_date", ["31/07/1985", "30/08/1985", "30/07/1986", "30/07/1995"])
def test_a_birth_date_with_one_part_mistyped_is_no_second_person(clinic, birth_date):
    assert one_person(clinic, WRITER | {"birth_date": birth_date})


def test_day_and_month_the_wrong_way_round_are_no_second_person(clinic):
    born = {"birth_date": "03/07/1985", "national_number": ""}
    assert one_person(clinic, WRITER | {"birth_date": "07/03/1985"}, LOU | born)


def test_a_parent_of_the_same_name_is_a_second_person(clinic):
    assert not one_person(clinic, WRITER | {"birth_date": "12/02/1955"})


def test_a_mistyped_birth_date_without_a_shared_contact_is_nobodys(clinic):
    assert not one_person(clinic, {"name": "Lou Van den Broeck", "birth_date": "31/07/1985"})


SOFIE = LOU | {"first_name": "Sofie", "last_name": "Mertens", "email": "sofie@mail.example"}


@pytest.mark.parametrize("name", ["Sofei Mertens", "Sfie Mertens", "Sofie Mertnes", "mertens sofue"])
def test_a_name_with_one_slip_under_the_same_address_is_no_second_person(clinic, name):
    assert one_person(clinic, {"name": name, "email": "sofie@mail.example"}, SOFIE)


def test_a_name_with_one_slip_on_the_same_line_is_no_second_person(clinic):
    assert one_person(clinic, {"name": "Sofie Mertnes", "phone": LOU["phone"]}, SOFIE)


@pytest.mark.parametrize("name", ["Sofia Mertens", "Sophie Mertens"])
def test_two_names_that_both_exist_are_no_slip_of_one_another(clinic, name):
    """Mother and daughter, sisters: they share the address, and their names are often alike."""
    assert not one_person(clinic, {"name": name, "email": "sofie@mail.example"}, SOFIE)


def test_a_slip_in_a_family_name_joins_no_relatives(clinic):
    assert not one_person(clinic, {"name": "Karel Mertnes", "email": "sofie@mail.example"}, SOFIE)


def test_a_name_of_an_earlier_run_is_compared_as_well(clinic):
    clinic.link(patients(SOFIE))
    desk = tickets({"ticket_id": "1", "name": "Sofei Mertens", "email": "sofie@mail.example"})
    assert clinic.link(desk).ids.tolist() == [1]


def test_names_in_each_others_field_are_one_name(clinic):
    ehr = patients(SOFIE)
    keap = contacts({"contact_id": "7", "first_name": "Mertens", "last_name": "Sofie", "email": "sofie@mail.example"})
    assert subjects(clinic.link(ehr, keap), ehr, keap) == [0, 0]


def test_a_family_name_in_the_first_names_field_makes_no_relative_the_patient(clinic):
    home = {"email": "thuis@mail.example", "phone": "0475/12.34.56"}
    ehr = patients(SOFIE | home | {"birth_date": "05/06/2010", "national_number": ""})
    keap = contacts(home | {"contact_id": "7", "first_name": "Mertens", "last_name": "Sofie"})
    desk = tickets(home | {"ticket_id": "1", "name": "Karel Mertens"})
    found = subjects(clinic.link(ehr, keap, desk), ehr, keap, desk)
    assert found[0] == found[1] != found[2]


def test_pronouns_beside_a_name_in_use_are_no_first_name(clinic):
    """Else all who use the same ones would have a first name in common, twins among them."""
    home = {"last_name": "Mertens", "birth_date": "05/06/2010", "email": "thuis@mail.example"}
    ehr = patients(
        home | {"patient_id": "P1", "first_name": "Noor (zij/haar)"},
        home | {"patient_id": "P2", "first_name": "Fien (zij/haar)"},
    )
    assert subjects(clinic.link(ehr), ehr) == [0, 1]


def test_a_mistyped_name_with_birth_date_and_postal_code_is_no_second_person(clinic):
    keap = contacts(
        {"contact_id": "7", "first_name": "Sofie", "last_name": "Mertnes", "birth_date": "30/07/1985"}
        | {"postal_code": "2018"}
    )
    ehr = patients(SOFIE)
    assert subjects(clinic.link(ehr, keap), ehr, keap) == [0, 0]
