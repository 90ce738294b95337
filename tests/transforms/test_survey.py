import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.survey import Survey, survey


@pytest.fixture
def labels(clinic):
    return clinic.table("ehr.appointments", status="label", at="event_date:dmy", why="medical_condition")


def of(clinic, table, cells, subjects):
    return survey(clinic.batch(table.table, status=cells), np.array(subjects, dtype=np.int32), table)


def test_a_text_is_frequent_when_three_people_have_it_not_when_one_has_it_thrice(clinic, labels):
    found = of(clinic, labels, ["open", "open", "open", "Sofie", "Sofie", "Sofie", ""], [0, 1, 2, 3, 3, 3, 4])
    assert found.frequent(("ehr.appointments", "status")).to_pylist() == ["open"]


def test_rows_of_nobody_make_nothing_frequent(clinic, labels):
    assert len(of(clinic, labels, ["x"] * 3, [-1, -1, -1]).frequent(("ehr.appointments", "status"))) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    rows=st.lists(st.tuples(st.sampled_from("abc"), st.integers(-1, 4)), min_size=1, max_size=20),
    cut=st.integers(0, 20),
)
def test_batches_add_up_to_the_whole(clinic, labels, rows, cut):
    whole = of(clinic, labels, *zip(*rows, strict=True))
    parts = [of(clinic, labels, *zip(*part, strict=True)) for part in (rows[:cut], rows[cut:]) if part]
    added = sum(parts, Survey())
    key = ("ehr.appointments", "status")
    assert sorted(added.frequent(key).to_pylist()) == sorted(whole.frequent(key).to_pylist())


def test_a_date_column_has_a_clock_when_some_cell_tells_the_time(clinic, labels):
    subjects = np.zeros(2, dtype=np.int32)
    with_time = survey(clinic.batch("ehr.appointments", at=["01/02/2020", "01/02/2020 10:30"]), subjects, labels)
    without = survey(clinic.batch("ehr.appointments", at=["01/02/2020", "2020-02-01"]), subjects, labels)
    assert with_time.clocks == {("ehr.appointments", "at")}
    assert not without.clocks


def test_sensitive_values_are_gathered_once_per_person(clinic, labels):
    batch = clinic.batch("ehr.appointments", why=["F64.0", "F64.0", "E11", None])
    found = survey(batch, np.array([0, 0, 1, 1], dtype=np.int32), labels, ("medical_condition",))
    assert sorted(map(tuple, (row.values() for row in (found + found).sensitive["medical_condition"].to_pylist()))) == [
        ("E11", 1),
        ("F64.0", 0),
    ]


def test_terms_are_counted_as_labels_are(clinic, labels):
    batch = clinic.batch("ehr.appointments", why=["zqk", "zqk", "zqk", "zqx"])
    found = survey(batch, np.arange(4, dtype=np.int32), labels)
    assert found.frequent(("ehr.appointments", "why")).to_pylist() == ["zqk"]


def test_sensitive_values_that_will_be_withheld_do_not_make_a_group_diverse(clinic, labels):
    batch = clinic.batch("ehr.appointments", why=["F64.0", "Zqkanarie"])
    found = survey(batch, np.arange(2, dtype=np.int32), labels, ("medical_condition",))
    assert found.sensitive["medical_condition"]["value"].to_pylist() == ["F64.0"]
