"""The categories: what a column or a span of text can be, and what the law calls it.

Class letters: D direct identifier, Q quasi-identifier, S special category (GDPR art. 9), A attribute, X never leaves,
T free text, – unknown.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """One entry of the taxonomy.

    Attributes:
        name: as in policies, data maps and codebooks.
        kind: one or two class letters; the first decides.
        label: what a reader of the report sees.
        law: the article or notion that makes it personal data.
    """

    name: str
    kind: str
    label: str
    law: str = "GDPR art. 4(1)"


_HEALTH = "GDPR art. 9(1), data concerning health"
_IDENTITY = "GDPR art. 9(1), reveals gender transition"
_NUMBER = "GDPR art. 87; Act of 8 August 1983, national register"

CATEGORIES: tuple[Category, ...] = (
    Category("person_name", "D", "name"),
    Category("former_name", "D", "former name", _IDENTITY),
    Category("family_member_name", "D", "name of a relative or contact person"),
    Category("provider_name", "D", "name of a care provider or member of staff"),
    Category("provider_number", "D", "number of a care provider"),
    Category("email", "D", "e-mail address"),
    Category("phone", "D", "telephone number"),
    Category("street_address", "D", "street, number, box"),
    Category("postal_code", "Q", "postal code"),
    Category("municipality", "Q", "municipality"),
    Category("country", "Q", "country"),
    Category("nationality", "Q", "nationality"),
    Category("language", "Q", "language"),
    Category("gender_at_birth", "SQ", "gender at birth", _IDENTITY),
    Category("gender_identity", "SQ", "gender identity", _IDENTITY),
    Category("sex_registered", "SQ", "registered sex", _IDENTITY),
    Category("pronouns", "SQ", "pronouns", _IDENTITY),
    Category("salutation", "SQ", "title or form of address", _IDENTITY),
    Category("birth_date", "Q", "date of birth"),
    Category("age", "Q", "age"),
    Category("iban", "D", "bank account"),
    Category("payment_card", "D", "payment card"),
    Category("payment_reference", "D", "payment reference"),
    Category("national_number", "D", "national or BIS number", _NUMBER),
    Category("foreign_id", "D", "foreign identification number"),
    Category("document_number", "D", "number of an identity document"),
    Category("company_number", "D", "enterprise or VAT number"),
    Category("licence_plate", "D", "licence plate"),
    Category("profession", "Q", "profession"),
    Category("organisation", "Q", "employer or organisation"),
    Category("diet", "S", "diet and eating habits", _HEALTH),
    Category("medical_condition", "S", "diagnosis or condition", _HEALTH),
    Category("medication", "S", "medication", _HEALTH),
    Category("procedure", "S", "procedure or operation", _HEALTH),
    Category("lab_test", "S", "laboratory test", _HEALTH),
    Category("lab_value", "S", "laboratory value, unit or range", _HEALTH),
    Category("clinical_note", "T", "clinical free text", _HEALTH),
    Category("free_text", "T", "free text"),
    Category("insurance_number", "D", "insurance membership number"),
    Category("insurer", "Q", "insurer"),
    Category("ip_address", "D", "IP address"),
    Category("mac_address", "D", "device address"),
    Category("user_agent", "Q", "browser"),
    Category("url", "D", "web address"),
    Category("cookie_id", "D", "cookie or device id"),
    Category("online_account", "D", "online account or handle"),
    Category("recording", "X", "recording"),
    Category("file_name", "D", "name of an attached file"),
    Category("cv", "X", "application papers"),
    Category("secret", "X", "password, token or capability link"),
    Category("record_id", "D", "number of a record"),
    Category("event_date", "Q", "date of an event"),
    Category("amount", "A", "amount of money"),
    Category("number", "A", "number or count"),
    Category("duration", "A", "duration"),
    Category("flag", "A", "yes or no"),
    Category("label", "A", "status, kind, source, priority"),
    Category("consent", "A", "consent or opt-in"),
    Category("empty", "A", "no values"),
    Category("unknown", "-", "not recognised", ""),
)

BY_NAME: dict[str, Category] = {category.name: category for category in CATEGORIES}


def category(name: str) -> Category:
    """The category of that name.

    Raises:
        KeyError: no such category.

    >>> category("email").kind
    'D'
    """
    return BY_NAME[name]


def is_direct(name: str) -> bool:
    """Whether a value of this category points at a person on its own.

    >>> is_direct("national_number"), is_direct("language")
    (True, False)
    """
    return BY_NAME[name].kind.startswith("D")
