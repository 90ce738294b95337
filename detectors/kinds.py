"""What a cell can look like: shapes, words and check digits, each a test of a whole array of distinct values.

A *kind* is narrower than a category and knows nothing of headers: ``date_day_first`` is a kind, ``birth_date`` is what
a column of them may turn out to be. A cell can be of many kinds at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2
import yaml

from detectors import check_digits, spoken
from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.names.lexicon import CERTAIN_FAMILY, CERTAIN_FIRST, COMMON_WORDS, NAMES_OF_PEOPLE
from detectors.names.remembered import remembered
from detectors.text_bytes import digit_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Check = Callable[[pa.Array], np.ndarray]


@dataclass(frozen=True)
class Kind:
    """One thing a cell can look like.

    Attributes:
        regex: RE2, searched in the trimmed cell.
        check: arithmetic that the cells which match must pass too.
    """

    name: str
    regex: str
    check: Check | None = None


@cache
def _places() -> tuple[pa.Array, pa.Array]:
    """Belgian postal codes, and folded names of places."""
    text = (files("detectors") / "lexicons" / "columns_places.txt").read_text(encoding="utf-8")
    rows = [line.partition(" ") for line in text.splitlines() if not line.startswith("#")]
    names = sorted({fold(name) for _, _, names in rows for name in names.split("|")})
    return pa.array([code for code, _, _ in rows if code.isdigit()]), pa.array(names)


def is_belgian_postal_code(texts: pa.Array) -> np.ndarray:
    """Which of the texts end in the four digits of a postal code that exists."""
    codes = pc.utf8_slice_codeunits(texts, -4, None)
    return np.asarray(pc.is_in(codes, value_set=_places()[0]).to_numpy(zero_copy_only=False))


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:(?:18|19|20)\d{2}|'?\d{2})"
_AFTER_DATE = r"(?:[T ,].*)?$"
_MONTH_WORD = (
    r"(?:jan|feb|f[eé]v|maa|mrt|mar|m[aä]r|apr|avr|mei|mai|may|jun|jui|jul|aug|ao[uû]|sep|o[kc]t|nov|d[eé][cz])"
    r"[A-Za-zÀ-ɏ]*"
)
_SEASON = (
    "lente|zomer|herfst|winter|voorjaar|najaar|printemps|été|ete|automne|hiver|frühling|frühjahr|sommer|herbst|spring|summer"
    "|autumn|fall|week|semaine|woche"
)
_DIGIT_WORD = (
    r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|zéro|zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|null|eins"
    r"|zwei|drei|fünf|sechs|sieben|neun|oh|one|two|three|four|five|seven|eight|nine)"
)
_CAPITALISED = (
    r"(?:[A-ZÀ-ÖØ-ÞŁŠŽČĆŞİĞ][A-Za-zÀ-ɏ'’.-]*|van|de|der|den|d['’]|la|le|du|el|ter|ten|von|al|da|dos|bin|te|'t)"
)


def _as_bool(mask: pa.BooleanArray) -> np.ndarray:
    return np.asarray(mask.to_numpy(zero_copy_only=False))


def _is_imei(texts: pa.Array) -> np.ndarray:
    return check_digits.luhn(texts, 15, 15)


def _are_all(is_valid: Callable[[str], bool]) -> Check:
    """A recognizer's own check, text by text, for the few that begin like what it knows."""
    return lambda texts: np.fromiter(map(is_valid, texts.to_pylist()), bool, len(texts))


def _is_mixed(texts: pa.Array) -> np.ndarray:
    """Whether small letters, capitals and digits all come, as in what a program drew at random."""
    mixed = np.logical_and.reduce([_as_bool(pc.match_substring_regex(texts, one)) for one in ("[a-z]", "[A-Z]", r"\d")])
    return np.asarray(mixed)


