"""Belgian licence plates since 2010: ``1-ABC-123``; a letter first for tractors, traders, taxis and oldtimers.

Written otherwise than with its two hyphens, words must tell.

Source: DIV (FOD Mobiliteit); royal decree of 20 July 2001 on the registration of vehicles.

>>> compact("1-abc-123"), is_valid("1-ABC-123"), is_valid("1-ABC-1234"), is_valid("0-ABC-123")
('1ABC123', True, False, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.verbs import accepts

_CURRENT = r"[1-9]-[A-Z]{3}-\d{3}"
_JOINED = r"[12]-?[A-Z]{3}-?\d{3}|[12] [A-Z]{3}[ -]\d{3}"
_LOOSE = r"(?i)[1-9GMOPQRSTUVWXYZ][ .-]?[A-Z]{3}[ .-]?\d{3}"
_SHAPE = re.compile(r"[1-9GMOPQRSTUVWXYZ][A-Z]{3}[0-9]{3}")


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact plate.

    Raises:
        stdnum.exceptions.ValidationError: it is no Belgian plate; without the value.
    """
    plate = compact(text)
    if not _SHAPE.fullmatch(plate):
        raise InvalidFormat
    return plate


def is_valid(text: str) -> bool:
    """Whether the text is a Belgian plate, not a personalised one."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="licence_plate",
    category="licence_plate",
    patterns=(
        Pattern(_CURRENT, score=0.85),
        Pattern(_JOINED, score=0.66),
        Pattern(_LOOSE, score=0.0),
    ),
    context=(
        *("nummerplaat", "kenteken", "kentekenplaat", "plaat", "wagen", "auto", "plaque", "immatriculation", "voiture"),
        *("kennzeichen", "autokennzeichen", "plate", "licence plate", "number plate", "car", "parking", "parkeerkaart"),
        *("oldtimer", "taxi", "moto", "motor", "aanhangwagen", "remorque", "anhänger", "registration"),
        *("nrplaat", "nummerbord", "geparkeerd", "parkeren", "immatriculée", "immatriculé", "garée", "garé", "parked"),
    ),
    context_score=0.9,
    window=40,
    joints="-",
    near="0",
    compact=compact,
)
