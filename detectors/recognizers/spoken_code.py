"""Codes said in words behind a word for one: ``mijn pincode is zeven zeven een acht``, ``alarm null acht fünfzehn``.

>>> is_valid("zeven zeven een acht"), is_valid("rood")
(True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.labels import BEGIN
from detectors.recognizers.number_words import in_a_row
from detectors.recognizers.verbs import accepts, whole

_KEYS = r"(?:ster(?:retje)?|hekje|étoile|dièse|stern|raute|star|hash)"
_ROW = rf"(?:{_KEYS} )?{in_a_row(3, 8)}(?: {_KEYS})?"
_LABEL = (
    r"(?:(?:pin|deur|poort|toegangs|alarm|sleutel|tür|zugangs|geheim|door|access|gate|sms)?[ -]?code(?: pin)?|pin|puk"
    r"|wachtwoord|kennwort|passwort|password|mot de passe|passcode|alarm(?:anlage|e)?|digicode|toets|access)"
)
_IS = r"(?:,? ?(?:is|was|est|c['’]est|ist|lautet|luidt|:|=)){0,2},? "
_ANY = re2.compile(rf"(?i){_ROW}")


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
    name="spoken_code",
    category="secret",
    patterns=(Pattern(rf"(?i){BEGIN}{_LABEL}{_IS}(?P<value>{_ROW})\b", score=0.85),),
    compact=compact,
)
