import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from detectors.kinds.text_bytes import digit_counts, numbers_of, text_bytes

TEXTS = st.lists(st.text("0123456789 ./-é€aT", max_size=20), max_size=12)


def digits(text):
    return "".join(sign for sign in text if sign in "0123456789")


@given(TEXTS, st.integers(0, 5))
def test_digits_of_a_column_are_counted_and_read_as_those_of_each_text(texts, start):
    array, left = pa.array(texts, pa.string())[start:], texts[start:]
    assert digit_counts(array).tolist() == [len(digits(text)) for text in left]
    fits, numbers = numbers_of(array, 4)
    assert fits.tolist() == [len(digits(text)) == 4 for text in left]
    assert numbers.tolist() == [int(digits(text)) if len(digits(text)) == 4 else 0 for text in left]


def test_nulls_and_large_strings_have_bytes_too():
    assert text_bytes(pa.array(["é", None, "x"])).lengths.tolist() == [2, 0, 1]
    assert text_bytes(pa.array(["é", None, "x"], pa.large_string())).lengths.tolist() == [2, 0, 1]
    assert text_bytes(pa.array([None, None], pa.string())).lengths.tolist() == [0, 0]
