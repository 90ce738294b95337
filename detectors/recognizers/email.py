"""E-mail addresses (RFC 5321), also in spellings that hide them from robots: ``jan [at] uza [dot] be``.

The local part often is the whole name of a person, or a name they no longer use.

>>> compact("mailto:Sofie.Peeters@UZA.be")
'sofie.peeters@uza.be'
>>> is_valid("sofie [at] uza [dot] be"), is_valid("sofie@uza")
(True, False)
"""

from __future__ import annotations

import re

import re2
from stdnum.exceptions import InvalidFormat, InvalidLength, ValidationError

from detectors.recognizer import Pattern, Recognizer, Verdict

_LOCAL = r"[A-Za-z0-9À-ɏ_%+&'*=~$!#/?^{|}.-]+"
_DOMAIN = r"(?:[A-Za-z0-9À-ɏ-]+\.)+(?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ]+|xn--[a-z0-9-]+)"
_OPEN, _CLOSE = r"\s?[\[({]\s?", r"\s?[\])}]\s?"
_AT = rf"{_OPEN}(?:at|AT|chez|apenstaartje|arobase){_CLOSE}"
_DOT = rf"{_OPEN}(?:dot|DOT|punt|point|Punkt){_CLOSE}"
_HIDDEN = rf"[A-Za-z0-9À-ɏ._+-]+{_AT}(?:[A-Za-z0-9À-ɏ-]+(?:{_DOT}|\.))+[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ]+"

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}")
"""Most addresses; as ``_ADDRESS``, but faster."""

_ADDRESS = re2.compile(rf"{_LOCAL}@{_DOMAIN}")
_PREFIX = re2.compile(r"(?i)^\s*(?:mailto:|smtp:|e-?mail:)?\s*<?")
_AT_SPELLED = re2.compile(_AT)
_DOT_SPELLED = re2.compile(_DOT)
_LONGEST = 254


def compact(text: str) -> str:
    """The address in lower case, without ``mailto:`` and angle brackets, with hidden signs written out."""
    address = _PREFIX.sub("", text).strip().rstrip(">").strip()
    return str(_DOT_SPELLED.sub(".", _AT_SPELLED.sub("@", address))).lower()


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is not an address, without the value.
    """
    address = compact(text)
    if len(address) > _LONGEST:
        raise InvalidLength
    local, _, domain = address.rpartition("@")
    if not _ADDRESS.fullmatch(address) or ".." in address or local.startswith(".") or domain.startswith("-"):
        raise InvalidFormat
    return address


def is_valid(text: str) -> bool:
    """Whether the text is one e-mail address."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def check(candidate: str) -> Verdict:
    """VALID when it reads as an address once hidden signs are written out."""
    plain = len(candidate) <= _LONGEST and _PLAIN.fullmatch(candidate)
    return Verdict.VALID if plain or is_valid(candidate) else Verdict.NO


RECOGNIZER = Recognizer(
    name="email",
    category="email",
    patterns=(Pattern(rf"{_LOCAL}@{_DOMAIN}", score=1.0), Pattern(_HIDDEN, score=0.9)),
    check=check,
    context=("email", "e-mail", "mail", "mailadres", "courriel", "adresse mail"),
    context_score=1.0,
    near="@[({",
    reach=110,
    compact=compact,
)
