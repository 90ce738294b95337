import datetime as dt
import re

import pyarrow as pa

from transforms.pseudonyms import subject_pseudonyms
from transforms.treatments.pseudonym import pseudonym


def test_a_record_has_the_same_pseudonym_in_every_table_of_its_system(clinic):
    values = pa.array(["T-1", "T-2"])
    tickets = pseudonym(values, clinic.cells("record_id", [0, 1], scope="freshdesk:ticket")).values
    conversations = pseudonym(
        values.take(pa.array([1, 0])), clinic.cells("record_id", [1, 0], scope="freshdesk:ticket")
    ).values
    assert tickets.to_pylist() == conversations.to_pylist()[::-1]


def test_another_kind_of_number_or_another_domain_gives_another_pseudonym(clinic):
    value = pa.array(["1"])
    given = {
        pseudonym(value, clinic.cells("record_id", [0], scope=scope, domain=domain)).values[0].as_py()
        for scope in ("ehr:operation", "ehr:appointment")
        for domain in ("study", "other")
    }
    assert len(given) == 4
    assert all(re.fullmatch(r"r[a-z2-7]{16}", each) for each in given)


def test_a_subject_keeps_its_pseudonym_in_a_domain_and_shares_none_with_another_domain(clinic):
    people = clinic.people([dt.date(1980, 1, 1)] * 500)
    here = subject_pseudonyms(clinic.domain(), people.secrets).to_pylist()
    again = subject_pseudonyms(clinic.domain(), people.secrets[::-1]).to_pylist()[::-1]
    there = subject_pseudonyms(clinic.domain("other"), people.secrets).to_pylist()
    assert here == again
    assert len(set(here)) == 500
    assert not set(here) & set(there)


def test_a_care_provider_is_the_same_for_all_patients_however_the_name_is_written(clinic):
    cells = clinic.cells("provider_name", [0, 1, 2], scope="provider_name")
    names = pseudonym(pa.array(["Dr. Élise Maes", "dr  elise maes", "Dr. Tom Maes"]), cells).values.to_pylist()
    assert names[0] == names[1] != names[2]


def test_an_empty_cell_gets_no_pseudonym(clinic):
    assert pseudonym(pa.array(["", None, "  "]), clinic.cells("record_id", [0, 0, 0])).values.null_count == 3
