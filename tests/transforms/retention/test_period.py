import datetime as dt
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.retention.period import Period, last_day

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
PERIODS = st.builds(Period, st.integers(0, 100), st.sampled_from(["day", "month", "year"]))


@given(day=DAYS, years=st.integers(0, 100))
def test_years_end_on_the_same_date_or_on_the_last_of_a_shorter_february(day, years):
    end = last_day(day, Period(years, "year"))
    assert (end.year, end.month) == (day.year + years, day.month)
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])


@given(day=DAYS, months=st.integers(0, 1200))
def test_months_end_on_the_same_date_or_on_the_last_of_a_shorter_month(day, months):
    end = last_day(day, Period(months, "month"))
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])


@given(day=DAYS, days=st.integers(0, 40_000))
def test_days_are_counted_from_the_day_after(day, days):
    assert (last_day(day, Period(days, "day")) - day).days == days


@given(day=DAYS, years=st.integers(0, 50))
def test_twelve_months_are_a_year(day, years):
    assert last_day(day, Period(12 * years, "month")) == last_day(day, Period(years, "year"))


@given(one=DAYS, other=DAYS, term=PERIODS, extra=PERIODS)
def test_who_comes_later_is_kept_no_shorter(one, other, term, extra):
    """So one day divides what is past its term from what is not."""
    first, second = sorted((one, other))
    assert last_day(first, term, extra) <= last_day(second, term, extra)


@given(term=PERIODS)
def test_a_period_is_read_as_it_is_written(term):
    assert Period.parse(str(term)) == term


def test_a_year_more_is_counted_with_the_term_and_not_after_it():
    """From a leap day: 3 years and 1 year are 4 years, which end on a leap day again."""
    assert last_day(dt.date(1992, 2, 29), Period(3, "year"), Period(1, "year")) == dt.date(1996, 2, 29)


@pytest.mark.parametrize("written", ["thirty years", "30", "30 weeks", "-1 years", "1.5 years", 30, None, "151 years"])
def test_what_is_no_period_is_refused(written):
    with pytest.raises(ValueError, match="a period is"):
        Period.parse(written)
