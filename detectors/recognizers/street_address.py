"""Street, house number and box, as written in Dutch, French, German and English.

``Lange Leemstraat 12 bus 3.01``, ``rue de la Station 5 bte 2``, ``12, avenue Louise``, ``Bahnhofstraße 4``.

>>> is_valid("Kerkstraat 12"), is_valid("12, rue de la Loi"), is_valid("Leverwaarden 12")
(True, True, False)
>>> compact("Kerkstr. 12  bus 3")
'kerkstraat 12 bus 3'
"""

from __future__ import annotations

import re2

from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.address_parts import BUILDING, FLOOR
from detectors.recognizers.verbs import accepts, whole

_LETTER = r"(?:[ ]?[A-H]\b| [b-d](?:$|[\s,;)\n])|[A-Za-z]\b| ?bis\b| ?ter\b)?"
_RANGE = r"(?:[-/](?:hs\b|huis\b|\d{1,4}(?:\.\d{1,3})?[A-Za-z]?|[A-Za-z]\d{0,3}|[IVX]{2,4})\b)?"
_NUMBER = rf"\d{{1,4}}{_LETTER}{_RANGE}"
_SHORT_NUMBER = rf"\d{{1,3}}{_LETTER}{_RANGE}"  # four digits are a postal code
_BOX_WORD = (
    r"(?i:bus|boîte|boite|bte|bt|bfk|box|briefkasten|appartement|appt?|apt|app|étage|verdieping|verdiep|verd|kot|studio"
    r"|wohnung|top|nr|kamer|k\.|chambre|unit|flat|bk|bât|bat|bâtiment|blok|bloc)"
)
_IN_BOX = r"(?:\.?\s?\d[A-Za-z0-9./]{0,5}|\.?\s[A-Za-z0-9./]{1,6})\b"
_BOX = (
    rf"(?:\s?[,/]?\s?\(?(?:\b{_BOX_WORD}{_IN_BOX}\)?|\b(?i:b)\.?\s?\d[0-9./]{{0,4}}[A-Z]?\b"
    r"|/\s?\d{1,4}(?:\.\d{1,3})?\b))?"
)
_BEHIND = _BOX + FLOOR
_HOUSE = rf"(?:(?i:nr|n°|no|nummer|numéro)\.?\s?)?(?:\d{{1,4}} [bB] \d{{1,4}}\b|{_NUMBER}{_BEHIND})"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ'][A-Za-zÀ-ɏ'’-]*|(?:[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{0,3}\.)+)"
_SMALL = r"[a-zà-öø-ÿ'’-]+"
_DUTCH_SUFFIX = (
    r"(?:straat|str\.|straatje|laan|ln\b\.?|lei|plein|pleintje|steenweg|stwg\.?|stw\.?|baan|weg|dreef|kaai"
    r"|vesten|vest|singel|pad|markt|kade|wijk|plaats|gracht|steeg|boulevard|hof|poort|kwartier|kouter|haven|dijk|park"
    r"|dries)"
)
_BETWEEN = r"(?:van|de|den|der|het|ter|ten|op|aan|'t|'s|la|le|du|des|St\.|Sint|en)"
_DUTCH = (
    rf"(?:{_CAPITAL} (?:(?:{_CAPITAL}|{_BETWEEN}) ){{0,3}})?(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’.-]*{_DUTCH_SUFFIX}"
    rf"|{_CAPITAL} (?:(?i:straat|laan|lei|plein|steenweg|stwg\.?|stw\.?|baan|weg|dreef|kaai|markt|hof"
    rf"|kade|plaats)))"
)
_DUTCH_CAPITALS = (
    r"(?:(?:STEENWEG|BAAN|WEG) (?:OP|NAAR|VAN) [A-ZÀ-ÖØ-Þ'-]{3,}(?: [A-ZÀ-ÖØ-Þ'-]{3,})?"
    r"|(?:[A-ZÀ-ÖØ-Þ'.-]+ ){0,2}[A-ZÀ-ÖØ-Þ'-]{3,}(?:STRAAT|STR\.|LAAN|LEI|PLEIN|STEENWEG|STWG|BAAN|WEG|DREEF|KAAI"
    r"|GRACHT|STRASSE|STRAẞE|GASSE|PLATZ))"
)
_DUTCH_SMALL = (
    r"(?:[a-zà-ÿ'’-]{3,}(?:straat|straatje|laan|dreef|gracht|singel|steenweg|stwg|str)"
    r"|[a-zà-ÿ]{3,}se (?:steenweg|stwg))"
)
"""As in a chat, for the types that end no other word: not ``onderweg 3`` or ``arbeidsmarkt 2``."""

