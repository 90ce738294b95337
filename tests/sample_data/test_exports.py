import csv
import re
from pathlib import Path

import phonenumbers
import pytest
from stdnum import luhn
from stdnum.be import ssn

from tests.sample_data import reading

PATIENTS = (
    "patient_id;last_name;first_name;chosen_name;birth_name;birth_date;national_number;sex_registered;gender_at_birth;"
    "gender_identity;pronouns;street;house_number;box;postal_code;municipality;country;language;phone;email;profession;"
    "insurer;insurance_number;emergency_contact_name;emergency_contact_phone;blood_group;diet;research_consent;"
    "research_consent_date;objection;parental_consent;created_at;updated_at"
)
HEADERS = {
    "patients": PATIENTS,
    "appointments": (
        "appointment_id;patient_id;starts_at;ends_at;provider_name;provider_number;service;status;channel;reason"
    ),
    "operations": (
        "operation_id;patient_id;operation_date;procedure_code;procedure;surgeon_name;anaesthesia;complication;report"
    ),
    "medication": "medication_id;patient_id;start_date;stop_date;atc;product;dose;prescriber_name;prescriber_number",
    "lab_results": "result_id;patient_id;sampled_at;loinc;test;value;unit;reference_range;flag",
    "notes": "note_id;patient_id;written_at;author;language;note",
}


def places():
    facts = Path(reading.EXPORTS).parent / "facts" / "places.csv"
    with facts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (row["postal_code"], row[tongue]) for row in rows for tongue in ("dutch", "french", "german") if row[tongue]
    }


@pytest.mark.parametrize("table", HEADERS)
def test_record_system_tables_have_their_columns_and_line_ends(table):
    content = (reading.EXPORTS / "ehr" / f"{table}.csv").read_bytes()
    assert content.decode("cp1252").partition("\r\n")[0] == HEADERS[table]
    assert content.endswith(b"\r\n")
    assert all(None not in row and None not in row.values() for row in reading.ehr(table))


def test_every_event_belongs_to_a_patient():
    known = {row["patient_id"] for row in reading.ehr("patients")}
    assert len(known) == 300
    for table in set(HEADERS) - {"patients"}:
        assert {row["patient_id"] for row in reading.ehr(table)} <= known


def test_national_numbers_are_valid_and_say_the_birth_date_and_registered_sex():
    checked = 0
    for row in reading.ehr("patients"):
        number = re.sub(r"\D", "", row["national_number"])
        if row["country"] != "België" or not number:
            continue
        checked += 1
        assert ssn.is_valid(number)
        born = ssn.get_birth_date(number)
        assert born is None or f"{born:%d/%m/%Y}" == row["birth_date"]
        assert ssn.get_gender(number) in {None, {"M": "M", "V": "F"}[row["sex_registered"]]}
    assert checked > 280


def test_phones_are_valid_and_belong_to_the_number_plan():
    written = [row[c] for row in reading.ehr("patients") for c in ("phone", "emergency_contact_phone") if row[c]]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone, "BE")) for phone in written)
    assert len({re.sub(r"\d", "9", phone) for phone in written}) > 8


def test_postal_codes_exist_with_their_municipality():
    here = places()
    belgian = [row for row in reading.ehr("patients") if row["country"] == "België"]
    assert all((row["postal_code"], row["municipality"]) in here for row in belgian)
    assert {row["country"] for row in reading.ehr("patients")} == {
        "België",
        "Nederland",
        "Frankrijk",
        "Duitsland",
        "Luxemburg",
    }


def sortable(belgian):
    """``07/05/1998 14:30`` → ``1998/05/07 14:30``."""
    day, month, rest = belgian.split("/")
    return f"{rest[:4]}/{month}/{day}{rest[4:]}"


def test_events_come_after_birth_and_in_order():
    born = {row["patient_id"]: sortable(row["birth_date"]) for row in reading.ehr("patients")}
    starts = [(sortable(row["starts_at"]), row["patient_id"]) for row in reading.ehr("appointments")]
    assert all(start > born[patient] for start, patient in starts)
    assert starts == sorted(starts, key=lambda entry: entry[0])


def test_laboratory_codes_pass_their_check_and_values_use_a_comma():
    results = reading.ehr("lab_results")
    assert all(luhn.is_valid(row["loinc"].replace("-", "")) for row in results)
    assert all(re.fullmatch(r"\d+(,\d+)?", row["value"]) for row in results)


