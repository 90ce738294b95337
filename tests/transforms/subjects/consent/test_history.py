"""One person's history agrees with what is decided for everybody."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.subjects.consent.conftest import AS_OF, LOU, SAM, Clinic, Export, patients
from transforms.retention.classes import shipped
from transforms.subjects.consent.history import history
from transforms.subjects.consent.standing import Reference

COLUMNS = {
    "research": "consent/research",
    "research_date": "event_date/dmy",
    "nieuwsbrief": "consent/newsletter",
    "nieuwsbrief_datum": "event_date/dmy",
    "niet contacteren": "consent/do_not_contact",
    "niet contacteren datum": "event_date/dmy",
}


def told(clinic: Clinic, subject: int, as_of: dt.date = AS_OF) -> dict:
    vault = clinic.vault()
    with vault.transaction() as connection:
        found = history(vault, connection, subject, Reference.of(as_of, shipped()["do_not_contact"]))
    vault.close()
    return {one.purpose: one for one in found}


def test_every_statement_is_told_with_its_table_and_date_and_why_it_does_not_count(clinic):
    form = Export(
        "jotform.intake",
        {"id": "record_id/submission", "email": "email", "name": "person_name/full", "birth_date": "birth_date/dmy",
         "created_at": "event_date/dmy", "research": "consent/research"},
        [("1", LOU[4], "Lou Maes", LOU[3], "01/05/2020", "Ik ga akkoord")],
        identifies="id",
        stated_at="created_at",
    )  # fmt: skip
    records = patients((*LOU, "nee", "01/05/2024", "", "", "ja", "01/01/2015"), **COLUMNS)
    links = clinic.link(records, form)
    found = told(clinic, int(links.ids[0]))
    research = [(said.on, said.given, said.source, said.why_not) for said in found["research"].said]
    assert research == [
        ("2024-05-01", False, "ehr.patients", ""),
        ("2020-05-01", True, "jotform.intake", "beaten"),
    ]
    listed = [(said.through, said.why_not) for said in found["do_not_contact"].said]
    assert (found["do_not_contact"].answer, listed) == (False, [("email 1", "over")])


def test_what_another_said_of_a_shared_address_is_told_too(clinic):
    rows = ((*LOU, "", "", "ja", "01/01/2024", "", ""), (*SAM[:4], LOU[4], "", "", "nee", "01/01/2025", "", ""))
    links = clinic.link(patients(*rows, **COLUMNS))
    found = told(clinic, int(links.ids[0]))["newsletter"]
    assert found.answer is False
    assert [(said.on, said.given, said.through) for said in found.said if not said.why_not] == [
        ("2025-01-01", False, "email 1")
    ]


def test_nothing_is_told_of_who_said_nothing(clinic):
    links = clinic.link(patients(LOU))
    assert told(clinic, int(links.ids[0])) == {}


ANSWER, DAY = st.sampled_from(["ja", "nee", ""]), st.sampled_from(["01/01/2021", "01/01/2024", "01/01/2025", ""])
ROW = st.tuples(ANSWER, DAY, ANSWER, DAY, ANSWER, DAY)
MAIL = st.sampled_from([LOU[4], "lou@work.example", ""])


@given(st.lists(st.tuples(st.sampled_from([LOU, SAM]), MAIL, ROW), min_size=1, max_size=5))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_answer_told_is_the_one_that_decides(tmp_path_factory, rows):
    clinic = Clinic(tmp_path_factory.mktemp("clinic") / "private")
    links = clinic.link(patients(*((*person[:4], mail, *said) for person, mail, said in rows), **COLUMNS))
    for index, subject in enumerate(links.ids.tolist()):
        found = told(clinic, subject)
        yes = {purpose for purpose, given in links.people.consents.items() if given[index]}
        assert {purpose for purpose, one in found.items() if one.answer} == yes
        assert yes <= {purpose for purpose, one in found.items() if any(not said.why_not for said in one.said)}
