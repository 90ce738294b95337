import pytest

from detectors.evidence.headers import _lexicon, read_header, record_kind, words_of
from detectors.taxonomy import BY_NAME


@pytest.mark.parametrize(
    "header",
    ["birth_date", "birthDate", "BIRTH_DATE", "birth-date", "Birth date:", "patient.birthDate",
     "Wat is je geboortedatum?",
     "Geboortedatum (dd/mm/jjjj)", "date de naissance", "Date de Naissance *", "Geburtsdatum", "DOB", "né(e) le",
     "geb.datum"],
)  # fmt: skip
def test_one_thing_is_written_in_many_ways(header):
    assert read_header(header)[0].category == "birth_date"


@pytest.mark.parametrize(
    ("header", "category", "role"),
    [
        ("Toestemming wetenschappelijk onderzoek", "consent", "research"),
        ("Je souhaite recevoir l'infolettre", "consent", "newsletter"),
        ("Einwilligung der Eltern", "consent", "parental"),
        ("prénom d'usage", "person_name", "given"),
        ("nom de famille", "person_name", "family"),
        ("Naam van de moeder", "family_member_name", ""),
        ("Sexe à la naissance", "gender_at_birth", ""),
        ("geslacht", "sex_registered", ""),
        ("Gewenst geslacht", "gender_identity", ""),
        ("numéro de registre national", "national_number", ""),
        ("N° de téléphone", "phone", ""),
        ("huisnr", "street_address", ""),
        ("email_verified", "flag", ""),
        ("First response time (in hrs)", "duration", ""),
        ("custom_fields.cf_geboortedatum", "birth_date", ""),
        ("requester.id", "record_id", "requester"),
        ("patiëntnummer", "record_id", "patient"),
        ("N° de dossier", "record_id", "patient"),
        ("factuurnummer", "record_id", "invoice"),
    ],
)
def test_headers_of_four_languages(header, category, role):
    guess = read_header(header)[0]
    assert (guess.category, guess.role) == (category, role)


@pytest.mark.parametrize("header", ["acid", "scenario", "namespace", "agenda", "sexton", "field_17", "q12", "x", ""])
def test_nothing_is_read_into_other_words(header):
    assert not [guess for guess in read_header(header) if guess.strength > 0.5]


@pytest.mark.parametrize(
    ("words", "header"),
    [
        (("patient", "birth", "date"), "patientBirthDate"),
        (("e", "mail", "prive"), "E-mail (privé)"),
        (("phone", "1", "type"), "Phone1Type"),
    ],
)
def test_words_of_a_header(words, header):
    assert words_of(header) == words


@pytest.mark.parametrize(
    ("table", "kind"),
    [("freshdesk.tickets", "ticket"), ("ehr.lab_results", "result"), ("keap.contacts", "contact"),
     ("x.afspraken", "appointment"),
     ("keap.contacts.addresses", "address")],
)  # fmt: skip
def test_what_a_row_of_a_table_is(table, kind):
    assert record_kind(table) == kind


def test_every_category_of_the_lexicon_is_one_of_the_taxonomy():
    phrases, endings = _lexicon()
    assert {guess.category for guess in (*phrases.values(), *endings.values())} <= set(BY_NAME)


def test_a_header_that_leaves_more_unexplained_is_believed_less():
    assert (
        read_header("geboortedatum")[0].strength > read_header("tabel geboortedatum formulier versie twee")[0].strength
    )
