"""What points at a person: mail addresses, accounts and long numbers, as whole cells or among other words."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from detectors.kinds import Kind, check_digits
from detectors.kinds.text_bytes import digit_counts

MAIL: tuple[Kind, ...] = (
    Kind("email", r"^<?[^\s@<>,;/?=&]+@[^\s@<>,;]+\.[A-Za-zÀ-ɏ]{2,}>?$"),
    Kind(
        "named_email",
        r"^[^@<>]{0,80}[<(\[][^\s@<>]+@[^\s@<>]+[>)\]]$|^[^\s@,;]+@[^\s@,;]+(?:\s?[,;]\s?[^\s@,;]+@[^\s@,;]+)+$"
        r"|^(?:[A-Za-z-]{1,12} ?: ?)?[^\s@/?=&]+@[^\s@/?=&]+\.[A-Za-z]{2,}(?:\s?[(\[/,;-].{0,30})?$",
    ),
    Kind("has_at", r"[\w.-]{2,}\s?@\s?[A-Za-z][\w.,-]+"),
    Kind("has_email", r"\S@\S+\.[A-Za-zÀ-ɏ]{2,}"),
)
"""Direct identifiers of which every member holds an @."""


ACCOUNTS: tuple[Kind, ...] = (
    Kind("iban", r"^[A-Za-z]{2}\d{2}[ .-]?(?:[A-Za-z0-9]{4}[ .-]?){2,7}[A-Za-z0-9]{0,4}$", check_digits.iban),
    Kind("has_iban", r"\b[A-Z]{2}\d{2} ?(?:\d{4} ?){3,5}"),
)
"""Direct identifiers of which every member holds ``ACCOUNT_START``."""


_DIGITS_OF_A_DATE = 8
_PHONE = (
    r"(?:(?:\+|00\s?)[1-9]\d{0,2}[\s./-]*(?:\(0\)[\s./-]*)?\d(?:[\s./-]*\d){6,11}"
    r"|\(?0[1-9]\d{0,2}\)?(?:[\s./-]*\d){6,8}|32[1-9]\d{7,8})"
)


def _has_digits_of_a_phone(texts: pa.Array) -> np.ndarray:
    return np.asarray(digit_counts(texts) > _DIGITS_OF_A_DATE)


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
    Kind("phone", rf"^(?:tel\.?:?\s*|gsm:?\s*)?{_PHONE}(?:\.0)?$", _has_digits_of_a_phone),
    Kind(
        "phone_among_words",
        rf"^(?:[A-Za-zÀ-ɏ.]{{1,10}}[ :.]{{0,2}}){{0,2}}{_PHONE}"
        r"(?:\s?[(/,;|-].{0,40}|\s(?:of|ou|or|oder|en|et|und|and)\s.{0,40})?$",
        _has_digits_of_a_phone,
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
