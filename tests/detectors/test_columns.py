import pyarrow as pa
import pytest

from detectors.columns import classify, map_table
from detectors.decisions import Decision, Decisions
from detectors.evidence.observation import Observation, observe
from detectors.tables import CrawledTable, Declared, Part

GIVEN = ["Jan", "Élodie", "Wout", "Sien", "Noor", "Maxime", "Yasmine", "Loïc", "Emma", "Fatima", "Marie-Claire", "Ömer"]
FAMILY = [
    "Peeters",
    "De Smet",
    "D’Hondt",
    "Dubois",
    "Müller",
    "El Amrani",
    "Verstraeten",
    "Vanhoutte",
    "Yilmaz",
    "Maes",
]
FULL = [f"{given} {family}" for given, family in zip(GIVEN, FAMILY * 2, strict=False)]
MAIL = [
    f"{word}.{number}@example.{end}"
    for number, (word, end) in enumerate(zip("abcdefghijkl", ["be", "org"] * 6, strict=True))
]
NUMBERS = ["85.07.30-033.28", "90.01.15-002.87", "04.02.29-001.32", "06.07.05-002.52", "98.47.28-997.65",
           "85.27.30-012.92", "92061401782", "92061420489", "850730 033 28", "85/07/30-033.28"]  # fmt: skip
TYPOS = ["85.07.30-033.29", "90.01.15-002.88", "04.02.29-001.33", "06.07.05-002.53", "92.06.14-017.83"]
PHONES = ["0475 12 34 56", "0475/12.34.56", "+32 475 12 34 56", "02 555 12 12", "+32(0)475/12.34.56", "0031 6 12345678",
          "(03) 821 30 00", "015/50.50.50", "+33 6 12 34 56 78", "32499123456"]  # fmt: skip
BIRTHS = [f"{day:02}/{month:02}/{year}" for day, month, year in
          [(12, 3, 1985), (23, 10, 1986), (1, 1, 1961), (30, 6, 2004), (17, 8, 1999), (9, 9, 1972), (28, 2, 1990),
           (5, 5, 1994), (14, 11, 1968), (2, 12, 2001), (19, 4, 1979), (7, 7, 1988)]]  # fmt: skip
VISITS = [f"2024-{month:02}-{day:02} 11:58:47" for month in range(1, 13) for day in (4, 19)]
IBANS = [
    "BE68 5390 0754 7034",
    "BE69 7331 2345 6778",
    "NL91 ABNA 0417 1643 00",
    "BE21001234567803",
    "DE89370400440532013000",
]
STREETS = ["Kerkstraat 12", "Lange Leemstraat 12 bus 3.01", "Rue de la Loi 176", "Avenue Louise 73/b", "Grote Markt 1",
           "Hauptstraße 5", "Gentsesteenweg 210"]  # fmt: skip
PLACES = ["Gent", "Antwerpen", "Bruxelles", "Namur", "Eupen", "Leuven", "Kortrijk"]
NOTES = ["Patiënte komt op controle na vaginoplastie, wonde is goed genezen.",
         "Start oestradiol 2 mg per dag, volgende bloedafname binnen zes weken gepland.",
         "Vraagt een attest voor de mutualiteit en een verlenging van cyproteron."]  # fmt: skip
TALK = ["Kan ik de afspraak van volgende week nog verzetten naar de namiddag?",
        "Merci beaucoup pour votre réponse rapide et claire !",
        "I would like to know how long the waiting list is at the moment."]  # fmt: skip
RIZIV = ["1-87497-04-477", "1-15302-31-003", "18749704477", "1-87497-26-477"]


def seen(values, repeat=1):
    return observe(pa.array(list(values) * repeat, pa.string()))


