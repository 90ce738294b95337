import datetime as dt
from dataclasses import replace

import pyarrow as pa
import pytest

from transforms.retention.row_days import UNDATED, as_date, date_columns, joined, row_days, with_parents_days
from transforms.retention.tables import TableClass

AS_OF = dt.date(2026, 1, 1)


@pytest.fixture
def days_of(clinic):
    """The days of a table's rows, in ISO form, and how many lie in the future."""

    def read(cells, *, stated_at="", date="", of_row="last", **categories):
        table = replace(clinic.table("x.y", **categories), stated_at=stated_at)
        columns = date_columns(table, TableClass("wifi", date=date), of_row)
        found = row_days(clinic.batch("x.y", **cells), columns, AS_OF)
        return [None if day == UNDATED else as_date(day).isoformat() for day in found.days], found.future

    return read


def test_the_date_on_which_a_row_was_stated_counts(days_of):
    cells = {"made": ["01/02/2010"], "changed": ["03/04/2012 10:00"]}
    found = days_of(cells, stated_at="changed", made="event_date:dmy", changed="event_date:dmy")
    assert found == (["2012-04-03"], 0)


def test_where_it_is_empty_any_other_date_of_the_row_counts(days_of):
    cells = {"made": ["01/02/2010", "", None], "due": ["05/02/2010", "", ""], "changed": ["", "x", ""]}
    dates = dict.fromkeys(("made", "due", "changed"), "event_date:dmy")
    assert days_of(cells, stated_at="changed", **dates)[0] == ["2010-02-05", None, None]


def test_of_an_application_the_first_date_counts(days_of):
    cells = {"sent": ["01/02/2024", "01/02/2024"], "available_from": ["01/09/2025", ""]}
    dates = dict.fromkeys(("sent", "available_from"), "event_date:dmy")
    assert days_of(cells, of_row="first", **dates)[0] == ["2024-02-01", "2024-02-01"]


def test_the_column_that_veilig_yaml_names_counts_alone(days_of):
    cells = {"sent": ["2024-02-01", ""], "other": ["2025-09-01", "2025-09-01"]}
    dates = {"sent": "event_date:ymd", "other": "event_date:ymd"}
    assert days_of(cells, date="sent", stated_at="other", **dates)[0] == ["2024-02-01", None]


def test_what_lies_in_the_future_counts_as_of_today_and_is_counted(days_of):
    """A planned visit ends no term early, and a slip such as 2926 does not stand as a date of contact."""
    assert days_of({"at": ["2026-01-01", "2026-01-02", "2126-01-01"]}, at="event_date:ymd") == (["2026-01-01"] * 3, 2)


def test_dates_that_programs_fill_in_are_none(days_of):
    cells = {"at": ["1900-01-01", "1970-01-01", "1899-12-30 00:00:00", "1970-01-02"]}
    assert days_of(cells, at="event_date:ymd")[0] == [None, None, None, "1970-01-02"]


def test_a_batch_without_the_column_tells_no_day(days_of):
    assert days_of({"other": ["a", "b"]}, at="event_date:ymd")[0] == [None, None]


def test_a_date_of_birth_starts_no_clock(days_of):
    assert days_of({"born": ["1985-03-12"]}, born="birth_date:ymd")[0] == [None]


def test_rows_of_a_list_have_the_day_of_the_record_that_they_stand_in(clinic):
    columns = date_columns(clinic.table("x.y", at="event_date:ymd"), TableClass(), "last")
    record = row_days(clinic.batch("x.y", at=["2020-01-01", "2021-01-01", "2022-01-01"]), columns, AS_OF)
    record = replace(record, rows=record.rows * 2)  # rows 1, 3 and 5 are in quarantine
    lines = replace(clinic.batch("x.y.z", at=["", "", "2019-05-05", ""]), parents=pa.array([4, 3, 2, None], pa.int64()))
    found = with_parents_days(row_days(lines, columns, AS_OF), record)
    assert [None if day == UNDATED else as_date(day).year for day in found.days] == [2021, None, 2019, None]


def test_pieces_of_a_part_are_joined_in_order(clinic):
    columns = date_columns(clinic.table("x.y", at="event_date:ymd"), TableClass(), "last")
    pieces = [row_days(clinic.batch("x.y", at=[at]), columns, AS_OF) for at in ("2020-01-01", "2026-02-02")]
    whole = joined(pieces)
    assert [as_date(day).isoformat() for day in whole.days] == ["2020-01-01", "2026-01-01"]
    assert (whole.future, joined([]).days.tolist()) == (1, [])
