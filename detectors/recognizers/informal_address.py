"""Streets with a number as people write them in chats and forms: in small letters, abbreviated, behind a label.

``kerkstr 12``, ``25 rue du fort``, ``r. des Foulons 7``, ``Auf dem Spitzberg 16``, ``Straße: Zur Heide 20``.

>>> is_valid("stationspl 9 glv"), is_valid("r. des Foulons 7"), is_valid("onderweg 3")
(True, True, False)
"""

from __future__ import annotations

import re2

from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.address_parts import FLOOR
from detectors.recognizers.labels import BEGIN
from detectors.recognizers.verbs import accepts, whole

_BOX = r"(?:,? ?(?:bus|bte|boite|boîte|bt|box) ?[0-9A-Za-z./]{1,5}\b)?"
_HOUSE = (
    r"(?:(?:nr|n°|no|nummer|numéro)\.? ?)?"
    rf"(?:1[0-8]\d\d|\d{{1,3}})(?: ?[a-h]\b| bis\b| ter\b)?(?:[/-]\d{{1,3}}\b)?{_BOX}{FLOOR}"
)
_STOP = r"(?:\s*[,.;:)!?\n|]|$| (?:à|a|in|te|op|en|und|et|and|\d{4,5}|[A-ZÀ-Þ]))"
"""What follows an address, and no count of days or years."""

_OLD_OR_LONG = r"(?:(?:oude|nieuwe|grote|kleine|lange|korte|hoge|groene|alte|neue|obere|untere|[a-z]{3,}se) )?"
_FIRST_NAMES = r"(?-i:(?:[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+ (?:(?:van|von|de|den|der|het|ter|ten|la|le|du) ){0,2}){0,3})"
_SURE = (
    rf"(?:{_FIRST_NAMES}{_OLD_OR_LONG}[a-zà-ÿ'’-]{{2,}}(?:straat|str\.?|laan|dreef|steenweg|stwg|plein|straße|strasse"
    rf"|gasse|allee"
    r"|gracht|singel|kouter)|(?:stations|kerk|markt|dorps)pl"
    r"|[a-zà-ÿ-]{3,}(?:er|se) (?:str\.?|straße|strasse|weg|platz|allee|steenweg|stwg|baan|plein|poort))"
)
_LIKELY = rf"{_OLD_OR_LONG}[a-zà-ÿ'’-]{{3,}}(?:lei|kaai|baan|weg|platz)"
"""Endings that other words have too (``onderweg``)."""

