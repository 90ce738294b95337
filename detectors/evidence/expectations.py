"""What the cells of each category look like, and which cells speak for themselves.

Three tables, read by ``columns.py``:

- ``CERTAIN``: kinds that say what a column is whatever its header claims;
- ``LIKELY``: kinds that say it where the header says nothing;
- ``FITS``: for a header's claim, the kinds that bear it out; a category without an entry has no shape of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATES = ("date_year_first", "date_day_first", "date_month_first", "date_compact", "date_compact_day_first",
         "date_in_words", "date_partial", "spoken_date", "epoch")  # fmt: skip
SHORT_DATES = ("day_and_month", "six_digit_date")
"""Dates that other things look like, too: only where nearly all cells do."""
NAMES = ("name_shape", "given_name", "family_name")
NUMBERS = ("numeric", "compared", "sized")
TEXT = ("sentence", "several_words", "lines", "html")

IDENTIFIERS = ("email", "phone", "national_number", "iban", "payment_card", "nir", "has_email", "has_phone",
               "has_national_number", "has_iban", "has_at", "named_email", "phone_among_words", "spoken_phone",
               "spelled_email", "handle", "mrz")  # fmt: skip
"""Kinds that must not stand, in more than a trace, in a column that is released as it is."""


@dataclass(frozen=True)
class Rule:
    """When at least ``share`` of the cells are of one of the kinds, the column is of the category.

    Attributes:
        looks: what such a cell is, for the evidence.
    """

    category: str
    kinds: tuple[str, ...]
    share: float
    confidence: float
    looks: str
    role: str = ""


CERTAIN: tuple[Rule, ...] = (
    Rule("secret", ("hash",), 0.5, 0.95, "password hashes"),
    Rule("secret", ("token",), 0.5, 0.95, "access tokens"),
    Rule("email", ("email",), 0.5, 0.98, "e-mail addresses"),
    Rule("email", ("named_email",), 0.5, 0.96, "e-mail addresses with the names of who has them"),
    Rule("iban", ("iban",), 0.4, 0.98, "bank accounts with valid check digits"),
    Rule("provider_number", ("provider_number",), 0.6, 0.94, "care providers' numbers with valid check digits"),
    Rule("national_number", ("national_number",), 0.3, 0.98, "national or BIS numbers with valid check digits"),
    Rule(
        "national_number",
        ("national_number_without_zeros",),
        0.6,
        0.96,
        "national numbers, partly without their first zeros",
    ),
    Rule("foreign_id", ("nir",), 0.6, 0.95, "French social security numbers with valid check digits"),
    Rule("foreign_id", ("lu_matricule",), 0.8, 0.9, "Luxembourg numbers that begin with a birth date"),
    Rule(
        "foreign_id", ("bsn", "nhs_number", "steuer_id"), 0.85, 0.9, "foreign national numbers with valid check digits"
    ),
    Rule("company_number", ("company_number",), 0.8, 0.92, "enterprise numbers with valid check digits"),
    Rule("payment_reference", ("payment_reference",), 0.5, 0.95, "structured payment references"),
    Rule("cookie_id", ("imei", "iccid"), 0.8, 0.9, "numbers of telephones with a valid check digit"),
    Rule("payment_card", ("payment_card",), 0.5, 0.93, "payment cards with a valid check digit"),
    Rule("document_number", ("mrz",), 0.6, 0.95, "machine-readable zones"),
    Rule("mac_address", ("mac_address",), 0.6, 0.97, "device addresses"),
    Rule("ip_address", ("ip_address",), 0.6, 0.97, "IP addresses"),
    Rule("user_agent", ("user_agent",), 0.5, 0.96, "names of browsers"),
    Rule("recording", ("recording",), 0.5, 0.93, "sound or film files"),
    Rule("secret", ("capability_link",), 0.5, 0.93, "links that open what they point at"),
    Rule("file_name", ("file_name",), 0.6, 0.93, "file names"),
    Rule("url", ("url",), 0.5, 0.96, "web addresses"),
    Rule("medication", ("atc",), 0.6, 0.95, "ATC codes of drugs"),
    Rule("licence_plate", ("licence_plate",), 0.6, 0.94, "licence plates"),
    Rule("phone", ("phone",), 0.6, 0.94, "telephone numbers"),
    Rule("phone", ("phone_among_words",), 0.6, 0.92, "telephone numbers among other words"),
    Rule("phone", ("spoken_phone",), 0.5, 0.9, "telephone numbers in words"),
    Rule("email", ("spelled_email",), 0.6, 0.9, "e-mail addresses in words"),
    Rule("foreign_id", ("insured_number", "pension_number"), 0.85, 0.9, "German numbers of insured people"),
    Rule("online_account", ("handle",), 0.6, 0.9, "account handles"),
    Rule("cookie_id", ("cookie",), 0.6, 0.9, "cookie ids"),
    Rule("pronouns", ("pronoun_pair",), 0.5, 0.95, "pairs of pronouns"),
)
"""Strongest first; the first that applies counts."""

REFINES: Mapping[str, frozenset[str]] = {
    "url": frozenset({"recording", "file_name", "cv", "secret", "online_account", "cookie_id"}),
    "file_name": frozenset({"recording", "cv"}),
    "secret": frozenset({"recording"}),
    "phone": frozenset({"national_number", "provider_number", "insurance_number", "iban", "company_number",
                        "document_number", "foreign_id", "payment_reference", "online_account", "cookie_id"}),
    "cookie_id": frozenset({"record_id", "payment_card", "mac_address", "document_number"}),
    "payment_card": frozenset({"insurance_number", "document_number", "foreign_id", "iban", "cookie_id"}),
    "email": frozenset({"online_account"}),
}  # fmt: skip
"""A certain kind → what the header may still make of it."""

LIKELY: tuple[Rule, ...] = (
    Rule("record_id", ("uuid",), 0.6, 0.88, "generated record keys"),
    Rule("url", ("path",), 0.6, 0.8, "paths of web pages"),
    Rule("medical_condition", ("icd",), 0.6, 0.85, "ICD codes"),
    Rule("company_number", ("company_number",), 0.6, 0.8, "enterprise numbers with valid check digits"),
    Rule("phone", ("phone_without_zero",), 0.8, 0.82, "mobile numbers without their first zero"),
    Rule("payment_reference", ("twelve_digits",), 0.8, 0.8, "twelve digits with the check of payment references"),
    Rule("national_number", ("scientific",), 0.5, 0.7, "eleven-digit numbers that a spreadsheet rounded"),
    Rule("secret", ("random_letters",), 0.6, 0.78, "letters and digits that a program drew at random"),
    Rule("lab_value", ("measured",), 0.5, 0.88, "measured values with their unit"),
    Rule("mac_address", ("mac_address_bare",), 0.95, 0.66, "device addresses without signs between"),
    Rule("phone", ("phone_extension",), 0.6, 0.75, "extensions"),
    Rule("record_id", ("product_number",), 0.6, 0.75, "numbers of articles and batches"),
    Rule("age", ("age_with_unit", "age_in_words"), 0.5, 0.88, "years of age"),
    Rule("online_account", ("username",), 0.7, 0.72, "names as accounts have them"),
    Rule("national_number", ("national_number_shape",), 0.8, 0.75, "eleven digits that begin with a birth date"),
    Rule("lab_test", ("loinc",), 0.8, 0.85, "LOINC codes"),
    Rule("document_number", ("eid_number", "passport"), 0.7, 0.75, "numbers of identity documents"),
    Rule("provider_number", ("provider_number_shape",), 0.6, 0.8, "care providers' numbers"),
    Rule("lab_value", ("reference",), 0.6, 0.84, "ranges and limits of measured values"),
    Rule("user_agent", ("browser",), 0.6, 0.85, "names of browsers"),
    Rule("pronouns", ("pronouns",), 0.8, 0.85, "pronouns"),
    Rule("salutation", ("salutation",), 0.8, 0.82, "forms of address"),
    Rule("medical_condition", ("blood_group",), 0.8, 0.85, "blood groups"),
    Rule("flag", ("flag",), 0.75, 0.84, "yes or no"),
    Rule("flag", ("flag", "binary"), 0.85, 0.84, "yes or no"),
    Rule("gender_identity", ("gender",), 0.8, 0.8, "words for gender"),
    Rule("diet", ("diet",), 0.5, 0.85, "diets"),
    Rule("insurer", ("insurer",), 0.5, 0.85, "health funds"),
    Rule("lab_value", ("unit", "unit_shape"), 0.7, 0.8, "units of laboratory values"),
    Rule("nationality", ("nationality",), 0.7, 0.8, "nationalities"),
    Rule("language", ("language",), 0.7, 0.81, "languages"),
    Rule("country", ("country",), 0.7, 0.81, "countries"),
    Rule("label", ("status",), 0.7, 0.8, "words for a status, kind or channel"),
    Rule("label", ("time_zone",), 0.7, 0.85, "time zones"),
    Rule("municipality", ("municipality",), 0.7, 0.85, "Belgian places"),
    Rule("street_address", ("street",), 0.5, 0.88, "streets"),
    Rule("street_address", ("coordinates",), 0.6, 0.85, "points on a map"),
    Rule("postal_code", ("postal_code_and_place",), 0.6, 0.75, "postal codes with a place"),
    Rule("postal_code", ("postal_code",), 0.6, 0.8, "Belgian postal codes"),
    Rule("medication", ("medication",), 0.5, 0.82, "names of drugs"),
    Rule("procedure", ("procedure",), 0.5, 0.8, "procedures"),
    Rule("label", ("visit",), 0.6, 0.74, "kinds of visit"),
    Rule("lab_test", ("lab_test",), 0.6, 0.78, "laboratory tests"),
    Rule("medical_condition", ("condition",), 0.5, 0.8, "conditions"),
    Rule("profession", ("profession",), 0.5, 0.78, "professions"),
    Rule("organisation", ("organisation",), 0.5, 0.72, "organisations"),
    Rule("medication", ("quantity",), 0.6, 0.8, "doses"),
    Rule("lab_value", ("compared", "range", "measured"), 0.5, 0.68, "measured values or ranges"),
    Rule("amount", ("money",), 0.5, 0.85, "sums of money"),
    Rule("number", ("sized",), 0.6, 0.82, "sizes and quantities with their unit"),
    Rule("duration", ("duration",), 0.6, 0.8, "durations"),
    Rule("duration", ("clock",), 0.7, 0.65, "times of day"),
)
"""Narrowest first; the first that applies counts."""

FITS: Mapping[str, tuple[str, ...]] = {
    "person_name": NAMES, "former_name": NAMES, "family_member_name": NAMES, "provider_name": NAMES,
    "provider_number": ("provider_number", "provider_number_shape", "integer"),
    "email": ("email", "spelled_email", "named_email"),
    "phone": ("phone", "phone_among_words", "spoken_phone", "phone_extension", "short_number"), "iban": ("iban",),
    "street_address": ("street", "house_number", "several_words", "name_shape", "postal_code_and_place", "code",
                       "coordinates", "degrees"),
    "postal_code": ("postal_code", "postal_code_abroad", "postal_code_and_place"),
    "municipality": ("municipality", "name_shape"), "country": ("country",), "nationality": ("nationality", "country"),
    "language": ("language",),
    "gender_at_birth": ("gender", "one_digit"), "gender_identity": ("gender", "one_digit"),
    "sex_registered": ("gender", "one_digit"),
    "pronouns": ("pronouns", "pronoun_pair"), "salutation": ("salutation",),
    "birth_date": (*DATES, *SHORT_DATES, "year"), "event_date": (*DATES, *SHORT_DATES, "year"),
    "age": ("years_of_age", "age_with_unit", "age_in_words", "range"),
    "national_number": ("national_number", "national_number_shape"),
    "payment_card": ("payment_card",), "payment_reference": ("payment_reference", "integer"),
    "company_number": ("company_number",),
    "ip_address": ("ip_address",), "mac_address": ("mac_address", "mac_address_bare"),
    "user_agent": ("user_agent", "browser", "slug", "name_shape"),
    "url": ("url", "path"), "file_name": ("file_name", "url"), "recording": ("recording", "url", "file_name"),
    "amount": ("money", "numeric"), "number": NUMBERS,
    "duration": ("duration", "clock", "numeric"), "flag": ("flag", "binary"),
    "consent": ("flag", "binary", "sentence", "worded"),
    "insurer": ("insurer", "insurer_code", "organisation", "name_shape", "slug", "worded"),
    "lab_value": (*NUMBERS, "measured", "range", "reference", "unit", "unit_shape", "quantity", "status", "flag"),
}  # fmt: skip
"""Category → kinds of cell that bear out a header that claims it."""

COMMON_SHAPES = frozenset({"one_digit", "name_shape", "several_words", "integer", "numeric", "slug", "code",
                           "house_number", "sentence", "clock", "year", "compared", "worded", "range"})  # fmt: skip
"""Kinds of ``FITS`` that cells of many other categories are of, too."""

NEVER: Mapping[str, tuple[str, ...]] = {
    "record_id": ("sentence", "decimal", "flag", *DATES[:3]),
    "document_number": ("sentence", "flag", *DATES[:3]), "foreign_id": ("sentence", "flag", *DATES[:3]),
    "insurance_number": ("sentence", "flag", *DATES[:3]),
    "profession": ("integer", *DATES), "organisation": ("integer", *DATES), "insurer": (*DATES,),
    "diet": ("integer", *DATES), "label": ("lines",),
    "medical_condition": (*DATES,), "medication": (*DATES,), "procedure": (*DATES,), "lab_test": (*DATES,),
    "free_text": (*DATES, "flag", "numeric"), "clinical_note": (*DATES, "flag", "numeric"),
    "online_account": (*DATES, "flag", "sentence"), "secret": (*DATES, "flag"),
    "cookie_id": (*DATES, "sentence", "flag"),
    "cv": (*DATES, "flag"), "licence_plate": (*DATES, "sentence", "flag"),
}  # fmt: skip
"""Category without a shape of its own → kinds of cell that belie a header that claims it."""

OWN: Mapping[str, tuple[str, ...]] = {
    "medication": ("medication", "atc", "quantity"), "procedure": ("procedure", "visit"),
    "medical_condition": ("condition", "icd", "blood_group"), "lab_test": ("lab_test", "loinc"), "diet": ("diet",),
    "insurer": ("insurer", "insurer_code", "organisation"), "profession": ("profession",),
    "organisation": ("organisation", "insurer"), "municipality": ("municipality",), "country": ("country",),
    "nationality": ("nationality", "country"), "language": ("language",),
    "gender_at_birth": ("gender", "one_digit"), "gender_identity": ("gender", "one_digit"),
    "sex_registered": ("gender", "one_digit"), "pronouns": ("pronouns", "pronoun_pair"),
    "salutation": ("salutation", "titled"), "user_agent": ("user_agent", "browser"),
}  # fmt: skip
"""Category that is told by words → the kinds of cell that prove it."""

_WORDS_OF_CARE = frozenset({"medical_condition", "medication", "procedure", "lab_test", "lab_value", "clinical_note",
                            "diet"})  # fmt: skip
_KEYS = frozenset({"record_id", "mac_address", "cookie_id", "number", "phone", "postal_code", "payment_reference",
                   "company_number", "lab_test", "document_number", "online_account", "national_number",
                   "foreign_id"})  # fmt: skip
_ANSWERS = frozenset({"flag", "label", "number", "free_text"})
_TEXTS = frozenset({"free_text", "clinical_note"})

BEARS: Mapping[str, frozenset[str]] = {
    "record_id": _KEYS, "insurance_number": _KEYS | {"national_number"}, "foreign_id": _KEYS, "document_number": _KEYS,
    "payment_card": _KEYS, "iban": _KEYS, "cookie_id": _KEYS | {"label"}, "licence_plate": _KEYS,
    "secret": _KEYS | {"label"}, "payment_reference": _KEYS, "company_number": _KEYS, "provider_number": _KEYS,
    "national_number": _KEYS, "phone": _KEYS,
    "online_account": _KEYS | {"person_name", "label", "url", "email"},
    "profession": frozenset({"organisation", "label", "procedure", "free_text"}),
    "organisation": frozenset({"person_name", "provider_name", "municipality", "profession", "label", "insurer"}),
    "insurer": frozenset({"label", "organisation", "flag", "number"}),
    "diet": _WORDS_OF_CARE | _ANSWERS, "medical_condition": _WORDS_OF_CARE | _ANSWERS | {"amount"},
    "medication": _WORDS_OF_CARE | _ANSWERS | {"record_id", "flag"},
    "procedure": _WORDS_OF_CARE | _ANSWERS | {"record_id", "profession"},
    "lab_test": _WORDS_OF_CARE | _ANSWERS | {"record_id"}, "lab_value": _WORDS_OF_CARE | _ANSWERS | {"amount"},
    "free_text": _TEXTS | {"label"},
    "clinical_note": _TEXTS | _WORDS_OF_CARE | {"label"},
    "label": frozenset({"number"}),
    "cv": _TEXTS | {"file_name", "url"}, "file_name": frozenset({"cv", "url", "record_id"}),
    "street_address": frozenset({"municipality", "postal_code", "number", "label", "person_name"}),
    "municipality": frozenset({"person_name", "postal_code", "street_address", "country", "label", "organisation"}),
    "country": frozenset({"nationality", "language", "label"}),
    "nationality": frozenset({"country", "language", "label"}),
    "language": frozenset({"country", "nationality", "label"}),
    "salutation": frozenset({"gender_identity", "label", "flag"}), "pronouns": frozenset({"gender_identity", "label"}),
    "birth_date": frozenset({"event_date", "number", "age"}),
    "event_date": frozenset({"number", "duration"}),
    "age": frozenset({"number", "duration"}),
    "number": frozenset({"amount", "age", "lab_value", "flag", "postal_code"}),
    "amount": frozenset({"number", "lab_value", "age"}),
    "duration": frozenset({"number", "event_date", "amount", "age"}),
    "flag": frozenset({"consent", "label", "number"}),
    "consent": frozenset({"flag", "label", "event_date", "number", "free_text"}),
    "gender_identity": frozenset({"label", "sex_registered", "gender_at_birth", "flag", "number"}),
    "gender_at_birth": frozenset({"label", "sex_registered", "gender_identity", "flag", "number"}),
    "sex_registered": frozenset({"label", "gender_identity", "gender_at_birth", "flag", "number"}),
    "user_agent": frozenset({"label"}), "url": frozenset({"file_name", "label"}),
    "recording": frozenset({"file_name", "url", "record_id"}),
    **dict.fromkeys(("person_name", "former_name", "family_member_name", "provider_name"),
                    frozenset({"person_name", "provider_name", "former_name", "family_member_name"})),
}  # fmt: skip
"""A header's claim → what its values may look like on their own without belying it."""

SAFE = frozenset({"label", "number", "flag", "amount", "duration", "empty", "lab_value", "lab_test",
                  "language", "country", "nationality", "event_date", "age", "insurer", "profession", "diet",
                  "medication", "procedure", "medical_condition", "gender_at_birth", "gender_identity", "organisation",
                  "municipality", "postal_code"})  # fmt: skip
"""Categories whose cells some policy may keep: none of them may hide people's identifiers."""
