import datetime as dt

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.pseudonyms import FARTHEST_SHIFT, date_shifts
from transforms.treatments.shift import shift

SAME_CLINIC = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
MOMENTS = st.datetimes(dt.datetime.fromisoformat("1901-01-01"), dt.datetime.fromisoformat("2100-01-01")).map(
    lambda at: at.replace(microsecond=0)
)


@SAME_CLINIC
@given(moments=st.lists(MOMENTS, min_size=2, max_size=6), subject=st.integers(0, 9))
def test_the_interval_between_any_two_dates_of_one_subject_is_preserved_exactly(clinic, moments, subject):
    written = pa.array([moment.isoformat(sep=" ") for moment in moments])
    moved = shift(written, clinic.cells("event_date", [subject] * len(moments), role="ymd")).values.to_pylist()
    assert [after - moved[0] for after in moved] == [before - moments[0] for before in moments]


def test_all_dates_of_a_subject_move_alike_whatever_column_and_table_they_stand_in(clinic):
    first = shift(pa.array(["01/02/2020"]), clinic.cells("event_date", [3], role="dmy", scope="a")).values[0].as_py()
    second = shift(pa.array(["2020-02-01"]), clinic.cells("event_date", [3], role="ymd", scope="b")).values[0].as_py()
    assert first == second != dt.datetime.fromisoformat("2020-02-01")


def test_another_domain_moves_the_dates_otherwise(clinic):
    people = clinic.people([dt.date(1980, 1, 1)] * 200)
    here, there = (date_shifts(clinic.domain(name), people.secrets) for name in ("study", "other"))
    assert (here == there).mean() < 0.05


def test_no_date_stays_where_it_was_and_none_moves_more_than_a_year(clinic):
    shifts = date_shifts(clinic.domain(), clinic.people([dt.date(1980, 1, 1)] * 5000).secrets)
    assert not (shifts == 0).any()
    assert abs(shifts).max() == FARTHEST_SHIFT
    assert {-FARTHEST_SHIFT, FARTHEST_SHIFT} <= set(shifts.tolist())


def test_what_is_no_date_is_withheld_and_counted_and_empty_cells_are_not(clinic):
    cells = clinic.cells("event_date", [0] * 4, role="dmy")
    treated = shift(pa.array(["31/02/2020", "zie brief", "", None]), cells)
    assert treated.values.null_count == 4
    assert treated.withheld == {"unparsable-date": 2}


def test_a_column_without_times_of_day_gives_days(clinic):
    treated = shift(pa.array(["01/02/2020"]), clinic.cells("event_date", [0], role="dmy", clock=False))
    assert treated.values.type == pa.date32()
