import pyarrow as pa
import pytest

from detectors.findings import Span
from transforms.changes.telling import tells, untold
from transforms.changes.two_names import Names, untold_spans

LONG = (
    "Controle na drie maanden. Bloeddruk goed. {} Slaapt goed. Eet goed. Weegt 80 kg. Labo over drie maanden. "
    "Terug in mei."
)


@pytest.mark.parametrize(
    "text",
    [
        "Naamswijziging ontvangen, etiketten opnieuw.",
        "stond nog onder haar oude voornaam",
        "Nieuw rijksregisternummer doorgegeven.",
        "Changement de prénom acté.",
        "anciennement Luc",
        "Formerly known as Luke.",
        "Her deadname is on the letter.",
        "new national number since May",
        "Namensänderung eingetragen",
        "Hieß früher Lukas.",
    ],
)
def test_open_words_for_a_change_are_found_in_four_languages(text):
    assert tells(pa.array([text])).to_pylist() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Nieuw adres: Stationsstraat 4, 9000 Gent.",
        "Nouvelle ordonnance : même dose.",
        "Still has pain; changed the dressing.",
        "Alte Narbe reizlos, neue Dosis 2 mg.",
        "Patiënt heet welkom; de naam van het product is Androcur.",
    ],
)
def test_what_else_is_new_or_old_stays(text):
    assert untold(pa.array([text])).to_pylist() == [text]


def test_of_a_long_note_only_the_sentence_and_those_beside_it_go():
    (left,) = untold(pa.array([LONG.format("Vroeger bekend als Jan.")])).to_pylist()
    assert left == "Controle na drie maanden. Eet goed. Weegt 80 kg. Labo over drie maanden. Terug in mei."


def test_a_line_apart_is_not_beside():
    (left,) = untold(pa.array(["Labo ok.\nOude naam Jan.\nSlaapt goed, eet goed."])).to_pylist()
    assert left == "Labo ok.\nSlaapt goed, eet goed."


def test_a_text_that_is_about_the_change_leaves_nothing():
    assert untold(pa.array(["Ancien prénom : Luc. Merci de corriger.", None])).to_pylist() == [None, None]


def spans(text, **categories):
    """The spans of some words of a text, in its order."""
    found = [Span(text.index(word), text.index(word) + len(word), kind, 1.0, "x") for word, kind in categories.items()]
    return sorted(found, key=lambda span: span.start)


def named(text, found, names):
    mine = [
        frozenset([text[span.start : span.end].lower()]) if span.category in names else frozenset() for span in found
    ]
    known = [("person_name", frozenset({"sofie", "peeters"})), ("person_name", frozenset({"jan", "peeters"}))]
    return untold_spans(text, found, Names.of(known), mine)


def test_a_former_name_beside_the_present_one_goes_with_its_sentence():
    text = LONG.format("Thuis zegt men Jan, op het werk Sofie.")
    left, moved = named(text, spans(text, Jan="person_name", Sofie="person_name", mei="event_date"), {"person_name"})
    assert left == "Controle na drie maanden. Eet goed. Weegt 80 kg. Labo over drie maanden. Terug in mei."
    assert [left[span.start : span.end] for span in moved] == ["mei"]


def test_one_name_alone_stays():
    text = "Jan kwam op controle."
    assert named(text, spans(text, Jan="person_name"), {"person_name"}) == (text, spans(text, Jan="person_name"))


def test_two_numbers_of_one_person_tell():
    text = "RR 85073003328, was 85073003427."
    found = spans(text, **{"85073003328": "national_number", "85073003427": "national_number"})
    assert named(text, found, ()) is None


def test_a_given_name_and_its_family_name_are_no_two_names():
    assert Names.of([("person_name", frozenset({"sofie"})), ("person_name", frozenset({"peeters"}))]).sides == ()
