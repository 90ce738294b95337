import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.dates import parse_date
from transforms.treatments.written_dates import shift_written

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2028, 12, 31))


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("03/05/2021", "13/05/2021"),
        ("3/5/2021", "13/5/2021"),
        ("12-3-85", "22-3-85"),
        ("12.03.1985", "22.03.1985"),
        ("1985-03-12", "1985-03-22"),
        ("19850312", "19850322"),
        ("3 mei 2021", "13 mei 2021"),
        ("1er août 2021", "11 août 2021"),
        ("25 décembre 2020", "4 janvier 2021"),
        ("12. März 2021", "22. März 2021"),
        ("28 February 2021", "10 March 2021"),
        ("30 okt 2020", "9 nov 2020"),
        ("maandag 3 mei 2021", "13 mei 2021"),
        ("31/12/1999", "10/01/2000"),
    ],
)
def test_a_date_keeps_its_written_form(written, moved):
    assert shift_written(written, 10) == moved


@pytest.mark.parametrize("written", ["mei 2021", "31/02/2021", "morgen", ""])
def test_what_names_no_day_is_not_moved(written):
    assert shift_written(written, 10) is None


@given(day=DAYS, days=st.integers(-365, 365), form=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y"]))
def test_the_moved_date_reads_as_the_date_moved(day, days, form):
    assert parse_date(shift_written(day.strftime(form), days)) == day + dt.timedelta(days=days)
