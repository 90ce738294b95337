"""By when a patient must have an answer."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.errors import UsageError
from transforms.subjects.requests import Right, Term, end_of_term, is_working_day, public_holidays

DAYS = st.dates(dt.date(2018, 5, 25), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-10", "2026-04-10"),  # the same date of the next month
        ("2026-08-31", "2026-09-30"),  # there is no 31 September
        ("2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("2028-01-31", "2028-02-29"),  # a leap year
        ("2026-03-06", "2026-04-07"),  # Easter Monday
        ("2026-04-14", "2026-05-15"),  # Ascension; the Friday after it is a working day
        ("2026-04-25", "2026-05-26"),  # Whit Monday
        ("2026-06-21", "2026-07-22"),  # the national holiday
        ("2026-11-25", "2026-12-28"),  # Christmas is a Friday: the Monday after the weekend
        ("2025-12-01", "2026-01-02"),  # New Year
    ],
)
def test_one_month_is_counted_as_the_regulation_says(received: str, due: str) -> None:
    assert Term.of(dt.date.fromisoformat(received)).due == dt.date.fromisoformat(due)


@given(DAYS, st.integers(1, 3))
def test_a_term_never_ends_early_nor_on_a_day_off(received: dt.date, months: int) -> None:
    """Never before the same date of the last month, or that month's last day; at most four days off in a row follow."""
    due = end_of_term(received, months)
    month = received.year * 12 + received.month - 1 + months
    year, month = divmod(month, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    nominal = dt.date(year, month + 1, min(received.day, last))
    assert nominal <= due <= nominal + dt.timedelta(days=4)
    assert is_working_day(due)
    assert not any(is_working_day(nominal + dt.timedelta(days=n)) for n in range((due - nominal).days))


@given(DAYS, DAYS)
def test_who_asks_later_is_never_due_earlier(one: dt.date, other: dt.date) -> None:
    assert (Term.of(min(one, other)).due) <= Term.of(max(one, other)).due


@given(DAYS)
def test_told_in_time_a_term_is_three_months_from_receipt(received: dt.date) -> None:
    first = Term.of(received)
    longer = first.extend(told=first.due)
    assert longer.due == end_of_term(received, 3) > first.due
    with pytest.raises(UsageError, match="extended before"):
        longer.extend(told=first.due)


@given(DAYS)
def test_told_too_late_a_term_is_not_extended(received: dt.date) -> None:
    """GDPR art. 12(3): within one month of receipt."""
    first = Term.of(received)
    for told in (first.due + dt.timedelta(days=1), received - dt.timedelta(days=1)):
        with pytest.raises(UsageError, match="within the first month"):
            first.extend(told)


def test_days_left_count_down_to_the_last_day_itself() -> None:
    term = Term.of(dt.date(2026, 3, 10))
    assert [term.days_left(dt.date(2026, 4, day)) for day in (9, 10, 11)] == [1, 0, -1]
    assert [term.overdue(dt.date(2026, 4, day)) for day in (10, 11)] == [False, True]


@pytest.mark.parametrize(("year", "monday"), [(2024, "2024-04-01"), (2025, "2025-04-21"), (2038, "2038-04-26")])
def test_there_are_ten_public_holidays_and_some_move_with_easter(year: int, monday: str) -> None:
    holidays = public_holidays(year)
    easter_monday = dt.date.fromisoformat(monday)
    assert {easter_monday, easter_monday + dt.timedelta(days=38), easter_monday + dt.timedelta(days=49)} <= holidays
    assert len(holidays) == (10 if dt.date(year, 5, 1) - easter_monday != dt.timedelta(days=38) else 9)


def test_every_right_names_its_article() -> None:
    assert {right.article for right in Right} >= {"GDPR art. 16", "GDPR art. 17", "GDPR art. 18", "GDPR art. 21"}
