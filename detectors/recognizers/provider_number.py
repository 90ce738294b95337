"""The number of a care provider (RIZIV, INAMI, LIKIV, NIHDI): ``1-87497-04-477``.

Profession (1 physician, 3 dentist, 4 nurse or midwife, 5 physiotherapist or speech therapist, ...), five digits, two
check digits, qualification. The check is 97 minus the first six digits modulo 97, or the same with 89 where the numbers
of 97 ran out (physicians since April 2019). The rule for 89 is inferred, so a wrong check lowers the score only.
Source: RIZIV, note I 2012/26; HL7 Belgium core profiles.

>>> is_valid("1-87497-04-477"), is_valid("1-87497-26-477"), is_valid("1-87497-05-477")
(True, True, False)
>>> format("18749704477")
'1-87497-04-477'
"""

from __future__ import annotations

from stdnum.exceptions import InvalidChecksum, InvalidLength

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import glued, numbered
from detectors.recognizers.separators import DASHES, GAP
from detectors.recognizers.verbs import accepts, judge

_LENGTHS = (8, 11)  # without and with the qualification
_PADDED = 12  # billing files put a zero before
_MODULI = (97, 89)


def compact(text: str) -> str:
    """The digits, without the zero that billing files put before."""
    digits = digits_of(text)
    return digits[1:] if len(digits) == _PADDED and digits.startswith("0") else digits


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    digits = compact(text)
    if len(digits) not in _LENGTHS or digits.startswith("0"):
        raise InvalidLength
    number, found = int(digits[:6]), int(digits[6:8])
    if found not in [modulus - number % modulus for modulus in _MODULI]:
        raise InvalidChecksum
    return digits


def is_valid(text: str) -> bool:
    """Whether the text is a provider number with right check digits."""
    return accepts(validate, text)


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """In its four groups."""
    digits = compact(text)
    return "-".join(filter(None, (digits[:1], digits[1:6], digits[6:8], digits[8:])))


_SIGN = rf" ?[/.{DASHES}] ?"
_WITH_QUALIFICATION = rf"0?[1-9]{GAP}{{0,3}}\d{{5}}{GAP}{{0,3}}\d{{2}}{GAP}{{0,3}}\d{{3}}"

RECOGNIZER = Recognizer(
    name="provider_number",
    category="provider_number",
    patterns=(
        Pattern(rf"[1-9]{_SIGN}\d{{5}}{_SIGN}\d{{2}}{_SIGN}\d{{3}}", score=0.97, telling=True),
        Pattern(r"[1-9] \d{5} \d{2} \d{3}", score=0.9, telling=True),
        Pattern(_WITH_QUALIFICATION, score=0.0),
        Pattern(rf"[1-9]{GAP}{{0,3}}\d{{5}}{GAP}{{0,3}}\d{{2}}", score=0.0),
        Pattern(glued("riziv|inami|nihdi|nihii|likiv", _WITH_QUALIFICATION), score=0.96, telling=True),
    ),
    check=judge(validate),
    context=(
        *numbered("riziv", "inami", "nihii", "nihdi", "likiv", "erkennings"),
        *("zorgverlener", "voorschrijver", "prestataire", "prescripteur", "verordnender arzt", "provider number"),
    ),
    context_score=0.96,
    glued=True,
    near="0",
    compact=compact,
)
