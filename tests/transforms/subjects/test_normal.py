import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.recognizers import national_number
from transforms.subjects.normal import (
    UNKNOWN_DAY,
    birth_days,
    emails,
    exact,
    name_words,
    national_numbers,
    on_distinct,
    phones,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Van den Broeck José", "JOSE VANDENBROECK"),
        ("D’Hondt, Élodie", "elodie d'hondt"),
        ("Groß Jürgen", "JURGEN GROSS"),
        ("Peeters A. Lou", "Lou Peeters"),
        ("Lou\u00a0de Smet", "Desmet Lou"),
    ],
)
def test_spellings_of_one_name_give_the_same_words(one, other):
    assert set(name_words(pa.array([one])).texts.to_pylist()) == set(name_words(pa.array([other])).texts.to_pylist())


@pytest.mark.parametrize(
    "text",
    [
        "0475/12.34.56",
        "+32 475 12 34 56",
        "0032475123456",
        "+32(0)475/12.34.56",
        "32475123456",
        "475123456",
        "0475123456",
    ],
)
def test_notations_of_one_phone(text):
    assert phones(pa.array([text])).texts.to_pylist() == ["+32475123456"]


def test_phones_of_neighbours_landlines_and_noise():
    found = phones(pa.array(["03 821 30 00", "0031 6 12345678", None, "112", "", "onbekend"]))
    assert found.texts.to_pylist() == ["+3238213000", "+31612345678"]
    assert found.cells.tolist() == [0, 1]


def test_emails_in_lists_and_display_forms():
    found = emails(pa.array([None, "Lou P. <LOU@mail.example>, b@c.be", "no address", "mailto:x@y.be"]))
    assert found.texts.to_pylist() == ["lou@mail.example", "b@c.be", "x@y.be"]
    assert found.cells.tolist() == [1, 1, 3]


def test_a_number_that_a_spreadsheet_rounded_off_joins_nobody():
    """``8.5073E+10`` read as digits, zeros before it, passes the check digits in two cases of a hundred."""
    rounded = pa.array([f"{first / 10_000:.4f}E+10" for first in range(10_000, 99_999, 7)])
    assert national_numbers(rounded).values.texts.to_pylist() == []


def test_national_numbers_in_every_notation():
    cells = [
        "85.07.30-033.28",
        "4022900132",
        "85073003328.0",
        "98.47.28-997.65",
        "85.07.30-033.29",
        None,
        "85.00.00-012.27",
    ]
    found = national_numbers(pa.array(cells))
    assert found.values.texts.to_pylist() == ["85073003328", "04022900132", "85073003328", "98472899765", "85000001227"]
    assert found.values.cells.tolist() == [0, 1, 2, 3, 6]
    assert found.stems.to_pylist() == ["19850730", "20040229", "19850730", "19980728", "19850000"]
    assert found.bis.tolist() == [False, False, False, True, False]
    assert found.odd.tolist() == [True, True, True, True, False]
    assert found.births[1] == (dt.date(2004, 2, 29) - dt.date(1970, 1, 1)).days
    assert found.births[4] == UNKNOWN_DAY


@given(st.integers(0, 10**9 - 1), st.integers(-2, 2), st.booleans())
def test_national_numbers_agree_with_the_recognizer(first_nine, error, late):
    check = 97 - (first_nine + 2 * 10**9 * late) % 97 + error
    text = f"{first_nine:09d}{check:02d}"
    expected = national_number.is_valid(text) if len(text) == 11 else False
    found = national_numbers(pa.array([text])).values.texts.to_pylist()
    if expected:
        assert found == [text]


def test_birth_dates_that_nobody_alive_has_are_none():
    cells = pa.array(["30/07/1985", "01/01/1800", "01/01/2027", "31/02/1990", None])
    assert birth_days(cells, "dmy", dt.date(2026, 1, 31)).texts.to_pylist() == ["1985-07-30"]


def test_record_numbers_survive_a_spreadsheet():
    assert exact(pa.array(["P-1", "17.0", " 17 ", "", None, "1.05"])).texts.to_pylist() == ["p-1", "17", "17", "1.05"]


@given(st.lists(st.none() | st.sampled_from(["", "a", "Lou Peeters", "Anna Maria De Smet"])))
def test_distinct_cells_give_what_all_cells_give(cells):
    array = pa.array(cells, pa.string())
    plain, distinct = name_words(array), on_distinct(array, name_words)
    assert np.array_equal(plain.cells, distinct.cells)
    assert plain.texts.to_pylist() == distinct.texts.to_pylist()
