"""Addresses, numbers and accounts of everybody, by their letters and digits alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold
from detectors.names.known.gluing import hashes
from detectors.names.known.keys import Keys
from detectors.names.lexicon import COMMON_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]

_SIGN = re.compile(r"[^\W_]+")
_SHORTEST = 4
_SHORTEST_LOCAL_PART = 5
_SHORTEST_OF_ANYBODY = 6
_FEWEST_DIGITS_OF_ANYBODY = 8
_ABROAD = re.compile(r"^(?:00)?(32|33|31|49|352|44)0?(?=[1-9]\d{7,9}$)")
_LONG_NATIONAL = 8
_STREETS = (
    ("straat", "str"), ("laan", "ln"), ("steenweg", "stwg"), ("steenweg", "stw"), ("plein", "pl"), ("strasse", "str"),
    ("avenue", "av"), ("avenue", "ave"), ("boulevard", "bd"), ("boulevard", "bld"), ("chaussee", "ch"),
    ("chaussee", "chee"), ("place", "pl"), ("sint", "st"), ("saint", "st"), ("sankt", "st"), ("burgemeester", "burg"),
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class ValueIndex:
    """Values as numbers, and whose they are.

    Attributes:
        keys: hash of the letters and digits → value.
        categories: of the values.
        of_anybody: which of them point at one person wherever they stand.
        local_part: which are the part of a mail address before the sign.
        owned: sorted; owner times the number of values, plus the value.
    """

    keys: Keys
    categories: tuple[str, ...]
    of_anybody: npt.NDArray[np.bool_]
    local_part: npt.NDArray[np.bool_]
    owned: Integers

    @staticmethod
    def of(values: Sequence[tuple[int, str, str]]) -> ValueIndex:
        """From owner, kind and value."""
        numbers: dict[tuple[str, str, bool], int] = {}
        owned: list[tuple[int, int]] = []
        for owner, kind, value in values:
            category = kind or category_of(value)
            for signs, local in _signs(value):
                owned.append((owner, numbers.setdefault((category, signs, local), len(numbers))))
        forms = [(form, number) for (kind, signs, _), number in numbers.items() for form in _forms(kind, signs)]
        pairs = np.array(owned, np.int64).reshape(-1, 2)
        return ValueIndex(
            keys=Keys.of(
                hashes([form for form, _ in forms]).value, np.array([number for _, number in forms], np.int64)
            ),
            categories=tuple(category for category, _, _ in numbers),
            of_anybody=np.array([not local and _points(kind, signs) for kind, signs, local in numbers], np.bool_),
            local_part=np.array([local for _, _, local in numbers], np.bool_),
            owned=np.unique(pairs[:, 0] * len(numbers) + pairs[:, 1]),
        )

    def to_owners(self) -> ValueIndex:
        """The same values, each told to its owner only."""
        return replace(self, of_anybody=np.zeros_like(self.of_anybody))


def category_of(value: str) -> str:
    """What a value of no kind is, by its shape."""
    if "@" in value:
        return "email"
    if any(sign.isalpha() for sign in value):
        return "street_address" if " " in value else "record_id"
    return "phone" if value.lstrip().startswith(("+", "0")) else "record_id"


def _signs(value: str) -> Iterator[tuple[str, bool]]:
    """The letters and digits of a value, and of a mail address those before its sign."""
    folded = fold(value)
    signs = "".join(_SIGN.findall(folded))
    if len(signs) >= _SHORTEST:
        yield signs, False
    local, at, _ = folded.partition("@")
    account = "".join(_SIGN.findall(local))
    if at and len(account) >= _SHORTEST_LOCAL_PART and account not in COMMON_WORDS:
        yield account, True


def _forms(kind: str, signs: str) -> set[str]:
    """Other ways to write the letters and digits of a value.

    >>> sorted(_forms("phone", "32475123456"))
    ['003204751...', '0032475123456', '0475123456', '320475123456', '32475123456', '475123456']
    """
    if kind == "street_address":
        return {signs} | {signs.replace(whole, short) for whole, short in _STREETS}
    if kind != "phone" or not signs.isdigit():
        return {signs}
    country = _ABROAD.match(signs)
    code = country.group(1) if country else "32"
    national = signs[country.end() :] if country else signs.removeprefix("0")
    if len(national) < _LONG_NATIONAL:
        return {signs}
    return {signs, national, *(f"{before}{national}" for before in ("0", code, f"{code}0", f"00{code}", f"00{code}0"))}


def _points(kind: str, signs: str) -> bool:
    """Whether a value is one person's: long enough, and no word or short number."""
    if signs.isdigit():
        return len(signs) >= _FEWEST_DIGITS_OF_ANYBODY
    has_digit = any(sign.isdigit() for sign in signs)
    if kind in ("email", "online_account"):
        return len(signs) >= _FEWEST_DIGITS_OF_ANYBODY
    return has_digit and len(signs) >= (_FEWEST_DIGITS_OF_ANYBODY if kind == "street_address" else _SHORTEST_OF_ANYBODY)
