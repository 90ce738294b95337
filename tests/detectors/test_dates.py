import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.dates import date_order, parse_date, parse_dates

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
at = dt.datetime.fromisoformat
MOMENTS = st.datetimes(at("1900-01-01"), at("2099-12-31")).map(lambda moment: moment.replace(microsecond=0))
TIMED = {
    "%Y-%m-%dT%H:%M:%SZ": "ymd",
    "%Y-%m-%dT%H:%M:%S+02:00": "ymd",
    "%Y-%m-%d %H:%M:%S": "ymd",
    "%Y%m%d%H%M%S": "ymd",
    "%d/%m/%Y %H:%M:%S": "dmy",
    "%d-%m-%Y %H:%M:%S": "dmy",
    "%d.%m.%Y %H:%M:%S": "dmy",
    "%m/%d/%Y %I:%M:%S %p": "mdy",
}
DAYS = {"%Y-%m-%d": "ymd", "%d/%m/%Y": "dmy", "%d-%m-%Y": "dmy", "%m/%d/%Y": "mdy", "%Y%m%d": "ymd", "%d%m%Y": "dmy"}


def parsed(text, order="dmy", **options):
    return parse_dates(pa.array([text]), order, **options).to_pylist()[0]


@pytest.mark.parametrize(("form", "order"), TIMED.items(), ids=TIMED.keys())
@settings(deadline=None)
@given(moment=MOMENTS)
def test_what_was_written_is_read_again(form, order, moment):
    assert parsed(moment.strftime(form), order) == moment


@pytest.mark.parametrize(("form", "order"), DAYS.items(), ids=DAYS.keys())
@settings(deadline=None)
@given(moment=MOMENTS)
def test_days_without_a_time_are_read_again(form, order, moment):
    text = moment.strftime(form)
    assert parsed(text, order) == dt.datetime.combine(moment, dt.time())
    assert parse_date(text, order) == moment.date()


@pytest.mark.parametrize("language", MONTHS)
@settings(deadline=None)
@given(moment=MOMENTS)
def test_written_months_are_read_in_every_language(language, moment):
    month = MONTHS[language].split()[moment.month - 1]
    first = "1er" if moment.day == 1 and language == "fr" else f"{moment.day}." if language == "de" else str(moment.day)
    text = f"{first} {month} {moment.year}"
    assert parse_date(text) == moment.date()
    assert parsed(text).date() == moment.date()


@settings(deadline=None)
@given(
    year=st.integers(1900, 2099),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    order=st.sampled_from(["dmy", "mdy", "ymd"]),
)
def test_no_date_is_read_that_the_calendar_lacks(order, year, month, day):
    pieces = {"y": f"{year}", "m": f"{month:02}", "d": f"{day:02}"}
    text = "-".join(pieces[part] for part in order)
    try:
        expected = dt.date(year, month, day)
    except ValueError:
        expected = None
    assert parse_date(text, order) == expected
    assert parsed(text, order) == (expected and dt.datetime.combine(expected, dt.time()))


@settings(deadline=None)
@given(moment=MOMENTS.filter(lambda moment: 2002 <= moment.year < 2033))
def test_epochs_are_told_by_their_length(moment):
    seconds = int(moment.replace(tzinfo=dt.UTC).timestamp())
    assert parsed(str(seconds)) == moment
    assert parsed(str(seconds * 1000)) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 maart 1985", dt.date(1985, 3, 12)),
        ("1er août 1985", dt.date(1985, 8, 1)),
        ("1er aout 1985", dt.date(1985, 8, 1)),
        ("3. März 1985", dt.date(1985, 3, 3)),
        ("le lundi 3 mai 1991", dt.date(1991, 5, 3)),
        ("Mar 19, 2024", dt.date(2024, 3, 19)),
        ("Mon, Mar 23, 2015, 11:00 AM", dt.date(2015, 3, 23)),
        ("Mon, Mar 23, 2015, 10:30 AM - 10:45 AM", dt.date(2015, 3, 23)),
        ("°12/03/1985", dt.date(1985, 3, 12)),
        ("*12.03.1985", dt.date(1985, 3, 12)),
        ("12.03.85", dt.date(1985, 3, 12)),
        ("2-1-04", dt.date(2004, 1, 2)),
        ("25 dec. '85", dt.date(1985, 12, 25)),
        ("12/III/1985", dt.date(1985, 3, 12)),
        ("12 mrt 1985", dt.date(1985, 3, 12)),
        ("1 Sept 2026", dt.date(2026, 9, 1)),
    ],
)
def test_dates_as_people_write_them(text, expected):
    assert parse_date(text) == expected
    assert parsed(text).date() == expected


@pytest.mark.parametrize(
    "text",
    ["août 1985", "1985", "1985-03", "12 maart", "morgen", "", "37 °C",
     "31/02/1985", "12:30", "00/00/1985", "12/13/14/15",
     "29 februari 2023", "2024-10-04 25:00"],
)  # fmt: skip
def test_what_names_no_day_is_null(text):
    """Nothing is filled in from today."""
    assert parsed(text) is None


def test_the_clock_on_the_wall_counts():
    assert parsed("2024-03-31T01:30:00-05:00", "ymd") == at("2024-03-31T01:30")


def test_midnight_and_noon_of_the_twelve_hour_clock():
    assert parsed("03/15/2024 12:10 AM", "mdy").hour == 0
    assert parsed("03/15/2024 12:10 PM", "mdy").hour == 12


def test_the_pivot_decides_the_century():
    assert parsed("12.03.35").year == 1935
    assert parsed("12.03.35", pivot=40).year == 2035
    assert parse_date("12.03.35", pivot=40).year == 2035


def test_a_date_is_not_swapped_to_make_it_fit():
    assert parsed("03/15/2024", "dmy") is None
    assert parsed("15/03/2024", "mdy") is None


def test_without_an_order_only_one_reading_counts():
    assert parsed("03/15/2024", "") == at("2024-03-15")
    assert parsed("04/05/2024", "") is None
    assert parsed("2024-05-04", "") == at("2024-05-04")


def test_nulls_and_order_of_rows_are_kept():
    array = pa.array(["01/02/2024", None, "x", "01/02/2024"])
    assert [value and value.day for value in parse_dates(array, "dmy").to_pylist()] == [1, None, None, 1]
    assert parse_dates(pa.array([], pa.string()), "dmy").type == pa.timestamp("us")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["2024-10-04", "2023-01-02"], "ymd"),
        (["20241004", "20230102"], "ymd"),
        (["23-10-1986", "01-02-1990"], "dmy"),
        (["04/18/2024 12:00 PM", "05/06/2024 06:00 AM"], "mdy"),
        (["01/02/2024", "03/04/2024"], "dmy"),
        (["05/06/2024 06:00 AM"], ""),
        (["23/10/1986", "10/23/1986"] * 3, ""),
        ([f"{day}/01/2024" for day in range(1, 32)] + ["01/31/2024"], "dmy"),
        (["12 maart 1985"], "dmy"),
        (["Open", None, ""], ""),
    ],
)
def test_the_order_of_a_column(texts, order):
    assert date_order(pa.array(texts)) == order
