"""Belgian municipalities and places behind their postal code: ``9000 Gent``, ``4000 Liège``.

A place without its code is found with the other words of the lexicons. Source: bpost.

>>> compact("Liège"), is_valid("Sint-Gillis"), is_valid("Patiënt")
('liege', True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent

from detectors.folding import fold
from detectors.lexicons.places import is_place
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.postal_code import BEFORE_A_PLACE, BEFORE_A_SMALL_PLACE, split
from detectors.recognizers.verbs import accepts, judge


def compact(text: str) -> str:
    """Folded, single spaces."""
    return " ".join(fold(text).split())


def validate(text: str) -> str:
    """The compact name.

    Raises:
        stdnum.exceptions.ValidationError: no such place is known.
    """
    if not is_place(text):
        raise InvalidComponent
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is the name of a Belgian place."""
    return accepts(validate, text)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The place behind the code."""
    found = split(candidate)
    return [found[1:]] if found else []


RECOGNIZER = Recognizer(
    name="municipality",
    category="municipality",
    patterns=(Pattern(BEFORE_A_PLACE, score=0.85), Pattern(BEFORE_A_SMALL_PLACE, score=0.85)),
    check=judge(validate, otherwise=Verdict.NO),
    locate=locate,
    near="0",
    compact=compact,
)
