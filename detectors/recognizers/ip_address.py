"""IP addresses, version 4 and 6 (RFC 791, RFC 4291).

Four small numbers are as often a section of a document (``1.2.3.4``), so then words must tell.

>>> is_valid("81.82.193.4"), is_valid("2a02:1810:4d34::1"), is_valid("300.1.1.1")
(True, True, False)
"""

from __future__ import annotations

import ipaddress

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

_PRIVATE = 10  # the networks of organisations: 10.0.0.0/8
_SECTION = 32  # documents seldom have more sections than this


def compact(text: str) -> str:
    """The shortest form, lower case; text that is no address only trimmed."""
    try:
        return ipaddress.ip_address(text.strip()).compressed
    except ValueError:
        return text.strip()


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no address; without the value.
    """
    try:
        return ipaddress.ip_address(text.strip()).compressed
    except ValueError:
        raise InvalidFormat from None


def is_valid(text: str) -> bool:
    """Whether the text is an address."""
    return accepts(validate, text)


_MASK, _NET = "255.", ".0.0"
"""How a subnet's mask begins, and how the address of a wide net ends: no device has them."""


def check(candidate: str) -> Verdict:
    """VALID for an address; MALFORMED for one that may as well be a section number."""
    if not is_valid(candidate.replace("-", ".")) or candidate.startswith(_MASK) or candidate.endswith(_NET):
        return Verdict.NO
    if ":" in candidate or "-" in candidate:
        return Verdict.VALID
    first, *others = map(int, candidate.split("."))
    told = max(first, *others) >= _SECTION or (first == _PRIVATE and 0 in others)
    return Verdict.VALID if told else Verdict.MALFORMED


RECOGNIZER = Recognizer(
    name="ip_address",
    category="ip_address",
    patterns=(
        Pattern(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", score=0.8),
        Pattern(r"\b(?i:ip)[ :-]?(?:adres|address|adresse)?[ :=]{0,2}(?P<value>\d{1,3}(?:-\d{1,3}){3})", score=0.85),
        Pattern(r"(?i:::ffff:)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", score=0.9),
        Pattern(r"(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}", score=0.9),
        Pattern(r"(?:[0-9A-Fa-f]{1,4}:){2,6}(?::[0-9A-Fa-f]{1,4}){0,6}:?", score=0.9),
        Pattern(r"(?:[0-9A-Fa-f]{1,4}:){1,2}:(?:[0-9A-Fa-f]{1,4}:){0,5}[0-9A-Fa-f]{1,4}", score=0.9),
    ),
    check=check,
    context=("ip", "ip adres", "ip address", "adresse ip", "ip adresse", "remote addr", "x forwarded for", "client"),
    context_score=0.92,
    window=24,
    joints=".",
    near="0:",
    reach=45,
    compact=compact,
)