MAIL: tuple[Kind, ...] = (
    Kind("email", r"^<?[^\s@<>,;/?=&]+@[^\s@<>,;]+\.[A-Za-zÀ-ɏ]{2,}>?$"),
    Kind("has_email", r"\S@\S+\.[A-Za-zÀ-ɏ]{2,}"),
)
"""Direct identifiers of which every member holds an @."""

ACCOUNTS: tuple[Kind, ...] = (
    Kind("iban", r"^[A-Za-z]{2}\d{2}[ .-]?(?:[A-Za-z0-9]{4}[ .-]?){2,7}[A-Za-z0-9]{0,4}$", check_digits.iban),
    Kind("has_iban", r"\b[A-Z]{2}\d{2} ?(?:\d{4} ?){3,5}"),
)
"""Direct identifiers of which every member holds ``ACCOUNT_START``."""

NUMBERS: tuple[Kind, ...] = (
    Kind(
        "national_number",
        r"^\D{0,6}\d{2}[ ./-]?\d{2}[ ./-]?\d{2}[ ./–-]{0,3}\d{3}[ ./–-]{0,2}\d{2}(?:\.0)?$",
        check_digits.national_number,
    ),
    Kind(
        "national_number_shape",
        r"^\D{0,6}\d{2}[ ./-]?\d{2}[ ./-]?\d{2}[ ./–-]{0,3}\d{3}[ ./–-]{0,2}\d{2}$",
        check_digits.national_number_shape,
    ),
    Kind(
        "phone",
        r"^(?:tel\.?:?\s*|gsm:?\s*)?(?:(?:\+|00)[1-9]\d{0,2}[\s./-]*(?:\(0\)[\s./-]*)?\d(?:[\s./-]*\d){6,11}"
        r"|\(?0[1-9]\d{0,2}\)?(?:[\s./-]*\d){6,8}|32[1-9]\d{7,8})(?:\.0)?$",
        lambda texts: digit_counts(texts) > _DIGITS_OF_A_DATE,
    ),
    Kind("nir", r"^[1-478] ?\d\d ?\d\d ?\d\d ?\d{3} ?\d{3} ?\d\d$", check_digits.nir),
    Kind(
        "payment_card",
        r"^(?:[2-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?(?:\d|\d{4}(?:[ -]?\d{3})?)|3[47]\d{2}[ -]?\d{6}[ -]?\d{5}"
        r"|3[068]\d{2}[ -]?\d{6}[ -]?\d{4})$",
        lambda texts: check_digits.luhn(texts, 13, 19),
    ),
    Kind("payment_reference", r"^(?:\+{3}|\*{3})?\s?\d{3}\s?/\s?\d{4}\s?/\s?\d{5}\s?(?:\+{3}|\*{3})?$"),
    Kind("has_national_number", r"(?:^|\D)\d{2}[ ./-]?\d{2}[ ./-]?\d{2}[ ./–-]{1,3}\d{3}[ ./–-]{1,2}\d{2}(?:\D|$)"),
    Kind(
        "has_phone",
        r"(?:^|[^\d/])(?:(?:\+|00)(?:32|31|33|49|352|44)[\s./-]*(?:\(0\)[\s./-]*)?\d(?:[\s./-]*\d){6,9}"
        r"|0(?:4\d\d|[1-9]\d)[\s./]+\d{2}(?:[\s./]*\d{2}){2}|0[2349][\s./]+\d{3}(?:[\s./]*\d{2}){2})(?:\D"
        r"|$)",
    ),
)
"""Direct identifiers of which every member holds ``FEWEST_DIGITS`` digits."""

