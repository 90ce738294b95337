"""The French social security number (NIR, numéro de sécurité sociale): sex, year, month, place and order of birth, key.

The key is 97 minus the thirteen digits modulo 97; Corsica writes ``2A`` and ``2B``. Source: INSEE; decree 82-103.

>>> is_valid("2 95 10 99 126 111 93"), is_valid("2 95 10 99 126 111 99")
(True, False)
>>> compact("1 85 05 78 006 084 91")
'185057800608491'
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent
from stdnum.fr import nir

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.verbs import accepts, judge

_MONTHS = {*range(1, 14), *range(20, 43), *range(50, 100)}  # 20 to 42 and 50 to 99: unknown or provisional


def compact(text: str) -> str:
    """The fifteen signs."""
    return signs_of(text)


def validate(text: str) -> str:
    """The fifteen signs.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    number = str(nir.validate(compact(text)))
    if number[0] not in "123478" or int(number[3:5]) not in _MONTHS:
        raise InvalidComponent
    return number


def is_valid(text: str) -> bool:
    """Whether the text is a number with a right key."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="nir",
    category="foreign_id",
    patterns=(
        Pattern(
            r"[1-478][ .]?\d{2}[ .]?(?:0[1-9]|1[0-3]|[2-9]\d)[ .]?(?:\d{2}|2[ABab])[ .]?\d{3}[ .]?\d{3}"
            r"(?: \| |[ .]?)\d{2}",
            score=0.85,
        ),
        Pattern(r"[12] \d{2} (?:0[1-9]|1[0-2]) \d{2} \d{3} \d{3} \d{2}", score=0.85, telling=True),
        Pattern(r"[1-478] ?\d{2} ?(?:0[1-9]|1[0-3]|[2-9]\d) ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3}", score=0.0),
    ),
    check=judge(validate),
    context=(
        *("nir", "sécurité sociale", "n° de sécurité sociale", "numéro de sécurité sociale", "n° sécu", "sécu"),
        *("insee", "ins", "carte vitale", "franse sociale zekerheid", "french social security"),
    ),
    context_score=0.92,
    glued=True,
    near="0",
    compact=compact,
)