_DUTCH_SMALL_LOOSE = (
    rf"(?:[a-zà-ÿ'’-]{{3,}}{_DUTCH_SUFFIX}"
    rf"|{_SMALL} (?:straat|laan|lei|plein|steenweg|baan|weg|dreef|kaai|markt|hof|kade))"
)
_FRENCH_TYPE = (
    r"(?i:rue|rte|avenue|av\.|boulevard|bd\.?|blvd\.?|bld\.?|chaussée|chaussee|chée|ch\.|place|pl\.|square|sq\.|quai|allée"
    r"|allee|impasse|clos|drève|dreve|route|sentier|cité|cite|faubourg|chemin|ruelle|venelle|rond-point|galerie|cour"
    r"|résidence|parvis|montagne|thier|voie|esplanade|passage)"
)
_FRENCH_LINK = r"(?:(?i:de la|de l['’]|de|du|des|d['’]|la|le|les|l['’]|aux|au|à la|à|en|sur|sous)\s?)"
_OLD_OR_NEW = r"(?:(?:Vieux|Vieille|Ancien|Ancienne|Petite?|Haute?|Basse?|Nouvelle) )?"
_FRENCH = (
    rf"\b{_OLD_OR_NEW}{_FRENCH_TYPE} {_FRENCH_LINK}{{0,2}}{_CAPITAL}(?:[ -](?:{_FRENCH_LINK}{{0,2}}{_CAPITAL})){{0,4}}"
)
_FRENCH_CAPITALS = (
    r"\b(?:AV|BD|BLD|CH|PL|RTE|SQ|AVENUE|BOULEVARD|CHAUSSEE|PLACE|RUE|CLOS|QUAI)\.? "
    r"(?:DE LA |DES |DU |DE |LA |LE |LES |D'|L')?"
    r"[A-ZÀ-ÖØ-Þ'-]{3,}(?: [A-ZÀ-ÖØ-Þ'-]{2,}){0,3}"
)
_GRAND = r"\bGrand(?:e)?[ '’-](?:Rue|Place|Route)"
_FRENCH_PLAIN = (
    rf"(?i:rue|avenue|boulevard|chaussée|place|quai|allée|impasse"
    rf"|square) {_FRENCH_LINK}{{0,2}}{_CAPITAL}(?:[ -](?:{_FRENCH_LINK}{{0,2}}{_CAPITAL})){{0,4}}"
)
_FRENCH_SMALL = (
    rf"\b(?i:rue|avenue|av\.|boulevard|bd\.?|chaussée|chaussee|chée|drève|clos|impasse) "
    rf"(?:(?:de la|de l['’]|du|des|d['’]|de)\s?){_SMALL}(?:[ -]{_SMALL}){{0,2}}"
)
_FRENCH_SMALL_NAMED = (
    rf"\b(?i:(?:avenue|av\.|boulevard|bd\.?|chaussée|chaussee) (?:{_SMALL}[ -]){{0,2}}{_SMALL}"
    rf"|(?:rue|place|quai|square|impasse|clos) (?:saint|sainte|st|ste)[ -]{_SMALL})"
)
_FRENCH_SMALL_LOOSE = rf"\b(?i:rue|avenue|boulevard|chaussée|place|quai|chemin|route) {_SMALL}(?:[ -]{_SMALL}){{0,3}}"
_BEFORE_A_BOX = (
    rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_BETWEEN}|{_FRENCH_LINK})){{0,4}} {_NUMBER},? \(?(?i:bus|bte|boîte|boite|bfk)\.?"
    r" [A-Za-z0-9./]{1,6}\b\)?"
)
"""Nothing else has a box behind a number, whatever the street is called."""

_AT = r"(?:(?:Am|An der|An den|Im|In der|In den|Auf der|Auf dem|Zum|Zur|Unter den|Hinter dem|Bei der) )?"
"""Before German names of streets, of which it is a part: ``Am Bahndamm 9``."""

_DUTCH_TOLD = r"[A-ZÀ-ÖØ-Þ][a-zß-ɏ'’-]{2,}(?:straat|laan|steenweg|dreef|plein|singel|gracht)\b"
"""Of types that end no other word, so that its number may stand before it: ``7 Dendermondsesteenweg``."""

