"""Numbers under which other registers know a care provider, behind their name: visa, orders, and registers abroad.

Belgium: visum (FOD Volksgezondheid), Psychologencommissie, orders; Netherlands: BIG, AGB; France: RPPS, ADELI, FINESS;
Germany: LANR, BSNR; United Kingdom: GMC, NMC.

>>> compact("10 101 234 567"), is_valid("10101234567"), is_valid("volgt")
('10101234567', True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import BEGIN, LINK
from detectors.recognizers.verbs import accepts, judge, with_digits

_REGISTERS = (
    r"visum|visa|psychologencommissie|commission des psychologues|psycom|ordenummer|orde der artsen|ordre des médecins"
    r"|erkennings?|agrément|BIG|AGB(?:-code)?|RPPS|ADELI|FINESS|LANR|BSNR|GMC|NMC|HCPC|UZOVI|COMPSY|VVKP|VTI"
    r"|VI(?:[- ]?nr)|vertragsarzt-?nr"
    r"|commission no|recognition no|(?:visum|visa|numéro) (?:compsy|pflege|verpleegkunde|infirmi(?:er|ère))"
)
_NUMBER = r"(?:[ .-]?(?:registratie|registration)?[ -]?(?:nummer|nr|number|no|n°|numéro))?"

_BEHIND_A_DOCTOR = r"\b(?i:dr|prof)\.? (?:dr\.? )?[^\n\d();]{2,40}[ (,|]{1,2}(?P<value>[1-9]\d{10})\b"
"""Eleven digits behind a doctor's name: the number, whatever its check digits say."""


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no number; without the value.
    """
    return with_digits(compact(text), fewest=4, longest=14)


def is_valid(text: str) -> bool:
    """Whether the text may be the number of a registration."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="provider_registration",
    category="provider_number",
    patterns=(
        Pattern(
            rf"{BEGIN}(?i:{_REGISTERS})(?i:{_NUMBER})(?: demandé)?(?i:{LINK})"
            r"(?P<value>[A-Z]{0,2}\d(?:[ ./-]?\d){4,12})\b",
            score=0.83,
        ),
        Pattern(_BEHIND_A_DOCTOR, score=0.82),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    near="0",
    reach=70,
    compact=compact,
)
