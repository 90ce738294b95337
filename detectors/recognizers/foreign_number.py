"""Identification numbers of other countries, behind their own names: DNI, NIE, PESEL, codice fiscale, NI number, ...

The intake form asks for "national registration number (in Belgium) or ID number (international)", so behind a label
that says so, whatever stands there is one. The countries around Belgium have recognizers with arithmetic.

>>> compact("x-1234567-l"), is_valid("X1234567L"), is_valid("onbekend")
('X1234567L', True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import LINK
from detectors.recognizers.verbs import accepts, judge, with_digits

_NAMES = (
    r"VSNR|personenkennziffer|sedula|cédula|DNI|NIE|NIF|PESEL|codice fiscale|CNP|personnummer|CPR(?:[- ]n(?:umme)?r)?"
    r"|f[øo]dselsnummer"
    r"|AHV(?:[- ]?(?:Nr|Nummer))?|NI (?:number|no)|NINO|national insurance (?:number|no)|PPS(?:N| (?:number|no))?"
    r"|TC[- ]?kimlik(?: no)?|TCKN|CINE?|SSN|EGN|cartão de cidadão|rodné číslo"
    r"|(?:buitenlands|foreign|international|internationaal|étranger|ausländische)\w*"
    r" (?:id|identificatie|identification|identity|national)?[ -]?(?:nummer|nr|number|no|kennnummer)?"
    r"|(?:ov|dvz|sp)[- ](?:nummer|nr|dossier)|(?:numéro|n°) (?:oe|sp|de sûreté publique)"
    r"|(?:numéro|n°) d['’]identification étranger|numéro d['’]identité étranger"
)


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no number; without the value.
    """
    return with_digits(compact(text), fewest=4, longest=24)


def is_valid(text: str) -> bool:
    """Whether the text may be an identification number."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="foreign_number",
    category="foreign_id",
    patterns=(
        Pattern(
            r"\b(?:O\.?V\.?|S\.?P\.?|DVZ|OE|(?i:annexe? 26|bijlage 26))(?:-?(?i:nr|nummer"
            r"|n°)\.?)?[ :,]{1,2}(?P<value>\d[ .]\d{3}[ .]\d{3})",
            score=0.88,
        ),
        Pattern(
            rf"\b(?i:{_NAMES})(?i:{LINK})(?P<value>[0-9A-Z](?:[ ./-]?[0-9A-Z]){{5,20}})",
            score=0.88,
        ),
        Pattern(r"756[. ]\d{4}[. ]\d{4}[. ]\d{2}", score=0.9),
        Pattern(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", score=0.95),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    near="0",
    reach=80,
    compact=compact,
)
