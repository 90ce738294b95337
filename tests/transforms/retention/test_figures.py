import datetime as dt

import numpy as np

from transforms.people import NOBODY
from transforms.retention.classes import shipped
from transforms.retention.expiry import Clocks, last_contacts
from transforms.retention.people_figures import people_figures, with_patient_file
from transforms.retention.release_terms import release_terms
from transforms.retention.row_days import UNDATED, day_number
from transforms.retention.table_figures import table_figures
from transforms.retention.tables import TableClass
from transforms.retention.window import Window

WINDOW = Window.of(dt.date(2026, 3, 1), 30)
D = dt.date


def numbers(*days):
    return np.array([UNDATED if day is None else day_number(day) for day in days], np.int32)


def clocks_of(days, classes, subjects, people=3):
    def subjects_of(table, file, _rows):
        return np.array(subjects[table, file], np.int32)

    contacts = last_contacts(shipped(), classes, days, subjects_of, people)
    return Clocks(shipped(), classes, days, contacts, {}, dict.fromkeys(days, 1)), subjects_of


def test_a_table_is_counted_by_file_with_its_days(clinic):
    days = {
        ("gate.camera", "1.csv"): numbers(D(2026, 1, 29), D(2026, 1, 30), D(2026, 2, 28), None),
        ("gate.camera", "2.csv"): numbers(D(2026, 3, 1), D(2025, 6, 1), D(2026, 1, 1)),
    }
    subjects = {("gate.camera", "1.csv"): [0, 1, NOBODY, 0], ("gate.camera", "2.csv"): [0, 2, 2]}
    clocks, subjects_of = clocks_of(days, {"gate.camera": TableClass("camera", "its name")}, subjects)
    found = table_figures(clinic.table("gate.camera"), clocks, subjects_of, WINDOW)
    assert (found.class_name, found.rule) == ("camera", "30 days after the recording")
    assert (found.files, found.rows, dict(found.past), found.rows_past) == (2, 7, {"1.csv": 1, "2.csv": 2}, 3)
    assert (found.soon, found.undated, found.future) == (2, 1, 2)
    assert (found.subjects_past, found.subjects_soon) == (2, 1)
    assert found.oldest == D(2025, 6, 1)
    assert found.past_since == D(2025, 7, 2)
    assert found.next_past == D(2026, 3, 2)


def test_a_table_of_unknown_class_is_counted_and_not_judged(clinic):
    days = {("x.y", "1.csv"): numbers(D(1950, 1, 1), None)}
    clocks, subjects_of = clocks_of(days, {"x.y": TableClass()}, {("x.y", "1.csv"): [0, 1]})
    found = table_figures(clinic.table("x.y"), clocks, subjects_of, WINDOW)
    assert (found.class_name, found.rows, found.rows_past, found.soon, found.undated) == ("", 2, 0, 0, 1)
    assert (found.oldest, found.past_since) == (D(1950, 1, 1), None)


def test_patient_files_are_counted_once_per_person_over_all_tables():
    days = {
        ("ehr.a", "1.csv"): numbers(D(1990, 1, 1), D(1996, 3, 15), None),
        ("ehr.b", "1.csv"): numbers(D(1991, 5, 5), D(1996, 3, 1)),
    }
    classes = {"ehr.a": TableClass("patient_file"), "ehr.b": TableClass("patient_file")}
    subjects = {("ehr.a", "1.csv"): [0, 1, 2], ("ehr.b", "1.csv"): [0, NOBODY]}
    clocks, subjects_of = clocks_of(days, classes, subjects, people=4)
    found = people_figures(clocks, with_patient_file(clocks, subjects_of), WINDOW)
    assert (found.files, found.past, found.soon, found.undated) == (3, 1, 1, 1)
    assert found.past_since == D(2021, 5, 6)


def test_a_release_is_kept_20_years_after_its_study():
    described = [("research", "v1", "old", 10), ("research", "v2", "new", 10)]
    old, new = release_terms(described, shipped()["research"], {"old": D(2006, 2, 28)})
    assert (old.ends, old.past(WINDOW)) == (D(2026, 2, 28), True)
    assert (new.ends, new.past(WINDOW), new.soon(WINDOW)) == (None, False, False)


def test_a_release_whose_term_ends_inside_the_window_is_announced():
    (soon,) = release_terms([("research", "v1", "old", 10)], shipped()["research"], {"old": D(2006, 3, 1)})
    assert (soon.past(WINDOW), soon.soon(WINDOW)) == (False, True)
