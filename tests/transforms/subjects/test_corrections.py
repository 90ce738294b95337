"""What people say is right about them."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.errors import UsageError
from transforms.subjects.attributes import ATTRIBUTES
from transforms.subjects.corrections import CORRECTABLE, checked, corrected, holds_other, holds_wrong
from transforms.subjects.vault.corrections import Correction

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("category", "typed", "kept"),
    [
        ("birth_date", "31/12/1990", "1990-12-31"),
        ("birth_date", "1990-12-31", "1990-12-31"),
        ("postal_code", "b-9000", "9000"),
        ("postal_code", "1234 AB", "1234 AB"),
        ("postal_code", "NL-1234ab", "NL-1234AB"),
        ("postal_code", "F-75011", "F-75011"),
        ("postal_code", "de 10115", "DE 10115"),
        ("postal_code", "SW1A 1AA", "SW1A 1AA"),
        ("country", "Duitsland", "Duitsland"),
        ("language", "FR", "FR"),
        ("gender_at_birth", "vrouw", "vrouw"),
        ("gender_identity", "bigender", "bigender"),
        ("profession", "Zelfstandig kapper", "Zelfstandig kapper"),
        ("insurer", "Solidaris", "Solidaris"),
        ("person_name", " Mia Van den Broeck ", "Mia Van den Broeck"),
        ("email", "Mia <Mia@mail.example>", "mia@mail.example"),
    ],
)
def test_right_to_rectification_takes_a_value_that_fits_its_category(category: str, typed: str, kept: str) -> None:
    assert checked(category, typed, TODAY) == kept


@pytest.mark.parametrize(
    ("category", "typed"),
    [
        ("birth_date", "31/02/1990"),
        ("birth_date", "1/1/2027"),
        ("birth_date", "1/1/1850"),
        ("postal_code", "9999"),
        ("postal_code", "99999"),
        ("postal_code", "90000"),
        ("postal_code", "75011"),
        ("postal_code", "B-90000"),
        ("postal_code", "BE 99999"),
        ("postal_code", "9000 Gent"),
        ("postal_code", "900O"),
        ("postal_code", "Gent"),
        ("country", "Narnia"),
        ("language", "klingon"),
        ("gender_at_birth", "zzz"),
        ("profession", "12345"),
        ("person_name", "7"),
        ("person_name", "J."),
        ("person_name", "Mia " * 21),
        ("email", "mia"),
        ("email", "mia@mail.example, lou@mail.example"),
    ],
)
def test_right_to_rectification_refuses_what_cannot_be_a_value_and_does_not_repeat_it(
    category: str, typed: str
) -> None:
    with pytest.raises(UsageError) as refused:
        checked(category, typed, TODAY)
    assert typed.lower() not in str(refused.value).lower().split("write")[0]


@given(st.sampled_from(CORRECTABLE), st.text(max_size=40))
def test_what_is_kept_is_kept_again(category: str, typed: str) -> None:
    """Checking is a projection, and never fails in another way than by refusing."""
    try:
        kept = checked(category, typed, TODAY)
    except UsageError:
        return
    assert checked(category, kept, TODAY) == kept


def attributes(count: int) -> pa.Table:
    columns = {name: pa.array([f"{name} {row}" for row in range(count)]) for name in ATTRIBUTES}
    columns["birth_date"] = pa.array([dt.date(1980, 1, 1)] * count, pa.date32())
    return pa.table(columns)


def test_right_to_rectification_stands_in_for_what_the_exports_say() -> None:
    """Also for those that turned out to be somebody else, and not for those whom the run did not meet."""
    told = [
        Correction(1, "birth_date", "1985-07-30", TODAY),
        Correction(3, "language", "fr", TODAY),
        Correction(2, "postal_code", "9000", TODAY),
        Correction(9, "postal_code", "9000", TODAY),
        Correction(1, "person_name", "Mia", TODAY),
    ]
    index_of = np.array([1, -1, 0], dtype=np.int32)
    result = corrected(attributes(2), told, index_of)
    assert result.column("birth_date").to_pylist() == [dt.date(1980, 1, 1), dt.date(1985, 7, 30)]
    assert result.column("language").to_pylist() == ["fr", "language 1"]
    assert result.column("postal_code").to_pylist() == ["postal_code 0", "postal_code 1"]
    assert result.schema == attributes(2).schema


def test_the_later_of_two_corrections_counts() -> None:
    told = [Correction(1, "language", "fr", TODAY), Correction(2, "language", "de", TODAY)]
    result = corrected(attributes(1), told, np.array([0, 0], dtype=np.int32))
    assert result.column("language").to_pylist() == ["de"]


@pytest.mark.parametrize(
    ("category", "right", "cells", "other"),
    [
        ("birth_date", "1985-07-30", ["30/07/1985", "30.7.85", "1985-07-30", "3/7/1985", "?", "", None], [3, 4]),
        ("postal_code", "9000", ["B-9000", " 9000", "9030", None, "B9000"], [2]),
        ("postal_code", "F-75011", ["75011", "F 75011", "75012", "9000", "?"], [2, 3, 4]),
        ("postal_code", "1234 AB", ["1234ab", "NL-1234 AB", "1234 AC", "1234"], [2, 3]),
        ("language", "nl", ["Nederlands", "NL", "fr", ""], [2]),
        ("profession", "kapper", ["Kapper", "bakker"], [1]),
    ],
)
def test_right_to_rectification_finds_cells_that_hold_another_value(category, right, cells, other) -> None:
    found = holds_other(category, pa.array(cells, pa.string()), "dmy", right, TODAY)
    assert np.flatnonzero(found).tolist() == other


def test_right_to_rectification_finds_a_wrong_name_over_several_columns() -> None:
    given_names, family = pa.array(["Lou", "Lou Mia", "Mia", None]), pa.array(["Peeters", "Peeters", "Peeters", "Lou"])
    assert holds_wrong("person_name", [given_names, family], "Lou Peeters").tolist() == [True, True, False, False]
    assert holds_wrong("person_name", [given_names, family], "7").tolist() == [False] * 4
    assert holds_wrong("email", [pa.array(["A@b.example", "c@b.example"])], "a@b.example").tolist() == [True, False]
