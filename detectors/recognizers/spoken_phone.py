"""Telephone numbers said in words: ``nul vier zeven nul, twaalf vierendertig zesenvijftig``.

Six words for numbers in a row are taken for one, three behind a word for telephone; nobody counts so far in a note.
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.number_words import in_a_row

_PLUS = r"(?:(?:plus|twee nullen|deux zéros) )?"

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
)
