import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.subjects.small_clinic import (
    AS_OF,
    LOU,
    SAM,
    Clinic,
    Table,
    contacts,
    patients,
    subjects,
    tickets,
)
from transforms.people import NOBODY
from transforms.subjects.evidence import Lookups
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.rulings import Verdict, rule


@pytest.fixture
def clinic(tmp_path, location):
    """Its vault is on SQLite and on PostgreSQL in turn."""
    return Clinic(tmp_path / "private", location)


def test_one_person_over_three_systems(clinic):
    ehr = patients(LOU, SAM)
    keap = contacts({"contact_id": "7", "first_name": "LOU", "last_name": "VANDENBROECK", "email": "Lou@Mail.example"})
    desk = tickets({"ticket_id": "1", "requester_id": "99", "name": "van den broeck lou", "phone": "+32 475 12 34 56"})
    links = clinic.link(ehr, keap, desk)
    assert subjects(links, ehr, keap, desk) == [0, 1, 0, 0]
    assert len(links.people) == 2


def test_events_follow_their_patient_and_strangers_have_their_own(clinic):
    ehr = patients(LOU)
    visits = Table("ehr.appointments", [{"patient_id": "P1"}, {"patient_id": "P9"}, {"patient_id": ""}])
    assert subjects(clinic.link(ehr, visits), ehr, visits) == [0, 0, 1, NOBODY]


def test_a_changed_number_and_first_name_join_by_a_shared_address(clinic):
    """The register gives a new number with the other parity; an old form still shows the former ones."""
    ehr = patients(LOU | {"national_number": "92.06.14-204.89", "birth_date": "14/06/1992"})
    before = {"name": "Jan Van den Broeck", "national_number": "92.06.14-017.82", "email": "lou@mail.example"}
    form = Table("jotform.intake", [before])
    assert subjects(clinic.link(ehr, form), ehr, form) == [0, 0]


def test_a_second_file_with_a_changed_number_joins_by_a_former_name(clinic):
    changed = {"birth_date": "14/06/1992", "last_name": "Maes"}
    ehr = patients(
        changed | {"patient_id": "P1", "first_name": "Jan", "national_number": "92.06.14-017.82"},
        changed | {"patient_id": "P8", "first_name": "An", "birth_name": "Jan", "national_number": "92.06.14-204.89"},
    )
    assert subjects(clinic.link(ehr), ehr) == [0, 0]


MAES = {"last_name": "Maes", "birth_date": "14/06/1992"}
HOME = {"street": "Kerkstraat", "house_number": "12", "postal_code": "2018"}
JAN = MAES | {"patient_id": "P1", "first_name": "Jan", "national_number": "92.06.14-017.82"}
AN = MAES | {"patient_id": "P8", "first_name": "An", "national_number": "92.06.14-204.89"}


def test_a_changed_number_at_one_address_is_only_suggested(clinic):
    ehr = patients(JAN | HOME, AN | HOME | {"street": "KERKSTRAAT "})
    links = clinic.link(ehr)
    assert subjects(links, ehr) == [0, 1]
    assert links.suggestions == ((1, 2, "number-pair"),)
    assert links.left_out == 0


def test_a_changed_number_and_a_family_name_ask_for_nobodys_minutes(clinic):
    links = clinic.link(patients(JAN | HOME, AN | HOME | {"house_number": "14"}))
    assert links.suggestions == ()


def test_only_the_strongest_suggestions_are_kept(clinic, monkeypatch):
    monkeypatch.setattr("transforms.subjects.resolution.MOST_SUGGESTIONS", 1)
    shared = HOME | {"email": "thuis@mail.example"}
    weak = [
        {"patient_id": "P3", "first_name": "Bo", "last_name": "Smet", "email": "smet@mail.example"},
        {"patient_id": "P4", "first_name": "Ed", "last_name": "Smet", "email": "smet@mail.example"},
    ]
    links = clinic.link(patients(*weak, JAN | shared, AN | shared))
    assert links.suggestions == ((3, 4, "number-pair"),)
    assert links.left_out == 1


def test_a_former_name_on_file_joins_the_newsletter_that_still_uses_it(clinic):
    ehr = patients(LOU | {"birth_name": "Jan"})
    keap = contacts(
        {"contact_id": "7", "first_name": "Jan", "last_name": "Van den Broeck", "email": "lou@mail.example"}
    )
    assert subjects(clinic.link(ehr, keap), ehr, keap) == [0, 0]


