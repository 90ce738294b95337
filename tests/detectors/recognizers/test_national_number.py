from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import ssn

from detectors.recognizer import Verdict
from detectors.recognizers import national_number
from detectors.recognizers.national_number import birth_date, check, compact, is_valid


def number(born: date, serial: int, step: int = 0) -> str:
    digits = f"{born:%y}{born.month + step:02d}{born.day:02d}{serial:03d}"
    return f"{digits}{97 - int(('2' if born.year >= 2000 else '') + digits) % 97:02d}"


births = st.dates(date(1931, 1, 1), date(2024, 12, 31))
serials = st.integers(1, 998)


@given(births, serials, st.sampled_from((0, 20, 40, 60)))
def test_every_issued_number_is_valid_and_tells_its_birth_date(born: date, serial: int, step: int):
    assert is_valid(number(born, serial, step))
    assert birth_date(number(born, serial, step)) == born


@given(births, serials, st.sampled_from((0, 20, 40)))
def test_agrees_with_stdnum_on_what_both_know(born: date, serial: int, step: int):
    assert ssn.is_valid(number(born, serial, step))


@given(births, serials, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_seen_but_still_protected(born: date, serial: int, place: int, shift: int):
    right = number(born, serial)
    wrong = f"{right[:place]}{(int(right[place]) + shift) % 10}{right[place + 1 :]}"
    assert check(wrong) in (Verdict.MALFORMED, Verdict.VALID)


@given(births, serials)
def test_compact_and_format_undo_each_other(born: date, serial: int):
    assert compact(national_number.format(number(born, serial))) == number(born, serial)


@pytest.mark.parametrize("damaged", ["6031201889.0", "6031201889", "06.03.12-018.89"])
def test_compact_puts_back_the_zero_that_a_spreadsheet_dropped(damaged: str):
    assert compact(damaged) == "06031201889"


@given(births, serials)
def test_a_spreadsheet_may_store_it_as_a_number(born: date, serial: int):
    right = number(born, serial)
    assert compact(f"{int(right)}.0") == right
    assert compact(f"{int(right):.{len(str(int(right))) - 1}E}") == right


@given(births, serials, st.integers(1, 6))
def test_digits_that_a_spreadsheet_rounded_off_are_not_made_up(born: date, serial: int, kept: int):
    assert not is_valid(f"{int(number(born, serial)):.{kept}E}")


@pytest.mark.parametrize(
    "refused",
    ["85.07.30-033.57", "85.13.30-033.70", "85.07.30-000.61", "85.07.30-999.32", "00000000097", "8507303328x"],
)
def test_refuses_impossible_numbers(refused: str):
    assert not is_valid(refused)


def test_the_reference_date_decides_about_the_century():
    assert is_valid("85.07.30-033.57", as_of=date(2090, 1, 1))
    assert not is_valid("04.02.29-001.32", as_of=date(2003, 1, 1))