ACCOUNT_START = r"[A-Za-z]{2}\d\d"
FEWEST_DIGITS = 8
MAY_BE_DIRECT = rf"@|\d(?:[ ./()–-]{{0,3}}\d){{7}}|{ACCOUNT_START}"
"""Values without this hold no direct identifier; all others are tried, as a whole cell or (``has_…``) within one."""

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
    Kind("numeric", r"^(?:[<>≤≥]=?\s*)?[+-]?[\d.,'’ \x{a0}\x{202f}]*\d\s?%?$"),
    Kind("leading_zero", r"^0\d+$"),
    Kind(
        "decimal",
        r"^[+-]?(?:\d{1,3}(?:[ .'’\x{a0}\x{202f}]\d{3})+|\d+)?,\d+$|^[+-]?(?:\d{1,3}(?:,\d{3})+"
        r"|\d+)?\.\d+$",
        lambda texts: ~_as_bool(pc.match_substring_regex(texts, r"^\d{4,}\.0$")),
    ),
    Kind("cents", r"^[+-]?[\d.,'’ \x{a0}]*\d[.,]\d{2}$"),
    Kind("money", r"^(?:€|EUR|\$|£|USD)\s?[+-]?\d[\d.,'’ \x{a0}]*$|^[+-]?\d[\d.,'’ \x{a0}-]*\s?(?:€|EUR|\$|£|USD)$"),
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
        lambda texts: _as_bool(pc.match_substring_regex(texts, r"[.,]\d|[<>≤≥%]|\d\s?[A-Za-zµμ]")),
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
        r"(?i)^\d+(?:[.,]\d+)?\s?(?:mg|ml|µg|ug|mcg|g|ie|iu|x|tabl|tablet\w*|cm|kg|druk\w*|puff\w*|per dag|par jour"
        r"|inje[ck]t\w+|comprim\w+|capsules?|pompes?|gouttes|druppels)\b",
    ),
    Kind("date_year_first", rf"^[°*]?\s*(?:18|19|20)\d{{2}}[-/.]{_MONTH}[-/.]{_DAY}{_AFTER_DATE}"),
    Kind("date_day_first", rf"^[°*]?\s*{_DAY}[-/. ]{_MONTH}[-/. ]{_YEAR}{_AFTER_DATE}"),
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
        rf"|\.)?[\s./-]*(?:of\s+|de\s+)?{_MONTH_WORD}|{_MONTH_WORD}\.?\s+\d{{1,2}}(?:st|nd|rd"
        r"|th)?,?)\.?,?[\s./-]*(?:(?:19|20)\d{2}\b|'?\d{2}$)|^\d{1,2}[-/. ][IVX]{1,4}[-/. ](?:19|20)?\d{2}$",
    ),
    Kind(
        "date_partial",
        rf"(?i)^(?:{_MONTH_WORD}\.?[ ./-]{{1,3}}(?:(?:19|20)\d{{2}}|'\d{{2}})|(?:0[1-9]|1[0-2])[/.-](?:19|20)\d{{2}}"
        r"|(?:19|20)\d{2}[-/.](?:0[1-9]|1[0-2])|[QKT][1-4][ /-]?(?:19|20)\d{2}|(?:19|20)\d{2}[ /-]?[QKT][1-4]"
        rf"|(?:19|20)\d{{2}}-?W\d{{2}}|(?:{_SEASON})[ -](?:van |de )?(?:(?:19|20)\d{{2}}|'\d{{2}}))$",
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
    Kind("mac_address_bare", r"^[0-9a-f][02468ace][0-9a-f]{10}$|^[0-9A-F][02468ACE][0-9A-F]{10}$"),
    Kind("imei", r"^(?:01|3[0-9]|86|99)\d{13}$|^(?:01|3[0-9]|86|99)[ -]\d{6}[ -]\d{6}[ -]\d$", _is_imei),
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
        r"|^\d+(?:[-/]\d+)+$",
    ),
    Kind(
        "cookie",
        r"^GA\d\.\d(?:-\d)?\.\d+\.\d+$|^GS\d\.\d\.[\w.$]{10,}$|^(?:1\.1\.)?\d{6,10}\.1\d{9}$|^\d{6,10}\.\d{10}$"
        r"|^fb\.\d\.\d+\.[\w-]+$",
    ),
)
"""Kinds of which every member holds a digit."""

