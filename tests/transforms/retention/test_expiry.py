import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.people import NOBODY
from transforms.policy import SubjectRules
from transforms.retention.classes import shipped
from transforms.retention.expiry import Clocks, expiry, last_contacts
from transforms.retention.row_days import UNDATED, day_number
from transforms.retention.tables import TableClass

AS_OF = dt.date(2026, 10, 31)
LAST_PAST = dt.date(1996, 10, 30)
"""The latest last contact after which a patient file is past its term on that day."""


def judged(rows, classes, people=3, as_of=AS_OF, studies=None):
    """Expiry over rows given per table as (subject, date), and the past rows per table."""
    days = {
        (table, "a.csv"): np.array([UNDATED if day is None else day_number(day) for _, day in of_table], np.int32)
        for table, of_table in rows.items()
    }
    subjects = {table: np.array([subject for subject, _ in of_table], np.int32) for table, of_table in rows.items()}

    def subjects_of(table, _file, _rows):
        return subjects[table]

    tables = {
        table: TableClass(*name) if isinstance(name, tuple) else TableClass(name) for table, name in classes.items()
    }
    contacts = last_contacts(shipped(), tables, days, subjects_of, people)
    found = expiry(Clocks(shipped(), tables, days, contacts, studies or {}, {}), subjects_of, as_of)
    masks = {table: found.rows(table, "a.csv") for table in rows}
    return found, {
        table: [False] * len(rows[table]) if mask is None else mask.tolist() for table, mask in masks.items()
    }


def test_one_late_contact_in_any_system_keeps_the_whole_file():
    rows = {
        "ehr.notes": [(0, dt.date(1980, 1, 1)), (1, dt.date(1980, 1, 1))],
        "desk.tickets": [(0, dt.date(2020, 1, 1)), (1, LAST_PAST)],
    }
    found, past = judged(rows, {"ehr.notes": "patient_file", "desk.tickets": "patient_file"})
    assert found.subjects.tolist() == [False, True, False]
    assert past == {"ehr.notes": [False, True], "desk.tickets": [False, True]}


@pytest.mark.parametrize(("contact", "over"), [(LAST_PAST, True), (LAST_PAST + dt.timedelta(days=1), False)])
def test_one_day_decides_over_a_patient_file(contact, over):
    found, past = judged({"ehr.notes": [(0, contact)]}, {"ehr.notes": "patient_file"})
    assert (found.subjects[0], past["ehr.notes"]) == (over, [over])


def test_an_undated_row_of_a_patient_file_goes_with_the_file():
    rows = {"ehr.notes": [(0, None), (0, dt.date(1980, 1, 1)), (1, None), (NOBODY, None)]}
    found, past = judged(rows, {"ehr.notes": "patient_file"})
    assert past["ehr.notes"] == [True, True, False, False]
    assert found.subjects.tolist() == [True, False, False]


def test_rows_of_nobody_go_by_their_own_date():
    rows = {"ehr.notes": [(NOBODY, dt.date(1980, 1, 1)), (NOBODY, dt.date(2020, 1, 1))]}
    found, past = judged(rows, {"ehr.notes": "patient_file"})
    assert past["ehr.notes"] == [True, False]
    assert not found.subjects.any()


def test_an_invoice_is_no_contact_and_ends_by_itself():
    """The accounts have a term of their own, which neither restarts that of the file nor follows it."""
    rows = {
        "ehr.notes": [(0, dt.date(1980, 1, 1)), (1, dt.date(2020, 1, 1))],
        "bank.lines": [(0, dt.date(2025, 1, 1)), (1, dt.date(2010, 1, 1))],
    }
    found, past = judged(rows, {"ehr.notes": "patient_file", "bank.lines": "administration"})
    assert found.subjects.tolist() == [True, False, False]
    assert past["bank.lines"] == [False, True]


def test_nothing_is_judged_in_a_table_of_unknown_class():
    _, past = judged({"x.y": [(0, dt.date(1900, 1, 2))]}, {"x.y": ""})
    assert past == {"x.y": [False]}


def test_rows_of_a_study_end_with_the_study_and_never_without_an_end():
    rows = {"s.done": [(0, dt.date(2000, 1, 1))], "s.open": [(0, dt.date(2000, 1, 1))]}
    classes = {"s.done": ("research", "", "", "old"), "s.open": ("research", "", "", "new")}
    _, past = judged(rows, classes, studies={"old": dt.date(2006, 1, 1)})
    assert past == {"s.done": [True], "s.open": [False]}


def test_a_policy_that_includes_what_is_past_loses_nothing():
    found, _ = judged({"ehr.notes": [(0, dt.date(1980, 1, 1))]}, {"ehr.notes": "patient_file"})
    kept = found.under(SubjectRules(expired="include"))
    assert not kept.subjects.any()
    assert kept.rows("ehr.notes", "a.csv") is None
    assert found.under(SubjectRules()) is found


DATED = st.tuples(st.integers(-1, 3), st.none() | st.dates(dt.date(1980, 1, 1), AS_OF))


@given(ehr=st.lists(DATED, max_size=20), desk=st.lists(DATED, max_size=20))
def test_a_person_is_past_exactly_when_every_dated_contact_is(ehr, desk):
    found, past = judged({"e.e": ehr, "d.d": desk}, {"e.e": "patient_file", "d.d": "patient_file"}, people=4)
    for subject in range(4):
        contacts = [day for who, day in ehr + desk if who == subject and day]
        assert found.subjects[subject] == (bool(contacts) and max(contacts) <= LAST_PAST)
    for table, rows in (("e.e", ehr), ("d.d", desk)):
        for (who, day), over in zip(rows, past[table], strict=True):
            assert over == (bool(day and day <= LAST_PAST) if who == NOBODY else found.subjects[who])


@given(rows=st.lists(DATED, max_size=20), later=st.integers(0, 4000))
def test_what_is_past_stays_past(rows, later):
    before, early = judged({"e.e": rows}, {"e.e": "patient_file"}, people=4)
    after, late = judged({"e.e": rows}, {"e.e": "patient_file"}, people=4, as_of=AS_OF + dt.timedelta(days=later))
    assert (before.subjects <= after.subjects).all()
    assert all(one <= other for one, other in zip(early["e.e"], late["e.e"], strict=True))
