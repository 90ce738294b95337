from __future__ import annotations

import json

import pytest

from detectors.errors import ConfigurationError
from detectors.tables import Declared
from flows.crawl.profile import known_tables, load, recognise


def name_of(columns: list[str], system: str = "elsewhere") -> str:
    known = recognise(columns, system)
    return known.name if known else ""


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (["Ticket ID", "Subject", "Status", "Full name", "Geboortedatum"], "freshdesk.tickets"),
        (["id", "subject", "status", "priority", "requester_id", "description"], "freshdesk.tickets"),
        (["id", "name", "email", "mobile", "twitter_id", "job_title"], "freshdesk.contacts"),
        (["id", "body", "body_text", "ticket_id"], "freshdesk.conversations"),
        (["Id", "FirstName", "LastName", "Phone1", "Groups"], "keap.contacts"),
        (["id", "given_name", "family_name", "email_addresses", "tag_ids"], "keap.contacts"),
        (["id", "form_id", "answers", "ip"], "jotform."),
        (["Submission Date", "Naam", "Submission ID"], "jotform."),
        (["patient_id", "last_name", "first_name", "birth_date", "national_number"], "ehr.patients"),
        (["note_id", "patient_id", "note"], "ehr.notes"),
        (["Email Address", "MEMBER_RATING", "OPTIN_TIME", "UNSUB_TIME", "LEID", "EUID"], "mailchimp.newsletter"),
        (
            ["id", "email", "status", "confirmed_at", "unsubscribed_at", "registered_ip"],
            "website.newsletter_subscribers",
        ),
        (["id", "name", "email"], ""),
        (["naam", "stad"], ""),
    ],
)
def test_exports_are_known_by_their_columns(columns, table):
    assert name_of(columns) == table


def test_the_folder_is_only_a_hint():
    assert name_of(["Submission Date", "Naam"], "jotform") == "jotform."
    assert name_of(["Submission Date", "Naam"], "elsewhere") == ""
    assert name_of(["Ticket ID", "Subject", "Status", "Agent"], "jotform") == "freshdesk.tickets"


def test_roles_that_the_linkage_needs():
    declared = {f"{known.name}.{column}": found for known in known_tables() for column, found in known.columns.items()}
    assert declared["keap.contacts.id"] == Declared("record_id", "contact")
    assert declared["freshdesk.tickets.requester_id"] == Declared("record_id", "requester")
    assert declared["freshdesk.contacts.id"] == Declared("record_id", "requester")
    assert declared["freshdesk.tickets.responder_id"] == Declared("record_id", "agent")
    assert declared["keap.contacts.password"] == Declared("secret")
    assert declared["keap.contacts.email_status"] == Declared("consent", "newsletter")
    assert "freshdesk.tickets.contact id" not in declared


def test_a_profile_with_an_unknown_category_is_refused():
    with pytest.raises(ConfigurationError, match=r"x\.yaml.*no category 'nmae'"):
        load("{system: x, tables: {t: {columns: {Naam: nmae}}}}", "x.yaml")


def test_a_profile_that_lacks_its_system_is_refused():
    with pytest.raises(ConfigurationError):
        load("{tables: {}}", "x.yaml")


def test_conversations_inside_tickets_are_the_table_of_conversations(read):
    ticket = {
        "id": 7, "subject": "s", "status": 2, "priority": 1, "requester_id": 9, "description": "<div>x</div>",
        "description_text": "x", "cc_emails": ["a@example.be"], "custom_fields": {"cf_x": "y"},
        "conversations": [{"id": 70, "body_text": "b", "ticket_id": 7}],
    }  # fmt: skip
    done = read(json.dumps([ticket]), "freshdesk/tickets.json")
    tables = {table.name: table for table in done.tables}
    assert tables["freshdesk.conversations"].parent == "freshdesk.tickets"
    assert tables["freshdesk.tickets"].identifies == "id"
    assert tables["freshdesk.tickets"].declared["description"] == Declared("free_text")
    assert "custom_fields.cf_x" not in tables["freshdesk.tickets"].declared
    assert tables["freshdesk.tickets.cc_emails"].declared == {"value": Declared("email")}


def test_the_older_interface_wraps_its_tickets(read, rows):
    ticket = {"helpdesk_ticket": {"id": 7, "subject": "s", "notes": [{"note": {"id": 70, "body": "b"}}]}}
    done = read(json.dumps(ticket), "freshdesk/ticket.json")
    assert rows(done, "freshdesk.tickets") == [{"id": "7", "subject": "s"}]
    assert rows(done, "freshdesk.conversations") == [{"id": "70", "body": "b"}]