_BEFORE_A_CODE = (
    rf"(?P<value>{_CAPITAL}(?: [A-Za-zÀ-ɏ'’-]+){{0,3}} {_HOUSE}),?\s{{1,2}}(?:(?:B|BE|L"
    rf"|D)-)?\d{{4,5}}\s[A-Z]"
)
_AT_A_PLACE_BEFORE_A_CODE = (
    rf"\b(?P<value>{_SHORT_NUMBER},? (?:op der|op dem|op den|um|am|an der|an de|beim|bei der|zum|zur|im|in der|op de"
    rf"|op het|aan de|ter|ten) {_CAPITAL}(?: {_CAPITAL})?),?(?:\s{{1,2}}| \| )(?:(?:B|BE|L|D)-)?\d{{4,5}}\s[A-Z]"
)
"""The number first, as in Luxembourg: ``5 op der Haard, 9670 Merkholtz``."""

_OVER_LINES = rf"(?P<value>{_DUTCH}[ ,]{{0,2}}\r?\n ?{_HOUSE})[ ,]{{0,2}}\r?\n"
_GERMAN = (
    r"(?:[A-ZÄÖÜ][A-Za-zÀ-ɏ.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee)"
    r"|[A-ZÄÖÜ][A-Za-zÀ-ɏ.-]* (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse)"
    r"|[a-zäöü]{3,}(?:straße|strasse|gasse))"
)
_ENGLISH = (
    r"(?:(?i:flat|apt\.?|apartment|unit) [A-Za-z0-9]{1,4},? )?"
    r"\d{1,4}[A-Za-z]?,? (?:[A-Z][A-Za-zÀ-ɏ'’.-]* ){1,3}(?:Street|St\.?|Road|Rd\.?|Lane|Ln\.?|Avenue"
    r"|Ave\.?|Drive|Dr\.|Close"
    r"|Court|Square|Way|Terrace|Gardens|Place|Crescent|Hill|Mews)\b"
)
_POST_BOX = r"\b(?i:postbus|boîte postale|postfach|p\.?o\.? box)\s?\d{1,6}"
_POST_BOX_IN_SHORT = r"(?P<value>\bB\.?P\.?\s?\d{1,5}),?\s{1,2}(?:(?:B|F|L)-)?\d{4,5}\s[A-Z]"  # BP 120/80 is a pressure

_GAP = r"(?:,? | ?[\t|;] ?)"
"""Between street and number, also as cells of a table."""

_FRENCH_NUMBER = rf",? (?:(?i:nr|n°|no|numéro)\.?\s?)?{_SHORT_NUMBER}{_BEHIND}"
_WITH_NUMBER = (
    rf"{BUILDING}{_DUTCH}{_GAP}{_HOUSE}",
    rf"{_DUTCH_CAPITALS},? {_HOUSE}",
    rf"{_DUTCH_SMALL},? {_HOUSE}",
    rf"{BUILDING}{_FRENCH}{_FRENCH_NUMBER}",
    rf"(?:{_FRENCH_CAPITALS}|{_GRAND}){_FRENCH_NUMBER}",
    rf"{_SHORT_NUMBER}{_BOX},? {_GRAND}",
    rf"{_FRENCH_SMALL}{_FRENCH_NUMBER}",
    rf"{_FRENCH_SMALL_NAMED}{_FRENCH_NUMBER}",
    rf"{_SHORT_NUMBER}{_BOX}, {_FRENCH}{_BEHIND}",
    rf"{_SHORT_NUMBER} {_FRENCH_PLAIN}{_BEHIND}",
    rf"(?i:n°|nr\.?) ?{_SHORT_NUMBER},? (?:{_FRENCH}|{_FRENCH_SMALL})",
    rf"\br\. {_FRENCH_LINK}{{0,2}}{_CAPITAL}(?: {_CAPITAL}){{0,2}}{_FRENCH_NUMBER}",
    rf"{_AT}{_GERMAN}{_GAP}{_HOUSE}",
    rf"(?:(?i:number|no\.?|nr\.?) )?{_SHORT_NUMBER}{_BOX},? {_DUTCH_TOLD}",
    _ENGLISH + FLOOR,
    _POST_BOX,
)
_NO_HOUSE = r"(?:,? (?i:z/n|s/n|z\.n\.|sans numéro|sans n°|zonder nummer|ohne (?:Nr\.|Nummer)))?"
_LOOSE = (
    *(street + _NO_HOUSE for street in (_DUTCH, _FRENCH, _GERMAN, _DUTCH_SMALL)),
    rf"{_DUTCH_SMALL_LOOSE},? {_HOUSE}",
    rf"{_FRENCH_SMALL_LOOSE}{_FRENCH_NUMBER}",
)
"""Without a number, or in words that are no names of streets elsewhere."""

