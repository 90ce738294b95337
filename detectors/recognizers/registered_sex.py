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
_ON_THE_CARD = (
    r"(?: op (?:de )?(?:kaart|id|id-kaart|identiteitskaart|paspoort)| volgens (?:het )?(?:rijksregister|kaart)"
    r"| sur la carte| au registre| on (?:the )?(?:id|card|passport)| im ausweis| laut ausweis)?"
)
_LABEL = (
    r"(?i:\b(?:wettelijk |officieel |administratief |geregistreerd |juridisch )?geslacht|\bgeslachtsregistratie"
    r"|\bgeslachtsaanduiding|\bsekse|\bregistratie|\bsexe(?: légal| administratif| enregistré| à l['’]état civil)?"
    r"|\bsex(?: marker)?|\bgeschlecht(?:seintrag)?|\blegal sex|\bregistered sex|\bgender(?: marker)?)"
    rf"(?i:{_ON_THE_CARD})"
)
_ON_A_DOCUMENT = r"(?i:op (?:de )?(?:kaart|identiteitskaart|paspoort)|sur la carte|on (?:the )?id)"
_STATED = (
    r"\b(?i:staat(?: nog)?(?: als)?|nog|geregistreerd als|ingeschreven als|enregistrée? comme|registered as"
    r"|eingetragen als|encore) (?P<value>[MVFHX]|(?i:man|vrouw|homme|femme|male|female|mann|frau))"
    r" (?i:op (?:de |haar |zijn |hun )?(?:kaart|id|identiteitskaart|paspoort)|in het rijksregister|sur la carte"
    r"|au registre|on (?:the |their |her |his )?(?:id|card|passport)|im ausweis)"
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
    patterns=(
        Pattern(rf"{_LABEL}\s?[:=]\s?(?P<value>{_VALUE})", score=0.85),
        Pattern(rf"{_LABEL}\s(?P<value>[MVFHXmvfx])\b", score=0.7),
        Pattern(_STATED, score=0.85),
        Pattern(rf"\b(?P<value>[MVFX]) {_ON_A_DOCUMENT}", score=0.8),
    ),
    compact=compact,
)