def test_notes_are_many_unlike_each_other_and_in_four_languages():
    notes = reading.ehr("notes")
    assert {row["language"] for row in notes} == {"nl", "fr", "en", "de"}
    assert len({re.sub(r"[\d/.,:+-]+|[A-ZÀ-Þ]\w+", "", row["note"]) for row in notes}) > 250
    assert any("\n" in row["note"] for row in notes)
    assert any('"' in row["note"] and ";" in row["note"] for row in notes)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_each_language_has_forty_frames(language):
    from sample_data.facts import frames

    assert len(set(frames("notes", language))) >= 40


def test_ticket_list_has_29_columns_and_the_clinics_own():
    tickets = reading.ticket_list()
    columns = list(tickets[0])
    assert len(columns) == 33
    assert columns[28:] == ["Company Name", "Geboortedatum", "Geslacht bij geboorte", "Gewenst geslacht", "Opmerking"]
    assert all("@" in row["Contact ID"] for row in tickets)
    assert any(int(row["First response time (in hrs)"].split(":")[0]) > 24 for row in tickets)


def test_workbook_starts_with_a_pivot_and_hides_a_sheet_with_tickets():
    sheets = reading.sheets("freshdesk/tickets_2025-06.xlsx")
    assert [state for state, _ in sheets.values()] == ["visible", "visible", "hidden"]
    pivot, june, hidden = (rows for _, rows in sheets.values())
    assert pivot[0] == ("Status", "(All)")
    assert june[0] == hidden[0]
    assert "Created time" not in june[0]
    assert len(june) > 50
    assert len(hidden) > 5


def test_api_tickets_carry_conversations_attachments_and_private_notes():
    tickets = reading.load("freshdesk/tickets_api.json")
    said = [part for ticket in tickets for part in ticket["conversations"]]
    assert {part["private"] for part in said} == {True, False}
    assert {part["incoming"] for part in said} == {True, False}
    assert any(ticket["attachments"] for ticket in tickets)
    assert any(ticket["cc_emails"] for ticket in tickets)
    contacts = {contact["id"] for contact in reading.load("freshdesk/contacts.json")}
    assert {ticket["requester_id"] for ticket in tickets} <= contacts


def test_submissions_have_tabs_in_keys_escaped_text_and_unanswered_questions():
    submissions = reading.submissions()
    questions = [question for submission in submissions for question in submission["answers"].values()]
    matrices = [q["answer"] for q in questions if q["type"] == "control_matrix" and "answer" in q]
    assert all(key.endswith("\t") for answer in matrices for key in answer)
    assert any("&#039;" in str(q.get("answer")) for q in questions if q["type"] == "control_textarea")
    assert any("answer" not in q for q in questions if q["type"] == "control_checkbox")
    assert {q["type"] for q in questions} >= {
        "control_fileupload",
        "control_address",
        "control_datetime",
        "control_radio",
    }
    assert (reading.EXPORTS / "jotform/intake_submissions.json").read_bytes().isascii()


def test_download_has_a_byte_order_mark_and_long_ids():
    content = (reading.EXPORTS / "jotform/intake_2018-2024.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"Submission Date"')
    assert all(len(row["Submission ID"]) == 19 for row in reading.intake_table())


def test_newsletter_contacts_have_secrets_and_consent_per_address():
    table = reading.comma("keap/contact_table_2021.csv")
    assert any(row["Password"] for row in table)
    assert any(len(row["SSN"]) in {9, 10} for row in table), "a leading zero was eaten"
    contacts = reading.load("keap/contacts.json")["contacts"]
    assert any({address["is_opt_in"] for address in c["email_addresses"]} == {True, False} for c in contacts)


def test_damaged_files_are_damaged_in_their_own_way():
    read = {path.name: path.read_bytes() for path in reading.EXPORTS.rglob("*") if path.is_file()}
    with pytest.raises(Exception, match="zip"):
        reading.sheets("freshdesk/tickets_2025-05.xlsx")
    assert read["intake_2017.csv"] == b""
    assert read["contact_table_2018.csv"].count(b"\n") == 1
    assert "patient_id" in read["appointments_2017.csv"].decode("utf-16-le")
    assert not read["appointments_2017.csv"].startswith((b"\xff\xfe", b"\xfe\xff"))
    with pytest.raises(UnicodeDecodeError):
        read["nieuwsbrief_2022.csv"].decode()
    assert b"\x00" in read["bezoekers.csv"]
    assert len({line.count(b";") for line in read["wachtlijst 2023.csv"].split(b"\r\n")}) > 3