LETTERS: tuple[Kind, ...] = (
    Kind("name_shape", rf"^{_CAPITALISED}(?:[ -]{_CAPITALISED}|, ?{_CAPITALISED}){{0,5}}(?:\s?\([^)]{{2,20}}\))?$"),
    Kind("titled", r"(?i)^(?:dr|prof|docteur|dokter|doctor|docteure)\.? ?[A-Za-zÀ-ɏ]"),
    Kind("particle", r"(?i)^(?:van|vanden|vander|von|de|den|der|d['’]|el|ben|al|di|da|dos|del|le|la)[ '’]?\s?[A-ZÀ-Þ]"),
    Kind("username", r"^[a-zà-ÿ]{3,}[a-zà-ÿ0-9]*(?:[._-]?[a-zà-ÿ]+)*[._-]?\d{1,4}$|^[a-z]{2,}[._][a-z]{2,}$"),
    Kind("full_name_shape", r"^[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]+,? (?:[A-Za-zÀ-ɏ'’.-]+ ){0,3}[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]+$"),
    Kind("several_words", r"^[A-Za-zÀ-ɏ]\S*(?:\s+\S*[A-Za-zÀ-ɏ]\S*)+$"),
    Kind(
        "street",
        r"(?i)(?:^|\s|[A-Za-zÀ-ɏ])(?:straat|str\.|laan|lei|plein|steenweg|stwg|baan|weg|dreef|kaai|vest"
        r"|pad|markt|hof|kade|ring|wijk|gracht|steeg|stra(?:ß|ss)e|gasse|allee|platz)\.?(?:[ ,]+(?:\d|nr"
        r"|bus)|$)|(?:^|\d[a-z]?,? )(?:rue|avenue|av\.|boulevard|bd\.?|chauss[ée]e|place|square|quai"
        r"|all[ée]e|impasse|clos|dr[èe]ve|route|sentier|lange|korte) [A-Za-zÀ-ɏ]|street address:",
    ),
    Kind("url", r"(?i)^(?:https?|ftp|webcal|skype|mailto)://?\S+$|^www\.\S+$"),
    Kind(
        "token",
        r"^eyJ[\w-]+\.[\w-]+\.|^(?:sk|pk|rk|gh[pousr]|xox[abpr]|AKIA|AIza|glpat|whsec|github_pat|live|test|SG)[-_.]?[\w.-]{12,}$"
        r"|^(?i:bearer|basic) [\w.~+/=-]{16,}$|^-----BEGIN [A-Z ]*PRIVATE KEY",
    ),
    Kind("random_letters", r"^[A-Za-z0-9_+/=-]{20,}$", _is_mixed),
    Kind(
        "capability_link",
        r"(?i)^https?://\S*(?:token|signature|[?&]sig=|cancel|reschedule|/join|expires=|boards\.trello|meetup-join"
        r"|[?&#](?:key|auth|pwd|password|session|sid|jwt|ticket|otp|invite|code|reset|confirm|hash|rlkey)="
        r"|zoom\.us/[jw]/|meet\.|whereby\.com/|we(?:transfer|\.)(?:com/downloads|tl)/|(?:drive|docs)\.google\.com/"
        r"|dropbox\.com/(?:s|scl|t)/|1drv\.ms/|sharepoint\.com/:|icloud\.com/|trello\.com/[bc]/|chat\.whatsapp\.com/)\S*$"
        r"|(?i)^[a-z]+://[^\s/@:]+:[^\s/@]+@\S+$",
    ),
    Kind(
        "browser",
        r"(?i)^(?:(?:google )?chrome|(?:mobile )?safari|firefox|(?:microsoft )?edge|opera|samsung internet|brave|vivaldi|duckduckgo"
        r"|internet explorer|msie|android webview|safari \(in-app\)|uc browser|whale browser)(?: (?:mobile|ios|android))?(?:[ /]v?\d[\d.]*)?$",
    ),
    Kind("capital_code", r"^[A-Z]{3,10}\d{0,4}$"),
    Kind("path", r"^/[\w.%~-]*(?:/[\w.%~-]*)*(?:[?#]\S*)?$"),
    Kind(
        "user_agent",
        r"Mozilla/\d|AppleWebKit|Chrome/\d|Safari/\d|Firefox/\d|Opera/\d|^(?:curl|okhttp"
        r"|python-requests)/\d",
    ),
    Kind(
        "file_name",
        r"(?i)[^/\\\s]\.(?:pdf|docx?|xlsx?|jpe?g|png|heic|gif|txt|rtf|odt|csv|zip|mp3|mp4|m4a|wav|mov|webm"
        r"|msg|eml|pptx?|tiff?)$",
    ),
    Kind("recording", r"(?i)\.(?:mp3|mp4|m4a|wav|mov|webm|avi|mkv|amr|ogg)$"),
    Kind(
        "handle",
        r"^@[\w.]{2,30}$|^@[\w.-]+@[\w.-]+\.[a-z]{2,}$|^live:\.?[\w.]+$|^8:\S+$|^[\w.]{2,32}#\d{4}$"
        r"|^[A-Za-z][A-Za-z0-9.-]{1,20}\\[\w.-]{2,}$|^/?u/[\w-]{3,20}$",
    ),
    Kind("lone_word", r"^[a-zà-ÿ][a-zà-ÿ0-9._-]{2,30}$|^[A-Z][a-z]+[A-Z][a-z]+\d*$"),
    Kind("mrz", r"^[IPACV][A-Z<][A-Z]{3}[0-9A-Z]+<[0-9A-Z<]+|^\d{7}[MFX<]\d{7}[A-Z]{3}"),
    Kind(
        "unit_shape",
        r"(?i)^(?:x?\s?10[\^*]?\d{1,2}|[kmµμn]?(?:mol|g|iu|ie|ui|u|kat|osm|eq)|m?[iu]+|cel(?:len|ls|lules)?|mm)?/(?:m?mol|[dmµμfn]?l"
        r"|kg|min|[hu]|24 ?[hu]|mm[3³]|hpf|m?g|m[2²])(?:/1[.,]73 ?m[2²])?$|^(?:%|‰|fl|pg|ng|sec|ratio|index|mmhg|kpa|bpm|°c|g%|vol%)$",
    ),
    Kind(
        "spelled_email",
        r"(?i)\S ?(?:\(at\)|\[at\]|\bat\b|apenstaart(?:je)?|arobase|klammeraffe) ?\S.*(?:\bpunt|\bpoint|\bdot\b|\bpunkt|\.)",
    ),
    Kind("spoken_phone", rf"(?i)^(?:plus )?{_DIGIT_WORD}(?:[ ,.-]+\S+){{4,15}}$", _are_all(spoken.is_phone)),
    Kind("spoken_date", rf"(?i)^[^0-9]{{3,40}} {_MONTH_WORD}[^0-9]{{0,60}}$", _are_all(spoken.is_date)),
    Kind(
        "age_in_words",
        r"(?i)^[a-zà-ÿ-]{3,30} ?(?:jaar|ans|jahre?|years?|jarige?|jährige?[rn]?|year-old)(?: oud| alt| old)?$",
        _are_all(spoken.is_age),
    ),
    Kind("html", r"(?i)<(?:p|br|div|table|b|a|span|html|ul|li|partlist|URIObject)\b[^>]*>"),
    Kind("json", r"^[\[{].*[\]}]$"),
    Kind("masked", r"^[*•]{3,}$"),
    Kind("lines", r"\S[\r\n]+\s*\S"),
    Kind("sentence", r"^\S+(?:\s+\S+){4,}"),
    Kind("list", r"^[^,;|]{2,40}(?:\s?[,;|]\s?[^,;|]{2,40})+$"),
    Kind("slug", r"^[a-z0-9]+(?:[-_][a-z0-9]+)+$"),
    Kind("time_zone", r"^(?:Europe|America|Africa|Asia|Etc|Australia|Pacific|Atlantic)/\w+"),
    Kind(
        "pronoun_pair",
        r"(?i)^(?:hij|zij|ze|die|hen|il|elle|iel|ielle|er|sie|dey|xier|he|she|they|ul"
        r"|any)\s?[/,]\s?[A-Za-zÀ-ɏ]+(?:\s?[/,]\s?[A-Za-zÀ-ɏ]+)*$",
    ),
    Kind("intake_answer", r"^(?:First|Last|Name|Street Address|City|Postal|Zip)\b[^:]*:\s"),
)
"""Kinds of which every member holds a letter or a sign."""

