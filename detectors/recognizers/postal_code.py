"""Belgian postal codes before the name of their place: ``2018 Antwerpen``, ``B-4000 Liège``; alone behind a label.

Fourteen codes look like years, so ``sinds 2018`` is none: a place, or a label, must stand by. Source: bpost.

>>> compact("B-2018"), is_valid("2018"), is_valid("2999")
('2018', True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent

from detectors.folding import fold
from detectors.lexicons.places import PLACES_OF, is_place
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge


def compact(text: str) -> str:
    """The four digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The four digits.

    Raises:
        stdnum.exceptions.ValidationError: the code is not given out.
    """
    code = compact(text)
    if code not in PLACES_OF:
        raise InvalidComponent
    return code


def is_valid(text: str) -> bool:
    """Whether the text is a Belgian postal code."""
    return accepts(validate, text)


def split(candidate: str) -> tuple[int, int, int] | None:
    """End of the code, and start and end of the longest known place behind it; None when no place follows.

    >>> split("9000 Gent Belt")
    (4, 5, 9)
    """
    digits = next(place for place, sign in enumerate(candidate) if sign.isdigit())
    code_end = digits + 4
    start = next((place for place in range(code_end, len(candidate)) if candidate[place].isalpha()), None)
    if start is None:
        return None
    ends = [place for place in range(start, len(candidate)) if candidate[place] in " ,\n"]
    for end in (len(candidate), *reversed(ends)):
        if _is_named(candidate[digits:code_end], candidate[start:end]):
            return code_end, start, end
    return None


def _is_named(code: str, place: str) -> bool:
    """Whether the place may stand behind the code: without a capital, as in a chat, it must be one of that code."""
    if place[0].islower():
        return fold(place) in map(fold, PLACES_OF.get(code, ()))
    return is_place(place)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The code, when a place stands behind it or nothing does."""
    if candidate[-1].isdigit():
        return [(0, len(candidate))]
    found = split(candidate)
    return [(0, found[0])] if found else []


CODE = r"(?:(?:B|BE)[- ]|B)?[1-9]\d{3}"
PLACE = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]*(?:[ ]\(?[A-Za-zÀ-ɏ'’-]+\)?){0,3}"

BEFORE_A_PLACE = rf"{CODE}[ \x{{A0}},]{{1,2}}{PLACE}"
BEFORE_A_SMALL_PLACE = rf"{CODE}[ \x{{A0}}][a-zà-ÿ'’-]{{3,}}(?: [a-zà-ÿ'’-]+){{0,3}}"

RECOGNIZER = Recognizer(
    name="postal_code",
    category="postal_code",
    patterns=(
        Pattern(BEFORE_A_PLACE, score=0.85),
        Pattern(BEFORE_A_SMALL_PLACE, score=0.85),
        Pattern(CODE, score=0.0),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    context=("postcode", "post code", "code postal", "cp", "postleitzahl", "plz", "postal code", "zip"),
    context_score=0.86,
    window=20,
    joints="./-",
    locate=locate,
    near="0",
    compact=compact,
)
