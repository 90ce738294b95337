"""Units of measure of laboratories and of prescriptions, as patterns in the dialect of RE2; case does not count."""

from __future__ import annotations

_MASS = "(?:[mkµuμnpfdc]?g|mcg|gamma)"
_AMOUNT = "(?:[mµuμnpf]?mol|m?eq|mosmol|[kmµuμ]?iu|[kmµuμ]?u|m?ie|m?ui|ue|[µuμn]?kat)"
_VOLUME = "(?:[mµuμdcnpf]?l|cc)"
_LENGTH = "(?:[kcmµ]?m[²³23]?)"
_TIME = "(?:sec|s|min|h|uur|uren|dag|dagen|day|jour|tag|d)"
_PRESSURE = "(?:mm ?hg|kpa|hpa|bar)"
_COUNTS = "(?:x ?)?10 ?[*^]?[*e]?(?:3|6|9|12|³|⁶|⁹|¹²)"
_OTHER = "(?:%|‰|bpm|spm|db|k?cal|k?j|cells?|cellen|index|ratio|vol ?%|g ?%)"

UNIT = f"(?:{_MASS}|{_AMOUNT}|{_VOLUME}|{_LENGTH}|{_TIME}|{_PRESSURE}|{_COUNTS}|{_OTHER})"
"""One unit without what stands behind a slash."""

_PER = f"(?: ?[/·*.] ?(?:{UNIT}|(?:[0-9]{{1,3}} ?){UNIT}|1[.,]73 ?m[²2]|veld|champ|feld|field|hpf|100 ?wbc))"
UNITS = f"(?:{UNIT}{_PER}{{0,3}}|{_PER}|mm/1e uur)"
"""A unit as it stands behind a value: ``mmol/L``, ``/min``, ``10^9/L``, ``mL/min/1,73 m²``."""
