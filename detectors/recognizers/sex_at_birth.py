"""Sex assigned at birth: ``AFAB``, ``AMAB``, ``assigné femme à la naissance``, ``geboortegeslacht: M``.

>>> compact("AFAB"), is_valid("amab"), is_valid("FSH")
('afab', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_SHORT = r"\b(?:(?i:afab|amab|dfab|dmab|ufab|umab|iafab|iamab)|AFAN|AMAN|AFAB|AMAB|AFN|AMN)\b"
_DUTCH = (
    r"(?i:\b(?:geboren|geregistreerd|toegewezen|aangegeven|opgegroeid) als (?:een )?(?:man|vrouw|jongen|meisje)"
    r"(?: bij (?:de )?geboorte)?|\b(?:vrouw|man|meisje|jongen) bij (?:de )?geboorte(?: toegewezen)?"
    r"|\btoegewezen (?:man|vrouw|mannelijk|vrouwelijk) bij (?:de )?geboorte"
    r"|\bbiologisch(?:e)? (?:man|vrouw|mannelijk|vrouwelijk|jongen|meisje)|\bin een (?:jongens|meisjes)lichaam geboren)"
)
_FRENCH = (
    r"(?i:\bassignée? (?:homme|femme|fille|garçon) à la naissance|\bassigné[·.(]e\)? (?:homme|femme|fille|garçon) à la"
    r" naissance|\bnée? (?:garçon|fille|homme|femme)|\bné[·.(]e\)? (?:garçon|fille|homme|femme)"
    r"|\bde sexe (?:masculin|féminin) à la naissance|\bbiologiquement (?:homme|femme|masculin|féminin))"
)
_GERMAN = (
    r"(?i:\bbei (?:der )?geburt (?:männlich|weiblich)(?: zugewiesen| eingetragen)?"
    r"|\bals (?:junge|mädchen|mann|frau) geboren|\b(?:männlich|weiblich) geboren|\bbiologisch (?:männlich|weiblich))"
)
_ENGLISH = (
    r"(?i:\bassigned (?:fe)?male at birth|\bassigned a (?:boy|girl) at birth|\bborn (?:as )?(?:a )?(?:fe)?male\b"
    r"|\bborn (?:as )?a (?:boy|girl|man|woman)|\bbiologically (?:fe)?male|\b(?:fe)?male at birth|\bnatal (?:fe)?male)"
)
_PHRASE = f"{_DUTCH}|{_FRENCH}|{_GERMAN}|{_ENGLISH}"
_LABELLED = (
    r"(?i:\bgeboortegeslacht|\bgeslacht (?:toegewezen )?bij (?:de )?geboorte|\bsexe (?:assigné )?(?:à la|de) naissance"
    r"|\bgenre assigné(?: à la naissance)?|\bgeburtsgeschlecht|\bgeschlecht bei (?:der )?geburt|\bbirth sex|\bsab"
    r"|\bsex (?:assigned )?at birth|\bassigned sex|\bgender (?:assigned )?at birth|\btoegewezen geslacht)\s?[:=]?\s?"
    r"(?P<value>(?i:man|vrouw|mannelijk|vrouwelijk|jongen|meisje|homme|femme|masculin|féminin|mann|frau|männlich"
    r"|weiblich|male|female|[mvfhxw])\b)"
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
