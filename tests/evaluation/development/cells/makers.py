"""What makes the cells of each category: a maker is drawn once per column, since a system keeps to one layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.cells import care, contact, moments, numbers, online, records
from tests.evaluation.development.cells.chosen import list_of, one_of, words_of
from tests.evaluation.development.cells.varied import VARIED
from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.evaluation.development.cells.row import Maker

MAKERS: Mapping[str, Maker] = {
    "person_name/full": lambda column: contact.name(column, "patient"),
    "person_name/given": lambda column: contact.part(column, "patient", "given"),
    "person_name/family": lambda column: contact.part(column, "patient", "family"),
    "former_name": lambda column: contact.part(column, "patient", "former"),
    "family_member_name": lambda column: contact.name(column, "relative"),
    "provider_name": lambda column: contact.name(column, "provider"),
    "provider_number": numbers.provider_number,
    "email": lambda _: lambda row: row.patient.mail,
    "phone": contact.phone,
    "street_address": contact.address,
    "postal_code": lambda column: (
        (lambda row: f"{row.patient.postal_code} {row.patient.place}")
        if column.dice.random() < 0.15
        else (lambda row: row.patient.postal_code)
    ),
    "municipality": lambda column: contact.part(column, "patient", "place"),
    "country": records.country,
    "nationality": words_of("nationality"),
    "language": one_of(words_of("language_word"), words_of("language_code")),
    "gender_at_birth": one_of(
        words_of("gender_code"), lambda column: lambda row: words("gender_word", column.half)[row.place % 2]
    ),
    "gender_identity": words_of("gender_word"),
    "sex_registered": words_of("gender_code"),
    "pronouns": words_of("pronouns"),
    "salutation": words_of("salutation"),
    "birth_date": moments.birth_date,
    "age": moments.age,
    "iban": numbers.iban,
    "payment_card": numbers.card,
    "payment_reference": numbers.reference,
    "national_number": numbers.national_number,
    "foreign_id": numbers.foreign_id,
    "document_number": numbers.document,
    "company_number": numbers.company,
    "licence_plate": numbers.plate,
    "profession": words_of("profession"),
    "organisation": words_of("organisation"),
    "diet": one_of(words_of("diet"), list_of(words_of("diet"))),
    "medical_condition": one_of(words_of("condition"), words_of("icd"), list_of(words_of("condition"))),
    "medication": one_of(words_of("medication"), words_of("atc"), words_of("dose")),
    "procedure": one_of(words_of("procedure"), list_of(words_of("procedure"))),
    "lab_test": one_of(words_of("lab_test"), words_of("loinc")),
    "lab_value": one_of(care.lab_value, care.lab_value, words_of("unit")),
    "clinical_note": care.text("note"),
    "free_text": care.text("text"),
    "insurance_number": numbers.insurance_number,
    "insurer": words_of("insurer"),
    "ip_address": online.ip,
    "mac_address": online.mac,
    "user_agent": online.agent,
    "url": online.url,
    "cookie_id": online.cookie,
    "online_account": online.handle,
    "recording": online.file("recording"),
    "file_name": online.file("file_name"),
    "cv": online.file("cv"),
    "secret": online.secret,
    "record_id": records.record_id,
    "event_date": moments.event_date,
    "amount": records.amount,
    "number": records.number,
    "duration": moments.duration,
    "flag": records.answers,
    "label": records.label,
    "consent": records.answers,
    "empty": lambda _: lambda _row: "",
    **VARIED,
}
"""Category, category/role or category:variant → what makes its cells."""
