from dataclasses import replace

import numpy as np
import pytest

from transforms.changes.administration import administrative
from transforms.plan import plan
from transforms.policy import SHIPPED, Policy, load_policy
from transforms.survey import survey

HEAD = {"release": "r", "audience": "academic", "purpose": "science", "domain": "d", "tables": ["ehr.*"]}


@pytest.fixture
def patients(clinic):
    """Whether a column of the patients' files stays inside."""

    def run(name, category, *, person=True):
        table = clinic.table("ehr.patients", patient_id="record_id:patient", **{name: category})
        table = replace(table, identifies="patient_id") if person else table
        return administrative(table, table.column(name)) != ""

    return run


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("updated_at", "event_date"), ("Laatste wijziging", "event_date"), ("LastUpdated", "event_date"),
        ("date de mise à jour", "event_date"), ("Geändert am", "event_date"), ("research_consent_date", "event_date"),
        ("dossier_status", "label"), ("actief", "flag"), ("merged_into", "record_id"), ("naam_gewijzigd", "flag"),
        ("reference_range", "lab_value"), ("flag", "lab_value"),
    ],
)  # fmt: skip
def test_what_tells_of_the_record_stays_inside(patients, name, category):
    assert patients(name, category)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("created_at", "event_date"), ("birth_weight", "number"), ("blood_group", "lab_value"), ("service", "label"),
        ("value", "lab_value"), ("unit", "lab_value"),
    ],
)  # fmt: skip
def test_what_tells_of_the_person_leaves(patients, name, category):
    assert not patients(name, category)


def test_the_status_of_an_event_leaves(patients):
    assert not patients("status", "label", person=False)


def test_a_column_of_the_persons_file_stays_where_some_cell_tells(clinic):
    table = clinic.table("ehr.patients", patient_id="record_id:patient", kind="label", remark="free_text", tag="label")
    table = replace(table, identifies="patient_id")
    batch = clinic.batch(
        "ehr.patients",
        patient_id=["1", "2"],
        kind=["samengevoegd", "gewoon"],
        remark=["oude naam: Jan", ""],
        tag=["a", "b"],
    )
    surveyed = survey(batch, np.array([0, 1], dtype=np.int32), table)
    (planned,) = plan(
        load_policy(SHIPPED / "research.yaml"), clinic.data_map(table), as_of=clinic.as_of, survey=surveyed
    )
    assert [column.column for column in planned.columns if column.leaves] == ["tag"]


def test_an_exception_of_the_policy_rules(clinic):
    table = replace(
        clinic.table("ehr.patients", patient_id="record_id:patient", updated_at="event_date"), identifies="patient_id"
    )
    policy = Policy(**HEAD, columns={"ehr.patients.updated_at": {"treatment": "shift", "reason": "needed"}})
    (planned,) = plan(policy, clinic.data_map(table), as_of=clinic.as_of)
    assert [column.column for column in planned.columns if column.leaves] == ["updated_at"]
