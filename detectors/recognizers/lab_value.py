"""A measured value with its unit: ``412 ng/dL``, ``45 %``, ``<0,5 nmol/L``. Health data, not an identifier.

>>> is_valid("412 ng/dL"), is_valid("412 euro")
(True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_UNIT = (
    r"(?:[pnµuμm]?g/[dm]?L|[pnµuμm]?mol/L|m?[IU]{1,2}[EU]?/m?L|IE/L|U/L|mEq/L|g%|%|x?10\^?9/L|/µL|fL|mmHg|kg/m²|kg/m2"
    r"|g/cm²|g/cm2|mm/h|mL/min)"
)
_VALUE = rf"(?:[<>≤≥]\s?)?\d{{1,6}}(?:[.,]\d{{1,4}})?\s?(?i:{_UNIT})"


def compact(text: str) -> str:
    """Without spaces, with a decimal point."""
    return "".join(text.split()).replace(",", ".")


def validate(text: str) -> str:
    """The compact value.

    Raises:
        stdnum.exceptions.ValidationError: it is no value with a unit.
    """
    if not re2.fullmatch(_VALUE, text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a value with a unit of a laboratory."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="lab_value",
    category="lab_value",
    patterns=(Pattern(_VALUE, score=0.78),),
    joints=".,",
    near="0",
    compact=compact,
)