def test_a_family_shares_address_and_phone_and_stays_apart(clinic):
    home = {"last_name": "Peeters", "email": "thuis@mail.example", "phone": "03 821 30 00", "postal_code": "2018"}
    ehr = patients(
        home | {"patient_id": "P1", "first_name": "An", "birth_date": "01/02/1975"},
        home | {"patient_id": "P2", "first_name": "Noor", "birth_date": "05/06/2009"},
        home | {"patient_id": "P3", "first_name": "Jef", "birth_date": "05/06/2009"},
    )
    desk = tickets(
        {"ticket_id": "1", "email": "thuis@mail.example"},
        {"ticket_id": "2", "email": "thuis@mail.example", "name": "Noor Peeters"},
    )
    found = subjects(clinic.link(ehr, desk), ehr, desk)
    assert len(set(found[:3])) == 3
    assert found[4] == found[1]
    assert found[3] not in found[:3]


def test_homonyms_with_two_numbers_stay_apart(clinic):
    twin = {"first_name": "Jan", "last_name": "Janssens", "birth_date": "30/07/1985"}
    ehr = patients(
        twin | {"patient_id": "P1", "national_number": "85.07.30-033.28"},
        twin | {"patient_id": "P2", "national_number": "85.07.30-035.26"},
    )
    keap = contacts({"contact_id": "5", "first_name": "Jan", "last_name": "Janssens", "birth_date": "30/07/1985"})
    found = subjects(clinic.link(ehr, keap), ehr, keap)
    assert found[0] != found[1]


def test_a_birth_name_written_with_the_family_name_makes_no_relative_the_patient(clinic):
    home = {"email": "thuis@mail.example", "phone": "0475/12.34.56"}
    child = {"patient_id": "P1", "first_name": "Camille", "last_name": "Bodart", "birth_name": "Théo Bodart"}
    ehr = patients(home | child | {"birth_date": "13/04/2009"})
    desk = tickets(
        home | {"ticket_id": "1", "name": "Jean-Pierre Bodart"}, home | {"ticket_id": "2", "name": "Bodart Théo"}
    )
    found = subjects(clinic.link(ehr, desk), ehr, desk)
    assert found[0] == found[2] != found[1]


def test_relatives_phone_is_no_evidence(clinic):
    ehr = patients(
        LOU, SAM | {"emergency_contact_phone": "0475/12.34.56", "emergency_contact_name": "Lou Van den Broeck"}
    )
    links = clinic.link(ehr)
    assert subjects(links, ehr) == [0, 1]
    known = links.people.known.filter(pa.array(np.asarray(links.people.known.column("subject")) == 1)).to_pylist()
    assert {"subject": 1, "kind": "family_member_name", "value": "Lou Van den Broeck"} in known


def test_answers_to_a_ticket_are_about_its_requester(clinic):
    desk = tickets({"ticket_id": "1", "requester_id": "99", "name": "Lou Maes", "email": "lou@mail.example"})
    answers = Table(
        "freshdesk.conversations",
        [{"ticket_id": "1", "requester_id": "agent-3"}, {"ticket_id": "404", "requester_id": "99"}],
    )
    assert subjects(clinic.link(desk, answers), desk, answers) == [0, 0, NOBODY]


def test_lists_inside_a_contact_describe_the_contact(clinic):
    ehr = patients(LOU)
    keap = contacts({"contact_id": "7", "first_name": "Lou"})
    emails = Table(
        "keap.contacts.email_addresses", [{"email": "lou@mail.example"}], parent="keap.contacts", parents=[1]
    )
    assert subjects(clinic.link(emails, ehr, keap), ehr, keap, emails) == [0, 0, 0]


def test_addresses_that_a_ticket_went_to_describe_nobody(clinic):
    desk = tickets({"ticket_id": "1", "name": "Sam Peeters", "email": "sam@mail.example"})
    copies = Table(
        "freshdesk.tickets.cc_emails", [{"email": "lou@mail.example"}], parent="freshdesk.tickets", parents=[1]
    )
    ehr = patients(LOU, SAM)
    assert subjects(clinic.link(ehr, desk, copies), ehr, desk, copies) == [0, 1, 1, 1]


def test_a_row_with_a_name_alone_is_nobodys(clinic):
    desk = tickets({"ticket_id": "1", "name": "Lou Van den Broeck"})
    assert subjects(clinic.link(patients(LOU), desk), desk) == [NOBODY]


def test_the_same_private_folder_gives_the_same_secrets(clinic, tmp_path):
    keap = contacts({"contact_id": "7", "first_name": "Lou", "email": "lou@mail.example"})
    form = Table("jotform.intake", [{"name": "Sam Peeters", "birth_date": "15/01/1990"}, {"email": "who@mail.example"}])
    tables = patients(LOU, SAM), keap, form
    first, second = clinic.link(*tables), clinic.link(*tables)
    assert first.people.secrets.tobytes() == second.people.secrets.tobytes()
    assert subjects(first, *tables) == subjects(second, *tables)
    assert first.people.known.equals(second.people.known)
    other = Clinic(tmp_path / "other").link(*tables)
    assert not {row.tobytes() for row in first.people.secrets} & {row.tobytes() for row in other.people.secrets}


