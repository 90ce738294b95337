"""The sex that a form or register states: ``Geslacht: V``, ``Sexe : M``, ``sex = X``; and sex assigned at birth.

A letter alone means nothing; its label must stand before. Source: ISO/IEC 5218; KMEHR CD-SEX, whose value ``changed``
by itself tells a transition.

>>> compact("Vrouw"), is_valid("M"), is_valid("onbekend beroep")
('vrouw', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_VALUE = (
    r"(?i:man|vrouw|mannelijk|vrouwelijk|homme|femme|masculin|féminin|mann|frau|männlich|weiblich|divers"
    r"|male|female|woman"
    r"|changed|undefined|unknown|onbekend|inconnu|[mvfhxwdu])\b"
)
_LABEL = (
    r"(?i:\b(?:wettelijk |officieel |administratief |geregistreerd )?geslacht|\bsexe(?: légal| administratif)?|\bsex"
    r"|\bgeschlecht|\blegal sex|\bgender)"
)


def compact(text: str) -> str:
    """Lower case, trimmed."""
    return text.strip().lower()


def validate(text: str) -> str:
    """The compact value.

    Raises:
        stdnum.exceptions.ValidationError: no register writes this.
    """
    if not re2.fullmatch(_VALUE, text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether a register may state this."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="registered_sex",
    category="sex_registered",
    patterns=(Pattern(rf"{_LABEL}\s?[:=]\s?(?P<value>{_VALUE})", score=0.85),),
    near=":=",
    reach=45,
    compact=compact,
)
