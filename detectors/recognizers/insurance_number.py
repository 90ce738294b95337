"""Membership numbers of health funds and policies, behind their label: at most thirteen signs, no public check.

Source: MyCareNet, member number ``inss`` or ``regNrWithMut``; RIZIV regulation of 28 July 2003 (the sticker).

>>> compact("123 456 789-01"), is_valid("12345678901"), is_valid("onbekend")
('12345678901', True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import BEGIN, LINK
from detectors.recognizers.verbs import accepts, judge, with_digits

_LONGEST = 20  # the European card


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no membership number; without the value.
    """
    return with_digits(compact(text), fewest=4, longest=_LONGEST)


def is_valid(text: str) -> bool:
    """Whether the text may be a membership number."""
    return accepts(validate, text)


_LABELS = (
    r"lid:|membre|mitgl\.|mitglied|kassenkarte|versichertenkarte|vk\b|pol\b"
    r"|aansluitings?(?:nummer|nr)|aansluitnr|aansl\.? ?nr"
    r"|aangesloten (?:bij [A-Za-z ]{2,30} )?onder (?:het )?(?:nr|nummer)"
    r"|(?:lid|lidmaatschaps|polis|verzekerings|verzekerden|contract|stam|mutualiteits|ziekenfonds"
    r"|inschrijvings)[ -]?(?:nummer|nr)"
    r"|nummer (?:mutualiteit|ziekenfonds|mutuelle)|polis|klevertje|kleefbriefje|vignette|verzekerde"
    r"|kk[- ]nr|mut(?:\.|ualiteit)? \d{3}|(?:isi\+?|sis)[ -]?(?:kaart|carte|karte)(?:[ -]?n(?:umme)?r)?"
    r"|affiliation|assurée?|(?:num[ée]ro )?affili[ée]e?(?: (?:n°|sous le n°|numéro))?|police|contrat"
    r"|versicherungsschein"
    r"|(?:n°|numéro|no\.?) (?:de |d['’]|du )?(?:mutuelle|mutualité|contrat|assurée?|assurance|membre|police"
    r"|affiliation|affiliée?"
    r"|inscription)|matricule (?:de )?(?:mutuelle|mutualité)"
    r"|(?:mitglieds?|versicherungs?|versicherten|krankenkassen|policen?|kassen|kv)[ -]?(?:nummer|nr)|vers\.?-?nr"
    r"|(?:membership|member|policy|insurance|subscriber|scheme)(?: ?(?:number|no\.?|id|ref))?"
)
_OF_WHAT = r"\.?\s?[A-Za-zÀ-ɏ() ]{0,40}?"
_INSURERS = (
    r"CM|MC|Solidaris|Helan|Partena|Partenamut|OZ|LM|HZIV|CAAMI|NZVL|VNZ|Mutualia|Omnimut|DKV|Ethias|AXA"
    r"|AG(?: Insurance)?"
    r"|Allianz|Baloise|KBC Verzekeringen|Vivium|Argenta|AOK|TK|Barmer|DAK|CZ|VGZ|Menzis|Zilveren Kruis|CNS|MGEN|Bupa"
    r"|Cigna|Debeka|Euromut|P&V|Tricare|Neutraal Ziekenfonds|Onafhankelijk Ziekenfonds|Bond Moyson|MLOZ"
    r"|Neutral Mutuality|Techniker|PARTENAMUT|HELAN"
    r"|SOLIDARIS|Solidaris (?:Wallonie|Vlaanderen|Brabant)|Neutrale(?: Mutualität)?|Allianz Care|Kasse Neutrale"
)
_MEMBER = r"aangesloten|verzekerd|lid (?:van|bij)|affiliée?|assurée?|versichert|mitglied|insured|member"
_FUND = (
    r"mutualiteit|ziekenfonds|mutuelle|mutualité|krankenkasse|health fund|hospitalisatieverzekering|verzekering"
    r"|assurance|versicherung|insurance|hospitalisation"
)
_EUROPEAN = r"EHIC|EZVK|CEAM|EKVK|europese ziekteverzekeringskaart|carte européenne(?: d['’]assurance maladie)?"
_NUMBER = r"(?:n(?:umme)?r|n°|numéro|number|no)"
_THEN = r"[^\n\d;]{0,32}?[ :.°(]"
_AFTER_INSURER = (
    r"(?:[ ,:(–-]{1,3}|\n)(?i:(?:lid|lidnr|nr|nummer|n°|no|polis|police|contract|contrat|member"
    r"|mitglied)\.? ?:? ?){0,2}"
)
_VALUE = r"(?:[A-Z]{2,5}-)?[A-Z]{0,5}[ /-]?\d(?:(?: / |[ ./-])?[0-9A-Z]){3,16}"
_DIGITS = (
    r"\d{3}(?: / |[ ./-])?\d{3,7}(?:[ ./-]?\d{1,4}){0,3}|[A-Z]{1,3} ?\d{3} \d{3} \d{3}|\d{2,3}-\d{2,5}[.-]\d{2,5}"
    r"|\d{6,13}"
)

_IN_LOWER_CASE = "cm|mc|oz|lm|solidaris|helan|partena|partenamut|mutualia|omnimut|neutrale?|hziv|caami"
_WITH_FUND = r"\d{3}[ ./-]\d{7}[ ./-]?\d{2}|\d{3}[ ./-]\d{3}[ ./-]\d{3}[ ./-]?\d{2,4}"
"""The number of the fund before the member's, as nothing else is grouped behind these letters."""

RECOGNIZER = Recognizer(
    name="insurance_number",
    category="insurance_number",
    patterns=(
        Pattern(rf"{BEGIN}(?i:{_LABELS})(?i:{_OF_WHAT}{LINK})(?P<value>{_VALUE})\b", score=0.85),
        Pattern(
            rf"{BEGIN}(?i:{_MEMBER}){_THEN}(?i:n(?:umme)?r|n°|numéro|number|no)(?i:{LINK})(?P<value>{_VALUE})\b",
            score=0.8,
        ),
        Pattern(rf"{BEGIN}(?i:{_FUND})(?i:{_THEN})(?P<value>{_DIGITS})\b", score=0.68),
        Pattern(rf"{BEGIN}(?i:{_EUROPEAN})(?i:{_THEN})(?P<value>\d(?:[ ]?\d){{9,19}})\b", score=0.86),
        Pattern(rf"{BEGIN}(?:{_INSURERS}){_AFTER_INSURER}(?P<value>{_DIGITS})\b", score=0.74),
        Pattern(rf"{BEGIN}(?:{_IN_LOWER_CASE}){_AFTER_INSURER}(?P<value>{_WITH_FUND})\b", score=0.74),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    near="0",
    reach=80,
    compact=compact,
)
