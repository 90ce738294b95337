"""Where tables say it, and when."""

import pytest

from tests.transforms.subjects.consent.conftest import Export
from transforms.subjects.consent.columns import How, stating

DATE = "event_date/dmy"


def found(columns: dict[str, str], table: str = "ehr.patients", stated_at: str = "") -> list[tuple]:
    mapped = Export(table, columns, [], stated_at=stated_at).mapped()
    return [(one.purpose, one.how, one.column, one.date) for one in stating(mapped)]


@pytest.mark.parametrize(
    ("consent", "role", "date"),
    [
        ("research_consent", "research", "research_consent_date"),
        ("toestemming onderzoek", "research", "datum toestemming onderzoek"),
        ("toestemmingOnderzoek", "research", "datumToestemmingOnderzoek"),
        ("Consentement recherche", "research", "Date du consentement recherche"),
        ("Einwilligung Forschung", "research", "Datum der Einwilligung Forschung"),
        ("Wetenschappelijk onderzoek", "research", "Datum wetenschappelijk onderzoek"),
        ("Toestemming", "research", "Datum toestemming"),
        ("Akkoord", "research", "Ondertekend op"),
        ("Consentement", "research", "Signé le"),
        ("Einwilligung", "research", "Einwilligungsdatum"),
        ("consent", "research", "consented_at"),
        ("bezwaar", "objection", "datum bezwaar"),
        ("opposition", "objection", "date opposition"),
        ("nieuwsbrief", "newsletter", "newsletter_signup_date"),
    ],
)
def test_a_consent_is_dated_by_its_own_column_in_four_languages(consent, role, date):
    columns = {consent: f"consent/{role}", "updated_at": DATE, "geboortedatum": "birth_date", date: DATE}
    assert found(columns, stated_at="updated_at") == [(role, How.ANSWER, consent, date)]


def test_a_bare_date_belongs_to_the_column_that_it_stands_beside():
    columns = {
        "nieuwsbrief": "consent/newsletter",
        "datum": DATE,
        "bezwaar": "consent/objection",
        "updated_at": DATE,
    }
    assert found(columns, stated_at="updated_at") == [
        ("newsletter", How.ANSWER, "nieuwsbrief", "datum"),
        ("objection", How.ANSWER, "bezwaar", ""),
    ]


def test_each_consent_finds_its_own_date():
    columns = {
        "research_consent": "consent/research",
        "newsletter": "consent/newsletter",
        "newsletter_date": DATE,
        "research_consent_date": DATE,
    }
    assert [(one[0], one[3]) for one in found(columns)] == [
        ("research", "research_consent_date"),
        ("newsletter", "newsletter_date"),
    ]


@pytest.mark.parametrize(
    ("header", "purpose"),
    [
        ("Gaat u akkoord dat uw gegevens gebruikt worden voor wetenschappelijk onderzoek?", "research"),
        ("Acceptez-vous que vos données servent à la recherche scientifique ?", "research"),
        ("Dürfen wir Ihre Daten für die Forschung verwenden?", "research"),
        ("J'accepte de recevoir la newsletter", "newsletter"),
        ("Do you agree to receive our newsletter?", "newsletter"),
        ("Toestemmingen", ""),
        ("Akkoord met onderzoek en nieuwsbrief", ""),
    ],
)
def test_a_header_that_is_the_whole_question_says_what_it_is_about(header, purpose):
    assert [one[0] for one in found({header: "consent"})] == [purpose]


def test_unsubscribed_is_no_kind_of_do_not_contact():
    assert [one[0] for one in found({"uitgeschreven": "consent/do_not_contact"})] == ["unsubscribed"]


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("mailchimp.newsletter", {"OPTIN_TIME": DATE, "CONFIRM_TIME": DATE}, ["newsletter", "newsletter"]),
        ("mailchimp.newsletter", {"UNSUB_TIME": DATE}, ["unsubscribed"]),
        ("mailchimp.newsletter", {"CLEAN_TIME": DATE}, ["unsubscribed"]),
        ("website.nieuwsbrief", {"ingeschreven op": DATE}, ["newsletter"]),
        ("website.infolettre", {"Date d'inscription": DATE}, ["newsletter"]),
        ("website.rundbrief", {"Angemeldet am": DATE}, ["newsletter"]),
        ("website.deelnemers", {"ingeschreven op": DATE}, []),
        ("website.nieuwsbrief", {"geopend op": DATE}, []),
        ("keap.contacts", {"unsubscribed_at": DATE}, ["unsubscribed"]),
        ("ehr.patients", {"datum bezwaar": DATE}, ["objection"]),
    ],
)
def test_a_date_alone_says_that_somebody_did_it(table, columns, expected):
    said = found({"email": "email"} | columns, table)
    assert [one[0] for one in said] == expected
    assert {one[1] for one in said} <= {How.DATE}


@pytest.mark.parametrize(
    ("table", "purpose"),
    [
        ("balie.niet_contacteren", "do_not_contact"),
        ("balie.bel_me_niet", "do_not_contact"),
        ("crm.do_not_call_list", "do_not_contact"),
        ("crm.dnc", "do_not_contact"),
        ("crm.ne_plus_contacter", "do_not_contact"),
        ("crm.nicht_kontaktieren", "do_not_contact"),
        ("website.uitschrijvingen", "unsubscribed"),
        ("website.desinscriptions", "unsubscribed"),
        ("mail.bounces", "unsubscribed"),
        ("mail.spam_complaints", "unsubscribed"),
        ("mail.suppression_list", "unsubscribed"),
    ],
)
def test_every_row_of_a_list_of_people_to_leave_alone_is_a_statement(table, purpose):
    assert found({"email": "email", "toegevoegd op": DATE}, table) == [(purpose, How.ROW, "", "toegevoegd op")]


def test_a_list_of_readers_is_believed_only_where_it_says_since_when():
    assert found({"email": "email", "name": "person_name/full"}, "website.nieuwsbrief") == []


def test_a_table_without_anybody_lists_nobody():
    assert found({"campaign": "label", "sent": DATE}, "mail.bounces") == []
