from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.suppression import suppress

FIGURES = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 7, 9, 12])


def with_margins(inner):
    """The table with its sums at the end of each axis."""
    cells = np.array(inner, dtype=float)
    for axis in range(cells.ndim):
        cells = np.concatenate([cells, cells.sum(axis=axis, keepdims=True)], axis=axis)
    return cells


def tables(rows, columns):
    return st.lists(st.lists(FIGURES, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


def possible_values(cells, hidden):
    """All that an attacker who knows the shown cells exactly, and that hidden ones are at least 1, finds possible.

    Tries every filling of the hidden inner cells, line by line; gives the set of values found per hidden inner cell.
    """
    rows, columns = (size - 1 for size in cells.shape)
    places = [at for at in product(range(rows), range(columns)) if hidden[at]]
    found = {at: set() for at in places}
    guess = np.where(hidden, 0, cells)

    def consistent():
        sums = with_margins(guess[:rows, :columns])
        return all(
            hidden[at] or sums[at] == cells[at]
            for at in np.ndindex(*cells.shape)
            if rows in at[:1] or columns in at[1:]
        )

    def fill(number):
        if all(len(values) > 1 for values in found.values()):
            return
        if number == len(places):
            if consistent():
                for at in places:
                    found[at].add(guess[at])
            return
        at = places[number]
        ends_row = number + 1 == len(places) or places[number + 1][0] != at[0]
        margin = (at[0], columns)
        if ends_row and not hidden[margin]:
            choices = [cells[margin] - guess[at[0], :columns].sum() + guess[at]]
        else:
            choices = range(1, int(cells.max()) + 2)  # the largest figure may be hidden itself
        for value in choices:
            if (
                value >= 1
                and guess[:rows, at[1]].sum() - guess[at] + value <= cells[rows, at[1]] + 1e9 * hidden[rows, at[1]]
            ):
                kept, guess[at] = guess[at], value
                fill(number + 1)
                guess[at] = kept

    fill(0)
    return found


@settings(deadline=None, max_examples=25)
@given(inner=st.one_of(tables(2, 2), tables(2, 3), tables(3, 2)), threshold=st.integers(3, 6))
def test_nobody_derives_a_hidden_cell_from_the_margins(inner, threshold):
    cells = with_margins(inner)
    hidden = suppress(cells, threshold)
    assert all(len(values) > 1 for values in possible_values(cells, hidden).values())


def test_the_attacker_of_these_tests_succeeds_against_hiding_small_cells_alone():
    cells = with_margins([[3, 20], [30, 40]])
    assert possible_values(cells, (cells > 0) & (cells < 10))[0, 0] == {3}


@settings(deadline=None, max_examples=40)
@given(inner=st.one_of(tables(1, 4), tables(4, 5), tables(5, 3)), threshold=st.integers(3, 10))
def test_small_cells_are_hidden_zeros_are_shown_and_no_line_has_one_hidden_cell(inner, threshold):
    cells = with_margins(inner)
    hidden = suppress(cells, threshold)
    assert hidden[(cells > 0) & (cells < threshold)].all()
    assert not hidden[cells == 0].any()
    for axis in (0, 1):
        assert not (hidden.sum(axis=axis) == 1).any()


@settings(deadline=None, max_examples=30)
@given(inner=st.lists(tables(3, 2), min_size=2, max_size=2), threshold=st.integers(3, 6))
def test_in_three_dimensions_no_hidden_cell_follows_from_all_lines_together(inner, threshold):
    cells = with_margins(inner)
    hidden = suppress(cells, threshold)
    position = np.flatnonzero(hidden)
    unit = np.eye(len(position))
    rows = line_equations(hidden)[:, position]
    for cell in unit:
        move, *_ = np.linalg.lstsq(rows.T, cell, rcond=None)
        assert not np.allclose(rows.T @ move, cell)


def line_equations(hidden):
    """One equation per line: the inner cells minus the margin."""
    found = []
    for axis in range(hidden.ndim):
        for line in np.moveaxis(np.arange(hidden.size).reshape(hidden.shape), axis, -1).reshape(-1, hidden.shape[axis]):
            equation = np.zeros(hidden.size)
            equation[line], equation[line[-1]] = 1.0, -1.0
            found.append(equation)
    return np.array(found)


def test_two_blocks_joined_by_one_cell_do_not_give_that_cell_away():
    """Every line has two hidden cells or more, yet the sums of one block give the joining cell: a bridge."""
    inner = np.full((4, 4), 50)
    inner[:2, :2] = inner[2:, 2:] = 4
    inner[1, 2] = 4
    hidden = suppress(with_margins(inner), 5)
    assert hidden.sum() > 9


def test_nothing_is_hidden_where_nothing_is_small():
    assert not suppress(with_margins([[10, 20], [0, 30]]), 10).any()


def test_a_single_small_figure_takes_its_total_with_it():
    assert suppress(with_margins([0, 3, 0]), 10).tolist() == [False, True, False, True]


@pytest.mark.parametrize("shape", [(1,), (1, 1), (1, 1, 1)])
def test_an_empty_cube_is_all_zeros(shape):
    assert not suppress(np.zeros(shape), 10).any()
