"""The structured reference of a Belgian bank transfer (OGM, VCS): ``+++123/4567/89002+++``.

Ten digits chosen by the creditor, often the number of an invoice or a patient, and those modulo 97 (0 is written 97).
Source: Febelfin, structured communication; the arithmetic is that of ``stdnum.be.ogm_vcs``.

>>> compact("***010/8068/17183***"), is_valid("+++123/4567/89003+++")
('010806817183', False)
>>> format("123456789002")
'+++123/4567/89002+++'
"""

from __future__ import annotations

from stdnum.be import ogm_vcs

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge


def compact(text: str) -> str:
    """The twelve digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The twelve digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    return str(ogm_vcs.validate(compact(text)))


def is_valid(text: str) -> bool:
    """Whether the text is a reference with right check digits."""
    return accepts(validate, text)


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """As banks print it."""
    digits = compact(text)
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


_GROUPS = r"\d{3}\s?/\s?\d{4}\s?/\s?\d{5}"
_LABELLED = (
    r"(?i)\b(?:end[ -]to[ -]end(?:[ -](?:id|ref(?:erence|erentie)?))?|e2e[ -]?id"
    r"|mandaat[ -]?(?:referte|referentie|nummer|nr|id)"
    r"|mandate (?:ref(?:erence)?|id|no)|référence (?:du |de )?mandat|mandatsreferenz|betalingsreferentie|betaalkenmerk)"
    r"\.?\s?[:=]?\s?(?P<value>[0-9A-Z][0-9A-Z/._-]{3,33}[0-9A-Z])"
)

RECOGNIZER = Recognizer(
    name="payment_reference",
    category="payment_reference",
    patterns=(
        Pattern(rf"(?:\+{{3}}|\*{{3}})\s?{_GROUPS}\s?(?:\+{{3}}|\*{{3}})", score=1.0, telling=True),
        Pattern(_GROUPS, score=0.95, telling=True),
        Pattern(r"\d{3}[ .-]?\d{4}[ .-]?\d{5}", score=0.0),
        Pattern(_LABELLED, score=0.88, telling=True),
    ),
    check=judge(validate),
    context=(
        *("gestructureerde mededeling", "mededeling", "ogm", "vcs", "betalingskenmerk", "overschrijving met"),
        *("communication structurée", "communication", "référence de paiement", "strukturierte mitteilung"),
        *("structured communication", "payment reference", "remittance", "referenz"),
    ),
    context_score=0.97,
    near="0",
    compact=compact,
)