COLUMNS = [
    # header, values, category, role ("" where it does not matter)
    ("email", MAIL, "email", ""),
    ("Contact ID", MAIL, "email", ""),
    ("field_17", NUMBERS, "national_number", ""),
    ("rijksregisternummer", NUMBERS, "national_number", ""),
    ("INSZ", TYPOS, "national_number", ""),
    ("numero_national", [*NUMBERS, "inconnu"], "national_number", ""),
    ("q12", [*NUMBERS * 2, "niet gekend"], "national_number", ""),
    ("Wat is je geboortedatum?", BIRTHS, "birth_date", "dmy"),
    ("Date de naissance", BIRTHS, "birth_date", "dmy"),
    ("birthDate", ["1985-03-12", "1961-11-14", "2003-06-05"], "birth_date", "ymd"),
    ("Geburtsdatum", ["12.03.1985", "23.10.1986", "01.01.1961"], "birth_date", "dmy"),
    ("col3", BIRTHS, "birth_date", "dmy"),
    ("col4", VISITS, "event_date", "ymd"),
    ("Creation date", ["02/25/2024 06:00 AM", "04/18/2024 12:00 PM", "12/05/2024 12:10 AM"], "event_date", "mdy"),
    ("Meeting time", ["Sun, Mar 3, 2024, 06:00 AM", "Thu, Apr 25, 2024, 12:00 PM"], "event_date", "dmy"),
    ("datum operatie", ["12 maart 2024", "1 april 2024", "23 mei 2023"], "event_date", "dmy"),
    ("opnamedatum", ["12/03/2024", "13/04/2024"], "event_date", "dmy"),
    ("research_consent_date", ["12/03/2024", "13/04/2024"], "event_date", "dmy"),
    ("voornaam", GIVEN, "person_name", "given"),
    ("prénom", GIVEN, "person_name", "given"),
    ("Nachname", FAMILY, "person_name", "family"),
    ("Full name", FULL, "person_name", "full"),
    ("nom du patient", FULL, "person_name", "full"),
    ("Officiële naam.first", GIVEN, "person_name", "given"),
    ("Roepnaam / voornaamwoorden", [f"{name} (zij/haar)" for name in GIVEN], "person_name", "given"),
    ("c7", FULL, "person_name", "full"),
    ("status", FULL * 4, "person_name", "full"),
    ("oude_voornaam", GIVEN, "former_name", ""),
    ("birth_name", FAMILY, "former_name", ""),
    ("prénom de naissance", GIVEN, "former_name", ""),
    ("Agent", FULL[:3] * 10, "provider_name", ""),
    ("médecin traitant", [f"Dr. {name}" for name in FULL], "provider_name", ""),
    ("emergency_contact_name", FULL, "family_member_name", ""),
    ("SpouseName", GIVEN, "family_member_name", ""),
    ("prescriber_number", RIZIV, "provider_number", ""),
    ("x1", RIZIV, "provider_number", ""),
    ("GSM", PHONES, "phone", ""),
    ("Handynummer", PHONES, "phone", ""),
    ("f9", PHONES, "phone", ""),
    ("Rekening tegenpartij", IBANS, "iban", ""),
    ("k", IBANS, "iban", ""),
    ("Mededeling", ["+++010/8068/17183+++", "+++000/0000/09797+++"], "payment_reference", ""),
    ("adres", STREETS, "street_address", ""),
    ("rue", STREETS, "street_address", ""),
    ("a1", STREETS, "street_address", ""),
    ("Adres.city", PLACES, "municipality", ""),
    ("Ort", PLACES, "municipality", ""),
    ("plz", ["4700", "4701", "4710"], "postal_code", ""),
    ("postcode", ["9000", "2018", "1234 AB", "59000"], "postal_code", ""),
    ("Land", ["België", "Nederland", "France"], "country", ""),
    ("taal", ["nl", "fr", "de"], "language", ""),
    ("geslacht_bij_geboorte", ["M", "V", "X"] * 5, "gender_at_birth", ""),
    ("sexe à la naissance", ["H", "F"] * 5, "gender_at_birth", ""),
    ("Gewenst geslacht", ["man", "vrouw", "non-binair"], "gender_identity", ""),
    ("identité de genre", ["femme trans", "homme", "agenre"], "gender_identity", ""),
    ("Geschlecht", ["männlich", "weiblich", "divers"], "sex_registered", ""),
    ("voornaamwoorden", ["zij/haar", "hij/hem", "die/hun"], "pronouns", ""),
    ("v8", ["she/her", "they/them", "he/him/his"] * 4, "pronouns", ""),
    ("Civilité", ["Mme", "M.", "Mx"], "salutation", ""),
    ("diagnose", ["F64.0", "F64.9", "E11.9"], "medical_condition", ""),
    ("ATC", ["G03CA03", "G03BA03", "C03DA01"], "medication", ""),
    ("d", ["G03CA03", "G03BA03", "C03DA01"], "medication", ""),
    ("Medicatie", ["Progynova 2 mg", "Androcur", "Sustanon 250"], "medication", ""),
    ("Gewenste ingrepen", ["FFS", "Mastectomie", "Vaginoplastie"] * 3, "procedure", ""),
    ("loinc", ["2986-8", "2243-4", "718-7"], "lab_test", ""),
    ("unit", ["nmol/L", "pg/mL", "%"], "lab_value", ""),
    ("Medische voorgeschiedenis", NOTES, "clinical_note", ""),
    ("z4", NOTES * 4, "clinical_note", ""),
    ("opmerking", TALK, "free_text", ""),
    ("y2", TALK * 4, "free_text", ""),
    ("Ziekenfonds", ["CM", "Solidaris", "Helan"], "insurer", ""),
    ("aansluitingsnummer", ["123-4567890", "0081234567", "AB99123"], "insurance_number", ""),
    ("beroep", ["leerkracht", "verpleegkundige", "student"], "profession", ""),
    ("dieet", ["vegetarisch", "halal", "glutenvrij"], "diet", ""),
    ("IP", ["81.82.160.113", "2a02:a03f:1234::1"], "ip_address", ""),
    ("h1", ["3c:22:fb:01:02:03", "AA-BB-CC-0D-EE-FF"], "mac_address", ""),
    ("Bijlagen", ["https://example.org/u/Attest%20A.pdf", "https://example.org/u/foto.jpg"], "file_name", ""),
    ("cancel_url", ["https://example.org/cancel/a8f7", "https://example.org/cancel/b9c1"], "secret", ""),
    ("Password", ["$2y$10$abcdefghijk", "$2y$10$lmnopqrstuv"], "secret", ""),
    ("username", ["elodie_92", "noor.p", "wout88"], "online_account", ""),
    ("patient_id", ["P00017", "P00018", "P00019"], "record_id", "patient"),
    ("Ticket ID", [str(19000 + number) for number in range(12)], "record_id", "ticket"),
    ("requester_id", ["80012345678", "80012345679", "80012345680"], "record_id", "requester"),
    ("N° de dossier", ["2024-001", "2024-002", "2024-003"], "record_id", "patient"),
    ("Transactienummer", ["240000000001", "240000000002"], "record_id", "transaction"),
    ("m5", ["0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"] * 3, "record_id", ""),
    ("Bedrag", ["590,30", "2.169,74", "-12,00"], "amount", ""),
    ("total", ["€ 50,00", "€ 1.250,00"], "amount", ""),
    ("aantal", ["1", "2", "3"], "number", ""),
    ("First response time (in hrs)", ["64:00:00", "01:12:54"], "duration", ""),
    ("email_verified", ["true", "false"] * 5, "flag", ""),
    ("Status", ["Open", "Closed", "Waiting on Customer"] * 5, "label", ""),
    ("kanaal", ["web", "telefoon", "balie"] * 5, "label", ""),
    ("Ik wil de nieuwsbrief ontvangen", ["ja", "nee"] * 5, "consent", "newsletter"),
    ("Toestemming onderzoek", ["ja", "nee"] * 5, "consent", "research"),
    ("consentement parental", ["oui", "non"] * 5, "consent", "parental"),
    ("do_not_contact", ["0", "1"] * 5, "consent", "do_not_contact"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "values", "category", "role"), COLUMNS, ids=[row[0] for row in COLUMNS])
