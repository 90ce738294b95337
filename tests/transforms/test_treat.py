import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.plan import plan
from transforms.policy import SHIPPED, load_policy
from transforms.standing import code, standing
from transforms.treat import treat

BORN = [dt.date(1980, 1, 1), dt.date(1990, 1, 1), dt.date(2015, 1, 1), None]


@pytest.fixture
def release(clinic):
    """Treats a batch of notes under the shipped research policy."""
    policy = load_policy(SHIPPED / "research.yaml")
    people = clinic.people(BORN)
    table = clinic.table(
        "ehr.notes", note_id="record_id:note", at="event_date:dmy", amount="amount", mail="email", odd="unknown"
    )

    def run(subjects, name="ehr.notes", domain="study", expired=None, **columns):
        (planned,) = plan(policy, clinic.data_map(replace(table, table=name)), as_of=clinic.as_of)
        ruled = standing(people, policy.subjects, clinic.as_of)
        batch = clinic.batch(name, **columns)
        mine = np.array(subjects, dtype=np.int32)
        own = None if expired is None else expired.astype(np.int8) * np.int8(code("expired"))
        return treat(batch, mine, planned, people, ruled, clinic.domain(domain), None, own)

    return run


def test_rows_of_those_who_may_not_be_in_the_release_stay_behind_with_a_reason(release):
    treated = release([0, 2, 3, -1, 1], note_id=list("abcde"), at=["01/01/2020"] * 5)
    assert treated.rows.to_pylist() == [1, 5]
    assert treated.withheld_rows == {"minor": 1, "age-unknown": 1, "no-subject": 1}


def test_a_table_that_the_policy_does_not_name_stays_inside(release):
    treated = release([0, 1], name="bank.lines", note_id=["a", "b"])
    assert treated.cells.num_rows == 0
    assert treated.withheld_rows == {"table-not-in-policy": 2}


def test_only_planned_columns_leave_even_those_that_a_batch_lacks(release):
    treated = release([0], note_id=["a"], surprise=["Sofie"])
    assert treated.cells.schema.names == ["subject_id", "note_id", "at", "amount"]
    assert treated.cells.column("at").null_count == 1


def test_withheld_cells_are_counted_by_column_and_reason(release):
    treated = release([0, 1], at=["xx", "01/01/2020"], amount=["12,5", "Sofie"], odd=["Sofie", ""], mail=["a@b.be", ""])
    assert treated.withheld_cells == {
        ("at", "unparsable-date"): 1,
        ("amount", "not-in-category"): 1,
        ("odd", "unknown-category"): 1,
    }


def test_a_subject_is_the_same_in_all_batches_and_unlinkable_in_another_domain(release):
    first, second = (release([0, 1], note_id=["a", "b"]) for _ in range(2))
    other = release([0, 1], note_id=["a", "b"], domain="other")
    assert first.cells.equals(second.cells)
    assert not set(first.cells["subject_id"].to_pylist()) & set(other.cells["subject_id"].to_pylist())
    assert not set(first.cells["note_id"].to_pylist()) & set(other.cells["note_id"].to_pylist())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(subjects=st.lists(st.integers(-1, 3), max_size=30))
def test_every_row_is_released_or_withheld(release, subjects):
    treated = release(subjects, note_id=["x"] * len(subjects))
    assert treated.cells.num_rows == len(treated.rows)
    assert treated.cells.num_rows + sum(treated.withheld_rows.values()) == len(subjects)


def test_rows_past_their_own_term_stay_behind_after_all_other_reasons(release):
    expired = np.array([True, True, True, False, False])
    treated = release([0, 2, -1, 1, 3], note_id=list("abcde"), expired=expired)
    assert treated.rows.to_pylist() == [4]
    assert treated.withheld_rows == {"expired": 1, "minor": 1, "no-subject": 1, "age-unknown": 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(rows=st.lists(st.tuples(st.integers(-1, 3), st.booleans()), max_size=30))
def test_rows_add_up_whatever_is_past_its_term(release, rows):
    subjects, expired = [subject for subject, _ in rows], np.array([over for _, over in rows], dtype=bool)
    treated = release(subjects, note_id=["x"] * len(rows), expired=expired)
    assert treated.cells.num_rows + sum(treated.withheld_rows.values()) == len(rows)
    assert not expired[[row - 1 for row in treated.rows.to_pylist()]].any()
