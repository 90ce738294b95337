"""Mail addresses, telephones and homes that several people have, and records that fit more than one of them."""

import pytest

from tests.transforms.subjects.small_clinic import LOU, SAM, Clinic, Table, contacts, patients, subjects, tickets

FIRST = ("Noor", "Fien", "Jef", "Wout", "Lotte", "Amber", "Kobe", "Sien", "Lars", "Hanne")
LAST = ("Peeters", "Janssens", "Maes", "Willems", "Claes")


@pytest.fixture
def clinic(tmp_path):
    return Clinic(tmp_path / "private")


def residents(count: int) -> list[dict]:
    """People who live in one institution and have its telephone and mail address."""
    return [
        {
            "patient_id": f"P{number}",
            "first_name": FIRST[number % 10],
            "last_name": LAST[number // 10],
            "birth_date": f"{number % 28 + 1:02}/0{number % 9 + 1}/2008",
            "phone": "03 821 30 00",
            "email": "huis@mail.example",
        }
        for number in range(count)
    ]


def test_a_resident_of_an_institution_is_known_by_name_and_its_telephone(clinic):
    ehr = patients(*residents(45))
    desk = tickets({"ticket_id": "1", "name": "Fien Maes", "phone": "03 821 30 00"})
    found = subjects(clinic.link(ehr, desk), ehr, desk)
    assert len(set(found[:45])) == 45
    assert found[45] == found[21]


def test_two_residents_born_on_one_day_stay_two(clinic):
    people = residents(45)
    stranger = {"contact_id": "7", "first_name": "Bo", "last_name": "Nys", "birth_date": people[3]["birth_date"]}
    ehr, keap = patients(*people), contacts(stranger | {"phone": "03 821 30 00", "email": "huis@mail.example"})
    found = subjects(clinic.link(ehr, keap), ehr, keap)
    assert found[45] not in found[:45]


def test_a_hundred_tickets_of_one_person_are_one_persons(clinic):
    asked = [
        {
            "ticket_id": str(number),
            "name": "Lou Van den Broeck",
            "email": "lou@mail.example",
            "phone": f"04751100{number}",
        }
        for number in range(10, 99)
    ]
    ehr, desk = patients(LOU), tickets(*asked)
    assert set(subjects(clinic.link(ehr, desk), ehr, desk)) == {0}


def test_contacts_that_list_one_address_between_them_stay_apart(clinic):
    """A row of a list says nothing but the address; that it is the same as another such row says nothing either."""
    keap = contacts(
        {"contact_id": "7", "first_name": "An", "last_name": "Peeters"},
        {"contact_id": "8", "first_name": "Noor", "last_name": "Peeters"},
    )
    emails = Table(
        "keap.contacts.email_addresses",
        [{"email": "thuis@mail.example"}, {"email": "thuis@mail.example"}],
        parent="keap.contacts",
        parents=[1, 2],
    )
    assert subjects(clinic.link(keap, emails), keap, emails) == [0, 1, 0, 1]


HOME = {"name": "Jan Maes", "email": "maes@mail.example"}
PARENT = {"patient_id": "P1", "first_name": "Jan", "last_name": "Maes", "birth_date": "01/02/1960"}
CHILD = {"patient_id": "P2", "first_name": "Jan", "last_name": "Maes", "birth_date": "05/06/1995"}
MAIL = {"email": "maes@mail.example"}


def test_what_fits_parent_and_child_of_one_name_is_given_to_neither(clinic):
    ehr, desk = patients(PARENT | MAIL, CHILD | MAIL), tickets(HOME | {"ticket_id": "1"})
    links = clinic.link(ehr, desk)
    assert subjects(links, ehr, desk) == [0, 1, 2]
    assert (1, 3, "fits-two-people") in links.suggestions
    assert (2, 3, "fits-two-people") in links.suggestions


def test_what_fits_one_of_them_better_is_theirs(clinic):
    line = {"phone": "0475/12.34.56"}
    ehr = patients(PARENT | MAIL, CHILD | MAIL | line)
    desk = tickets(HOME | line | {"ticket_id": "1"}, HOME | {"ticket_id": "2", "birth_date": "01/02/1960"})
    assert subjects(clinic.link(ehr, desk), ehr, desk) == [0, 1, 1, 0]


def test_name_and_street_address_are_one_person(clinic):
    home = {"street": "Kerkstraat", "house_number": "12", "postal_code": "2018"}
    keap = contacts(home | {"contact_id": "7", "first_name": "Lou", "last_name": "Van den Broeck"})
    ehr = patients(LOU | home)
    assert subjects(clinic.link(ehr, keap), ehr, keap) == [0, 0]


def test_a_member_of_a_health_fund_is_known_by_number_and_name(clinic):
    member = {"insurance_number": "214/9129517-53"}
    form = Table("jotform.intake", [member | {"name": "Lou Van den Broeck"}, member | {"name": "Kaat Van den Broeck"}])
    ehr = patients(LOU | member | {"email": "", "phone": ""})
    found = subjects(clinic.link(ehr, form), ehr, form)
    assert found[0] == found[1]
    assert found[2] != found[0]


def test_a_valid_number_of_another_state_is_known_again(clinic):
    foreign = {"national_number": "1112.22.333"}
    ehr = patients(SAM | foreign | {"email": ""})
    form = Table("jotform.intake", [{"name": "Sam Pieters", "birth_date": "15/01/1990", "foreign_id": "111222333"}])
    assert subjects(clinic.link(ehr, form), ehr, form) == [0, 0]


def test_words_in_the_field_of_a_number_join_nobody(clinic):
    unknown = {"national_number": "niet gekend", "foreign_id": "niet gekend", "insurance_number": "niet gekend"}
    ehr = patients(*(person | unknown for person in residents(20)))
    assert len(set(subjects(clinic.link(ehr), ehr))) == 20
