"""What a result of a laboratory looks like: a figure with its unit, a range, a blood group, or a word for a finding."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from transforms.units import UNITS

_FIGURE = r"[+-]?\d{1,3}(?:[ ']\d{3}){1,2}(?:[.,]\d{1,6})?|[+-]?\d{1,7}(?:[.,]\d{1,6})?"
_COMPARED = rf"(?:(?:<=|>=|[<>≤≥=~±]|ca\.?) ?)?(?:{_FIGURE})"
_RANGE = rf"{_COMPARED}(?: ?(?:-|–|/|\.\.|à|a|tot|to|bis) ?{_COMPARED})?"
_FLAG = r"\(?(?:hh?|ll?|n|\*{1,3}|\+{1,4}|-{1,4}|↑|↓)\)?"
_SIGN = r"(?:\+{1,3}|-|–|pos\.?|neg\.?|posit(?:ief|if|iv|ive)|n[eé]gati(?:ef|f|v|ve)|positief|negatief)"
_BLOOD_GROUP = rf"(?:ab|a|b|o|0)[12]?(?: ?(?:rh(?:esus)?)? ?(?:\(?d\)?)? ?{_SIGN})?|rh(?:esus)? ?(?:\(?d\)?)? ?{_SIGN}"
_TITRE = r"1 ?[:/] ?\d{1,6}"

_MEASURED = rf"(?i)^(?:{_RANGE} ?(?:{UNITS})? ?(?:{_FLAG})?|{UNITS}|{_FLAG}|{_BLOOD_GROUP}|{_TITRE})$"

_FINDINGS = (
    # Dutch
    "pos", "pos.", "neg", "neg.", "positief", "negatief", "zwak positief", "zwak pos", "sterk positief", "spoor",
    "sporen", "normaal", "abnormaal", "verhoogd", "verlaagd", "hoog", "laag", "aanwezig", "afwezig", "aantoonbaar",
    "niet aantoonbaar", "gedetecteerd", "niet gedetecteerd", "reactief", "niet reactief", "niet-reactief", "immuun",
    "niet immuun", "twijfelachtig", "grensgebied", "onbepaald", "geen", "nihil", "volgt", "hemolytisch", "lipemisch",
    "gestold", "helder", "troebel", "geel", "nvt", "n.v.t.", "binnen de normen", "onder detectielimiet",
    # French
    "positif", "positive", "négatif", "négative", "negatif", "negative", "faiblement positif", "faible", "trace",
    "traces", "normal", "normale", "anormal", "anormale", "élevé", "élevée", "bas", "basse", "présent", "présente",
    "présence", "absent", "absente", "absence", "détecté", "non détecté", "détectable", "non détectable", "réactif",
    "non réactif", "immun", "immunisé", "non immunisé", "douteux", "douteuse", "indéterminé", "aucun", "aucune",
    "suit", "hémolysé", "clair", "trouble", "jaune",
    # German
    "positiv", "negativ", "schwach positiv", "stark positiv", "spur", "spuren", "unauffällig", "auffällig", "erhöht",
    "erniedrigt", "hoch", "niedrig", "vorhanden", "nicht vorhanden", "nachweisbar", "nicht nachweisbar", "reaktiv",
    "nicht reaktiv", "nicht immun", "grenzwertig", "unbestimmt", "kein", "keine", "folgt", "hämolytisch", "klar",
    "trüb", "gelb",
    # English
    "weakly positive", "weak positive", "strongly positive", "abnormal", "elevated", "raised", "decreased", "high",
    "low", "present", "detected", "not detected", "undetectable", "detectable", "reactive", "non-reactive",
    "non reactive", "immune", "not immune", "equivocal", "borderline", "indeterminate", "none", "nil", "pending",
    "haemolysed", "hemolyzed", "clear", "cloudy", "turbid", "yellow", "n/a", "na",
)  # fmt: skip


def lab_values(texts: pa.Array) -> pa.Array:
    """The results, null for what is none; text, since ``<0.1`` is no number; with a decimal point.

    >>> lab_values(pa.array(["> 1,2 nmol/L", "AB Rh+", "négatif", "12 appels", "Peeters"])).to_pylist()
    ['> 1.2 nmol/L', 'AB Rh+', 'négatif', None, None]
    """
    plain = pc.utf8_lower(pc.replace_substring_regex(texts, r"[\s\x{a0}\x{202f}]+", " "))
    fits = pc.or_(pc.match_substring_regex(plain, _MEASURED), pc.is_in(plain, pa.array(_FINDINGS)))
    values = pc.if_else(fits, texts, pa.scalar(None, pa.string()))
    return pc.replace_substring_regex(values, r"(\d),(\d)", r"\1.\2")
