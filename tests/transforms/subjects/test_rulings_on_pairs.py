"""What the data protection officer ruled holds in every later run, also where other records stand in between."""

import pyarrow as pa
import pytest

from tests.transforms.subjects.small_clinic import AS_OF, LOU, SAM, Clinic, Table, contacts, patients, subjects, tickets
from transforms.subjects.evidence import Lookups
from transforms.subjects.vault.rulings import Verdict, rule


@pytest.fixture
def clinic(tmp_path):
    return Clinic(tmp_path / "private")


def ruled(clinic, one: int, other: int, verdict: Verdict) -> None:
    with clinic.opened() as (_, connection):
        rule(connection, one, other, verdict, AS_OF)


TWIN = {"last_name": "Maes", "birth_date": "05/06/1995", "email": "maes@mail.example"}
FIEN = TWIN | {"patient_id": "P1", "first_name": "Fien"}
JEF = TWIN | {"patient_id": "P2", "first_name": "Jef"}


def test_a_suggested_pair_that_is_ruled_the_same_is_joined_and_not_suggested_again(clinic):
    ehr = patients(FIEN, JEF)
    assert clinic.link(ehr).suggestions == ((1, 2, "email-and-birth-date"),)
    ruled(clinic, 1, 2, Verdict.SAME)
    for _ in range(2):
        links = clinic.link(ehr)
        assert subjects(links, ehr) == [0, 0]
        assert links.suggestions == ()


def test_people_whom_nothing_binds_are_joined_by_a_ruling(clinic):
    ehr = patients(LOU, SAM | {"birth_date": ""})
    clinic.link(ehr)
    ruled(clinic, 1, 2, Verdict.SAME)
    assert subjects(clinic.link(ehr), ehr) == [0, 0]


def test_a_ruling_joins_despite_two_stated_birth_dates(clinic):
    ehr = patients(LOU | {"national_number": ""}, SAM)
    clinic.link(ehr)
    ruled(clinic, 1, 2, Verdict.SAME)
    assert subjects(clinic.link(ehr), ehr) == [0, 0]


def test_two_numbers_with_two_birth_dates_stay_two_people_whatever_is_ruled_and_it_is_told(clinic):
    ehr = patients(LOU, SAM | {"national_number": "92.06.14-017.82"})
    clinic.link(ehr)
    ruled(clinic, 1, 2, Verdict.SAME)
    links = clinic.link(ehr)
    assert subjects(links, ehr) == [0, 1]
    assert links.suggestions == ((1, 2, "ruled-same-but-numbers-differ"),)


def test_a_pair_that_is_ruled_different_is_not_suggested_again(clinic):
    ehr = patients(FIEN, JEF)
    clinic.link(ehr)
    ruled(clinic, 1, 2, Verdict.DIFFERENT)
    links = clinic.link(ehr)
    assert subjects(links, ehr) == [0, 1]
    assert links.suggestions == ()


def test_no_rule_joins_those_who_were_ruled_different(clinic):
    ehr, keap = patients(LOU | {"email": ""}), contacts({"contact_id": "7", "name": "Lou Broeck"})
    clinic.link(ehr, keap)
    ruled(clinic, 1, 2, Verdict.DIFFERENT)
    same = {"email": "lou@mail.example", "phone": LOU["phone"], "birth_date": "30/07/1985"}
    keap = contacts(same | {"contact_id": "7", "name": "Lou Van den Broeck"})
    for _ in range(2):
        assert subjects(clinic.link(patients(LOU), keap), patients(LOU), keap) == [0, 1]


def test_a_third_record_joins_those_who_were_ruled_different_neither(clinic):
    """It shares a mail address and a name with the one, a telephone and a name with the other."""
    lou = LOU | {"phone": "", "national_number": ""}
    keap = contacts({"contact_id": "7", "name": "Lou Van den Broeck", "phone": "0475/12.34.56"})
    ehr = patients(lou)
    clinic.link(ehr, keap)
    ruled(clinic, 1, 2, Verdict.DIFFERENT)
    desk = tickets({"ticket_id": "1", "name": "Lou Van den Broeck", "email": lou["email"], "phone": "0475/12.34.56"})
    for _ in range(2):
        found = subjects(clinic.link(ehr, keap, desk), ehr, keap, desk)
        assert found[0] != found[1]


def test_a_row_with_the_file_numbers_of_both_joins_them_neither(clinic):
    clinic.link(patients(LOU, SAM))
    ruled(clinic, 1, 2, Verdict.DIFFERENT)
    both = Table("ehr.referrals", [{"patient_id": "P1", "contact_id": "7"}])
    keap = contacts({"contact_id": "7", "name": "Sam Peeters", "email": "sam@mail.example"})
    clinic.link(keap)
    form = Table("keap.files", [{"contact_id": "7", "patient_id": "P2"}])
    ehr = patients(LOU, SAM)
    links = clinic.link(ehr, keap, both, form)
    found = subjects(links, ehr)
    assert found[0] != found[1]


def test_a_split_lasts_however_often_the_same_exports_are_read(clinic):
    """Two patients were typed into one file; the second one's number, mail and newsletter go to a new subject."""
    lou = LOU | {"phone": ""}
    other = {"first_name": "Lou", "last_name": "Van den Broeck", "email": "lou@mail.example"}
    ehr, keap = patients(lou), contacts(other | {"contact_id": "7", "phone": "0475/99.88.77"})
    desk = tickets({"ticket_id": "1", "name": "Lou Van den Broeck", "phone": "0475/99.88.77"})
    first = clinic.link(ehr, keap, desk)
    assert subjects(first, ehr, keap, desk) == [0, 0, 0]
    lookups = Lookups.of(clinic.keyring)
    with clinic.opened() as (vault, connection):
        split = {
            "file:keap:contact": [lookups.digests("file:keap:contact", pa.array(["7"]))[0].tobytes()],
            "phone": [lookups.digests("phone", pa.array(["+32475998877"]))[0].tobytes()],
        }
        heir = vault.split(connection, 1, split, AS_OF)
    for _ in range(3):
        links = clinic.link(ehr, keap, desk)
        assert subjects(links, ehr, keap) == [0, 1]
        assert links.ids.tolist()[:2] == [1, heir]
        assert links.people.secrets[0].tobytes() == first.people.secrets[0].tobytes()
        assert (1, heir) not in {pair[:2] for pair in links.suggestions}


def test_a_later_join_leaves_the_secret_behind_old_pseudonyms_where_it_was(clinic):
    desk = tickets({"ticket_id": "1", "requester_id": "9", "email": "new@mail.example", "name": "Lou Broeck"})
    before = clinic.link(patients(LOU), desk)
    clinic.link(patients(LOU | {"email": "new@mail.example"}), desk)
    with clinic.opened() as (vault, connection):
        stored = vault.load_subjects(connection)
        assert stored.secrets.tobytes() == before.people.secrets.tobytes()
        assert vault.current_id(connection, 2) == 1