WORDS = ("flag", "binary", "gender", "pronouns", "salutation", "language", "country", "nationality", "insurer", "diet",
         "unit", "blood_group", "status", "municipality", "nothing", "condition", "medication", "procedure", "lab_test",
         "profession", "organisation", "plain")  # fmt: skip
"""Kinds that are a list of words; those of ``lexicons/columns_values.yaml``, ``_LISTS``, and the places of the country.

``nothing`` is not a kind of value: such cells say that there is none.
"""
_LISTS = {
    "country": "countries.txt",
    "nationality": "nationalities.txt",
    "insurer": "insurers.txt",
    "gender": "gender_identities.txt",
    "condition": "conditions.txt",
    "medication": "medication.txt",
    "procedure": "procedures.txt",
    "lab_test": "lab_tests.txt",
    "profession": "professions.txt",
    "organisation": "organisations.txt",
    "status": "columns_choices.txt",
}
"""Kinds → the lists that notes are searched for; a whole cell is looked up in them."""
_OFTEN_LISTED = ("diet", "condition", "medication", "procedure", "profession", "insurer", "language", "nationality")
"""Kinds of which several stand in one cell, parted by commas: the first of them is looked up."""
_DIGITS_OF_A_DATE = 8

WORDED = "worded"
"""A few words in use, or an entry of any list: positive evidence of a choice, and asked only of columns of few values."""

