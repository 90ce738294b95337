"""Which columns stand together in the tables of a clinic's systems."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """One kind of table.

    Attributes:
        name: of the table; under headers that tell nothing the tables are called by a number.
        columns: categories, category/role or category:variant.
        disguised: whether the lies of its headers are drawn among the most innocent ones.
        people: patients per row: 1 for a register, less where rows of the same person repeat.
    """

    name: str
    columns: tuple[str, ...]
    people: float = 1.0
    disguised: bool = False


def _layout(name: str, columns: str, people: float = 1.0) -> Layout:
    return Layout(name, tuple(columns.split()), people)


def _of_systems(name: str, columns: str, people: float = 1.0) -> Layout:
    return Layout(name, tuple(columns.split()), people, disguised=True)


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
    _of_systems("visits",
            "record_id:running event_date label:visit label:department label:room provider_name:initials"
            " duration:minutes number:count free_text:remark", 0.4),
    _of_systems("stock", "record_id:article label:goods number:large number:count amount label:room event_date"),
    _of_systems("logins",
            "online_account:login ip_address label:web event_date flag number:count record_id:short", 0.2),
    _of_systems("staff_sessions",
            "online_account:staff event_date label:web label:department duration:minutes mac_address:wifi", 0.5),
    _of_systems("study",
            "record_id:pseudonym age number:measure number:measure gender_at_birth:assigned label:marital"
            " label:education label:scale"),
    _of_systems("bookings",
            "record_id:code person_name:mixed event_date:words label:room label:payment_method amount:whole"
            " free_text:review label:reason", 0.8),
    _of_systems("tickets_of_patients",
            "record_id:short email:mixed free_text:ticket label:tags label:stage online_account:staff"
            " event_date", 0.7),
    _of_systems("leads", "person_name/full phone:mixed language:many label:heard consent:text nationality:many"
            " profession:many organisation:many"),
    _of_systems("laboratory",
            "record_id:running lab_test lab_value:word lab_value:unit lab_value:range record_id:pseudonym"
            " event_date", 0.3),
    _of_systems("theatre", "record_id:code procedure label:severity label:room provider_name clinical_note:record"
            " event_date:short duration", 0.8),
    _of_systems("telephony", "phone:spoken age:words event_date:part label:reason language:many free_text:remark"),
    _of_systems("devices", "cookie_id:device mac_address:wifi record_id:code label:web event_date label:work"),
    _of_systems("prescriptions",
            "record_id:short medication label:severity provider_number number:count event_date diet"
            " clinical_note:record", 0.5),
    _of_systems("finance",
            "record_id:article label:currency amount:whole label:payment_method label:stage event_date:part"
            " record_id:short company_number", 0.5),
    _of_systems("wellbeing",
            "pronouns:many age:words label:scale number:measure medical_condition record_id:pseudonym"
            " label:heard"),
)  # fmt: skip