def test_later_exports_find_the_subjects_of_earlier_ones(clinic):
    first = clinic.link(patients(LOU, SAM))
    second = clinic.link(contacts({"contact_id": "3", "name": "Peeters Sam", "email": "sam@mail.example"}))
    assert second.people.secrets.tobytes() == first.people.secrets[1].tobytes()
    assert second.ids.tolist() == [2]


def test_a_later_link_merges_two_subjects_and_keeps_the_older(clinic):
    desk = tickets({"ticket_id": "1", "requester_id": "9", "email": "new@mail.example", "name": "Lou Broeck"})
    apart = clinic.link(patients(LOU), desk)
    both = LOU | {"email": "new@mail.example"}
    merged = clinic.link(patients(both), desk)
    assert len(apart.people) == 2
    assert merged.people.secrets.tobytes() == apart.people.secrets[0].tobytes()


def test_former_names_of_earlier_runs_are_still_known(clinic):
    clinic.link(patients(LOU | {"first_name": "Jan"}))
    links = clinic.link(patients(LOU))
    assert "Jan" in links.people.known.column("value").to_pylist()


def test_attributes_come_from_the_health_record_first(clinic):
    keap = contacts(
        {"contact_id": "7", "first_name": "Lou", "email": "lou@mail.example", "language": "fr", "postal_code": "1000"}
    )
    ehr = patients(LOU | {"language": ""})
    attributes = clinic.link(keap, ehr).people.attributes.to_pylist()
    assert attributes[0]["postal_code"] == "2018"
    assert attributes[0]["language"] == "fr"
    assert attributes[0]["birth_date"] == dt.date(1985, 7, 30)


def test_a_birth_date_is_read_from_a_number_where_nothing_else_tells(clinic):
    row = {key: value for key, value in LOU.items() if key != "birth_date"}
    assert clinic.link(patients(row)).people.attributes.column("birth_date").to_pylist() == [dt.date(1985, 7, 30)]


def test_the_latest_statement_counts_and_silence_is_no(clinic):
    ehr = patients(
        LOU | {"research_consent": "ja", "research_consent_date": "01/02/2024"},
        LOU | {"research_consent": "nee", "research_consent_date": "01/03/2024"},
        SAM | {"research_consent": ""},
    )
    people = clinic.link(ehr).people
    assert people.consents["research"].tolist() == [False, False]
    people = clinic.link(patients(LOU | {"research_consent": "ja", "research_consent_date": "01/02/2025"})).people
    assert people.consents["research"].tolist() == [True]
    people = clinic.link(patients(LOU | {"research_consent": "ja", "research_consent_date": "01/02/2024"})).people
    assert people.consents["research"].tolist() == [True]


def test_objection_and_restriction_reach_the_people(clinic):
    clinic.link(patients(LOU, SAM))
    vault = open_vault(clinic.vault, clinic.keyring)
    with vault.transaction() as connection:
        vault.restrict(connection, 2, on=True)
    vault.close()
    people = clinic.link(patients(LOU | {"objection": "ja"}, SAM | {"objection": "nee"})).people
    assert people.objected.tolist() == [True, False]
    assert people.restricted.tolist() == [False, True]


def test_an_erased_subject_is_recognised_and_withheld(clinic):
    clinic.link(patients(LOU, SAM))
    vault = open_vault(clinic.vault, clinic.keyring)
    with vault.transaction() as connection:
        vault.erase(connection, 1)
    vault.close()
    keap = contacts({"contact_id": "7", "first_name": "Lou", "email": "lou@mail.example"})
    links = clinic.link(patients(LOU, SAM), keap)
    assert links.people.restricted.tolist() == [True, False]
    assert subjects(links, keap) == [0]
    assert not links.people.secrets[0].any()


def test_a_merger_taken_back_stays_taken_back_over_runs(clinic):
    """Each keeps the secret and the identifiers of before; what they were while they were one harms neither."""
    before = clinic.link(patients(LOU, SAM)).people.secrets
    with clinic.opened() as (vault, connection):
        rule(connection, 1, 2, Verdict.SAME, AS_OF)
    assert len(clinic.link(patients(LOU, SAM)).people) == 1
    with clinic.opened() as (vault, connection):
        assert vault.current_id(connection, 2) == 1
        vault.unmerge(connection, 2, AS_OF)
    for _ in range(2):
        links = clinic.link(patients(LOU, SAM))
        assert subjects(links, patients()) == [0, 1]
        assert links.people.secrets.tobytes() == before.tobytes()
        assert links.ids.tolist() == [1, 2]


