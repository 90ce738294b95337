import pickle
from functools import reduce
from operator import add

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.be import ssn

from detectors.evidence.observation import Observation, observe
from detectors.kinds import check_digits
from detectors.kinds.distinct import estimate, sketch
from detectors.kinds.verdicts import MOST_KNOWN, Verdicts

CELLS = st.sampled_from(
    ["", " ", None, "Open", "M", "vrouw", "Jan Peeters", "a@example.be", "0475 12 34 56", "85.07.30-033.28",
     "12/03/1985",
     "2024-03-01 10:00:00", "9000", "Gent", "BE68 5390 0754 7034", "12,50", "P00017",
     "bel 0475 12 34 56 of a@example.be",
     "Patiënte komt op controle na vaginoplastie.", "F64.0", "G03CA03", "ja"],
)  # fmt: skip


def seen(values):
    return observe(pa.array(values, pa.string()))


@settings(deadline=None, max_examples=20)
@given(st.lists(st.lists(CELLS, max_size=30), max_size=5))
def test_batches_add_up_to_the_column(batches):
    whole = seen([cell for batch in batches for cell in batch])
    parts = reduce(add, map(seen, batches), Observation())
    assert (parts.rows, parts.filled, parts.longest) == (whole.rows, whole.filled, whole.longest)
    assert dict(parts.cells) == dict(whole.cells)
    assert parts.distinct == whole.distinct


@settings(deadline=None, max_examples=15)
@given(st.lists(CELLS, max_size=20), st.lists(CELLS, max_size=20), st.lists(CELLS, max_size=20))
def test_the_order_of_adding_does_not_matter(one, two, three):
    first, second, third = seen(one), seen(two), seen(three)
    assert (first + second) + third == first + (second + third)
    assert first + second == second + first


def test_the_order_of_rows_does_not_matter():
    values = ["a@example.be", "Open", "12/03/1985", "x"] * 3
    assert seen(values) == seen(values[::-1])


@settings(deadline=None, max_examples=20)
@given(st.lists(st.lists(CELLS, max_size=30), max_size=5))
def test_remembered_verdicts_change_nothing(batches):
    verdicts = Verdicts()
    for batch in batches:
        assert observe(pa.array(batch, pa.string()), verdicts) == seen(batch)


def test_verdicts_are_forgotten_when_a_column_has_too_many_values():
    verdicts = Verdicts()
    for start in range(0, 2 * MOST_KNOWN, 500):
        batch = [f"ticket {number}" for number in range(start, start + 499)] + ["jan@example.be"]
        assert observe(pa.array(batch), verdicts) == seen(batch)


def test_blank_cells_count_as_rows_only():
    found = seen(["", None, "  ", "x"])
    assert (found.rows, found.filled, found.distinct) == (4, 1, 1)


def test_columns_of_other_arrow_types_are_read_as_text():
    assert observe(pa.nulls(3)).filled == 0
    assert observe(pa.array(["a@example.be"], pa.large_string())).share("email") == 1
    assert observe(pa.array(["x", "a@example.be"])[1:]).share("email") == 1


def test_it_travels_between_processes():
    found = seen(["a@example.be", "Open"])
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


def test_no_value_is_kept():
    assert b"example.be" not in pickle.dumps(seen(["jan.peeters@example.be"]))


def test_one_identifier_among_many_other_values_is_counted():
    """Direct identifiers are looked for in every distinct value, not in a probe."""
    values = [f"ticket {number}" for number in range(5000)]
    values[3333] = "bel mij op 0475 12 34 56"
    values[4444] = "jan@example.be"
    found = seen(values)
    assert (found.cells["has_phone"], found.cells["email"]) == (1, 1)


def test_a_placeholder_in_most_cells_does_not_hide_the_rest():
    values = ["n.v.t."] * 70 + [f"a{number}@example.be" for number in range(30)]
    assert seen(values).share("email") > 0.9


def test_a_stray_value_among_few_labels_does_not_count_for_much():
    assert seen(["Open", "Closed"] * 200 + ["a@example.be"]).share("email") < 0.01


@pytest.mark.parametrize(
    "text", ["2024-10-04 11:58:47", "01/02/2024", "02/25/2024 06:00 AM", "1.234,56", "P00017", "F64.0", "ja"]
)
def test_ordinary_cells_hold_no_identifier(text):
    found = seen([text])
    assert found.share("email", "phone", "has_phone", "has_email", "national_number", "iban", "has_iban") == 0


@pytest.mark.parametrize("number", [1, 7, 300, 6000, 150_000])
def test_distinct_values_are_counted_to_within_a_few_percent(number):
    counted = estimate(sketch(pa.array([f"value {place}" for place in range(number)])))
    assert abs(counted - number) <= max(1, 0.03 * number)


def test_check_digits_of_a_column_agree_with_those_of_one_number():
    """The arithmetic on arrays and that of the recognizers must not drift apart."""
    numbers = [f"850730{serial:03}{check:02}" for serial in range(1, 40) for check in range(1, 98, 3)]
    assert check_digits.national_number(pa.array(numbers)).tolist() == [ssn.is_valid(number) for number in numbers]
    cards = [f"41111111111111{tail:02}" for tail in range(100)]
    assert check_digits.luhn(pa.array(cards), 13, 19).tolist() == [luhn.is_valid(card) for card in cards]
    accounts = [f"BE{check:02} 5390 0754 7034" for check in range(100)] + ["NL91ABNA0417164300"]
    expected = [iban.is_valid(account, check_country=False) for account in accounts]
    assert check_digits.iban(pa.array(accounts)).tolist() == expected


@pytest.mark.parametrize(
    "text", ["85.07.30-000.61", "85.07.30-999.32", "85.13.30-033.70", "85.07.30-033.29", "00000000000"]
)
def test_numbers_that_are_not_issued_are_not_valid(text):
    assert not check_digits.national_number(pa.array([text]))[0]


@pytest.mark.parametrize("text", ["1-87497-04-477", "1-15302-31-003", "1-87497-26-477"])
def test_provider_numbers_of_both_moduli(text):
    assert check_digits.provider_number(pa.array([text]))[0]


@pytest.mark.parametrize(("text", "holds"), [("0403.019.261", True), ("1000.000.120", True), ("0403.019.262", False)])
def test_company_numbers(text, holds):
    assert check_digits.company_number(pa.array([text]))[0] == holds


@pytest.mark.parametrize(
    ("text", "holds"), [("010/8068/17183", True), ("000/0000/09797", True), ("123/4567/89003", False)]
)
def test_structured_references(text, holds):
    assert check_digits.structured_reference(pa.array([text]))[0] == holds


@pytest.mark.parametrize("cell", ["BE0602515401", "BE 0403.019.261", "FR1", "+", "A1"])
def test_a_column_without_any_account_is_counted(cell: str) -> None:
    """A column may hold what begins like an account and nothing that has its shape."""
    assert observe(pa.array([cell] * 12)).filled == 12
