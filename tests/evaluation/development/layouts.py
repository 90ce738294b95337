"""Which columns stand together in the tables of a clinic's systems."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """One kind of table.

    Attributes:
        name: of the table; under headers that tell nothing the tables are called by a number.
        columns: categories, or category/role.
        people: patients per row: 1 for a register, less where rows of the same person repeat.
    """

    name: str
    columns: tuple[str, ...]
    people: float = 1.0


def _layout(name: str, columns: str, people: float = 1.0) -> Layout:
    return Layout(name, tuple(columns.split()), people)


LAYOUTS: tuple[Layout, ...] = (
    _layout("patients", "record_id person_name/family person_name/given former_name birth_date sex_registered"
            " gender_identity gender_at_birth pronouns national_number nationality"),
    _layout("adressen", "record_id person_name/full street_address postal_code municipality country phone email"
            " language"),
    _layout("contacts", "salutation person_name/given person_name/family email phone organisation profession consent"
            " label event_date"),
    _layout("appointments", "record_id event_date person_name/full provider_name procedure label duration"
            " free_text", 0.4),
    _layout("lab_results", "record_id event_date lab_test lab_value provider_number", 0.1),
    _layout("laboratoire", "national_number birth_date lab_test lab_value clinical_note", 0.2),
    _layout("medicatie", "record_id medication event_date provider_name provider_number flag", 0.3),
    _layout("operations", "record_id procedure provider_name event_date medical_condition duration clinical_note", 0.7),
    _layout("factures", "record_id person_name/full amount event_date payment_reference label company_number", 0.6),
    _layout("verrichtingen", "event_date amount iban person_name/full street_address payment_reference free_text", 0.5),
    _layout("tickets", "record_id label free_text provider_name event_date duration number email", 0.7),
    _layout("sessions", "cookie_id ip_address user_agent url event_date country number", 0.5),
    _layout("newsletter", "email person_name/given language consent event_date ip_address flag"),
    _layout("reservations", "record_id person_name/full phone email event_date number amount label free_text"),
    _layout("intake", "event_date person_name/given former_name pronouns birth_date gender_at_birth gender_identity"
            " diet medical_condition medication profession consent"),
    _layout("verzekering", "person_name/full insurer insurance_number national_number birth_date flag"),
    _layout("noodcontacten", "person_name/full family_member_name phone municipality language"),
    _layout("medewerkers", "provider_name provider_number email phone profession licence_plate"),
    _layout("candidatures", "person_name/full email phone cv birth_date profession organisation event_date"),
    _layout("users", "online_account email secret event_date ip_address flag record_id"),
    _layout("bestanden", "record_id file_name event_date recording number"),
    _layout("wifi", "mac_address ip_address event_date duration"),
    _layout("foreign", "person_name/full foreign_id document_number nationality country age", 0.9),
    _layout("survey", "age diet profession municipality number free_text label empty"),
    _layout("betalingen", "payment_card amount event_date person_name/full label"),
    _layout("medical_file", "person_name/family birth_date medical_condition clinical_note insurer empty age"),
)  # fmt: skip
