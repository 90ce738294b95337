import datetime as dt

import numpy as np
import pytest

from detectors.errors import ConfigurationError
from transforms.closed_cubes import close, shown_rows
from transforms.cube_counts import count, crowd, total
from transforms.cubes import plan_cubes
from transforms.policy import SHIPPED, Policy, load_policy
from transforms.standing import code

HEAD = {"release": "m", "audience": "marketing", "purpose": "counts", "domain": "d"}


@pytest.fixture
def counted(clinic):
    """Counts rows given as (subject, starts_at, service) and closes the cube."""

    def run(rows, by=({"month": "starts_at"}, "service"), people=None, standing=None, pieces=1, **cube):
        declared = {"from": "ehr.appointments", "by": by, **cube}
        policy = Policy(**HEAD, tables={"c": declared}, threshold=10, round=5)
        table = clinic.table("ehr.appointments", starts_at="event_date:dmy", service="label", price="amount")
        (plan,) = plan_cubes(policy, clinic.data_map(table), as_of=clinic.as_of)
        people = people or clinic.people([dt.date(1980, 1, 1)] * 200)
        seen = crowd(plan, people, np.zeros(len(people), dtype=np.int8) if standing is None else standing)
        parts = [
            count(
                clinic.batch(
                    "ehr.appointments",
                    starts_at=[row[1] for row in part],
                    service=[row[2] for row in part],
                    price=["10,50"] * len(part),
                ),
                np.array([row[0] for row in part], dtype=np.int32),
                plan,
                seen,
            )
            for part in np.array_split(np.array(rows, dtype=object), pieces)
        ]
        closed = close(total(parts), plan)
        assert sum(shown_rows(part, closed) for part in parts) == closed.released_rows
        return closed

    return run


def cells(closed, *names, measure="subjects"):
    """Dimensions → (value, status) of one measure."""
    return {
        tuple(row[name] for name in names): (row["value"], row["status"])
        for row in closed.table.to_pylist()
        if row["measure"] == measure
    }


def visits(people, month, service):
    return [(person, f"09/{month:02}/2025 10:00", service) for person in people]


def test_cells_and_margins_are_counted_and_rounded(counted):
    closed = counted(
        visits(range(23), 1, "intake") + visits(range(20, 61), 2, "intake") + visits(range(12), 2, "voice")
    )
    shown = cells(closed, "month", "service")
    assert shown["2025-01", "intake"] == (25, "shown")
    assert shown["2025-01", "voice"] == (0, "zero")
    assert shown["2025-02", "(all)"] == (55, "shown")
    assert shown["(all)", "(all)"] == (60, "shown")


def test_people_are_counted_once_and_visits_each(counted):
    closed = counted(visits([*range(12), *range(12)], 1, "intake"))
    assert cells(closed, "month", "service")["2025-01", "intake"] == (10, "shown")
    assert cells(closed, "month", "service", measure="rows")["2025-01", "intake"] == (25, "shown")


def test_many_visits_of_few_people_are_a_small_cell(counted):
    closed = counted(visits([0, 1] * 30, 1, "intake") + visits(range(50), 2, "intake"))
    assert cells(closed, "month", "service")["2025-01", "intake"] == (None, "[c]")


def test_the_small_cell_is_not_given_away_by_its_margins(counted):
    rows = visits(range(40), 1, "intake") + visits(range(50), 2, "intake")
    rows += visits(range(3), 1, "voice") + visits(range(60), 2, "voice")
    hidden = {at for at, (_, status) in cells(counted(rows), "month", "service").items() if status == "[c]"}
    assert ("2025-01", "voice") in hidden
    assert len(hidden) >= 4


def test_a_rare_label_is_not_even_named(counted):
    closed = counted(visits(range(50), 1, "intake") + visits([1], 1, "voor Sofie Peeters"))
    assert not any("Sofie" in str(row) for row in closed.table.to_pylist())
    assert ("2025-01", "(other)") in cells(closed, "month", "service")


def test_every_row_is_behind_a_shown_cell_or_withheld_with_a_reason(counted):
    rows = visits(range(50), 1, "intake") + visits(range(4), 2, "voice") + visits([-1, 199], 1, "intake")
    standing = np.zeros(200, dtype=np.int8)
    standing[199] = 2
    closed = counted(rows, standing=standing)
    assert closed.released_rows + sum(closed.withheld_rows.values()) == len(rows)
    assert {"no-subject": 1, "objection": 1}.items() <= closed.withheld_rows.items()
    assert closed.withheld_rows["small-cell"] >= 4


def test_batches_add_up_to_the_same_cube(counted):
    rows = visits(range(50), 1, "intake") + visits(range(30), 2, "voice") + visits(range(20, 90), 2, "intake")
    assert counted(rows).table.equals(counted(rows, pieces=7).table)


