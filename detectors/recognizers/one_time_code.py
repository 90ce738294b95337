"""Codes of a few digits that let someone in: PIN, PUK, code by SMS, code of a door, card verification value.

Digits are not told by their shape, so a word for such a code must stand right before or behind.

>>> compact("482 913"), is_valid("482 913"), is_valid("vergeten")
('482913', True, False)
"""

from __future__ import annotations

import re

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, whole

_SHAPE = re.compile(r"#?\d(?:[ -]?\d){2,9}#?")
_VALUE = r"(?P<value>\d(?:[ -]?\d){2,7}#?)"
_IS = (
    r"(?: (?:van|voor|of|for|de|du|für|der|des) (?:[a-zà-ÿ]+ ){1,3}|\s*)"
    r"(?:is|est|ist|lautet|luidt|still|nog|encore|toujours|noch|:|=| )*\s*"
)
_DOOR = (
    r"(?:code|digicode) (?:van de |voor de |van het |de la "
    r"|de l['’]|d['’]|du |der |für die |for the )?(?:deur|poort"
    r"|alarm|kluis|sleutelkluis|garage|lift|ingang|porte|entrée|alarme|coffre|portail|immeuble|tür|haustür|door|gate"
    r"|safe"
    r"|lockbox|entrance)|digicode|türcode|deurcode|sleutelkluis(?:je)?"
)
_DOOR_VALUE = r"(?P<value>[*#]?\d{3,6}[A-Z]?[*#]?|[A-Z]\d{3,5}|\d{1,2}[A-Z]\d{2,4})"
_CARD = (
    r"pin (?:handy|gsm|bank|telly|tel)|pin(?:[ -]?code|[ -]nummer)?|code[ -]pin|puk(?:[ -]?code)?|cvc2?|cvv2?"
    r"|kaartcode|kartenprüfnummer|geheime code"
)
_PURPOSES = (
    r"(?:verificatie|bevestigings|beveiligings|inlog|login|sms|itsme|activatie|activerings|toegangs|deur|poort|sleutel"
    r"|alarm|garage|kluis|verification|security|access|confirmation|activation|login|door|bestätigungs|zugangs"
    r"|sicherheits|aktivierungs|tür)"
)
_PERSONAL = r"(?:je|jouw|uw|your|votre|ton|ihr|dein|mijn|mon|mein|my)"
_CODES = (
    rf"{_PURPOSES}[ -]?code|{_PERSONAL} (?:{_PURPOSES}[ -]?)?code"
    r"|code (?:de |d['’])(?:vérification|confirmation|sécurité|accès|activation|connexion|la porte|l['’]alarme)"
    r"|otp|tan|one[ -]time (?:code|password|passcode|pin)|passcode|eenmalige (?:code|pin)|einmalcode"
    r"|code (?:à usage )?unique|einmaliger code|code (?:per|via|par|by|door|in de|im) (?:sms|mail|e-mail|itsme)"
)
_LETTERS_TOO = (
    r"(?:herstel|recovery|back-?up|activatie|activerings|uitnodigings|registratie|invite|invitation|activation"
    r"|registration|bevestigings|bestätigungs|confirmation"
    r"|freischalt|wiederherstellungs|aktivierungs)[ -]?(?:codes?|key|sleutel|schlüssel)"
    r"|codes? de (?:confirmation|récupération|secours)"
)
_MEETING = (
    r"\b(?i:(?:meeting|webinar|vergader(?:ing)?s?|réunion)[ -]?-?id)\s?[:=]?\s?(?P<value>\d{3}[ -]?\d{3,4}[ -]?\d{3,4})"
)
_BUILT = (
    r"\b(?i:code)(?: (?i:du (?:hall|bâtiment|batiment|portail)|unten|c['’]est|was|is|est|ist)){0,2}[ :,]{1,2}"
    r"(?P<value>\d{3,5}[*#]|[A-Z]\d{4}[A-Z]?|\d{2}[A-Z]\d{1,2}|\d{4}[A-Z]|[A-Z0-9]{2,3}-\d{2}-[A-Z0-9]{1,2}"
    r"|\d(?:-\d){3,5})"
)
"""A code as doors and lockers have it; what is a code of care has other shapes."""

_KEPT_SHUT = (
    r"(?i:\b(?:sleutelkastje|sleutelkluis(?:je)?|schlüssel(?:tresor|kasten)|boîte à clés?|key ?(?:safe|box)|hintertür"
    r"|achterdeur|voordeur|haustür|back ?door|street door|digicode|alarme?))[^\n\d]{0,25}?[ :(]"
    r"(?P<value>\d{4,6}[*#]?|\d[A-Z]\d{2}#?|[A-Z]\d{4}[A-Z]?|\d(?:[ -]\d){3,5})"
)
_BUILT_OF_GROUPS = (
    rf"\b(?i:{_PERSONAL} code)[^\n:=]{{0,50}}[:=] ?(?P<value>[A-Z0-9]{{2,5}}(?:-[A-Z0-9]{{2,5}}){{1,4}})\b"
)
_BEHIND = rf"(?P<value>\d{{4,8}}) (?i:is|est|ist) (?i:{_PERSONAL}) (?i:[a-zà-ÿ-]*code)"


def compact(text: str) -> str:
    """The digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The digits.

    Raises:
        stdnum.exceptions.ValidationError: it is no code; without the value.
    """
    return compact(whole(text, _SHAPE))


def check(candidate: str) -> Verdict:
    """VALID when it holds a digit: a word is no code."""
    return Verdict.VALID if any(map(str.isdigit, candidate)) else Verdict.NO


def is_valid(text: str) -> bool:
    """Whether the text may be a code."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="one_time_code",
    category="secret",
    patterns=(
        Pattern(rf"\b(?i:{_CARD})(?i:{_IS}){_VALUE}", score=0.95),
        Pattern(rf"\b(?i:{_CODES})(?i:{_IS}){_VALUE}", score=0.95),
        Pattern(rf"\b(?i:{_DOOR})(?i:{_IS}){_DOOR_VALUE}", score=0.9),
        Pattern(rf"\b(?i:{_LETTERS_TOO})(?i:{_IS})(?P<value>[A-Z0-9]{{3,8}}(?:-[A-Z0-9]{{3,8}}){{0,5}})\b", score=0.9),
        Pattern(r"\b(?i:(?:de |le |der |the |la )?codes?\s?(?:[:=]|is|est|ist))\s?(?P<value>\d{4,8}#?)", score=0.8),
        Pattern(_BUILT, score=0.8),
        Pattern(_KEPT_SHUT, score=0.85),
        Pattern(_BEHIND, score=0.95),
        Pattern(_BUILT_OF_GROUPS, score=0.9),
        Pattern(_MEETING, score=0.95),
    ),
    check=check,
    near="0",
    reach=80,
    compact=compact,
)
