"""Licence plates behind the word for one: Belgian of before 2010, personalised, and those of the countries around.

Their shapes are those of laboratory results (``FSH 345``) and codes. Source: royal decree of 20 July 2001 on the
registration of vehicles (1973: ``ABC-123``; 2008: ``123-ABC``; since 2014 personalised, one to eight signs).

>>> is_valid("ABC-123"), is_valid("AC-AB 123"), is_valid("SOFIE")
(True, True, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import BEGIN, numbered
from detectors.recognizers.verbs import accepts

_BELGIAN = r"[A-Z]{3}[ .-]?\d{3}|\d{3}[ .-]?[A-Z]{3}|[A-Z][ .-]?\d{3}[ .-]?[A-Z]|[A-Z]{2}[ .-]?\d{3}|[A-Z][ .-]?\d{4}"
_DUTCH = r"[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,2}"
_FRENCH = r"[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}"
_GERMAN = r"[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ -]?\d{1,4}(?: ?[HE]\b)?"
_LUXEMBOURG = r"[A-Z]{2} ?\d{4}"
_BRITISH = r"[A-Z]{2}\d{2} ?[A-Z]{3}"
_IN_A_CHAT = r"[a-z]{3}-\d{3}|\d{3}-[a-z]{3}|[a-z0-9]{1,3}-[a-z0-9]{2,3}-[a-z0-9]{1,2}"
_SET_WIDE = r"[A-ZÄÖÜ]{1,3} ?[- ] ?[A-Z]{1,2}(?: ?\d){1,4}|\d ?- ?[A-Z](?: ?[A-Z]){2} ?- ?\d(?: ?\d){2}"
_OF_A_MOPED = r"S-[A-Z]{3}[- ]\d{3}"
_DIPLOMATIC = r"CD-\d{2,3}-[A-Z]"
_SHAPES = (_DIPLOMATIC, _BELGIAN, _DUTCH, _FRENCH, _GERMAN, _LUXEMBOURG, _BRITISH, _IN_A_CHAT, _SET_WIDE)
_ANY = re.compile("|".join(_SHAPES))
_PERSONALISED = (
    rf"{BEGIN}(?:(?i:nummerplaat|kenteken(?:plaat)?|plaque(?: d['’]immatriculation| perso(?:nnalisée)?)?|plaat"
    r"|(?:wunsch)?kennzeichen|(?:licence|license|number|personali[sz]ed|vanity) plate)\s?:? ?[\"'«„“]? ?)"
    r"(?P<value>[A-Z]{1,7}-?[0-9]{1,4}|[0-9]{1,4}-?[A-Z]{1,7})"
)
_QUOTED = (
    rf"{BEGIN}(?i:[a-z]*plaat|plaque perso(?:nnalisée)?|wunschkennzeichen|(?:personali[sz]ed|vanity) plate)\s?:? ?"
    r"[\"'«„“] ?(?P<value>[A-Z0-9][A-Z0-9 -]{0,7}[A-Z0-9]) ?[\"'»“”]"
)


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact plate.

    Raises:
        stdnum.exceptions.ValidationError: it has the shape of no plate; without the value.
    """
    if not _ANY.fullmatch(text.strip().upper()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a plate, a personalised one left out."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="labelled_plate",
    category="licence_plate",
    patterns=(
        Pattern(_OF_A_MOPED, score=0.8),
        *(Pattern(shape, score=0.0) for shape in _SHAPES),
        Pattern(_PERSONALISED, score=0.85),
        Pattern(_QUOTED, score=0.85),
    ),
    context=(
        *numbered("kenteken", "kennzeichen", "autokennzeichen"),
        *(
            "nummerplaat",
            "kentekenplaat",
            "plaat",
            "plaque",
            "plaque d'immatriculation",
            "nrplaat",
            "nummerbord",
            "immatriculée",
            "immatriculé",
            "nummernschild",
            "immatriculation",
        ),
        *("kfz", "kfz kennzeichen", "fahrzeug", "moped", "bromfiets", "lpr", "reg", "old reg", "car cd", "saw a van"),
        *("licence plate", "license plate", "number plate", "car registration", "vehicle registration"),
    ),
    context_score=0.88,
    window=35,
    joints="-",
    near="0",
    compact=compact,
)