def test_subjects_give_dimensions_of_their_own(counted, clinic):
    born = [dt.date(1980, 1, 1)] * 30 + [dt.date(1930, 1, 1)] * 20 + [None] * 10
    people = clinic.people(born, postal_code=["9000"] * 30 + ["4000"] * 20 + [None] * 10)
    closed = counted(visits(range(60), 1, "x"), by=({"subject": "age_band"}, {"subject": "region"}), people=people)
    shown = cells(closed, "age_band", "region")
    assert shown["40-49", "Flanders"] == (30, "shown")
    assert shown["90+", "Wallonia"] == (20, "shown")
    assert shown["(unknown)", "(unknown)"] == (10, "shown")


def test_a_cube_can_count_only_some_rows_and_only_who_agreed(counted, clinic):
    people = clinic.people([dt.date(1980, 1, 1)] * 200, consents={"newsletter": np.arange(200) < 30})
    rows = visits(range(50), 1, "intake") + visits(range(40), 1, "voice")
    closed = counted(
        rows, people=people, by=({"month": "starts_at"},), where={"service": ["intake"]}, consent=["newsletter"]
    )
    assert cells(closed, "month")["2025-01",] == (30, "shown")
    assert closed.withheld_rows == {"no-consent": 30, "not-counted": 30}


def test_amounts_are_summed(counted):
    closed = counted(visits(range(20), 1, "intake"), measures=[{"sum": "price"}])
    assert cells(closed, "month", "service", measure="sum of price")["2025-01", "intake"] == (210, "shown")


@pytest.mark.parametrize(
    ("column", "category", "message"),
    [
        ("name", "person_name", "`name` is a `person_name`"),
        ("remark", "free_text", "`remark` is a `free_text`"),
        ("odd", "unknown", "`odd` is a `unknown`"),
        ("servise", "", r"has no column `servise`. Did you mean `service`\?"),
    ],
)
def test_a_cube_cannot_count_by_what_may_name_a_person(clinic, column, category, message):
    columns = {"service": "label", **({column: category} if category else {})}
    data_map = clinic.data_map(clinic.table("ehr.appointments", **columns))
    policy = Policy(**HEAD, tables={"c": {"from": "ehr.appointments", "by": [column]}})
    with pytest.raises(ConfigurationError, match=message):
        plan_cubes(policy, data_map, as_of=clinic.as_of)


def test_the_shipped_cubes_fit_the_tables_of_the_clinic(clinic):
    tables = (
        clinic.table("ehr.appointments", starts_at="event_date:dmy", service="label"),
        clinic.table("ehr.patients", patient_id="record_id:patient"),
        clinic.table("ehr.operations", operation_date="event_date:dmy", procedure="procedure"),
        clinic.table("freshdesk.tickets", created_at="event_date:ymd", source="label", type="label"),
        clinic.table("keap.contacts", create_time="event_date:ymd"),
    )
    policy = load_policy(SHIPPED / "marketing.yaml")
    plans = plan_cubes(policy, clinic.data_map(*tables), as_of=clinic.as_of)
    assert [plan.name for plan in plans] == list(policy.cubes)


def test_rows_past_their_term_are_not_counted_and_told(clinic):
    policy = Policy(**HEAD, tables={"c": {"from": "ehr.appointments", "by": ["service"]}}, threshold=10, round=5)
    table = clinic.table("ehr.appointments", service="label")
    (plan,) = plan_cubes(policy, clinic.data_map(table), as_of=clinic.as_of)
    people = crowd(plan, clinic.people([dt.date(1980, 1, 1)] * 30), np.zeros(30, dtype=np.int8))
    subjects = np.arange(30, dtype=np.int32)
    batch = clinic.batch("ehr.appointments", service=["intake"] * 30)
    expired = np.where(subjects < 10, code("expired"), 0).astype(np.int8)
    counts = count(batch, subjects, plan, people, expired)
    assert (counts.rows, dict(counts.withheld_rows)) == (20, {"expired": 10})


def test_a_second_file_of_a_person_counts_neither_as_a_row_nor_in_a_second_cell(clinic):
    policy = Policy(**HEAD, tables={"c": {"from": "crm.contacts", "by": ["source"]}}, threshold=3, round=3)
    (plan,) = plan_cubes(policy, clinic.data_map(clinic.table("crm.contacts", source="label")), as_of=clinic.as_of)
    people = crowd(plan, clinic.people([dt.date(1980, 1, 1)] * 6), np.zeros(6, dtype=np.int8))
    subjects = np.array([0, 1, 2, 3, 4, 5, 0, 1], dtype=np.int32)
    batch = clinic.batch("crm.contacts", source=["form"] * 6 + ["desk"] * 2)
    own = np.where(np.arange(8) >= 6, code("merged"), 0).astype(np.int8)
    counts = count(batch, subjects, plan, people, own)
    assert (counts.rows, counts.cells[0].levels) == (6, ("form",))
    assert dict(counts.withheld_rows) == {"merged": 2}
