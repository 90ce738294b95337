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
from detectors.recognizers.separators import BLANKS, DASHES
from detectors.recognizers.verbs import accepts

_SHORTEST, _LONGEST = 13, 19
_LAST_FOUR = 4
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
    """VALID for a right number of a known scheme; MALFORMED for a mistyped or masked one, or one of no scheme."""
    if len(set(digits_of(candidate))) == 1 and len(digits_of(candidate)) > _LAST_FOUR:
        return Verdict.NO
    known = is_valid(candidate) and _SCHEMES.fullmatch(compact(candidate))
    return Verdict.VALID if known else Verdict.MALFORMED


_HIDDEN = r"[*xX•●#]"
_MASKED = rf"(?:(?:\d{{4}}|\d{{2}}{_HIDDEN}{{2}}|{_HIDDEN}{{4}})[ -]?){{0,2}}{_HIDDEN}{{4}}[ -]?\d{{4}}"
_LAST_DIGITS = (
    r"(?i)\b(?:eindigend(?:e)? op|eindigt op|eindigen op|laatste (?:vier|4) cijfers(?: zijn)?|se terminant par"
    r"|qui se termine par|termine par|ending(?: in| with)?|ends (?:in|with)|last (?:four|4)(?: digits)?|endend auf"
    r"|endet auf|mit den Endziffern):? {1,2}\*{0,12} ?(?P<value>\d{4})"
)

RECOGNIZER = Recognizer(
    name="payment_card",
    category="payment_card",
    patterns=(
        Pattern(rf"[2-6](?:[{BLANKS}{DASHES}]?\d){{12,18}}", score=0.85),
        Pattern(_MASKED, score=0.85, telling=True),
        Pattern(_LAST_DIGITS, score=0.85, telling=True),
    ),
    check=check,
    context=(
        *("kaart", "kaartnummer", "kredietkaart", "bankkaart", "bancontact", "maestro", "visa", "mastercard"),
        *("carte", "carte de crédit", "carte bancaire", "kreditkarte", "kartennummer", "card", "credit card", "amex"),
        *("karte", "bankkarte", "zahlen", "zahle", "pay with", "paye", "betaal met", "betaal ik met"),
    ),
    context_score=0.95,
    joints="-",
    near="0",
    compact=compact,
)
