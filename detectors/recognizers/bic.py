"""The code of a bank (BIC, ISO 9362) behind its label: with the name of a small bank it narrows an account down.

Capital words of eight letters are written alike (``DIAGNOSE``), so the label must stand right before.

>>> is_valid("GEBABEBB36A"), is_valid("GEBABEB")
(True, False)
"""

from __future__ import annotations

from stdnum import bic

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.verbs import accepts, judge

_SHAPE = r"(?:[A-Z]{4} ?[A-Z]{2} ?[A-Z0-9]{2}(?: ?[A-Z0-9]{3})?|[a-z]{4}(?:be|nl|fr|de|lu)[a-z0-9]{2}(?:[a-z0-9]{3})?)"


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact code.

    Raises:
        stdnum.exceptions.ValidationError: it is no code; without the value.
    """
    return str(bic.validate(compact(text)))


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a code."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="bic",
    category="iban",
    patterns=(
        Pattern(rf"\b(?i:bic|swift|bic/swift|swift/bic)(?i:[ -]?code)?\s?[:=]?\s?(?P<value>{_SHAPE})", score=0.9),
        Pattern(r"\d{4}[ ,;]{1,2}[(/]?(?P<value>[A-Z]{4}(?:BE|NL|FR|DE|LU)[A-Z0-9]{2}(?:[A-Z0-9]{3})?)", score=0.85),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    compact=compact,
)
