"""A measured value: with its unit (``412 ng/dL``, ``<0,5 nmol/L``), behind the name of a test, or as a range.

``RR 120/80`` is a blood pressure and no national register, ``MoCA 21/30`` a score and no date. Health data, not an
identifier.

>>> is_valid("412 ng/dL"), is_valid("412 euro"), is_valid("120/80")
(True, False, True)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_UNIT = (
    r"(?:[pnµuμm]?g/[dm]?L|[pnµuμm]?mol/L|m?[IU]{1,2}[EU]?/m?L|IE/L|U/L|mEq/L|g%|%|x?10\^?[39]/(?:L|µL)|/µL|/mm³|fL"
    r"|mmHg|cmH2O|kg/m²|kg/m2|g/cm²|g/cm2|mm/h|mm/u|mL/min(?:/1[.,]73 ?m²)?|bpm|slagen/min|/min|°C|Hz|kPa|mosm/kg)"
)
_FIGURE = r"(?:[<>≤≥~]=?\s?)?\d{1,6}(?:[.,]\d{1,4})?"
_WITH_UNIT = rf"{_FIGURE}(?:\s?[-–]\s?\d{{1,6}}(?:[.,]\d{{1,4}})?)?\s?(?i:{_UNIT})"
_TESTS = (
    r"(?:E2|T|LH|FSH|SHBG|PRL|[Pp]rolactin[ea]?|[Pp]rolaktin|[Oo]estradiol|[OŒœ]?[Ee]?stradiol|[Öö]stradiol"
    r"|[Tt]estost[eé]rone?|(?i:progest[eé]rone?)|DHEA-?S?|AMH|TSH|[Ff][Tt][34]|PTH|Hb|[Hh]emoglobine?|[Hh]émoglobine|Hct|Ht"
    r"|[Hh][eé]matocrie?te?|RBC|WBC|PLT|MCV|MCH|CRP|BSE|ESR|INR|[Ff]erritine?|[Kk]reatinin|[Cc]r[eé]atinine?|eGFR|GFR"
    r"|DFG|ALT|AST|ALAT|ASAT|GPT|GOT|GGT|[Gg]amma-?GT|LDH|CK|Na|K|Ca|[Gg]lucose|[Gg]lyc[eé]mie|HbA1c|LDL|HDL"
    r"|[Cc]holesterol|[Cc]holestérol|[Tt]riglycerid(?:en|es)|TG|PSA|bHCG|[Vv]it\.? ?D|[Vv]itamine? [DdBb](?:12)?"
    r"|25-OH-D|T-score|Z-score)"
)
_SIGNS_OF_LIFE = (
    r"(?:RR|BD|TA|BP|bloeddruk|[Tt]ensie|[Tt]ension|[Bb]lutdruck|[Bb]lood pressure)\s?[:=]?\s?"
    r"(?P<value>\d{2,3} ?/ ?\d{2,3}|\d{1,2} ?/ ?\d)\b"
)
_MEASURES = (
    r"\b(?:T°|T|[Tt]emp\.?|[Tt]emperatuur|[Tt]empérature|[Tt]emperature|[Pp]ols|[Pp]ouls|[Pp]uls|FC|HR|HF|P|[Hh]artslag"
    r"|SatO2|SaO2|SpO2|[Ss]aturatie|[Ss]aturation|BMI|IMC|[Gg]ewicht|[Pp]oids|[Ww]eight|[Ll]engte|[Tt]aille|[Hh]eight"
    r"|[Gg]röße|AF|VAS|NRS)\s?[:=]?\s?(?P<value>\d{1,3}(?:[.,]\d{1,2})?(?:-\d{1,3})?(?:/10\b)?(?:\s?(?:%|kg|cm|°C?|bpm))?)"
)
_SCORES = (
    r"\b(?:MoCA|MMSE|HADS|UGDS|PHQ-?9|GAD-?7|BDI(?:-II)?|VAS|NRS|AUDIT|GCS|EMV|EHM|TCS|BIS|GAF|(?:pijn)?[Ss]core"
    r"|[Ss]chaal|[Éé]chelle|[Ss]cale|[Pp]ain|[Pp]ijn|[Dd]ouleur|[Ss]chmerz)"
    r"\s?(?:van |de |of |:|=)?\s?(?P<value>\d{1,3} ?/ ?\d{1,3})"
)
_RANGE = (
    rf"(?i:{_UNIT})\s?[(\[](?:ref\.?|N|norm|normaal)?:?\s?(?P<value>[<>≤≥]?\s?\d{{1,5}}(?:[.,]\d{{1,4}})?"
    r"(?:\s?[-–]\s?\d{1,5}(?:[.,]\d{1,4})?)?)[)\]]"
)
_BARE = r"\d{2,3} ?/ ?\d{2,3}"


def compact(text: str) -> str:
    """Without spaces, with a decimal point."""
    return "".join(text.split()).replace(",", ".")


def validate(text: str) -> str:
    """The compact value.

    Raises:
        stdnum.exceptions.ValidationError: it is no value with a unit, and no blood pressure.
    """
    if not re2.fullmatch(f"{_WITH_UNIT}|{_BARE}", text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a value with a unit of a laboratory, or a blood pressure."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="lab_value",
    category="lab_value",
    patterns=(
        Pattern(_WITH_UNIT, score=0.78),
        Pattern(rf"\b{_SIGNS_OF_LIFE}", score=0.8),
        Pattern(_MEASURES, score=0.73),
        Pattern(_SCORES, score=0.79),
        Pattern(_RANGE, score=0.77),
        Pattern(rf"\b{_TESTS}\s?[:=]?\s?(?P<value>{_FIGURE})", score=0.74),
    ),
    joints=".,",
    near="0",
    reach=48,
    compact=compact,
)
