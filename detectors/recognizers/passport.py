"""Passport and identity card numbers without a check digit: Belgian ``EP123456``, Dutch ``NPR6K2F15``, French, German.

Product and lot codes look the same, so words must tell. Source: ICAO Doc 9303; Microsoft Purview's definitions.

>>> is_valid("EP123456"), is_valid("EP12345")
(True, False)
>>> compact("ep 123456")
'EP123456'
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_BELGIAN = r"[A-Za-z]{2} ?\d{6}"
_DUTCH = r"[A-Za-z]{2}[0-9A-Za-z]{6}\d"
_FRENCH = r"\d{2} ?[A-Za-z]{2} ?\d{5}"
_GERMAN = r"[CFGHJKLMNPRTVWXYZcfghjklmnprtvwxyz][0-9CFGHJKLMNPRTVWXYZcfghjklmnprtvwxyz]{8}"
_BRITISH = r"\d{9}"
_FRENCH_CARD = r"[A-Z0-9]{2}[A-Z][A-Z0-9]{6}"  # since 2021
_ANY = re.compile(f"{_BELGIAN}|{_DUTCH}|{_FRENCH}|{_GERMAN}|{_BRITISH}|{_FRENCH_CARD}")


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    number = compact(text)
    if not _ANY.fullmatch(number) or sum(sign.isdigit() for sign in number) < 2:  # noqa: PLR2004 else it is a word
        raise InvalidFormat
    return number


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a passport number of a neighbouring country."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="passport",
    category="document_number",
    patterns=tuple(Pattern(regex, score=0.0) for regex in (_BELGIAN, _DUTCH, _FRENCH, _GERMAN, _BRITISH, _FRENCH_CARD)),
    check=judge(validate, otherwise=Verdict.NO),
    context=(
        *numbered("paspoort", "reispas", "reisepass", "pass", "ausweis", "personalausweis", "identiteitskaart"),
        *("pasp", "passeport", "passport", "identiteitsbewijs", "reisdocument", "cni", "carte nationale d'identité"),
        *("titre de voyage", "travel document", "carte d'identité", "id card", "id kaart"),
    ),
    context_score=0.9,
    window=30,
    near="0",
    compact=compact,
)
