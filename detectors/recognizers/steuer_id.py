"""The German tax identification number (Steuer-ID, IdNr): eleven digits, ISO 7064 mod 11,10.

One in fifteen Belgian national numbers passes its check, so words must tell. Source: section 139b AO; the arithmetic
is that of ``stdnum.de.idnr``.

>>> is_valid("36 574 261 809"), is_valid("36574261890")
(True, False)
"""

from __future__ import annotations

from stdnum.de import idnr

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_AS_PRINTED = r"[1-9]\d \d{3} \d{3} \d{3}"
"""In the groups of its letter, which no other number of eleven digits has."""


def compact(text: str) -> str:
    """The eleven digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The eleven digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    return str(idnr.validate(compact(text)))


def is_valid(text: str) -> bool:
    """Whether the text is a tax number with a right check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="steuer_id",
    category="foreign_id",
    patterns=(
        Pattern(r"[1-9]\d[ ./]?\d{3}[ ./]?\d{3}[ ./]?\d{3}", score=0.0),
        Pattern(_AS_PRINTED, score=0.8, telling=True),
    ),
    check=judge(validate),
    context=(
        *numbered("steuerid", "steueridentifikations"),
        *("steuer id", "idnr", "steuerliche identifikationsnummer", "tin"),
    ),
    context_score=0.95,
    window=40,
    near="0",
    compact=compact,
)
