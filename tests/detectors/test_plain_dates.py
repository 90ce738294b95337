import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors import dates

FIGURES = st.integers(0, 61).map("{:02}".format)
YEARS = st.integers(1700, 2300).map(str)
PARTS = st.tuples(FIGURES, FIGURES, YEARS, st.sampled_from("-/. :"), st.permutations([0, 1, 2]))
CLOCKS = st.one_of(
    st.just(""), st.builds("{}{}:{}".format, st.sampled_from(" Tt"), FIGURES, FIGURES),
    st.builds("{}{}:{}{}{}".format, st.sampled_from(" T,"), FIGURES, FIGURES, st.sampled_from(":."), FIGURES),
)  # fmt: skip


def written(parts, clock):
    *figures, sign, order = parts
    return sign.join(figures[place] for place in order) + clock


@settings(deadline=None)
@given(texts=st.lists(st.builds(written, PARTS, CLOCKS), max_size=20), order=st.sampled_from(["ymd", "dmy", "mdy"]))
def test_reading_bytes_changes_nothing(texts, order):
    """With and without it every text is the same moment, or none."""
    array = pa.array(texts, pa.string())
    fast = dates.parse_dates(array, order)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dates, "plain_dates", lambda some, _: np.full(len(some), np.datetime64("NaT", "us")))
        assert fast.equals(dates.parse_dates(array, order))
