import base64

import numpy as np
import pyarrow as pa
import pytest
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.cmac import CMAC
from hypothesis import given
from hypothesis import strategies as st

from transforms.keyed import as_base32, as_uint64, keyed_digests, keyed_pairs, keyed_rows

RFC_KEY = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
RFC_MESSAGE = bytes.fromhex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
)
keys = st.binary(min_size=16, max_size=16) | st.binary(min_size=32, max_size=32)


def cmac(key: bytes, message: bytes) -> bytes:
    reference = CMAC(algorithms.AES(key))
    reference.update(message)
    return reference.finalize()


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, "bb1d6929e95937287fa37d129b756746"),
        (16, "070a16b46b4d4144f79bdd9dd04a287c"),
        (40, "dfa66747de9ae63030ca32611497c827"),
        (64, "51f0bebf7e3b9d92fc49741779363cfe"),
    ],
)
def test_vectors_of_rfc_4493(length, expected):
    assert keyed_digests(RFC_KEY, pa.array([RFC_MESSAGE[:length]])).tobytes().hex() == expected


@given(keys, st.lists(st.none() | st.binary(max_size=70)), st.binary(max_size=40), st.integers(0, 3))
def test_equals_the_reference_for_any_lengths_prefix_and_slice(key, values, prefix, skip):
    array = pa.array(values, pa.binary())[skip:]
    expected = [bytes(16) if value is None else cmac(key, prefix + value) for value in values[skip:]]
    assert [row.tobytes() for row in keyed_digests(key, array, prefix=prefix)] == expected


@given(keys, st.lists(st.tuples(st.binary(min_size=16, max_size=16), st.text(max_size=40))), st.binary(max_size=20))
def test_pairs_put_the_secret_of_the_row_first(key, rows, prefix):
    secrets = np.frombuffer(b"".join(secret for secret, _ in rows), dtype=np.uint8).reshape(-1, 16)
    digests = keyed_pairs(key, secrets, pa.array([value for _, value in rows], pa.string()), prefix=prefix)
    expected = [cmac(key, secret + prefix + value.encode()) for secret, value in rows]
    assert [row.tobytes() for row in digests] == expected


@given(keys, st.integers(0, 40), st.integers(0, 5))
def test_rows_of_any_width(key, width, count):
    rows = np.arange(width * count, dtype=np.uint8).reshape(count, width)
    assert [row.tobytes() for row in keyed_rows(key, rows)] == [cmac(key, row.tobytes()) for row in rows]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.string_view()])
def test_every_text_type_and_chunking_gives_the_same(kind):
    values = ["", "é" * 30, None, "x" * 16]
    whole = keyed_digests(RFC_KEY, pa.array(values, pa.string()))
    chunked = pa.chunked_array(
        [pa.array(values[:1], pa.string()).cast(kind), pa.array(values[1:], pa.string()).cast(kind)]
    )
    assert np.array_equal(keyed_digests(RFC_KEY, chunked), whole)


def test_more_rows_than_are_chained_together():
    values = [str(number) * (number % 9) for number in range(70_000)]
    digests = keyed_digests(RFC_KEY, pa.array(values))
    assert all(digests[row].tobytes() == cmac(RFC_KEY, values[row].encode()) for row in (0, 32_767, 32_768, 69_999))


@given(st.binary(min_size=16, max_size=16), st.sampled_from([40, 80, 120]))
def test_base32_is_that_of_rfc_4648_in_lower_case(digest, bits):
    rows = np.frombuffer(digest, dtype=np.uint8).reshape(1, 16)
    expected = base64.b32encode(digest[: bits // 8]).decode().lower()
    assert as_base32(rows, "s", bits).to_pylist() == ["s" + expected]


def test_uint64_takes_the_first_eight_bytes():
    rows = np.arange(32, dtype=np.uint8).reshape(2, 16)
    assert as_uint64(rows).tolist() == [
        int.from_bytes(bytes(range(8)), "little"),
        int.from_bytes(bytes(range(16, 24)), "little"),
    ]
