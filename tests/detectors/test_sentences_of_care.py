"""Sentences under the layers that know dates, ages, jobs, places and care, without those that look for names."""

import re
from pathlib import Path

import pytest
import yaml

from detectors.births import with_births
from detectors.context import Context
from detectors.findings import Span
from detectors.names.organisations import organisations
from detectors.notes import join
from detectors.overlaps import resolve
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scanning.scan import compile_scanner, scan_notes
from detectors.taxonomy import BY_NAME
from detectors.terms import terms
from detectors.text import find_spans
from detectors.word_shapes import word_shapes
from detectors.words import words_of
from transforms.treatments.redact import STAYS

SCANNER = compile_scanner(RECOGNIZERS)
FOLDER = Path(__file__).parent / "sentences"
MARK = re.compile(r"\[\[(.+?)(?:\|(\w+))?\]\]", re.DOTALL)


def read(name: str) -> list[tuple[str, str]]:
    groups = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return [(category, sentence) for category, sentences in groups.items() for sentence in sentences]


LEAVING, STAYING = read("quasi_identifiers"), read("staying")


def found_in(text: str) -> list[tuple[str, str]]:
    notes = join([text])
    words = words_of(notes)
    context = Context(notes, words)
    spans: list[Span] = [
        *scan_notes(notes, context, SCANNER.anew()),
        *organisations(notes, words, context),
        *terms(notes.text, notes.folded),
        *word_shapes(words),
    ]
    return [(notes.text[span.start : span.end], span.category) for span in with_births(notes, resolve(spans))]


def unmarked(sentence: str, category: str) -> tuple[str, list[tuple[str, str]]]:
    wanted = [(match[1], match[2] or category) for match in MARK.finditer(sentence)]
    return MARK.sub(r"\1", sentence), wanted


@pytest.mark.parametrize(("category", "sentence"), LEAVING)
def test_what_narrows_down_who_somebody_is_is_found_whole(category: str, sentence: str):
    text, wanted = unmarked(sentence, category)
    found = found_in(text)
    assert [pair for pair in found if pair in wanted] == wanted, found


@pytest.mark.parametrize(("category", "sentence"), STAYING)
def test_care_is_called_what_it_is_and_stays(category: str, sentence: str):
    text, wanted = unmarked(sentence, category)
    found = found_in(text)
    assert [pair for pair in found if pair in wanted] == wanted, found
    assert not [pair for pair in found if pair[1] not in STAYS], found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sprak met Els Van Gent vandaag.", "Gent"),
        ("Mevr. Van Hove belt.", "Hove"),
        ("Dr. De Panne ziet haar.", "De Panne"),
        ("Tom Van Aalst heeft koorts.", "Aalst"),
    ],
)
def test_the_town_in_a_family_name_is_no_place(text: str, place: str):
    assert place not in [text[span.start : span.end] for span in find_spans(text) if span.category == "municipality"]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Sofie Peeters (27) belt.", "27"),
        ("Contact: Tom Peeters, 34, roker.", "34"),
        ("Mevr. Peeters (19 ans) vient.", "19 ans"),
        ("Haar zoon Ibrahim (8) is mee.", "8"),
    ],
)
def test_a_number_right_behind_a_name_is_an_age(text: str, age: str):
    assert age in [text[span.start : span.end] for span in find_spans(text) if span.category == "age"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Haar dochter Ari (2016) is mee.", "2016"),
        ("Mevr. Petrić, 1992, komt terug.", "1992"),
        ("| 08:20 | Mevr. Ouédraogo | 1978 | bloedname |", "1978"),
        ("Mammografie Petrić Ingrid 1958: normaal", "1958"),
    ],
)
def test_a_year_right_behind_a_name_is_that_of_a_birth(text: str, year: str):
    assert [text[span.start : span.end] for span in find_spans(text) if span.category == "birth_date"] == [year]


def test_a_year_behind_a_word_is_no_birth():
    assert not [
        span for span in find_spans("De richtlijn (2016) en de nota, 1992, blijven.") if span.category == "birth_date"
    ]


def test_a_number_behind_a_word_is_no_age():
    assert not [span for span in find_spans("Zie bijlage (27) en lokaal, 34, links.") if span.category == "age"]


def test_every_group_is_a_category():
    assert {category for category, _ in (*LEAVING, *STAYING)} - {"plain"} <= set(BY_NAME)
