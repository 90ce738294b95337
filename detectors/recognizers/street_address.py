"""Street, house number and box, as written in Dutch, French, German and English.

``Lange Leemstraat 12 bus 3.01``, ``rue de la Station 5 bte 2``, ``12, avenue Louise``, ``Bahnhofstraße 4``.

>>> is_valid("Kerkstraat 12"), is_valid("12, rue de la Loi"), is_valid("Leverwaarden 12")
(True, True, False)
>>> compact("Kerkstr. 12  bus 3")
'kerkstraat 12 bus 3'
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_NUMBER = r"\d{1,4}(?:[ ]?[A-H]\b|[A-Za-z]\b| bis\b)?(?:[-/]\d{1,4}[A-Za-z]?\b)?"
_SHORT_NUMBER = r"\d{1,3}(?:[A-Za-z]\b| bis\b)?(?:[-/]\d{1,4}[A-Za-z]?\b)?"  # four digits are a postal code
_BOX_WORD = r"(?i:bus|boîte|boite|bte|bt|bfk|box|appartement|appt?|étage|verdieping|verd|b)"
_BOX = rf"(?:\s?,?\s?(?:\b{_BOX_WORD}\.?\s?[A-Za-z0-9./]{{1,6}}\b|/\s?\d{{1,4}}\b))?"
_HOUSE = rf"(?:(?i:nr|n°|no|nummer|numéro)\.?\s?)?{_NUMBER}{_BOX}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ'][A-Za-zÀ-ɏ'’.-]*"
_DUTCH_SUFFIX = (
    r"(?:straat|str\.|straatje|laan|lei|plein|pleintje|steenweg|stwg\.?|stw\.?|baan|weg|dreef|kaai"
    r"|vesten|singel|pad"
    r"|markt|kade|wijk|plaats|gracht|steeg|boulevard)"
)
_BETWEEN = r"(?:van|de|den|der|het|ter|ten|op|aan|'t|'s|la|le|du|des|St\.|Sint|en)"
_DUTCH = (
    rf"(?:{_CAPITAL} (?:(?:{_CAPITAL}|{_BETWEEN}) ){{0,3}})?(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’.-]*{_DUTCH_SUFFIX}"
    rf"|{_CAPITAL} (?:(?i:straat|laan|lei|plein|steenweg|stwg\.?|stw\.?|baan|weg|dreef|kaai|markt|hof"
    rf"|kade|plaats)))"
)
_FRENCH_TYPE = (
    r"(?i:rue|avenue|av\.|boulevard|bd\.?|blvd\.?|bld\.?|chaussée|chaussee|chée|ch\.|place|pl\.|square|sq\.|quai|allée"
    r"|allee|impasse|clos|drève|dreve|route|sentier|cité|cite|faubourg|chemin|ruelle|venelle|rond-point|galerie|cour"
    r"|résidence|parvis|montagne|thier|voie|esplanade|passage)"
)
_FRENCH_LINK = r"(?:(?i:de la|de l['’]|de|du|des|d['’]|la|le|les|l['’]|aux|au|à la|à|en|sur|sous)\s?)"
_FRENCH = rf"\b{_FRENCH_TYPE} {_FRENCH_LINK}{{0,2}}{_CAPITAL}(?:[ -](?:{_FRENCH_LINK}{{0,2}}{_CAPITAL})){{0,4}}"
_FRENCH_PLAIN = (
    rf"(?i:rue|avenue|boulevard|chaussée|place|quai|allée|impasse"
    rf"|square) {_FRENCH_LINK}{{0,2}}{_CAPITAL}(?:[ -](?:{_FRENCH_LINK}{{0,2}}{_CAPITAL})){{0,4}}"
)
_BEFORE_A_CODE = (
    rf"(?P<value>{_CAPITAL}(?: [A-Za-zÀ-ɏ'’-]+){{0,3}} {_HOUSE}),?\s{{1,2}}(?:(?:B|BE|L"
    rf"|D)-)?\d{{4,5}}\s[A-Z]"
)
_GERMAN = (
    r"(?:[A-ZÄÖÜ][A-Za-zÀ-ɏ.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee)"
    r"|[A-ZÄÖÜ][A-Za-zÀ-ɏ.-]* (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse))"
)
_ENGLISH = (
    r"\d{1,4}[A-Za-z]?,? (?:[A-Z][A-Za-zÀ-ɏ'’.-]* ){1,3}(?:Street|St\.?|Road|Rd\.?|Lane|Ln\.?|Avenue"
    r"|Ave\.?|Drive|Dr\.|Close"
    r"|Court|Square|Way|Terrace|Gardens|Place|Crescent|Hill|Mews)\b"
)
_POST_BOX = r"\b(?i:postbus|boîte postale|postfach|p\.?o\.? box)\s?\d{1,6}"

_WITH_NUMBER = (
    rf"{_DUTCH},? {_HOUSE}",
    rf"{_FRENCH},? (?:(?i:nr|n°|no|numéro)\.?\s?)?{_SHORT_NUMBER}{_BOX}",
    rf"{_SHORT_NUMBER}{_BOX}, {_FRENCH}",
    rf"{_SHORT_NUMBER} {_FRENCH_PLAIN}",
    rf"{_GERMAN},? {_HOUSE}",
    _ENGLISH,
    _POST_BOX,
)
_ANY = re2.compile("|".join(_WITH_NUMBER))


def compact(text: str) -> str:
    """Folded, single spaces, ``str.`` written out, no commas."""
    words = fold(text).replace(",", " ").split()
    return " ".join(word.removesuffix("str.") + "straat" if word.endswith("str.") else word for word in words)


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no street with a house number; without the value.
    """
    if not _ANY.fullmatch(text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a street with a house number."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="street_address",
    category="street_address",
    patterns=(
        *(Pattern(regex, score=0.85) for regex in _WITH_NUMBER),
        Pattern(_BEFORE_A_CODE, score=0.8),
        *(Pattern(regex, score=0.0) for regex in (_DUTCH, _FRENCH, _GERMAN)),
    ),
    context=(
        *("adres", "woont", "wonende", "woonachtig", "woonplaats", "verhuisd naar", "straat", "domicilie", "in de"),
        *("adresse", "habite", "domicilié", "domiciliée", "demeurant", "réside", "déménagé", "wohnt", "wohnhaft"),
        *("anschrift", "address", "lives", "living", "residing", "moved to"),
    ),
    context_score=0.87,
    window=24,
    near="0",
    reach=110,
    compact=compact,
)
