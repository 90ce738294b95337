import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.coded import coded, distinct, together

CELLS = st.lists(st.sampled_from(["a", "A", "b", "ß", "", None]), max_size=12)


def values(column):
    return [column.levels[code] for code in column.codes]


@settings(deadline=None)
@given(CELLS)
def test_a_function_of_the_distinct_texts_is_one_of_every_text(cells):
    found = coded(pa.array(cells, pa.string()), pc.utf8_upper, "?")
    assert values(found) == ["?" if cell is None else pc.utf8_upper(cell).as_py() for cell in cells]
    assert list(found.levels) == sorted(set(values(found)))


@settings(deadline=None)
@given(CELLS, CELLS)
def test_pieces_with_other_levels_go_together(one, two):
    pieces = [coded(pa.array(cells, pa.string()), lambda texts: texts, "?") for cells in (one, two)]
    assert values(together(pieces)) == values(pieces[0]) + values(pieces[1])


def test_levels_that_get_one_name_become_one():
    found = coded(pa.array(["x", "y", "z", "x"]), lambda texts: texts, "?").renamed(["(other)", "y", "(other)"])
    assert values(found) == ["(other)", "y", "(other)", "(other)"]
    assert found.levels == ("(other)", "y")


def test_a_value_that_is_not_among_other_levels_counts_as_the_one_given():
    found = coded(pa.array(["x", "y"]), lambda texts: texts, "?")
    assert found.on(("(other)", "y"), "(other)").tolist() == [0, 1]


@given(st.lists(st.integers(0, 50)))
def test_distinct_numbers_are_sorted_and_come_once(numbers):
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))
