from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.errors import UnreadableInput
from flows.crawl.nested import unfold

KEYS = st.sampled_from(["id", "value", "key", "a", "a.b", "b", "12", "jan@example.be", "c_2", "c"])
LEAVES = st.one_of(st.none(), st.booleans(), st.text(max_size=3), st.integers().map(str))
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=25
)


def leaves(value: Any) -> Counter[str]:
    if isinstance(value, dict):
        return sum((leaves(member) for member in value.values()), Counter())
    if isinstance(value, list):
        return sum((leaves(item) for item in value), Counter())
    if value is None:
        return Counter()
    return Counter([value if isinstance(value, str) else str(value).lower()])


@given(VALUES)
def test_no_leaf_is_lost(value):
    cells = Counter(cell for row in unfold(value) for cell in row.cells.values() if cell is not None)
    assert leaves(value) <= cells


@given(VALUES)
def test_every_row_hangs_on_one_before_it(value):
    for place, row in enumerate(unfold(value)):
        assert row.parent < place
        assert (row.parent == -1) == (place == 0) == (row.path == ())


def test_lists_in_lists_keep_their_order():
    rows = unfold({"m": [["a", "b"], ["c"]]})
    assert [(row.path, row.cells) for row in rows if row.cells] == [
        (("m", "value"), {"value": "a"}),
        (("m", "value"), {"value": "b"}),
        (("m", "value"), {"value": "c"}),
    ]


def test_depth_is_limited():
    value: Any = "x"
    for _ in range(40):
        value = [value]
    with pytest.raises(UnreadableInput, match="levels deep"):
        unfold(value)
