"""Dutch postal codes: ``1012 AB``. Case matters, and units of measure (``1000 MG``) are none.

Source: PostNL; the letters SA, SD and SS are not given out. The check is that of ``stdnum.nl.postcode``.

>>> is_valid("1012AB"), is_valid("1012 SS"), is_valid("1000 MG")
(True, False, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent
from stdnum.nl import postcode

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts, judge

_UNITS = frozenset(
    {"MG", "ML", "IE", "IU", "UI", "KG", "CM", "MM", "EN", "OP", "IS", "IN", "DD", "CC", "CL", "DE", "BE"}
)


def compact(text: str) -> str:
    """Digits and letters without a space."""
    return "".join(text.split()).upper()


def validate(text: str) -> str:
    """The code as printed.

    Raises:
        stdnum.exceptions.ValidationError: it is no postal code; without the value.
    """
    if compact(text)[4:] in _UNITS:
        raise InvalidComponent
    return str(postcode.validate(text))


def is_valid(text: str) -> bool:
    """Whether the text is a Dutch postal code."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="dutch_postal_code",
    category="postal_code",
    patterns=(Pattern(r"[1-9]\d{3} ?[A-Z]{2}", score=0.65),),
    check=judge(validate, otherwise=Verdict.NO),
    context=("postcode", "adres", "woont", "wonende", "code postal", "postleitzahl", "plz"),
    context_score=0.85,
    near="0",
    compact=compact,
)
