"""Dates of birth said in words, behind a word for birth: ``geboren op twaalf maart negentien vijfentachtig``.

>>> is_valid("trois mai mille neuf cent nonante et un"), is_valid("trois mois")
(True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.number_words import in_a_row
from detectors.recognizers.spoken_date import DAY_AND_MONTH, OF_A_MONTH, WITH_YEAR, compact, is_valid, validate

__all__ = ["RECOGNIZER", "compact", "is_valid", "validate"]

RECOGNIZER = Recognizer(
    name="spoken_birth_date",
    category="birth_date",
    patterns=(
        Pattern(WITH_YEAR, score=0.0),
        Pattern(DAY_AND_MONTH, score=0.0),
        Pattern(OF_A_MONTH, score=0.0),
        Pattern(rf"(?i){in_a_row(3, 7)}", score=0.0),
    ),
    context=(
        *("geboren", "geboortedatum", "verjaar", "verjaardag", "né", "née", "naissance", "anniversaire"),
        *("geburtsdatum", "geburtstag", "born", "birthday", "date of birth", "dob"),
    ),
    context_score=0.85,
    window=25,
    compact=compact,
)
