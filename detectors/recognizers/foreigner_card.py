"""The number of a Belgian residence card (types A to N): a letter and nine digits, typically ``B123456789``.

No check digit is published, so words must tell. Source: python-stdnum issue 282.

>>> is_valid("B 1234567 89"), is_valid("B12345678")
(True, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_SHAPE = re.compile(r"[A-Z][0-9]{9}")
_TYPES = "abcdefhklmn"


def compact(text: str) -> str:
    """Capital and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise InvalidFormat
    return number


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a residence card's number."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="foreigner_card",
    category="document_number",
    patterns=(
        Pattern(r"[BF] \d{7} \d{2}", score=0.7),
        Pattern(r"[A-Za-z](?:[ .-]?\d){9}", score=0.0),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    context=(
        *numbered("verblijfskaart", "verblijfstitel", "vreemdelingenkaart", "verblijfsvergunning"),
        *(f"{letter} kaart" for letter in _TYPES),
        *(f"carte {letter}" for letter in _TYPES),
        *(f"kaart {letter}" for letter in _TYPES),
        *("titre de séjour", "carte pour étrangers", "carte de séjour", "aufenthaltstitel", "aufenthaltskarte"),
        *("residence permit", "residence card", "foreigner card", "annex 35", "bijlage 35"),
        *("carte", "card", "kaart", "karte", "annex 15", "annexe 15", "bijlage 15", "temporary protection"),
    ),
    context_score=0.9,
    near="0",
    compact=compact,
)
