"""Fills in the check digits of the numbers in the corpus, which is written with `§` in their place."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from stdnum import iban, luhn, verhoeff
from stdnum.be import eid, ogm_vcs, ssn, vat
from stdnum.de import idnr
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.nl import bsn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPEN = "§"
EARLIEST_BIRTH = 1925
BELGIAN_CHECK_DIGITS = 4


def complete(category: str, written: str) -> str:
    """The number with its check digits, everything else as written; unchanged where nothing is open.

    Raises:
        ValueError: no digits make it valid.

    >>> complete("national_number", "85.07.30-033.§§")
    '85.07.30-033.28'
    >>> complete("payment_reference", "+++123/4567/890§§+++")
    '+++123/4567/89002+++'
    """
    if OPEN not in written:
        return written
    if category == "iban" and written.startswith("BE") and written.count(OPEN) == BELGIAN_CHECK_DIGITS:
        return _belgian_account(written)
    is_valid = VALIDATORS[category]
    for candidate in _candidates(written):
        if is_valid(re.sub(r"[^0-9A-Za-z]", "", candidate).upper()):
            return candidate
    raise ValueError(f"no check digits make this a valid {category}")


def _belgian_account(written: str) -> str:
    """Both pairs of a Belgian IBAN, calculated: there are ten thousand to try."""
    head, middle, _ = written.split(OPEN * 2)
    free = re.sub(r"\D", "", middle)
    tail = f"{int(free) % 97 or 97:02d}"
    return f"{head}{iban.calc_check_digits('BE00' + free + tail)}{middle}{tail}"


def _candidates(written: str) -> Iterator[str]:
    parts = written.split(OPEN)
    for digits in itertools.product("0123456789", repeat=len(parts) - 1):
        yield "".join(part + digit for part, digit in zip(parts, (*digits, ""), strict=True))


def _is_national(number: str) -> bool:
    """Valid, and of someone who can still be a patient: the two centuries have different check digits."""
    if not ssn.is_valid(number):
        return False
    year = ssn.get_birth_year(number)
    return year is None or int(year) >= EARLIEST_BIRTH


def _is_account(number: str) -> bool:
    """A valid IBAN, whose own check digits run from 02 to 98; a Belgian one has a second pair at its end."""
    if number.startswith("BE") and (int(number[4:14]) % 97 or 97) != int(number[14:16]):
        return False
    return "02" <= number[2:4] <= "98" and bool(iban.is_valid(number, check_country=False))


def _is_provider(number: str) -> bool:
    """RIZIV/INAMI: 97 minus the first six digits modulo 97."""
    return int(number[6:8]) == 97 - int(number[:6]) % 97


def _is_luxembourg(number: str) -> bool:
    return bool(luhn.is_valid(number[:12]) and verhoeff.is_valid(number[:11] + number[12]))


def _is_german_insured(number: str) -> bool:
    """KVNR: the letter as two digits, weights 1 and 2 in turn, sums of digits, modulo 10."""
    digits = f"{ord(number[0]) - ord('A') + 1:02d}{number[1:9]}"
    products = (int(digit) * (1 + index % 2) for index, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in products) % 10 == int(number[9])


def _is_foreign(number: str) -> bool:
    if number[0].isalpha():
        return _is_german_insured(number)
    by_length = {9: bsn.is_valid, 10: nhs.is_valid, 11: idnr.is_valid, 13: _is_luxembourg, 15: nir.is_valid}
    return bool(by_length[len(number)](number))


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "national_number": _is_national,
    "iban": _is_account,
    "payment_card": luhn.is_valid,
    "payment_reference": ogm_vcs.is_valid,
    "document_number": eid.is_valid,
    "company_number": vat.is_valid,
    "provider_number": _is_provider,
    "foreign_id": _is_foreign,
}
