"""Kinds of which every member holds a digit: numbers, dates, codes, sizes, addresses of machines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.kinds import Kind, as_bool, check_digits
from detectors.kinds.patterns import MONTH_NAME, MONTH_WORD, SEASON, WEEKDAY
from detectors.kinds.words import is_belgian_postal_code

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"


_MONTH = r"(?:0?[1-9]|1[0-2])"


_YEAR = r"(?:(?:18|19|20)\d{2}|'?\d{2})"


_WHOLE = r"(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:[.'’ \x{a0}\x{202f}]\d{3}){1,4}|[1-9]\d{0,2}(?:,\d{3}){1,4})"
"""Whole numbers as they are counted: no zero in front, and groups of three."""


_BEFORE_DATE = rf"^(?:[°*]?\s*|(?i:{WEEKDAY})\.?,? )"


_AFTER_DATE = r"(?:[T ,].*)?$"


_ISSUER = r"(?:01|1[0-3]|3[0-9]|4[459]|5[0-4]|86|9[189])"
"""The first digits of an IMEI: who registered the model (3GPP TS 23.003)."""


def _is_imei(texts: pa.Array) -> np.ndarray:
    return check_digits.luhn(texts, 15, 15)


DIGITS: tuple[Kind, ...] = (
    Kind("phone_without_zero", r"^4[5-9]\d{7}(?:\.0)?$"),
    Kind("national_number_without_zeros", r"^[1-9]\d{7,10}(?:\.0)?$", check_digits.national_number_without_zeros),
    Kind("scientific", r"^[1-9](?:[.,]\d+)?[Ee]\+?1[01]$"),
    Kind("bsn", r"^\d{9}(?:\.0)?$", check_digits.bsn),
    Kind("nhs_number", r"^\d{3} ?\d{3} ?\d{4}$", check_digits.nhs_number),
    Kind("steuer_id", r"^\d\d ?\d{3} ?\d{3} ?\d{3}$", check_digits.steuer_id),
    Kind("lu_matricule", r"^(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{5}$"),
    Kind("twelve_digits", r"^\d{12}$", check_digits.structured_reference),
    Kind("integer", r"^[+-]?\d{1,18}(?:\.0)?$"),
    Kind("numeric", rf"^(?:[<>≤≥]=?\s*)?[+-]?{_WHOLE}(?:[.,]\d+)?\s?%?$|^[+-]?[.,]\d+$"),
    Kind("leading_zero", r"^0\d+$"),
    Kind(
        "decimal",
        r"^[+-]?(?:\d{1,3}(?:[ .'’\x{a0}\x{202f}]\d{3})+|\d+)?,\d+$|^[+-]?(?:\d{1,3}(?:,\d{3})+"
        r"|\d+)?\.\d+$",
        lambda texts: ~as_bool(pc.match_substring_regex(texts, r"^\d{4,}\.0$")),
    ),
    Kind("cents", rf"^[+-]?{_WHOLE}[.,]\d{{2}}$"),
    Kind("grouped", r"^\d{1,3}(?:[ .'’]\d{3})+$"),
    Kind(
        "money",
        r"(?i)^[+-]?\s?(?:€|EUR|\$|£|USD|CHF|GBP)\s?[+-]?\d[\d.,'’ \x{a0}-]*(?:k|/\s?\pL+)?$"
        r"|^[+-]?\s?\d[\d.,'’ \x{a0}-]*\s?k?(?:€|EUR|euros?|\$|£|USD|CHF|GBP)(?:\s?(?:/|per|par|pro)\s?\pL+)?$"
        r"|^[+-]?\d[\d.' ]*,-$|^\(\d[\d.' ]*[.,]\d{2}\)$|^\d[\d.' ]*[.,]\d{2}-$",
    ),
    Kind("percent", r"^[+-]?\d+(?:[.,]\d+)?\s?%$"),
    Kind("compared", r"^[<>≤≥]=?\s*\d+(?:[.,]\d+)?$"),
    Kind("range", r"^[<>]?\s*(?:\d{1,3}|1\d{3})(?:[.,]\d+)?\s*[-–]\s*(?:0|[1-9]\d{0,2}|1\d{3})(?:[.,]\d+)?$"),
    Kind(
        "measured",
        r"(?i)^[<>≤≥]?=?\s*\d+(?:[.,]\d+)?\s?(?:%|[npmµuk]?(?:mol|g|iu|ie|u|ui)/(?:[dmµu]?l|24 ?h)|10[\^*]\d+/l"
        r"|m?[iu]+/m?l|mmhg|kg/m[2²]|fl|ml/min\S*)$",
    ),
    Kind(
        "reference",
        r"(?i)^[<>≤≥]?=?\s*\d+(?:[.,]\d+)?\s*[-–]\s*\d+(?:[.,]\d+)?\s?[a-zµμ%/^0-9.²³*,]{0,16}$|^[<>≤≥]=?\s*\d+(?:[.,]\d+)?"
        r"(?:\s?[a-zµμ%/^0-9.²³*,]{1,16})?$",
        lambda texts: as_bool(pc.match_substring_regex(texts, r"[.,]\d|[<>≤≥%]|\d\s?[A-Za-zµμ]")),
    ),
    Kind("coordinates", r"^[+-]?\d{1,2}\.\d{3,}\s?[,;]\s?[+-]?\d{1,3}\.\d{3,}$"),
    Kind("degrees", r"^[+-]?\d{1,3}[.,]\d{4,15}$"),
    Kind("short_number", r"^\d{3,4}$"),
    Kind("one_digit", r"^\d$"),
    Kind("with_number", r"[A-Za-zÀ-ɏ@].*\d{3}|\d{3}.*[A-Za-zÀ-ɏ@]"),
    Kind("insurer_code", r"^(?:750|999|[1-69]\d{2})$"),
    Kind(
        "sized",
        r"(?i)^(?:[<>~±]|ca\.?)?\s?\d+(?:[.,]\d+)?\s?(?:[kmgt]i?[bo]|bytes?|octets|[kmc]?m|kg|gr?|[mcd]?l|k|km|m2|m²|pt|px|dpi|mp|st\.?|stuks?"
        r"|pi[eè]ces?|stück|pcs|x|kwh|w|hz|db)$",
    ),
    Kind("year", r"^(?:19|20)\d{2}$"),
    Kind("years_of_age", r"^(?:1[01]\d|\d{1,2})(?:\s?(?:j|jaar|ans|jahre|y|yrs|years))?$"),
    Kind(
        "age_with_unit",
        r"(?i)^(?:âgée? de )?\d{1,3}[\s-]?(?:jr?|jaar|jarige?|a|ans?|jahre?|jährige?[rn]?|y|yo|yrs?|years?|y/o|year)\.?"
        r"(?:[\s-](?:oud|old|alt))?$",
    ),
    Kind(
        "quantity",
        r"(?i)^\d+(?:[.,]\d+)?\s?(?:mg|µg|ug|mcg|ie|iu|(?:ml|g|x)(?: ?/| per| par| pro| daags)|tabl|tablet\w*|druk\w*"
        r"|puff\w*|per dag|par jour|inje[ck]t\w+|comprim\w+|capsules?|pompes?|gouttes|druppels)\b",
    ),
    Kind("date_year_first", rf"^[°*]?\s*(?:18|19|20)\d{{2}}[-/.]{_MONTH}[-/.]{_DAY}{_AFTER_DATE}"),
    Kind("date_day_first", rf"{_BEFORE_DATE}{_DAY}[-/. ]{_MONTH}[-/. ]{_YEAR}{_AFTER_DATE}"),
    Kind("date_month_first", rf"^[°*]?\s*{_MONTH}[-/. ]{_DAY}[-/. ]{_YEAR}{_AFTER_DATE}"),
    Kind("day_above_twelve_first", rf"^[°*]?\s*(?:1[3-9]|2\d|3[01])[-/. ]{_MONTH}[-/. ]{_YEAR}{_AFTER_DATE}"),
    Kind("day_above_twelve_second", rf"^[°*]?\s*{_MONTH}[-/. ](?:1[3-9]|2\d|3[01])[-/. ]{_YEAR}{_AFTER_DATE}"),
    Kind("date_am_pm", rf"(?i)^{_MONTH}[-/.]{_DAY}[-/.]{_YEAR}.*\d\s?[ap]\.?m\.?$"),
    Kind(
        "date_compact",
        r"^(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[T ]?\d{4}(?:\d{2})?.*)?$",
    ),
    Kind("date_compact_day_first", r"^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}$"),
    Kind(
        "date_in_words",
        r"(?i)^[°*]?(?:[A-Za-zÀ-ɏ]+\.?,?\s+){0,2}(?:\d{1,2}(?:er|e|ste|st|nd|rd|th"
        rf"|\.)?[\s./-]*(?:of\s+|de\s+)?{MONTH_WORD}|{MONTH_WORD}\.?\s+\d{{1,2}}(?:st|nd|rd"
        r"|th)?,?)\.?,?[\s./-]*(?:(?:19|20)\d{2}\b|'?\d{2}$)|^\d{1,2}[-/. ][IVX]{1,4}[-/. ](?:19|20)?\d{2}$",
    ),
    Kind(
        "date_partial",
        rf"(?i)^(?:{MONTH_WORD}\.?[ ./-]{{1,3}}(?:(?:19|20)\d{{2}}|'\d{{2}})|(?:0[1-9]|1[0-2])[/.-](?:19|20)\d{{2}}"
        r"|(?:19|20)\d{2}[-/.](?:0[1-9]|1[0-2])|[QKT][1-4][ /-]?(?:19|20)\d{2}|(?:19|20)\d{2}[ /-]?[QKT][1-4]"
        rf"|(?:{WEEKDAY}\.?,? )?\d{{1,2}}(?:er|st|nd|rd|th|\.)?[ -]{MONTH_NAME}\.?|{MONTH_NAME}[-/ ]\d{{2}}"
        r"|(?:KW|W[KE]|week|weeknr|sem|semaine|woche)[. ]{0,2}\d{1,2}"
        rf"|(?:19|20)\d{{2}}-?W\d{{2}}|(?:{SEASON})[ -](?:van |de )?(?:(?:19|20)\d{{2}}|'\d{{2}}))$",
    ),
    Kind("day_and_month", r"^(?:0[1-9]|[12]\d|3[01])[/.](?:0[1-9]|1[0-2])\.?$"),
    Kind(
        "six_digit_date",
        r"^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}$|^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$",
    ),
    Kind("epoch", r"^1[0-9]{9}(?:\d{3})?$"),
    Kind("epoch_of_our_years", r"^1[2-9]\d{8}(?:\d{3})?$"),
    Kind("clock", r"(?i)^(?:[01]?\d|2[0-3])[:hu](?:[0-5]\d)?(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?$"),
    Kind(
        "duration",
        r"(?i)^\d{1,4}:[0-5]\d:[0-5]\d$|^\d{1,3}\s?[uh]\s?[0-5]\d(?:\s?m(?:in)?)?$|^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$|^\d+(?:[.,]\d+)?\s?(?:sec|min"
        r"|minuten|minutes?|uur|uren|h|hours?|heures?|stunden?|dagen|jours?|tage?|days?|weken|semaines?"
        r"|wochen?|weeks?|maanden|mois|monate?|months?)\.?$",
    ),
    Kind("postal_code", r"^(?:B-?)?[1-9]\d{3}$", is_belgian_postal_code),
    Kind("postal_code_abroad", r"^[1-9]\d{3} ?[A-Z]{2}$|^(?:[FDL]-?)?\d{4,5}$|^[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}$"),
    Kind("postal_code_and_place", r"^(?:[BFDL]-?)?[1-9]\d{3,4}(?: ?[A-Z]{2})?,?\s+[A-ZÀ-Þ'][A-Za-zÀ-ɏ' -]{2,}$"),
    Kind("house_number", r"(?i)^\d{1,4}\s?[a-z]?(?:\s?[-/]\s?\d{0,4}\s?[a-z]?)?(?:\s*(?:bus|bte|box|b)\.?\s*[\w.]+)?$"),
    Kind("atc", r"^[ABCDGHJLMNPRSV]\d{2}[A-Z]{2}\d{2}$"),
    Kind("icd", r"^[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}$|^F64$|^H?A6[0-9A-Z](?:\.\d)?$"),
    Kind("loinc", r"^\d{3,5}-\d$", lambda texts: check_digits.luhn(texts, 2, 7)),
    Kind("provider_number", r"^[1-9][ .\-/]?\d{5}[ .\-/]?\d{2}[ .\-/]?\d{3}$", check_digits.provider_number),
    Kind("provider_number_shape", r"^[1-9]-\d{5}-\d{2}-\d{3}$"),
    Kind("company_number", r"^(?:BE\s?)?[01]\d{3}[. ]?\d{3}[. ]?\d{3}$", check_digits.company_number),
    Kind("eid_number", r"^\d{3}-\d{7}-\d{2}$"),
    Kind("passport", r"^[A-Z]{2}\d{6,7}$"),
    Kind("licence_plate", r"^[1-9][- .]?[A-Z]{3}[- .]?\d{3}$"),
    Kind(
        "ip_address",
        r"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d\d?|:\d+)?$"
        r"|^[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}$",
    ),
    Kind("mac_address", r"^[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}$|^[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}$"),
    Kind(
        "mac_address_bare",
        r"^[0-9a-f][02468ace][0-9a-f]{10}$|^[0-9A-F][02468ACE][0-9A-F]{10}$",
        lambda texts: as_bool(pc.match_substring_regex(texts, "[A-Fa-f]")),
    ),
    Kind(
        "imei",
        rf"^{_ISSUER}\d{{13}}$|^{_ISSUER}[ -]\d{{6}}[ -]\d{{6}}[ -]\d$",
        _is_imei,
    ),
    Kind("iccid", r"^89\d{16,18}F?$"),
    Kind(
        "product_number",
        r"(?i)^(?:lot|batch|charge|ref|art|sku|udi|gtin|ean)[ .:#°-]{1,3}[0-9A-Z][0-9A-Z./-]*\d[0-9A-Z./-]*$",
    ),
    Kind("phone_extension", r"(?i)^(?:ext|toestel|poste|durchwahl|dw|intern|nst)\.?:? ?\d{2,5}$"),
    Kind("insured_number", r"^[A-Z]\d{9}$", check_digits.kvnr),
    Kind("pension_number", r"^\d{2}(?:0[1-9]|[12]\d|3[01]|[4-9]\d)(?:0[1-9]|1[0-2])\d{2}[A-Z]\d{3}$"),
    Kind("uuid", r"^\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?$"),
    Kind("hexadecimal", r"^(?:[0-9a-f]{12,}|[0-9A-F]{8,})$"),
    Kind("hash", r"^\$2[aby]\$|^\$argon2|^\{?(?:SHA|MD5)|^[0-9a-f]{32}$|^[0-9a-f]{40}$|^[0-9a-f]{64}$"),
    Kind(
        "code",
        r"^(?:[A-Za-z]{1,8}[-_/.:]?)+\d[\dA-Za-z._/-]*$|^\d+[-_/.]?[A-Za-z][\dA-Za-z._/-]*$"
        r"|^\d+(?:[-/]\d+)+$|^\d{4,} / \d+$"
        r"|^\d+(?:[ .]\d+){2,}$|^[#*\[(]+ ?[A-Za-z]{0,4}[ -]?\d[\d ./-]*[*\])]*[\d ./-]*$"
        r"|^[A-Z]{1,4} \d{2,}(?: \d{2,})*$|^\d+\.$",
    ),
    Kind("year_and_number", r"^(?:19|20)\d{2}[. ]\d{2,6}$"),
    Kind(
        "named_number",
        r"(?i)^(?:n[°ºr]|nr|no|num(?:mer|ber|[ée]ro)?|id|ref|dos(?:sier)?|akte|zaak|file|case|pat(?:i[eë]nt\w?)?|kl(?:ant)?|client\w?"
        r"|kunde|lid|member|subj(?:ect)?|proband|deelnemer|participant|respondent|ticket|fact(?:uur|ure)?|rechnung|invoice|order"
        r"|bon|polis|police|policy|staal|sample|record|user|gast|guest)[ .:#°_-]{0,3}\d[\dA-Za-z./-]*$",
    ),
    Kind(
        "cookie",
        r"^GA\d\.\d(?:-\d)?\.\d+\.\d+$|^GS\d\.\d\.[\w.$]{10,}$|^(?:1\.1\.)?\d{6,10}\.1\d{9}$|^\d{6,10}\.\d{10}$"
        r"|^fb\.\d\.\d+\.[\w-]+$",
    ),
)
"""Kinds of which every member holds a digit."""
