"""Postal codes of the countries around: five digits before a known place, ``L-1234``, and British ones behind a label.

Dutch codes have a file of their own. Sources: La Poste; Deutsche Post; POST Luxembourg; Royal Mail, PAF.

>>> is_valid("L-1234"), is_valid("75011"), is_valid("SW1A 1AA"), is_valid("123")
(True, True, True, False)
"""

from __future__ import annotations

import re
from functools import cache

from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts, whole

_FIVE = r"(?:[FD]-)?\d{5}"
_LUXEMBOURG = r"L-\d{4}"
_BRITISH = r"[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}"
_PLACE = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]*(?:[ ][A-Za-zÀ-ɏ'’-]+){0,2}"
_SHAPE = re.compile(f"{_FIVE}|{_LUXEMBOURG}|{_BRITISH}")


def compact(text: str) -> str:
    """Capitals, without blanks."""
    return "".join(text.split()).upper()


def validate(text: str) -> str:
    """The compact code.

    Raises:
        stdnum.exceptions.ValidationError: it has no shape of a code; without the value.
    """
    return compact(whole(text, _SHAPE))


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a code."""
    return accepts(validate, text)


@cache
def _places() -> frozenset[str]:
    return frozenset(map(fold, phrases("places_abroad.txt")))


def locate(candidate: str) -> list[tuple[int, int]]:
    """The code: before a known place, with the letter of its country, or alone.

    >>> locate("75011 Paris"), locate("75011 Tabletten")
    ([(0, 5)], [])
    """
    code, _, place = candidate.partition(" ")
    words = fold(place).split()
    known = any(" ".join(words[:count]) in _places() for count in range(1, len(words) + 1))
    if known or "-" in code:
        return [(0, len(code))]
    return [] if words and code.isdigit() else [(0, len(candidate))]


RECOGNIZER = Recognizer(
    name="postal_code_abroad",
    category="postal_code",
    patterns=(
        Pattern(rf"{_FIVE} {_PLACE}", score=0.84),
        Pattern(rf"{_LUXEMBOURG}(?: {_PLACE})?", score=0.8),
        Pattern(_BRITISH, score=0.0),
        Pattern(_FIVE, score=0.0),
    ),
    context=("postcode", "post code", "code postal", "cp", "postleitzahl", "plz", "postal code", "zip", "zip code"),
    context_score=0.86,
    window=20,
    joints="./-",
    locate=locate,
    near="0",
    compact=compact,
)
