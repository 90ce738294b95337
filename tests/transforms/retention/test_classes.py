"""Each class of the clinic's policy: when its clock starts, and the last day on which it may be kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.retention.classes import shipped
from transforms.retention.settings import RetentionSettings

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31))


def is_past(name: str, start: dt.date, as_of: dt.date) -> bool:
    return start <= shipped()[name].latest_past(as_of)


def kept_until(name: str, start: dt.date, last: dt.date) -> bool:
    """Whether the last day on which it is kept is exactly that one."""
    return not is_past(name, start, last) and is_past(name, start, last + dt.timedelta(days=1))


def test_patient_file_ends_30_years_after_the_last_contact():
    """Act of 22 April 2019, art. 35."""
    assert kept_until("patient_file", dt.date(1996, 10, 31), dt.date(2026, 10, 31))
    assert kept_until("patient_file", dt.date(1996, 2, 29), dt.date(2026, 2, 28))


def test_administration_ends_7_years_after_the_financial_year():
    """The whole year ends together: the first and the last day of 2018 are kept through 2025."""
    assert kept_until("administration", dt.date(2018, 1, 1), dt.date(2025, 12, 31))
    assert kept_until("administration", dt.date(2018, 12, 31), dt.date(2025, 12, 31))
    assert kept_until("administration", dt.date(2019, 1, 1), dt.date(2026, 12, 31))


def test_administration_of_a_broken_financial_year_counts_from_the_january_after_it_closed():
    """Code of Economic Law, art. III.88: a year that closes on 30 June 2019 counts from 1 January 2020."""
    broken = RetentionSettings(financial_year_ends="06-30").resolved()["administration"]
    assert broken.ends(dt.date(2018, 6, 30)) == dt.date(2025, 12, 31)
    assert broken.ends(dt.date(2018, 7, 1)) == broken.ends(dt.date(2019, 6, 30)) == dt.date(2026, 12, 31)


def test_research_ends_20_years_after_the_study():
    assert kept_until("research", dt.date(2006, 6, 30), dt.date(2026, 6, 30))


def test_applicants_end_24_months_after_the_application():
    assert kept_until("applicants", dt.date(2024, 2, 29), dt.date(2026, 2, 28))


def test_wifi_logs_end_1_year_after_the_line():
    assert kept_until("wifi", dt.date(2025, 3, 15), dt.date(2026, 3, 15))


def test_camera_recordings_end_after_30_days():
    """Thirty days after the day of the recording, and never more than the law's month."""
    assert kept_until("camera", dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert kept_until("camera", dt.date(2028, 2, 1), dt.date(2028, 3, 2))


def test_do_not_contact_ends_36_months_after_the_entry():
    assert kept_until("do_not_contact", dt.date(2023, 10, 31), dt.date(2026, 10, 31))


def test_the_year_that_the_policy_adds_is_added():
    changed = RetentionSettings.model_validate({"classes": {"wifi": {"extra": "1 year"}}}).resolved()["wifi"]
    assert changed.ends(dt.date(2024, 3, 15)) == dt.date(2026, 3, 15)
    assert changed.rule == "1 year and 1 year after the line of the log"


@given(name=st.sampled_from(sorted(shipped())), start=DAYS, as_of=DAYS)
def test_one_day_divides_what_is_past_from_what_is_not(name, start, as_of):
    assert is_past(name, start, as_of) == (shipped()[name].ends(start) < as_of)


@given(start=DAYS, ends=st.sampled_from(["12-31", "01-31", "02-28", "06-30"]))
def test_accounts_are_kept_seven_whole_calendar_years_after_the_books_closed(start, ends):
    rule = RetentionSettings(financial_year_ends=ends).resolved()["administration"]
    last = rule.ends(start)
    assert (last.month, last.day) == (12, 31)
    assert 7 <= last.year - start.year <= 8


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_class_tells_its_rule_and_where_it_comes_from(name):
    each = shipped()[name]
    assert str(each.term) in each.rule
    assert each.source
