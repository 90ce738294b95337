"""Codes of medicines (ATC, WHO): ``G03CA03``. Health data, not an identifier.

>>> is_valid("G03CA03"), is_valid("F64CA03")
(True, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_FULL = r"[ABCDGHJLMNPRSV]\d{2}[A-Z]{2}\d{2}"


def compact(text: str) -> str:
    """Capitals."""
    return text.strip().upper()


def validate(text: str) -> str:
    """The compact code.

    Raises:
        stdnum.exceptions.ValidationError: it is no code.
    """
    if not re.fullmatch(_FULL, compact(text)):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a code of the fifth level."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="atc_code",
    category="medication",
    patterns=(Pattern(_FULL, score=0.9), Pattern(r"[ABCDGHJLMNPRSV]\d{2}[A-Z]{1,2}", score=0.0)),
    context=("atc", "atc code", "code atc"),
    context_score=0.95,
    window=30,
    near="0",
    compact=compact,
)
