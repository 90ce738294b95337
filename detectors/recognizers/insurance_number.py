"""Membership numbers of health funds and policies, behind their label: at most thirteen signs, no public check.

Source: MyCareNet, member number ``inss`` or ``regNrWithMut``; RIZIV regulation of 28 July 2003 (the sticker).

>>> compact("123 456 789-01"), is_valid("12345678901"), is_valid("onbekend")
('12345678901', True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.verbs import accepts

_LONGEST = 16
_FEWEST_DIGITS = 4


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no membership number; without the value.
    """
    number = compact(text)
    if len(number) > _LONGEST or sum(sign.isdigit() for sign in number) < _FEWEST_DIGITS:
        raise InvalidFormat
    return number


def is_valid(text: str) -> bool:
    """Whether the text may be a membership number."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID when it is mostly digits."""
    return Verdict.VALID if is_valid(candidate) else Verdict.NO


_BEFORE = (
    r"(?i:aansluitingsnummer|aangesloten (?:bij [A-Za-z ]{2,30} )?onder (?:het )?(?:nr|nummer)|affiliation|n° de membre"
    r"|verzekerings(?:nummer|nr)|contract(?:nummer|nr)|aansl\.? ?nr|lid nr|(?:n°|numéro) (?:de |d['’])?(?:mutuelle"
    r"|mutualité|contrat|assurée?)|krankenkassennummer|kv-nr|policen?-?(?:nummer|nr)|insurance (?:number|no\.?|id)"
    r"|mut(?:\.|ualiteit)? \d{3} |assurée?|verzekerde|(?:isi\+?|sis)[ -]?(?:kaart|carte|karte)(?:[ -]?n(?:umme)?r)?"
    r"|inschrijvings(?:nummer|nr)\.? (?:mutualiteit|ziekenfonds)|stam(?:nummer|nr)\.? (?:mutualiteit|ziekenfonds)"
    r"|kk[- ]nr\.?|member|police|aansluitingsnr|aansluitnr|stamnummer|stamnr|lidnummer|lidnr|polisnummer|polisnr|polis"
    r"|mutualiteitsnummer|ziekenfondsnummer|klevertje|kleefbriefje|n° d['’]affiliation|numéro d['’]affiliation"
    r"|(?:n°|numéro) d['’]affiliée?|numéro de police|n° de police|numéro d['’]inscription|vignette|mitgliedsnummer"
    r"|versicherungsnummer"
    r"|policennummer|membership (?:number|no\.?)|policy (?:number|no\.?)|member (?:number|id))"
)

RECOGNIZER = Recognizer(
    name="insurance_number",
    category="insurance_number",
    patterns=(
        Pattern(
            rf"\b{_BEFORE}\.?\s?[A-Za-zÀ-ɏ() ]*?[:=#]?\s?(?P<value>[A-Z]{{0,4}}[ /-]?\d(?:[ ./-]?[0-9A-Z]){{3,15}})\b",
            score=0.85,
        ),
    ),
    check=check,
    near="0",
    reach=80,
    compact=compact,
)