def test_a_subject_split_in_two_stays_two_over_runs(clinic):
    """The file number of the other person goes to a new subject, and with it the records that bear it."""
    other = {"patient_id": "P9", "first_name": "Lou", "last_name": "Van den Broeck", "birth_date": "30/07/1985"}
    both = patients(LOU, other | {"email": LOU["email"]})
    first = clinic.link(both)
    assert subjects(first, both) == [0, 0]
    with clinic.opened() as (vault, connection):
        kind = next(kind for kind in vault.kinds(connection) if kind.startswith("file:"))
        digests = Lookups.of(clinic.keyring).digests(kind, pa.array(["p9"]))
        heir = vault.split(connection, 1, {kind: [digests[0].tobytes()]}, AS_OF)
    for _ in range(2):
        links = clinic.link(both)
        assert subjects(links, both) == [0, 1]
        assert links.ids.tolist() == [1, heir]
        assert links.people.secrets[0].tobytes() == first.people.secrets[0].tobytes()


def test_the_vault_holds_nothing_in_clear(tmp_path):
    clinic = Clinic(tmp_path / "private")
    clinic.link(patients(LOU, SAM))
    content = (clinic.private / "vault.sqlite").read_bytes().lower()
    for value in {**LOU, **SAM}.values():
        if len(value) > 4:
            assert value.lower().encode() not in content
    for clear in (b"van den broeck", b"broeck", b"85073003328", b"475123456", b"1985-07-30", b"peeters"):
        assert clear not in content


def test_identifier_values_hold_whole_names(clinic):
    values = {
        (kind, value) for kind, array in clinic.link(patients(LOU)).identifier_values() for value in array.to_pylist()
    }
    assert ("person_name", "Lou Van den Broeck") in values
    assert ("family_name", "Van den Broeck") in values
    assert ("record_id", "P1") in values


def everything(links, *tables):
    """All that a release is made from."""
    people = links.people
    return {
        "subjects": [subjects(links, table) for table in tables],
        "ids": links.ids.tolist(),
        "secrets": people.secrets.tobytes(),
        "attributes": people.attributes.to_pylist(),
        "known": people.known.to_pylist(),
        "consents": {purpose: given.tolist() for purpose, given in people.consents.items()},
        "objected": people.objected.tolist(),
        "suggestions": links.suggestions,
        "identifiers": [(kind, values.to_pylist()) for kind, values in links.identifier_values()],
    }


def test_a_run_that_knows_what_the_first_one_learnt_says_the_same(clinic):
    """Names over two lines, two answers on one day, shared addresses: whatever the vault remembers differently."""
    ehr = patients(
        LOU | {"birth_name": "Jan\nPieter", "research_consent": "ja", "research_consent_date": "01/02/2024"},
        LOU | {"patient_id": "P9", "research_consent": "nee", "research_consent_date": "01/02/2024"},
        SAM | {"first_name": " Sam  ", "emergency_contact_name": "An Peeters", "objection": "ja"},
    )
    keap = contacts({"contact_id": "7", "name": "Peeters Sam", "email": "sam@mail.example"})
    desk = tickets({"ticket_id": "1", "email": "lou@mail.example"}, {"ticket_id": "2", "name": "Lou"})
    tables = ehr, keap, desk
    runs = [everything(clinic.link(*tables), *tables) for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]


POOLS = {
    "first_name": ["Lou", "Sam", "Jan", ""],
    "last_name": ["Maes", "Peeters", ""],
    "birth_date": ["14/06/1992", "30/07/1985", "05/06/2012", ""],
    "national_number": ["92.06.14-017.82", "92.06.14-204.89", "85.07.30-033.28", "", ""],
    "email": ["a@mail.example", "b@mail.example", "", ""],
    "phone": ["0475/12.34.56", "", ""],
    "postal_code": ["2018", "9000", ""],
    "research_consent": ["ja", "nee", ""],
}


def made_up(extra: dict) -> st.SearchStrategy[list[dict]]:
    row = {name: st.sampled_from(pool) for name, pool in (POOLS | extra).items()}
    return st.lists(st.fixed_dictionaries(row), min_size=1, max_size=8)


@given(
    made_up({"patient_id": ["P1", "P2", "P3", "P4", "P5"]}),
    made_up({"contact_id": ["1", "2", "3", ""]}),
    made_up({"ticket_id": ["1", "2", "3", "4"]}),
)
@settings(max_examples=40, deadline=None)
def test_who_is_who_does_not_change_by_being_remembered(tmp_path_factory, ehr, keap, desk):
    clinic = Clinic(tmp_path_factory.mktemp("clinic") / "private")
    tables = patients(*ehr), contacts(*keap), tickets(*desk)
    first, second = (everything(clinic.link(*tables), *tables) for _ in range(2))
    assert first == second