NAMES = ("given_name", "family_name")
STEMS = ("condition", "medication", "procedure", "visit", "lab_test", "anaesthesia", "profession", "organisation", "clinical",
         "addressed")  # fmt: skip


def matches(kind: Kind, texts: pa.Array) -> np.ndarray:
    """Which of the texts are of the kind, as bool."""
    found = np.asarray(pc.match_substring_regex(texts, kind.regex).to_numpy(zero_copy_only=False))
    if kind.check is None or not found.any():
        return found
    where = np.flatnonzero(found)
    found[where] = kind.check(texts.take(pa.array(where)))
    return found


def folded(texts: pa.Array) -> pa.Array:
    """The texts in lower case and without accents, as the word lists are."""
    lower = pc.utf8_lower(texts)
    if pc.all(pc.string_is_ascii(lower)).as_py():
        return lower
    return pc.replace_substring_regex(pc.utf8_normalize(lower, form="NFKD"), r"\pM+", "")


def of_word_kinds(texts: pa.Array) -> Mapping[str, np.ndarray]:
    """Which of the folded texts are words of each list, as bool; lists without a hit are left out."""
    hit = _bits_of(texts).copy()
    several = np.flatnonzero(_as_bool(pc.match_substring_regex(texts, r"[,;|/+(]")))
    if len(several):
        first = pc.replace_substring_regex(texts.take(pa.array(several)), r"\s*[,;|/+(].*$", "")
        hit[several] |= _bits_of(first) & sum(1 << WORDS.index(name) for name in _OFTEN_LISTED)
    found = {name: (hit >> number & 1).astype(bool) for number, name in enumerate(WORDS)}
    return {name: mask for name, mask in found.items() if mask.any()}


def _bits_of(texts: pa.Array) -> np.ndarray:
    """For each text the lists it stands in, as bits."""
    words, bits = _vocabulary()
    places = pc.fill_null(pc.index_in(texts, value_set=words), len(words)).to_numpy(zero_copy_only=False)
    return np.asarray(bits[places])