def test_a_column_is_what_a_reader_would_call_it(header, values, category, role):
    found = classify(header, seen(values))
    assert found.category == category
    assert role in ("", found.role)
    assert found.confidence >= 0.6


@pytest.mark.parametrize(("header", "values", "category", "role"), COLUMNS, ids=[row[0] for row in COLUMNS])
def test_evidence_holds_no_value(header, values, category, role):  # noqa: ARG001
    evidence = " ".join(classify(header, seen(values)).evidence)
    assert not any(value in evidence for value in values if len(value) > 3 and value.lower() not in header.lower())


@pytest.mark.parametrize(
    ("header", "values", "category"),
    [("tel", PHONES, "phone"), ("naam", FULL, "person_name"), ("rrn", NUMBERS, "national_number"), ("x", MAIL, "email"),
     ("geboortedatum", BIRTHS, "birth_date"), ("geslacht", ["M", "V"], "sex_registered"),
     ("gemeente", PLACES, "municipality")],
)  # fmt: skip
def test_five_percent_of_dirty_cells_change_nothing(header, values, category):
    clean = (values * 20)[:95]
    assert classify(header, seen([*clean, "?", "zie nota", "onbekend", "-", "n.v.t."])).category == category


@pytest.mark.parametrize("header", ["status", "type", "aantal", "field_3", "Kanaal", "flag"])
def test_identifiers_are_never_called_harmless(header):
    """A few e-mail addresses or numbers among words make the column text, which is redacted."""
    values = ["Open", "Closed", "Pending"] * 30 + MAIL[:2] + NUMBERS[:1]
    found = classify(header, seen(values))
    assert found.category in ("free_text", "clinical_note", "unknown")


def test_a_label_column_with_some_names_is_treated_as_text():
    values = ["Open", "Closed"] * 20 + FULL
    assert classify("status", seen(values)).category in ("free_text", "person_name")


def test_a_repeated_key_behind_a_cryptic_header_is_not_a_number():
    """Native record numbers repeat in tables of events; as plain numbers they would be released."""
    assert classify("fld", seen([str(48210 + 7 * number) for number in range(60)], repeat=5)).category == "record_id"


def test_small_counts_stay_numbers():
    assert classify("fld", seen([str(number % 7) for number in range(200)])).category == "number"


