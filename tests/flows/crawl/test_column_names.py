from __future__ import annotations

import json

import pytest

from detectors.errors import ConfigurationError
from detectors.tables import Declared
from flows.crawl.column_names import names_in_table
from flows.crawl.crawl import crawl
from flows.crawl.profile import known_tables, load, recognise

LIST = "Ticket ID,Subject,Status,Priority,Source,Agent,Created time,Full name,Contact ID,Tags"
API = {
    "id": 7, "subject": "s", "status": 2, "priority": 4, "source": 10, "requester_id": 9, "type": None,
    "created_at": "2024-03-04T09:15:00Z", "requester": {"name": "Sien Maes"},
    "custom_fields": {"cf_geslacht_bij_geboorte": "V"},
}  # fmt: skip


def list_of_tickets(*cells: str, more: str = "") -> str:
    return f"{LIST}{more}\n{','.join(cells)}\n"


ROW = ("8", "s", "Open", "Low", "Chat", "An Smet", "04/03/2024 09:15", "Jan Claes", "", "ffs")


def test_a_list_and_the_api_give_the_same_columns(exports, work):
    (exports / "freshdesk").mkdir()
    text = list_of_tickets(*ROW, "M", more=",Geslacht bij geboorte")
    (exports / "freshdesk" / "a.csv").write_text(text)
    (exports / "freshdesk" / "b.json").write_text(json.dumps([API]))
    (table,) = crawl(exports, work).tables
    assert table.columns == (
        "id", "subject", "status", "priority", "source", "responder_name", "created_at", "requester.name",
        "Contact ID", "Tags", "custom_fields.cf_geslacht_bij_geboorte", "requester_id", "type",
    )  # fmt: skip
    assert (table.identifies, table.stated_at) == ("id", "created_at")
    assert table.declared["requester.name"] == Declared("person_name", "full")


def test_codes_are_the_words_of_the_lists(read, rows):
    (row,) = rows(read(json.dumps([API]), "freshdesk/t.json"))
    assert (row["status"], row["priority"], row["source"]) == ("Open", "Urgent", "Outbound Email")


@pytest.mark.parametrize("code", [6, 100, "Waiting on Customer", ""])
def test_codes_of_the_account_stay_as_they_are(read, rows, code):
    (row,) = rows(read(json.dumps([API | {"status": code}]), "freshdesk/t.json"))
    assert row["status"] == str(code)


def test_codes_of_other_columns_and_tables_stay_numbers(read, rows):
    ticket = API | {"group_id": 2, "conversations": [{"id": 2, "source": 2, "ticket_id": 7, "body_text": "b"}]}
    done = read(json.dumps([ticket]), "freshdesk/t.json")
    assert rows(done, "freshdesk.tickets")[0]["group_id"] == "2"
    assert rows(done, "freshdesk.conversations")[0]["source"] == "2"


def test_codes_are_read_in_lists_too(read, rows):
    (row,) = rows(read(list_of_tickets("8", "s", "3", *ROW[3:]), "freshdesk/t.csv"))
    assert row["status"] == "Pending"


def test_a_column_whose_name_another_one_has_keeps_its_own(read, rows):
    done = read(list_of_tickets(*ROW, "2024-03-05", more=",created_at"), "freshdesk/t.csv")
    (row,) = rows(done)
    assert (row["Created time"], row["created_at"]) == ("04/03/2024 09:15", "2024-03-05")
    assert done.tables[0].declared["Created time"].category == "event_date"


def test_two_columns_that_would_have_one_name_are_both_kept():
    known = recognise(["Submission Date", "Submission ID"], "jotform")
    assert names_in_table(["IP", "Submission IP", "Naam"], known) == ("ip", "Submission IP", "Naam")


def test_the_older_interface_keeps_both_numbers_of_a_ticket(read, rows):
    ticket = {"helpdesk_ticket": {"id": 5007, "display_id": 7, "ticket_type": "Question", "isescalated": False}}
    (row,) = rows(read(json.dumps(ticket), "freshdesk/ticket.json"))
    assert row == {"id": "5007", "display_id": "7", "type": "Question", "is_escalated": "false"}


def test_a_label_without_letters_of_ours_keeps_its_name():
    known = recognise(LIST.split(","), "freshdesk")
    assert names_in_table(["生年月日", "field_3", "Tags"], known, labelled=True) == ("生年月日", "field_3", "Tags")


def test_fields_that_the_api_adds_are_not_fields_of_the_clinic(read):
    done = read(json.dumps([API | {"nr_due_by": None, "Sentiment": 3}]), "freshdesk/t.json")
    assert {"nr_due_by", "Sentiment"} <= set(done.tables[0].columns)


def test_the_two_kinds_of_contacts_of_keap_share_their_columns(read, rows):
    legacy = '"Id","FirstName","LastName","Birthday","Email","Phone1","DateCreated","Groups"\n'
    done = read(legacy + '"1","Jan","Maes","1961-11-14","j@example.be","1","2019-05-01 08:11:22","7"\n', "keap/c.csv")
    assert done.tables[0].columns == (
        "id", "given_name", "family_name", "birth_date", "Email", "Phone1", "create_time", "Groups",
    )  # fmt: skip
    v1 = {"id": 1, "given_name": "Jan", "family_name": "Maes", "tag_ids": [], "birthday": "1961-11-14",
          "date_created": "2019-05-01T08:11:22Z", "contact_type": "Lead"}  # fmt: skip
    (row,) = rows(read(json.dumps({"contacts": [v1]}), "keap/c.json"), "keap.contacts")
    assert {"birth_date", "create_time"} <= set(row)


def test_a_form_has_one_date_and_one_address_of_its_sender(read, rows):
    done = read(
        '"Submission Date","Naam","IP","Submission ID"\n"Mar 19, 2024","Maes","192.0.2.1","50"\n', "jotform/i.csv"
    )
    assert rows(done) == [{"created_at": "Mar 19, 2024", "Naam": "Maes", "ip": "192.0.2.1", "id": "50"}]
    assert (done.tables[0].identifies, done.tables[0].stated_at) == ("id", "created_at")


def test_a_question_is_not_taken_for_a_field_of_the_form(read):
    """``notes`` and ``status`` are Jotform's own in its API; a question may be called the same."""
    done = read('"Submission Date","Notes","Status","Submission ID"\n"Mar 19, 2024","x","y","50"\n', "jotform/i.csv")
    assert done.tables[0].columns == ("created_at", "Notes", "Status", "id")


def test_every_other_name_leads_to_a_declared_column():
    tables = list(known_tables())
    tables += [child for known in tables for child in known.children.values()]
    for known in tables:
        for name, column in known.same_as.items():
            assert known.declared(name) == known.declared(column) is not None


@pytest.mark.parametrize("part", ["same_as: {Naam: name}", "codes: {name: {1: x}}"])
def test_a_profile_cannot_rename_to_what_it_does_not_declare(part):
    with pytest.raises(ConfigurationError, match=r"x\.yaml.*'name' is not declared"):
        load(f"{{system: x, tables: {{t: {{{part}}}}}}}", "x.yaml")
