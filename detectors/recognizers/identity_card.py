"""The number of a Belgian identity card: twelve digits, ``591-1917064-58``, the first ten modulo 97 at the end.

A bank account from before IBAN has the same digits and check, so words must tell which it is.
Source: technical instruction of the national register; the arithmetic is that of ``stdnum.be.eid``.

>>> is_valid("591-1917064-58"), is_valid("591-1917064-59")
(True, False)
>>> format("591191706458")
'591-1917064-58'
"""

from __future__ import annotations

from stdnum.be import eid

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.separators import GAP
from detectors.recognizers.verbs import accepts, judge


def compact(text: str) -> str:
    """The twelve digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The twelve digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    return str(eid.validate(compact(text)))


def is_valid(text: str) -> bool:
    """Whether the text is a card number with right check digits."""
    return accepts(validate, text)


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """As printed on the card."""
    digits = compact(text)
    return f"{digits[:3]}-{digits[3:10]}-{digits[10:]}"


RECOGNIZER = Recognizer(
    name="identity_card",
    category="document_number",
    patterns=(Pattern(rf"\d{{3}}{GAP}{{0,2}}\d{{7}}{GAP}{{0,2}}\d{{2}}", score=0.0),),
    check=judge(validate),
    context=(
        *numbered("identiteitskaart", "idkaart", "eid", "personalausweis", "ausweis"),
        *("id kaart", "kaartnummer", "kaartnr", "kids id", "eid kaart", "elektronische identiteitskaart", "ci"),
        *("carte d'identité", "carte identité", "n° de carte", "numéro de carte", "kartennummer", "kinderausweis"),
        *("carte", "card", "kaart", "karte", "identity card", "id card", "card no", "card number", "eid card"),
    ),
    context_score=0.92,
    near="0",
    compact=compact,
)
