"""Payment cards (ISO/IEC 7812): 13 to 19 digits, of which the last is a Luhn digit.

Without context only the ranges of the schemes count: Visa, Mastercard (also the 2-series), Maestro and Bancontact,
American Express.

>>> is_valid("5555 5555 5555 4444"), is_valid("2221 0000 0000 0009"), is_valid("4111 1111 1111 1112")
(True, True, False)
"""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.exceptions import InvalidLength

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts

_SHORTEST, _LONGEST = 13, 19
_SCHEMES = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|(?:5018|5020|5038|6304|6703|6759|676[1-3])\d{8,15}"
)


def compact(text: str) -> str:
    """The digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    digits = compact(text)
    if not _SHORTEST <= len(digits) <= _LONGEST or len(set(digits)) == 1:
        raise InvalidLength
    return str(luhn.validate(digits))


def is_valid(text: str) -> bool:
    """Whether the text is a card number with a right Luhn digit."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID for a right number of a known scheme; MALFORMED for one of no known scheme."""
    if not is_valid(candidate):
        return Verdict.NO
    return Verdict.VALID if _SCHEMES.fullmatch(compact(candidate)) else Verdict.MALFORMED


RECOGNIZER = Recognizer(
    name="payment_card",
    category="payment_card",
    patterns=(Pattern(r"[2-6](?:[ \x{A0}-]?\d){12,18}", score=0.85),),
    check=check,
    context=(
        *("kaart", "kaartnummer", "kredietkaart", "bankkaart", "bancontact", "maestro", "visa", "mastercard", "amex"),
        *("carte", "carte de crédit", "carte bancaire", "kreditkarte", "kartennummer", "card", "credit card"),
    ),
    context_score=0.95,
    joints="-",
    near="0",
    compact=compact,
)
