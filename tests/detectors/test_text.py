from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.text import find_spans, find_spans_in


def found(text: str, **arguments) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.category) for span in find_spans(text, **arguments)]


def of_category(text: str, category: str, **arguments) -> list[str]:
    return [piece for piece, name in found(text, **arguments) if name == category]


@pytest.mark.parametrize(
    ("text", "name", "category"),
    [
        ("Naam: jan peeters", "jan peeters", "person_name"),
        ("NOM : DELCROIX Prénom : Élodie", "DELCROIX", "person_name"),
        ("Gezien door dr. K. Vermaut.", "K. Vermaut", "provider_name"),
        ("overleg met psycholoog An De Smet", "An De Smet", "provider_name"),
        ("kiné Tom belt", "Tom", "provider_name"),
        ("Ze wacht. An belde niet.", "An", "person_name"),
        ("Hi Will,\nYour labs are back.", "Will", "person_name"),
        ("Married to Will, two children.", "Will", "person_name"),
        ("Hope hopes so too.", "Hope", "person_name"),
        ("Roos vraagt een afspraak.", "Roos", "person_name"),
        ("Prudence a compris et prendra du gel.", "Prudence", "person_name"),
        ("Bring two cards please.\nAutumn", "Autumn", "person_name"),
        ("Hausarzt: Dr. Weber", "Weber", "provider_name"),
        ("haar moeder Els steunt", "Els", "family_member_name"),
        ("avec son mari Youssef", "Youssef", "family_member_name"),
        ("mit Tochter Anna", "Anna", "family_member_name"),
        ("his wife Mary called", "Mary", "family_member_name"),
        ("Contactpersoon: Greet Janssens", "Greet Janssens", "family_member_name"),
        ("Deadname Kevin niet gebruiken", "Kevin", "former_name"),
        ("Geboortenaam: Thomas", "Thomas", "former_name"),
        ("Mme Fatima El Khattabi arrive", "Fatima El Khattabi", "person_name"),
        ("Beste Lotte,\nkan dat?", "Lotte", "person_name"),
        ("oproep gemist van mehmet özdemir", "mehmet özdemir", "person_name"),
        ("Sprak met Sofie Van den Berghe vandaag", "Sofie Van den Berghe", "person_name"),
        ("patiënt Dirk-Jan van 't Hoff belt", "Dirk-Jan van 't Hoff", "person_name"),
    ],
)
def test_finds_names_of_people_by_what_announces_them(text: str, name: str, category: str):
    assert (name, category) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ziekte van Parkinson, Hodgkin lymfoom, syndroom van Klinefelter.",
        "Trendelenburg links negatief. Tanner 3. Babinski neg.",
        "Mark de plaats van de pleister. Roos op de wang. An apple a day.",
        "Start Progynova 2 mg en Androcur 10 mg.",
        "Utrecht Gender Dysphoria Scale en Rosenberg afgenomen.",
        "Controle in Januari. Patiënt verdraagt Decapeptyl goed.",
    ],
)
def test_leaves_diseases_scales_drugs_and_ordinary_words_alone(text: str):
    names = {"person_name", "provider_name", "family_member_name", "former_name"}
    assert not [piece for piece, category in found(text) if category in names]


def test_a_name_with_a_title_is_found_again_without_it():
    assert of_category("dr. Vermaut belt. Later belt vermaut terug.", "provider_name") == ["Vermaut", "vermaut"]


def test_known_people_are_found_in_any_case_and_as_possessives():
    text = "jans zus en sofie's broer zagen VANDENBOSSCHE en elodie"
    pieces = of_category(text, "person_name", known=("Jan Vandenbossche", "Sofie", "Élodie"))
    assert pieces == ["jan", "sofie", "VANDENBOSSCHE", "elodie"]


def test_a_known_name_that_is_a_word_needs_its_capital():
    assert of_category("Wil wil niet", "person_name", known=("Wil",)) == ["Wil"]


def test_a_national_number_is_not_cut_by_the_date_inside():
    assert found("nr 04.02.29-001.32 op kaart") == [("04.02.29-001.32", "national_number")]


def test_codes_of_care_are_not_taken_for_numbers_of_people():
    categories = {category for _, category in found("LOINC 2986-8, CNK 1781-145, G03CA03, F64.0, SNOMED 73211009")}
    assert categories == {"lab_test", "medication", "medical_condition"}


def test_offsets_count_characters_not_bytes():
    text = "é€😀 sofie@uza.be"
    assert found(text) == [("sofie@uza.be", "email")]


def test_lone_surrogates_do_not_break_the_scan():
    assert found("\ud800 sofie@uza.be") == [("sofie@uza.be", "email")]


def test_the_same_text_gives_the_same_spans_in_bulk():
    texts = ["dr. Peeters", "leeg", "dr. Peeters"]
    assert find_spans_in(texts) == [find_spans(text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aé1 .-/@:\nJan0475+(),'"), max_size=80))
def test_spans_are_sorted_inside_the_text_and_do_not_overlap(text: str):
    spans = find_spans(text, known=("Jan", "0475 12 34 56"))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
