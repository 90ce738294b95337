"""Check digits of a whole column at once: the arithmetic of ``detectors/recognizers``, on arrays.

Each function takes texts and gives a bool per text; separators do not count. They say whether the arithmetic holds, in
a column that was seen to have the shape; the recognizers know the finer rules of each number.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import PIVOT
from detectors.kinds.text_bytes import numbers_of

_LONGEST_INT = 18


def digits_of(texts: pa.Array) -> pa.Array:
    """The texts without anything but ASCII digits."""
    return pc.replace_substring_regex(texts, r"[^0-9]+", "")


def undamaged(texts: pa.Array) -> pa.Array:
    """The texts without the ``.0`` that a spreadsheet gives to a number."""
    may_be = pc.ends_with(texts, "0")
    return pc.replace_with_mask(texts, may_be, pc.replace_substring_regex(texts.filter(may_be), r"\.0+$", ""))


def _array(values: Any) -> np.ndarray:
    return np.asarray(values.to_numpy(zero_copy_only=False))


def national_number(texts: pa.Array) -> np.ndarray:
    """Valid national or BIS numbers: 97 minus the first nine digits modulo 97, with a 2 before them from 2000 on."""
    fits, number = numbers_of(undamaged(texts), 11)
    first, check = number // 100, number % 100
    serial = first % 1000
    this_century = (97 - (first + 2 * 10**9) % 97 == check) & (number // 10**9 <= PIVOT)
    holds = (97 - first % 97 == check) | this_century
    return np.asarray(fits & holds & (serial != 0) & (serial != 999) & birth_digits(number))  # noqa: PLR2004 (not issued)


def national_number_without_zeros(texts: pa.Array) -> np.ndarray:
    """Valid national numbers as a spreadsheet leaves them: as whole numbers, without the zeros in front."""
    return national_number(pc.utf8_lpad(undamaged(texts), 11, padding="0"))


def national_number_shape(texts: pa.Array) -> np.ndarray:
    """Eleven digits that begin with a date of birth, whatever the check digits say."""
    fits, number = numbers_of(texts, 11)
    return np.asarray(fits & birth_digits(number))


def birth_digits(number: np.ndarray) -> np.ndarray:
    """Whether eleven digits begin with YYMMDD; 20, 40 or 60 may be added to the month, 00 means unknown."""
    month, day = number // 10**7 % 100, number // 10**5 % 100
    return np.asarray((month % 20 <= 12) & (month < 80) & (day <= 31) & (number > 0))  # noqa: PLR2004


def provider_number(texts: pa.Array) -> np.ndarray:
    """RIZIV numbers: two digits that are 97 (lately also 89) minus the first six modulo the same."""
    fits, number = numbers_of(texts, 11)
    first, check = number // 10**5, number // 1000 % 100
    return np.asarray(fits & (number >= 10**10) & ((97 - first % 97 == check) | (89 - first % 89 == check)))


def company_number(texts: pa.Array) -> np.ndarray:
    """Enterprise numbers: ten digits that start with 0 or 1, the last two 97 minus the first eight modulo 97."""
    fits, number = numbers_of(texts, 10)
    return np.asarray(fits & (number < 2 * 10**9) & (number > 0) & (97 - number // 100 % 97 == number % 100))


def structured_reference(texts: pa.Array) -> np.ndarray:
    """Twelve digits, the last two the first ten modulo 97 (97 for 0): payment references, also eID and old accounts."""
    fits, number = numbers_of(texts, 12)
    rest = number // 100 % 97
    return np.asarray(fits & (number > 0) & (np.where(rest == 0, 97, rest) == number % 100))


def bsn(texts: pa.Array) -> np.ndarray:
    """Dutch citizen numbers: nine digits weighed 9 to 2 and -1, together a multiple of 11."""
    fits, number = numbers_of(undamaged(texts), 9)
    total = sum(number // 10**place % 10 * (place + 1) for place in range(1, 9)) - number % 10
    return np.asarray(fits & (total % 11 == 0) & (number > 0))


def nhs_number(texts: pa.Array) -> np.ndarray:
    """British NHS numbers: nine digits weighed 10 to 2, and 11 minus their sum modulo 11 as the tenth."""
    fits, number = numbers_of(undamaged(texts), 10)
    total = sum(number // 10**place % 10 * (place + 1) for place in range(1, 10))
    return np.asarray(fits & ((11 - total % 11) % 11 == number % 10) & (number > 0))


def kvnr(texts: pa.Array) -> np.ndarray:
    """German insured numbers: a letter as two digits and eight more, weighed 1 and 2 in turn, modulo 10."""
    letters = pc.utf8_slice_codeunits(texts, 0, 1)
    place = pc.index_in(letters, value_set=pa.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))).to_numpy(zero_copy_only=False)
    fits, number = numbers_of(texts, 9)
    whole = (np.nan_to_num(place, nan=0).astype(np.int64) + 1) * 10**8 + number // 10
    total = np.zeros(len(texts), np.int64)
    for power in range(10):
        weighed = whole // 10**power % 10 * (2 - power % 2)
        total += weighed // 10 + weighed % 10
    return np.asarray(fits & (total % 10 == number % 10))


def nir(texts: pa.Array) -> np.ndarray:
    """French NIR of fifteen digits: the last two are 97 minus the first thirteen modulo 97."""
    fits, number = numbers_of(undamaged(texts), 15)
    return np.asarray(fits & (97 - number // 100 % 97 == number % 100) & (number >= 10**14))


def steuer_id(texts: pa.Array) -> np.ndarray:
    """German tax numbers of eleven digits (ISO/IEC 7064, MOD 11,10)."""
    fits, number = numbers_of(undamaged(texts), 11)
    check = np.full(len(number), 10)
    for place in range(10, 0, -1):
        rest = (number // 10**place % 10 + check) % 10
        check = np.where(rest == 0, 10, rest) * 2 % 11
    return np.asarray(fits & ((11 - check) % 10 == number % 10) & (number >= 10**10))


def luhn(texts: pa.Array, shortest: int, longest: int) -> np.ndarray:
    """Numbers of so many digits that pass the check of payment cards (ISO/IEC 7812)."""
    digits = digits_of(texts)
    length = pc.binary_length(digits).to_numpy(zero_copy_only=False)
    fits = (length >= shortest) & (length <= min(longest, _LONGEST_INT + 1))
    tail = _last_digits(digits, fits)
    total = np.zeros(len(texts), np.int64)
    for place in range(_LONGEST_INT):
        digit = tail // 10**place % 10 * (1 + place % 2)
        total += digit // 10 + digit % 10
    nineteenth = _array(pc.equal(length, _LONGEST_INT + 1)) * _last_digits(pc.utf8_slice_codeunits(digits, 0, 1), fits)
    return np.asarray(fits & ((total + nineteenth) % 10 == 0) & (total > 0))


def _last_digits(digits: pa.Array, fits: np.ndarray) -> np.ndarray:
    """The last eighteen digits as a number, which is what an int64 holds; 0 where the text does not fit."""
    tail = pc.utf8_slice_codeunits(digits, -_LONGEST_INT, None)
    return _array(pc.cast(pc.if_else(pa.array(fits), tail, "0"), pa.int64()))


def iban(texts: pa.Array) -> np.ndarray:
    """IBANs of any country (ISO 13616): modulo 97, country and check digits moved to the end, letters as 10 to 35."""
    signs = pc.utf8_upper(pc.replace_substring_regex(texts, r"[^0-9A-Za-z]+", ""))
    moved = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(signs, 4, None), pc.utf8_slice_codeunits(signs, 0, 4), ""
    )
    letters = _array(pc.match_substring_regex(signs, r"^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$"))
    return np.asarray(letters & (_modulo_97(pc.if_else(pa.array(letters), moved, "")) == 1))


def _modulo_97(texts: pa.Array) -> np.ndarray:
    """Remainders of texts of digits and capital letters, read from the left."""
    width = int(pc.max(pc.binary_length(texts)).as_py() or 0)
    rest = np.zeros(len(texts), np.int64)
    if not width:
        return rest
    _, _, data = pc.ascii_rpad(texts, width, padding=" ").buffers()
    signs = np.frombuffer(data, np.uint8)[: len(texts) * width]
    for sign in signs.reshape(-1, width).T.astype(np.int64):
        is_digit, is_letter = (sign >= 48) & (sign <= 57), sign >= 65  # noqa: PLR2004 (ASCII)
        rest = np.where(
            is_digit, (rest * 10 + sign - 48) % 97, np.where(is_letter, (rest * 100 + sign - 55) % 97, rest)
        )
    return rest
