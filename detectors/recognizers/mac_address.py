"""Device addresses (IEEE 802 MAC): six pairs of hexadecimal digits.

>>> compact("00-1B-63-84-45-E6"), is_valid("00:1b:63:84:45")
('00:1b:63:84:45:e6', False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

_SHAPE = re.compile(r"[0-9a-f]{12}")


def compact(text: str) -> str:
    """Lower case with colons."""
    digits = re.sub(r"[^0-9a-f]", "", text.lower())
    return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no address; without the value.
    """
    address = compact(text)
    if not _SHAPE.fullmatch(address.replace(":", "")):
        raise InvalidFormat
    return address


def is_valid(text: str) -> bool:
    """Whether the text is a device address."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless it is the address of nobody (all zeros) or of all (all ones)."""
    digits = set(compact(candidate)) - {":"}
    return Verdict.NO if digits in ({"0"}, {"f"}) else Verdict.VALID


RECOGNIZER = Recognizer(
    name="mac_address",
    category="mac_address",
    patterns=(
        Pattern(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}", score=0.95),
        Pattern(r"(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}", score=0.95),
        Pattern(r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}", score=0.8),
        Pattern(r"[0-9A-Fa-f]{12}", score=0.0),
    ),
    check=check,
    context=("mac", "mac adres", "mac address", "adresse mac", "bluetooth", "wifi adres"),
    context_score=0.97,
    window=30,
    joints=":-",
    compact=compact,
)