def of_name_kinds(texts: pa.Array) -> Mapping[str, np.ndarray]:
    """Which of the folded texts begin or end with a known first name or family name, as bool."""
    short = pc.less_equal(pc.count_substring(texts, " "), 5)
    first = pc.replace_substring_regex(texts, r"[\s,(].*$", "")
    last = pc.replace_substring_regex(pc.replace_substring_regex(texts, r"\s*\(.*$", ""), r"^.*[\s,'’]", "")
    given, family = _names()
    built = pc.match_substring_regex(texts, _BUILT_AS_FAMILY_NAMES)
    found = {
        "given_name": pc.or_(pc.is_in(first, value_set=given), pc.is_in(last, value_set=given)),
        "family_name": pc.or_(built, pc.or_(pc.is_in(first, value_set=family), pc.is_in(last, value_set=family))),
    }
    masks = {name: np.asarray(pc.and_(mask, short).to_numpy(zero_copy_only=False)) for name, mask in found.items()}
    return {name: mask for name, mask in masks.items() if mask.any()}


_BUILT_AS_FAMILY_NAMES = (
    r"(?:^|[\s,-])(?:van(?:d|h|b|c|g|k|l|n|p|r|s)[a-z]{4,}|[a-z]{2,}(?:ssens|aerts|inckx|ynckx|eckx|uyts|broeck|brouck"
    r"|broucke|elaere|straete|maekers?|makers|ghebeur|bandt|sprot|saeleer|vogels|selinck|waert|ewski|owski|ewska|owska"
    r"|czyk|oglu|shvili|opoulos|escu|chenko|ovic|evic|adze))(?:$|[\s,])"
)
"""Folded family names that stand in no list are known by how they are built."""


@cache
def stem_kinds() -> tuple[Kind, ...]:
    """Kinds that are told by the beginning of a word, on folded texts."""
    stems = _load("columns_stems.yaml")
    whole_words = {"organisation": r"\b", "addressed": r"(?:$|[^a-z])"}
    return tuple(
        Kind(
            name,
            rf"(?:^|[\s(/,;|+-])(?:{'|'.join(sorted(stems[name].split()))}){whole_words.get(name, '')}"
            + (rf"|[a-z]{{3}}(?:{'|'.join(sorted(endings.split()))})\b" if (endings := stems.get(f"-{name}")) else ""),
        )
        for name in STEMS
    )


def _load(name: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((files("detectors") / "lexicons" / name).read_text(encoding="utf-8"))
    return loaded


@remembered
def _vocabulary() -> tuple[pa.Array, np.ndarray]:
    """All words of all lists, and for each the lists it stands in, as bits (one more row for words of no list)."""
    lists = {name: {word.strip() for word in words.split(",")} for name, words in _load("columns_values.yaml").items()}
    lists["municipality"] = set(_places()[1].to_pylist())
    lists["plain"] = set(COMMON_WORDS - NAMES_OF_PEOPLE)
    for name, file in _LISTS.items():
        lists[name] = lists.get(name, set()) | {fold(phrase) for phrase in phrases(file)}
    lists["procedure"] = {phrase for phrase in lists["procedure"] if not _visits().search(phrase)}
    words = sorted(set().union(*lists.values()))
    bits = [sum(1 << number for number, name in enumerate(WORDS) if word in lists[name]) for word in words]
    return pa.array(words), np.array([*bits, 0])


@cache
def _visits() -> re2.Pattern:
    return re2.compile(next(kind.regex for kind in stem_kinds() if kind.name == "visit"))


@remembered
def _names() -> tuple[pa.Array, pa.Array]:
    names = _load("columns_names.yaml")
    given, family = CERTAIN_FIRST | set(names["given"].split()), CERTAIN_FAMILY | set(names["family"].split())
    return pa.array(sorted(given)), pa.array(sorted(family))