_IN_A_FORM = (
    r"\b(?i:rue|straat|street|straße|strasse) ?[:=] ?(?P<value>[A-ZÀ-ÖØ-Þ][^\n:;=\t]{2,40}?[ \t,;/|]{1,3}"
    r"(?i:n°|numéro|no|(?:huis|haus)?(?:nr|nummer)|number)\.? ?[:=] ?\d{1,4}[A-Za-z]?)\b"
)
"""Street and number behind labels of their own: ``rue : Grand'Route n° : 221``."""

_ANY = re2.compile("|".join(_WITH_NUMBER))
_NO_STREETS = frozenset((
    "anfahrtsweg", "arbeit", "arbeitsplatz", "arbeitsweg", "avec", "bloedstraat", "compressievest", "depuis",
    "drukvest", "ervaring", "fahrtweg", "fluovest", "heimweg", "herinnering", "kerkhof", "levering", "parkeerplaats",
    "parkplatz", "pendant", "pour", "prikstraat", "reddingsvest", "schulweg", "sitzplatz", "sportpark", "steunvest",
    "stellplatz", "storing", "teststraat", "thuishaven", "uitvoering", "vaccinatiestraat", "verandering", "vergadering",
    "verzekering", "werkplaats", "windows", "zitplaats", "ziekenhuispark", "zorgstraat", "zwemvest",
))  # fmt: skip


def compact(text: str) -> str:
    """Folded, single spaces, ``str.`` written out, no commas."""
    words = fold(text).replace(",", " ").split()
    return " ".join(word.removesuffix("str.") + "straat" if word.endswith("str.") else word for word in words)


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no street with a house number; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a street with a house number."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless a word in it never is of a street's name; German plurals end as *laan* is abbreviated."""
    if _PLURAL_AND_COMMA.search(candidate) or _NO_STREETS.intersection(fold(candidate).split()):
        return Verdict.NO
    return Verdict.VALID


_PLURAL_AND_COMMA = re2.compile(r"eln, \d")


_LABELS = re2.compile(
    r"(?i)(?:adres|adresse|anschrift|address|postadres|postadresse|domicilie|domicile|woonplaats|wohnort|wohnhaft|einsatzort"
    r"|factuuradres|leveradres|thuisadres|woont|wonende|woonde|verhuisde?|habite|demeurant|wohnt|lives) "
)
"""Words before an address that begin with a capital where a line begins."""


def locate(candidate: str) -> list[tuple[int, int]]:
    """The address without the word that announces it, and without the sign behind a house's letter.

    >>> locate("Adres Noordstraat 9"), locate("Noordstraat 9 b,")
    ([(6, 19)], [(0, 15)])
    """
    label = _LABELS.match(candidate)
    end = len(candidate.rstrip(" ,;\n"))
    return [(label.end() if label else 0, end - (candidate[end - 1] == ")" and "(" not in candidate))]


RECOGNIZER = Recognizer(
    name="street_address",
    category="street_address",
    patterns=(
        *(Pattern(regex, score=0.88) for regex in _WITH_NUMBER),
        Pattern(_OVER_LINES, score=0.89),
        Pattern(_IN_A_FORM, score=0.88),
        Pattern(_BEFORE_A_BOX, score=0.875),
        Pattern(_BEFORE_A_CODE, score=0.8),
        Pattern(_AT_A_PLACE_BEFORE_A_CODE, score=0.8),
        Pattern(_POST_BOX_IN_SHORT, score=0.88),
        *(Pattern(regex, score=0.0) for regex in _LOOSE),
    ),
    check=check,
    locate=locate,
    context=(
        *("adres", "woont", "wonende", "woonachtig", "woonplaats", "verhuisd naar", "straat", "domicilie", "in de"),
        *(
            "woon",
            "verblijf",
            "verblijft",
            "wonen",
            "woonde",
            "op de",
            "adresse",
            "habite",
            "j'habite",
            "domicilié",
            "domiciliée",
            "demeurant",
            "réside",
            "déménagé",
            "wohnt",
            "wohnhaft",
        ),
        *("anschrift", "address", "lives", "living", "residing", "moved to"),
        *("hoek", "coin de", "angle", "ecke", "corner"),
    ),
    context_score=0.86,  # of a street without its number too: less than of one that has it
    window=24,
    joints=":",
    near="0",
    reach=110,
    compact=compact,
)
