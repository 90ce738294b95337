"""Telephone numbers said in words: ``nul vier zeven nul, twaalf vierendertig zesenvijftig``.

Six words for numbers in a row are taken for one, three behind a word for telephone; nobody counts so far in a note.

>>> is_valid("nul vier zeven nul, twaalf vierendertig zesenvijftig"), is_valid("drie keer")
(True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.number_words import in_a_row
from detectors.recognizers.verbs import accepts, whole

_PLUS = r"(?:(?:plus|twee nullen|deux zéros) )?"
_ANY = re2.compile(rf"(?i){_PLUS}{in_a_row(3, 16)}")


def compact(text: str) -> str:
    """The words in lower case, with single spaces."""
    return " ".join(text.lower().replace(",", " ").split())


def validate(text: str) -> str:
    """The compact words.

    Raises:
        stdnum.exceptions.ValidationError: these are no numbers in words; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a row of numbers in words."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="spoken_phone",
    category="phone",
    patterns=(
        Pattern(rf"(?i){_PLUS}{in_a_row(6, 16)}", score=0.75),
        Pattern(rf"(?i){_PLUS}{in_a_row(3, 16)}", score=0.0),
    ),
    context=(
        *("nummer", "gsm", "telefoon", "tel", "bel", "bellen", "bereikbaar op", "terugbellen", "mijn nummer is"),
        *("numéro", "téléphone", "portable", "joindre", "rappeler", "appeler", "joignable"),
        *("telefonnummer", "handy", "nummer ist", "erreichbar", "zurückrufen", "anrufen"),
        *("number", "phone", "mobile", "call", "reach", "ring"),
    ),
    context_score=0.8,
    window=40,
    compact=compact,
)