@pytest.mark.parametrize("header", ["scenario_code", "acid", "academic_year_code"])
def test_words_inside_words_mean_nothing(header):
    found = classify(header, seen(["SCN-125", "SCN-126", "SCN-127"] * 4))
    assert found.category not in ("payment_card", "cookie_id", "email", "national_number")


def test_nothing_to_go_by_is_unknown():
    found = classify("zzz", seen(["qwrt sdfg", "plok mnji", "wsxz"]))
    assert found.category == "unknown"
    assert found.confidence < 0.6


def test_a_column_without_values_is_empty_unless_the_header_knows():
    assert classify("zzz", Observation(rows=5)).category == "empty"
    assert classify("geboortedatum", seen([None, "", "  "])).category == "birth_date"


def test_the_profile_wins_over_header_and_values():
    found = classify("service", seen(["intake", "consult"]), Declared("label"))
    assert (found.category, found.role) == ("label", "")


def test_values_win_over_a_profile_that_declares_something_less_sensitive():
    assert classify("cf_12", seen(NUMBERS), Declared("label")).category == "national_number"
    assert classify("cf_12", seen(["A", "B"] * 40 + MAIL[:3]), Declared("label")).category == "free_text"


def test_a_profile_that_declares_something_direct_is_not_softened():
    assert classify("naam", seen(["Open", "Closed"] * 5), Declared("person_name", "full")).category == "person_name"


def test_a_declared_objection_stays_one_whatever_else_is_written_beside_it():
    """Turned into text, an objection would no longer keep its subject out of a release."""
    found = classify("objection", seen(["ja, per mail van a@example.be", "ja"]), Declared("consent", "objection"))
    assert (found.category, found.role) == ("consent", "objection")


def test_answers_about_health_stay_health():
    assert classify("allergieën", seen(["ja", "nee"] * 10)).category == "medical_condition"


def test_ten_rows_suffice():
    assert classify("q3", seen(GIVEN[:10])).category == "person_name"


def test_a_small_table_is_believed_less():
    assert classify("x", seen(MAIL[:2])).confidence < classify("x", seen(MAIL)).confidence


def mapped(columns, decisions=None, **options):
    table = CrawledTable("x", "x.people", tuple(columns), (Part("x.people", "people.csv", None, 12),), **options)
    return map_table(table, {name: seen(values) for name, values in columns.items()}, decisions or Decisions())


def test_naam_beside_voornaam_is_the_family_name():
    table = mapped({"voornaam": GIVEN[:10], "naam": FAMILY})
    assert [column.finding.role for column in table.columns] == ["given", "family"]


def test_value_and_flag_belong_to_the_laboratory_only_beside_a_test():
    alone = mapped({"flag": ["0", "1"] * 5})
    beside = mapped({"test": ["testosteron", "oestradiol"], "flag": ["H", "L"], "value": ["1,2", "<0,5"]})
    assert alone.column("flag").finding.category == "flag"
    assert [column.finding.category for column in beside.columns] == ["lab_test", "lab_value", "lab_value"]


def test_the_items_of_a_list_are_what_the_list_is_called():
    assert classify("value", seen(["open", "x"]), table="freshdesk.tickets.tags").category == "label"


def test_the_key_of_a_table_is_of_the_kind_of_its_rows():
    table = mapped({"id": [str(number) for number in range(12)]}, identifies="id")
    assert table.column("id").finding.role == "people"


def test_a_ruling_stands_over_the_finding():
    ruled = Decisions({"x.people.q": Decision("x.people.q", "label", "colours of rooms")})
    column = mapped({"q": ["qwrt sdfg", "wsxz"]}, ruled).column("q")
    assert column.decided
    assert (column.finding.category, column.finding.confidence) == ("label", 1.0)


def test_a_column_that_no_file_filled_is_in_the_map():
    table = CrawledTable("x", "x.t", ("never",), ())
    assert map_table(table, {}, Decisions()).column("never").finding.category == "empty"


@pytest.mark.parametrize(
    ("header", "cells", "category"),
    [
        ("afspraakdatum", VISITS, "event_date"),
        ("aantal", [str(number % 7) for number in range(30)], "number"),
        ("actief", ["ja", "nee"] * 15, "flag"),
        ("bedrag", [f"{number},50" for number in range(30, 60)], "amount"),
    ],
)
def test_one_address_among_cells_that_are_read_one_by_one_changes_nothing(header, cells, category):
    assert classify(header, observe(pa.array([*cells, MAIL[0]]))).category == category
    assert classify(header, observe(pa.array([*cells, *MAIL]))).category not in (category, "label")


def test_one_address_among_labels_makes_them_text():
    assert classify("status", observe(pa.array(["open", "closed"] * 15 + MAIL[:1]))).category == "free_text"
