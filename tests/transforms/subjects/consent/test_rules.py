"""A test per rule of consent, over exports and runs; see docs/consent.md."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.subjects.consent.conftest import KIM, LOU, PATIENTS, SAM, Clinic, Export, patients
from transforms.retention.settings import RetentionSettings

RESEARCH = {"research_consent": "consent/research", "research_consent_date": "event_date/dmy"}
FORM = {
    "id": "record_id/submission",
    "email": "email",
    "name": "person_name/full",
    "birth_date": "birth_date/dmy",
    "created_at": "event_date/dmy",
}
LIST = {"email": "email", "phone": "phone", "toegevoegd op": "event_date/dmy"}


def research(*said: tuple[str, str], file: str = "patients.csv") -> Export:
    """What Lou says about research: answer and date, a row each."""
    return patients(*(LOU + each for each in said), file=file, **RESEARCH)


def test_absence_is_no(clinic):
    assert clinic.says("research", patients(LOU)) == [False]


def test_an_empty_cell_states_nothing(clinic):
    assert clinic.says("research", research(("ja", "01/02/2024"), ("", "01/02/2025"))) == [True, True]


def test_the_latest_statement_wins(clinic):
    assert clinic.says("research", research(("nee", "01/02/2024"), ("ja", "01/03/2024"))) == [True, True]


def test_withdrawal_beats_an_older_yes(clinic):
    assert clinic.says("research", research(("ja", "01/02/2024"), ("ingetrokken", "01/03/2024"))) == [False, False]


def test_of_two_statements_of_one_moment_the_more_careful_counts(clinic):
    assert clinic.says("research", research(("nee", "01/02/2024"), ("ja", "01/02/2024"))) == [False, False]


def test_undated_statements_are_older_than_dated_ones(clinic):
    assert clinic.says("research", research(("ja", "01/02/2010"), ("nee", ""))) == [True, True]


def test_a_statement_is_dated_by_its_own_column_and_not_by_the_row(clinic):
    columns = RESEARCH | {"updated_at": "event_date/dmy"}
    rows = ((*LOU, "ja", "01/02/2020", "01/06/2025"), (*LOU, "nee", "01/02/2021", "01/01/2022"))
    assert clinic.says("research", patients(*rows, stated_at="updated_at", **columns)) == [False, False]


def test_a_statement_without_a_date_of_its_own_takes_that_of_the_row(clinic):
    columns = {"research_consent": "consent/research", "updated_at": "event_date/dmy"}
    rows = ((*LOU, "ja", "01/02/2020"), (*LOU, "nee", "01/02/2021"))
    assert clinic.says("research", patients(*rows, stated_at="updated_at", **columns)) == [False, False]


def test_a_withdrawal_that_nobody_dated_takes_the_date_of_the_row_and_a_yes_does_not(clinic):
    columns = RESEARCH | {"updated_at": "event_date/dmy"}
    withdrawn = ((*LOU, "ja", "01/02/2020", "01/02/2020"), (*LOU, "nee", "", "01/02/2021"))
    assert clinic.says("research", patients(*withdrawn, stated_at="updated_at", **columns)) == [False, False]
    given_again = ((*SAM, "nee", "01/02/2020", "01/02/2020"), (*SAM, "ja", "", "01/02/2021"))
    assert clinic.says("research", patients(*given_again, stated_at="updated_at", **columns)) == [False, False]


PERMITTING, RESTRAINING = ("research", "newsletter", "parental"), ("objection", "do_not_contact")


def edited_later(purpose: str, *, careful: bool, **row: str) -> Export:
    """What Lou says about a purpose in a row that was edited in December 2025: an answer with no date of its own."""
    answer = "ja" if careful == (purpose in RESTRAINING) else "nee"
    columns = {"answer": f"consent/{purpose}", **dict.fromkeys(row, "event_date/dmy"), "updated_at": "event_date/dmy"}
    return patients((*LOU, answer, *row.values(), "01/12/2025"), stated_at="updated_at", file="edited.csv", **columns)


def said_on(purpose: str, day: str, *, careful: bool) -> Export:
    """What Lou says about a purpose on a day."""
    answer = "ja" if careful == (purpose in RESTRAINING) else "nee"
    columns = {"gezegd": f"consent/{purpose}", "datum": "event_date/dmy"}
    file = "careful.csv" if careful else "permitting.csv"
    return Export("balie.verklaringen", PATIENTS | columns, [(*LOU, answer, day)], file, identifies="patient_id")


@pytest.mark.parametrize("purpose", [*PERMITTING, *RESTRAINING])
def test_a_later_edit_of_a_row_never_renews_an_old_permission(clinic, purpose):
    """Nor does it take back an objection, or an entry of those who may not be contacted."""
    exports = edited_later(purpose, careful=False), said_on(purpose, "01/06/2024", careful=True)
    assert clinic.says(purpose, *exports) == [purpose in RESTRAINING]


@pytest.mark.parametrize("purpose", [*PERMITTING, *RESTRAINING])
def test_a_later_permission_with_a_date_of_its_own_counts(clinic, purpose):
    exports = said_on(purpose, "01/06/2024", careful=True), said_on(purpose, "01/07/2024", careful=False)
    assert clinic.says(purpose, *exports) == [purpose in PERMITTING]


@pytest.mark.parametrize("purpose", [*PERMITTING, *RESTRAINING])
def test_a_careful_answer_without_a_date_is_as_late_as_the_last_change_of_its_row(clinic, purpose):
    exports = edited_later(purpose, careful=True), said_on(purpose, "01/06/2025", careful=False)
    assert clinic.says(purpose, *exports) == [purpose in RESTRAINING]


@pytest.mark.parametrize("purpose", [*PERMITTING, *RESTRAINING])
@pytest.mark.parametrize("made", ["created_at", "Aangemaakt op", "Date de création", "Erstellt am", "Submission Date"])
def test_a_permission_without_a_date_is_as_old_as_its_row(clinic, purpose, made):
    older, younger = ({made: day} for day in ("01/01/2024", "01/01/2025"))
    refused = said_on(purpose, "01/06/2024", careful=True)
    assert clinic.says(purpose, edited_later(purpose, careful=False, **older), refused) == [purpose in RESTRAINING]
    assert clinic.says(purpose, edited_later(purpose, careful=False, **younger), refused) == [purpose in PERMITTING]


def test_an_answer_that_is_a_date_is_a_yes_of_that_day(clinic):
    rows = ((*LOU, "12/03/2024", ""), (*LOU, "nee", "01/02/2024"))
    columns = {"research_consent": "consent/research", "opmerking": "free_text"}
    assert clinic.says("research", patients(*rows, **columns)) == [True, True]


def test_a_yes_counts_from_its_date_and_a_no_at_once(clinic):
    future_yes = research(("ja", "01/03/2031"))
    assert clinic.says("research", future_yes) == [False]
    assert clinic.says("research", future_yes, as_of=dt.date(2031, 3, 2)) == [True]
    clinic_no = research(("ja", "01/03/2024"), ("nee", "01/03/2051"))
    assert clinic.says("research", clinic_no) == [False, False]


def test_a_form_and_the_record_are_one_history(clinic):
    form = Export(
        "jotform.intake",
        FORM | {"research": "consent/research"},
        [("1", LOU[4], "Lou Maes", LOU[3], "01/05/2024", "Ik ga akkoord met het onderzoek")],
        identifies="id",
        stated_at="created_at",
    )
    assert clinic.says("research", research(("nee", "01/02/2024")), form) == [True]


def box(*rows: tuple[str, str], question: str = "Wetenschappelijk onderzoek", role: str = "consent/research") -> Export:
    """Forms of Lou: date and what the box says."""
    cells = [(str(number), LOU[4], "Lou Maes", LOU[3], *row) for number, row in enumerate(rows)]
    return Export("jotform.intake", FORM | {question: role}, cells, identifies="id", stated_at="created_at")


def test_a_box_of_a_form_that_was_left_open_is_no(clinic):
    """Such a box has no other way to say no; an empty answer to a question of yes and no says nothing."""
    forms = box(("01/01/2024", "Ik ga akkoord"), ("01/01/2025", ""))
    assert clinic.says("research", patients(LOU), forms) == [False]


def test_a_question_that_was_left_open_states_nothing(clinic):
    forms = box(("01/01/2024", "Ja"), ("01/01/2025", ""), ("01/01/2020", "Nee"))
    assert clinic.says("research", patients(LOU), forms) == [True]


def test_an_open_box_takes_no_objection_back(clinic):
    forms = box(("01/01/2024", "Ik maak bezwaar"), ("01/01/2025", ""), question="Bezwaar", role="consent/objection")
    assert clinic.link(patients(LOU), forms).people.objected.tolist() == [True]


def test_a_tick_below_a_question_that_denies_refuses(clinic):
    question = "Ik wens geen nieuwsbrief te ontvangen"
    forms = box(("01/01/2025", "Ja"), question=question, role="consent/newsletter")
    opted_in = patients((*LOU, "ja", "01/01/2024"), nieuwsbrief="consent/newsletter", datum="event_date/dmy")
    assert clinic.says("newsletter", opted_in, forms) == [False]


def test_parents_consent_for_a_minor(clinic):
    said = patients((*KIM, "ja"), (*SAM, ""), parental_consent="consent/parental")
    assert clinic.says("parental", said) == [True, False]


# Over runs.


def test_a_source_that_disappears_undoes_nothing(clinic):
    clinic.link(research(("ja", "01/02/2024")))
    assert clinic.says("research", patients(LOU)) == [True]


def test_a_withdrawal_in_an_old_export_read_later_does_not_beat_a_newer_yes(clinic):
    clinic.link(research(("ja", "01/02/2025")))
    assert clinic.says("research", research(("nee", "01/02/2020"))) == [True]


def test_a_yes_in_an_old_export_read_later_does_not_beat_a_withdrawal(clinic):
    clinic.link(research(("nee", "01/02/2025")))
    assert clinic.says("research", research(("ja", "01/02/2020"))) == [False]


SAID = st.lists(st.tuples(st.sampled_from(["ja", "nee", ""]), st.integers(1, 28)), min_size=1, max_size=4)


@given(st.lists(SAID, min_size=2, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_rows_files_and_runs_never_changes_the_outcome(tmp_path_factory, files, random):
    """Of statements that the sources date; no source answers twice for one day, which a later run may correct."""
    once = list({day: (answer, day) for said in files for answer, day in said}.values())
    exports = [research(*((answer, f"{day:02}/01/2024") for answer, day in once[start::2])) for start in (0, 1)]
    exports = [export for export in exports if export.rows]
    outcomes = []
    for _ in range(2):
        clinic = Clinic(tmp_path_factory.mktemp("clinic") / "private")
        for export in exports:
            outcome = clinic.says("research", export)[0]
        outcomes.append(outcome)
        exports = [research(*random.sample([row[5:] for row in each.rows], len(each.rows))) for each in exports[::-1]]
    assert outcomes[0] == outcomes[1]


# The newsletter: of addresses.

CONTACTS = {"id": "record_id/contact", "name": "person_name/full", "birth_date": "birth_date/dmy"}
ADDRESSES = {"email": "email", "is_opt_in": "consent/newsletter", "email_opt_status": "consent/newsletter"}


def newsletter(clinic: Clinic, *exports: Export, as_of: dt.date | None = None) -> list[bool]:
    return clinic.says("newsletter", *exports, as_of=as_of)


def keap(*addresses: tuple[str, str, str], updated: str = "01/01/2025", created: str = "") -> tuple[Export, Export]:
    """A contact, Lou, with a list of addresses as the second version of the API writes it."""
    contact = Export(
        "keap.contacts",
        CONTACTS | {"create_time": "event_date/dmy", "update_time": "event_date/dmy"},
        [("7", "Lou Maes", LOU[3], created, updated)],
        identifies="id",
        stated_at="update_time",
    )
    name = "keap.contacts.email_addresses"
    return contact, Export(name, ADDRESSES, list(addresses), parent="keap.contacts", parents=[1] * len(addresses))


def unsubscribed(email: str, on: str) -> Export:
    return Export("website.uitschrijvingen", LIST, [(email, "", on)])


def test_a_person_is_opted_in_through_any_of_their_addresses(clinic):
    lists = keap(("old@mail.example", "false", "HARD_BOUNCE"), ("lou@mail.example", "true", "SINGLE_OPT_IN"))
    assert newsletter(clinic, *lists) == [True]


def test_an_address_without_an_opt_in_is_no(clinic):
    assert newsletter(clinic, *keap(("lou@mail.example", "", "NON_MARKETABLE"))) == [False]


def test_a_status_that_allows_no_mail_beats_the_opt_in_beside_it(clinic):
    assert newsletter(clinic, *keap(("lou@mail.example", "true", "LIST_UNSUBSCRIBE"))) == [False]


def test_an_unsubscribed_address_gets_no_mail_whoever_else_it_belongs_to(clinic):
    """Lou opted in; Kim, who shares the address, unsubscribed it."""
    rows = ((*LOU, "ja", "01/01/2024"), (*KIM, "nee", "01/01/2025"))
    said = patients(*rows, nieuwsbrief="consent/newsletter", datum="event_date/dmy")
    assert newsletter(clinic, said) == [False, False]


def test_who_shares_an_address_is_opted_in_through_it(clinic):
    said = patients((*LOU, "ja"), (*KIM, ""), (*SAM, ""), nieuwsbrief="consent/newsletter")
    assert newsletter(clinic, said) == [True, True, False]


def test_an_opt_in_inside_a_contact_is_as_old_as_the_contact(clinic):
    opted_in = keap(("lou@mail.example", "true", "SINGLE_OPT_IN"), created="01/01/2025", updated="01/12/2025")
    assert newsletter(clinic, *opted_in, unsubscribed("lou@mail.example", "01/06/2024")) == [True]
    assert newsletter(clinic, *opted_in, unsubscribed("lou@mail.example", "01/06/2025")) == [False]


def test_an_opt_out_inside_a_contact_is_as_late_as_its_last_change(clinic):
    opted_in = patients((*LOU, "ja", "01/06/2025"), nieuwsbrief="consent/newsletter", datum="event_date/dmy")
    opted_out = keap(("lou@mail.example", "false", "OPT_OUT"), created="01/01/2025", updated="01/12/2025")
    assert newsletter(clinic, opted_in, *opted_out) == [False]


def test_a_later_edit_of_a_contact_does_not_renew_its_opt_in(clinic):
    """No mail to an unsubscribed address, unless it opted in later by a statement with a date of its own."""
    edited = keap(("lou@mail.example", "true", "SINGLE_OPT_IN"), updated="01/12/2025")
    assert newsletter(clinic, *edited, unsubscribed("lou@mail.example", "01/06/2024")) == [False]
    again = patients((*LOU, "ja", "01/07/2024"), nieuwsbrief="consent/newsletter", datum="event_date/dmy")
    assert newsletter(clinic, *edited, again) == [True]


def test_no_opt_in_beats_an_unsubscribed_address_of_which_nobody_knows_since_when(clinic):
    opted_in = patients((*LOU, "ja", "01/06/2025"), nieuwsbrief="consent/newsletter", datum="event_date/dmy")
    assert newsletter(clinic, opted_in) == [True]
    assert newsletter(clinic, opted_in, unsubscribed("lou@mail.example", "")) == [False]


def test_an_unsubscribed_list_holds_for_later_runs(clinic):
    clinic.link(unsubscribed("lou@mail.example", "01/06/2025"))
    assert newsletter(clinic, *keap(("lou@mail.example", "true", "SINGLE_OPT_IN"), updated="01/01/2025")) == [False]


def test_one_unsubscribed_address_leaves_the_others(clinic):
    lists = keap(("lou@mail.example", "true", "CONFIRMED"), ("lou@work.example", "true", "CONFIRMED"))
    assert newsletter(clinic, *lists, unsubscribed("lou@mail.example", "01/06/2025")) == [True]
    assert newsletter(clinic, *lists, unsubscribed("lou@work.example", "01/06/2025")) == [False]


def test_an_opt_in_of_a_contact_is_one_of_its_first_address_and_an_opt_out_of_all(clinic):
    """The first version of the API says it of the contact, and lists the addresses."""
    columns = CONTACTS | {"email_opted_in": "consent/newsletter"}
    addresses = Export(
        "keap.contacts.email_addresses",
        {"email": "email"},
        [("lou@mail.example",), ("kim@mail.example",)],
        parent="keap.contacts",
        parents=[1, 1],
    )
    kim = patients((*KIM[:4], "kim@mail.example"))
    contact = Export("keap.contacts", columns, [("7", "Lou Maes", LOU[3], "true")], identifies="id")
    assert newsletter(clinic, kim, contact, addresses) == [False]
    assert newsletter(clinic, patients(LOU), contact, addresses) == [True]
    contact = Export("keap.contacts", columns, [("7", "Lou Maes", LOU[3], "false")], identifies="id")
    other = Clinic(clinic.private.parent / "other")
    opted_in = patients((*KIM[:4], "kim@mail.example", "ja"), nieuwsbrief="consent/newsletter")
    assert newsletter(other, opted_in, contact, addresses) == [False]


def test_a_person_without_an_address_speaks_for_all_of_theirs(clinic):
    said = patients((*LOU[:4], "", "nee", "01/01/2025"), nieuwsbrief="consent/newsletter", datum="event_date/dmy")
    opted_in = keap(("lou@mail.example", "true", "CONFIRMED"), updated="01/01/2024")
    assert newsletter(clinic, said, *opted_in) == [False]


def test_a_newsletter_that_lists_since_when_opts_in(clinic):
    columns = {"voornaam": "person_name/given", "e-mail": "email", "ingeschreven op": "event_date/dmy"}
    said = Export("website.nieuwsbrief", columns, [("Lou", "lou@mail.example", "01/02/2022")])
    assert newsletter(clinic, patients(LOU, SAM), said) == [True, False]
    assert newsletter(clinic, patients(LOU), unsubscribed("lou@mail.example", "02/02/2022")) == [False]


def test_a_boxed_newsletter_of_a_form_is_of_the_forms_address(clinic):
    forms = box(("01/01/2024", "Ja"), question="Ik wil de nieuwsbrief ontvangen", role="consent/newsletter")
    kim = patients((*KIM[:4], "kim@mail.example"), LOU)
    assert newsletter(clinic, kim, forms) == [False, True]


# The do-not-contact list.


def do_not_contact(clinic: Clinic, *rows: tuple[str, str, str], as_of: dt.date = dt.date(2026, 1, 31)) -> bool:
    said = Export("balie.niet_contacteren", LIST, list(rows))
    mine = patients((*LOU, "0475/12.34.56"), gsm="phone")
    return clinic.says("do_not_contact", mine, said, as_of=as_of)[0]


def test_do_not_contact_ends_after_36_months(clinic):
    entry = ("lou@mail.example", "", "15/05/2023")
    assert do_not_contact(clinic, entry, as_of=dt.date(2026, 5, 15))
    assert not do_not_contact(clinic, entry, as_of=dt.date(2026, 5, 16))


def test_an_entry_counts_as_long_as_the_clinic_keeps_it(clinic):
    """Who may be contacted again, and whose entry is to be deleted, is one question, also where veilig.yaml answers."""
    longer = {"classes": {"do_not_contact": {"term": "60 months"}}}
    clinic.retention = RetentionSettings.model_validate(longer)
    entry, last = ("lou@mail.example", "", "15/05/2021"), dt.date(2026, 5, 15)
    assert clinic.retention.resolved()["do_not_contact"].ends(dt.date(2021, 5, 15)) == last
    assert do_not_contact(clinic, entry, as_of=last)
    assert not do_not_contact(clinic, entry, as_of=last + dt.timedelta(days=1))


def test_do_not_contact_of_a_29th_of_february_ends_on_a_28th(clinic):
    entry = ("lou@mail.example", "", "29/02/2024")
    assert do_not_contact(clinic, entry, as_of=dt.date(2027, 2, 28))
    assert not do_not_contact(clinic, entry, as_of=dt.date(2027, 3, 1))


def test_an_undated_entry_of_the_do_not_contact_list_never_ends(clinic):
    assert do_not_contact(clinic, ("lou@mail.example", "", ""), as_of=dt.date(2090, 1, 1))


def test_a_new_entry_restarts_the_36_months(clinic):
    entries = ("lou@mail.example", "", "15/05/2020"), ("lou@mail.example", "", "15/05/2025")
    assert do_not_contact(clinic, *entries, as_of=dt.date(2026, 1, 31))


def test_a_telephone_number_on_the_list_reaches_whoever_has_it(clinic):
    assert do_not_contact(clinic, ("", "+32 475 12 34 56", "15/05/2025"))


def test_an_entry_of_another_leaves_a_person_alone(clinic):
    assert not do_not_contact(clinic, ("sam@mail.example", "0499 99 99 99", "15/05/2025"))


def test_do_not_contact_is_no_objection_to_research(clinic):
    said = Export("balie.niet_contacteren", LIST, [("lou@mail.example", "", "15/05/2025")])
    assert clinic.link(patients(LOU), said).people.objected.tolist()[0] is False


def test_an_entry_is_taken_back_by_a_later_statement(clinic):
    said = Export("balie.niet_contacteren", LIST, [("lou@mail.example", "", "15/05/2024")])
    later = patients((*LOU, "nee", "01/01/2025"), niet_contacteren="consent/do_not_contact", datum="event_date/dmy")
    assert clinic.says("do_not_contact", later, said) == [False]


# Objection.


def test_an_objection_stands_until_it_is_taken_back(clinic):
    columns = {"objection": "consent/objection", "objection_date": "event_date/dmy"}
    assert clinic.link(patients((*LOU, "ja", "01/01/2010"), **columns)).people.objected.tolist() == [True]
    assert clinic.link(patients(LOU)).people.objected.tolist() == [True]
    assert clinic.link(patients((*LOU, "nee", "01/01/2020"), **columns)).people.objected.tolist() == [False]


# Nothing in clear.


def test_the_vault_keeps_statements_of_addresses_sealed(clinic):
    lists = keap(("lou@mail.example", "true", "CONFIRMED"))
    clinic.link(*lists, unsubscribed("lou@mail.example", "01/06/2025"))
    content = (clinic.private / "vault.sqlite").read_bytes().lower()
    moment = int(np.datetime64("2025-06-01", "us").astype(np.int64)).to_bytes(8, "little")
    for clear in (b"lou@mail", b"mail.example", moment):
        assert clear not in content


def test_an_erased_person_leaves_an_unsubscribed_address_unsubscribed(clinic):
    columns = {"nieuwsbrief": "consent/newsletter", "datum": "event_date/dmy"}
    links = clinic.link(patients((*LOU, "nee", "01/01/2025"), **columns))
    vault = clinic.vault()
    with vault.transaction() as connection:
        vault.erase(connection, int(links.ids[0]))
    vault.close()
    assert newsletter(clinic, patients((*KIM, "ja", "01/01/2024"), **columns)) == [False]


@pytest.mark.parametrize("purpose", ["newsletter", "do_not_contact"])
def test_a_run_that_reads_the_same_again_says_the_same(clinic, purpose):
    lists = keap(("lou@mail.example", "true", "CONFIRMED"))
    said = Export("balie.niet_contacteren", LIST, [("lou@mail.example", "", "15/05/2025")])
    answers = [clinic.says(purpose, patients(LOU), *lists, said) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2] == [True]
