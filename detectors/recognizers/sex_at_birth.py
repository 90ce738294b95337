"""Sex assigned at birth: ``AFAB``, ``AMAB``, ``assigné femme à la naissance``, ``geboortegeslacht: M``.

>>> compact("AFAB"), is_valid("amab"), is_valid("FSH")
('afab', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_SHORT = r"(?i:\b(?:afab|amab|dfab|dmab|ufab|umab|afan|aman)\b)"
_PHRASE = (
    r"(?i:\bassigned (?:fe)?male at birth|\bassignée? (?:homme|femme|fille|garçon) à la naissance"
    r"|\b(?:geboren|geregistreerd|toegewezen) als (?:man|vrouw|jongen|meisje)(?: bij (?:de )?geboorte)?"
    r"|\bbei (?:der )?geburt (?:männlich|weiblich))"
)
_LABELLED = (
    r"(?i:\bgeboortegeslacht|\bgeslacht bij geboorte|\bsexe (?:assigné )?à la naissance"
    r"|\bgeburtsgeschlecht|\bsex at birth"
    r"|\bgender at birth)\s?[:=]?\s?(?P<value>(?i:man|vrouw|homme|femme|mann|frau|male|female|[mvfhxw])\b)"
)


def compact(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


def validate(text: str) -> str:
    """The compact value.

    Raises:
        stdnum.exceptions.ValidationError: it says nothing of a sex at birth.
    """
    if not re2.fullmatch(f"{_SHORT}|{_PHRASE}", text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text states a sex assigned at birth."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="sex_at_birth",
    category="gender_at_birth",
    patterns=(Pattern(_SHORT, score=0.9), Pattern(_PHRASE, score=0.9), Pattern(_LABELLED, score=0.9)),
    compact=compact,
)
