import pytest

from detectors.text import find_spans

NAMES = {"person_name", "provider_name", "family_member_name", "former_name"}


def names(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text) if span.category in NAMES]


def of(text: str, category: str) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text) if span.category == category]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mevr. vermeulebroeck belde", ["vermeulebroeck"]),
        ("mme oukili rappelle demain", ["oukili"]),
        ("terug naar dr. zwartjens", ["zwartjens"]),
        ("hey jolien, ben jij het?", ["jolien"]),
        ("mijn mama griet komt ook", ["griet"]),
        ("Patiënt KVDM gezien", ["KVDM"]),
        ("P.J. belt af", ["P.J."]),
        ("Alvast bedankt.\nMvg\nWout", ["Wout"]),
        ("Bien à vous,\nAmina", ["Amina"]),
        ("From: Jolien Dierckx <jolien@post.example>", ["Jolien Dierckx"]),
        ("> Op 3 mei schreef Kobe Lauwaert: ok", ["Kobe Lauwaert"]),
        ("On Tue 3 March, Mia Holsbeek wrote:", ["Mia Holsbeek"]),
        ("Lundi, Zoé Delvigne a écrit :", ["Zoé Delvigne"]),
        ("Naam: Van de Velde-Çelik", ["Van de Velde-Çelik"]),
        ("Sprak met Kaat 't Jampens", ["Kaat 't Jampens"]),
        ("SPRAK MET KAAT VERSTRAETEN", ["KAAT VERSTRAETEN"]),
        ("Sofie Grzbowczka tekende", ["Sofie Grzbowczka"]),
        ("Ook Xhemile Peeters tekende", ["Xhemile Peeters"]),
        ("vandaag belde Vandenkerckhove weer", ["Vandenkerckhove"]),
        ("vandaag belde Van Zurpele weer", ["Van Zurpele"]),
        ("gesprek over Marc gehad", ["Marc"]),
        ("Mevr. Παπαδοπούλου belt", ["Παπαδοπούλου"]),
        ("Naam: Иван Петров", ["Иван Петров"]),
        ("Sofie's broer komt", ["Sofie"]),
    ],
)
def test_finds_names_where_no_list_or_capital_helps(text: str, found: list[str]):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Rien à signaler. Geen klachten. Niets gevonden. Aucune plainte. Keine Beschwerden.",
        "Mevr. komt morgen. Dr. belt terug. Mme demande un certificat.",
        "Nausées depuis lundi. Mme va bien. Merci beaucoup. Bedankt alvast.",
        "MEPILEX BORDER op de wonde, OPSITE bij douchen. DAFALGAN FORTE.",
        "Burch procedure, Foley katheter, ziekte van Graves, Hamilton schaal.",
        "Il ne Parle pas. Nee Bedankt.",
        "Vandaag en vanavond rustig. Vanwege koorts uitgesteld.",
        "N.B. P.S. de N.V. betaalt.",
        "Van Antwerpen naar Gent met de trein.",
    ],
)
def test_leaves_plain_words_alone(text: str):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Werkt bij Colruyt sinds mei.", ["Colruyt"]),
        ("Travaille chez Delhaize comme caissière", ["Delhaize"]),
        ("Arbeitet bei Audi Brussels.", ["Audi Brussels"]),
        ("École Saint-Joseph prévenue.", ["Saint-Joseph"]),
        ("Arbeitgeber Kabelwerk Eupen.", ["Kabelwerk Eupen"]),
        ("attest voor de werkgever (Garage Zwart Halle)", ["Garage Zwart Halle"]),
        ("Werkt bij UZ Gent.", []),
        ("Werkt bij de gemeente.", []),
        ("Terugbetaald t.n.v. K. Van Den Broeck.", []),
        ("Leraar op het Sint-Pieterscollege in Leuven.", ["Sint-Pieterscollege"]),
    ],
)
def test_finds_employers_and_schools_but_not_places_of_care(text: str, found: list[str]):
    assert of(text, "organisation") == found


@pytest.mark.parametrize(
    "text",
    ["dossiernr 2023/0417", "n° de dossier : 2023-5567", "ticket #48213", "patiëntnummer 100234", "case no. 99812"],
)
def test_finds_record_numbers_behind_their_words(text: str):
    assert len(of(text, "record_id")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Onderwerp: Vest\nHangt al sinds Allerheiligen.",
        "Subject: Translation of reports",
        "Objet : Candidature spontanée",
        "Konsilschein. An: Gynäkologie. Frage: Befund?",
        "Pat. möchte nicht, dass ihr Vater Auskunft bekommt.",
        "Avis du chirurgien de Gosselies demandé.",
    ],
)
def test_what_is_no_name_behind_a_header_or_a_role(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mail van de moeder van Elsje, belt terug.", "Elsje"),
        ("Ontslagbrief naar dr. Verlackt uit Zele.", "Verlackt"),
        ("Subject: Sofie Wouters", "Sofie Wouters"),
    ],
)
def test_a_name_ends_where_its_place_begins(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("spelling: V E R H O E V E N", ["V E R H O E V E N"]),
        ("je m'appelle d u p o n t, merci", ["d u p o n t"]),
        ("Y-o-u-s-s-e-f, ja", ["Y-o-u-s-s-e-f"]),
        ("keuze A B C D of E", []),
        ("O N T S L A G", []),
        ("E N T L A S S U N G", []),
    ],
)
def test_a_name_that_is_spelled_is_found_and_a_heading_set_wide_is_none(text: str, found: list[str]) -> None:
    assert names(text) == found