_FRENCH_TYPE = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|bld\.?|chaussée|chaussee|chée|quai|impasse|allée|allee|chemin|clos|drève"
    r"|square)"
)
_LINK = r"(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux|au|sur les|sur|sous) ?)?"
_WORDS = r"[a-zà-ÿ'’-]{3,}(?:[ -][a-zà-ÿ'’-]{3,}){0,2}"
_NUMBER_FIRST = rf"\d{{1,3}} ?[a-h]?,? {_FRENCH_TYPE} {_LINK}{_WORDS}"
_NUMBER_LAST = rf"{_FRENCH_TYPE} {_LINK}{_WORDS},? {_HOUSE}"
_ABBREVIATED = (
    r"R\. (?:DU|DE LA|DE L['’]|DES|DE|D['’]|AUX|AU|SUR LES|SUR|SAINTE?)[ -]?[A-ZÀ-Þ'’-]{3,}(?:[ -][A-ZÀ-Þ'’-]{3,}){0,3}"
    rf" {_HOUSE}"
)
_CAPITAL = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ-]{2,}"
_PREPOSITION = (
    r"(?:(?i:auf dem|auf der|auf den|an der|an den|an dem|in der|in den|in dem|unter der|unter den|hinter der"
    r"|hinter dem|vor dem|vor der|bei der|neben der|zur|zum|am|im|beim)|Op de|Op den|Aan de|In de|Ter|Ten)"
)
_BEHIND_A_PREPOSITION = (
    rf"{BEGIN}(?P<value>{_PREPOSITION} {_CAPITAL}(?:er {_CAPITAL})? (?i:{_HOUSE}))"
    rf"(?:\s*[,;)\n|]|\.?$|,? \d{{4,5}} | in |\. )"
)
_LABEL = (
    r"(?:adres|adresse|address|anschrift|domicilie|domicile|wohnung|straat|straße|strasse|str\.|rue|street|strasze|adr)"
)
_NAME = r"[A-Za-zÀ-ɏ'’][A-Za-zÀ-ɏ'’.-]*(?: [A-Za-zÀ-ɏ'’.-]+){0,4}"
_LABELLED = rf"(?i){BEGIN}{_LABEL}(?: ?[:=]| ?\.{{3,40}}|[\"'] ?: ?[\"']) ?(?P<value>{_NAME},? {_HOUSE}){_STOP}"
_IN_A_MESSAGE = r"\|(?P<value>[A-Za-zÀ-ɏ'’][A-Za-zÀ-ɏ'’ .-]{2,40} \d{1,4}[A-Za-z]?(?: [A-Za-z0-9]{1,5}){0,2})\^"  # HL7
_ANY = re2.compile(rf"(?i)(?:{_SURE}|{_LIKELY}),? {_HOUSE}|{_NUMBER_FIRST}|{_NUMBER_LAST}|{_ABBREVIATED}")
_OTHER_WORDS = (
    "onderweg luchtweg urineweg galweg snelweg autosnelweg autoweg omweg spoorweg vaarweg rijbaan loopbaan "
    "startbaan kegelbaan zwembaan teststraat prikstraat bloedstraat allerlei arbeitsplatz sitzplatz parkplatz "
    "studienplatz therapieplatz kitaplatz stellplatz schlafplatz feldweg heimweg atemweg rettungsweg dienstweg "
    "zahlungsweg terrein velerlei tweeërlei montag dienstag mittwoch donnerstag freitag samstag sonntag januar "
    "februar märz april mai juni juli august september oktober november dezember jahr jahre monat woche tag alter "
    "zimmer raum saal bett stock haus station etage gruppe klasse kapitel abschnitt punkt artikel anhang anlage "
    "seite zeile spalte tabelle abbildung quartal bereich fall schnitt mittel phase stufe zeitraum termin sitzung "
    "frage schritt teil band block linie gleis bus test score betrag preis umkreis depuis avec pendant pour après "
    "apres avant chez vers encore deux entre kamer week dag groep fase leeftijd lijst zaal verdieping bijlage "
    "tabel vraag sitzen stehen liegen annex verfahren ständer vergleich winter sommer internet formular file "
    "bericht brief"
)
_NO_STREETS = frozenset(_OTHER_WORDS.split())
"""Words in which a street's ending is another word's, or before which a preposition counts something else."""


_SCORE = 0.87
"""More than that of a street without its number, less than of one that is written in full."""


def compact(text: str) -> str:
    """Folded, single spaces, no commas."""
    return " ".join(fold(text).replace(",", " ").split())


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no street with a house number; without the value.
    """
    return compact(whole(text if check(text) is Verdict.VALID else "", _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a street with a house number."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless a word before the number is none of a street's name."""
    street = re2.split(r" \d", fold(candidate).lstrip("0123456789 "), maxsplit=1)[0]
    return Verdict.NO if _NO_STREETS.intersection(street.split()) else Verdict.VALID


RECOGNIZER = Recognizer(
    name="informal_address",
    category="street_address",
    patterns=(
        Pattern(_LABELLED, score=_SCORE),
        Pattern(_IN_A_MESSAGE, score=_SCORE),
        Pattern(rf"(?i){BEGIN}(?P<value>{_SURE},? {_HOUSE})\b", score=_SCORE),
        Pattern(rf"(?i){BEGIN}(?P<value>{_LIKELY},? {_HOUSE}){_STOP}", score=_SCORE),
        Pattern(rf"(?i){BEGIN}(?P<value>{_NUMBER_FIRST})\b", score=_SCORE),
        Pattern(rf"(?i){BEGIN}(?P<value>{_NUMBER_LAST}){_STOP}", score=_SCORE),
        Pattern(rf"(?i){BEGIN}(?P<value>{_ABBREVIATED})", score=_SCORE),
        Pattern(_BEHIND_A_PREPOSITION, score=0.8),
    ),
    check=check,
    joints=",",
    near="0",
    reach=110,
    compact=compact,
)
