"""A name is covered to its last initial, particle and word, also those that no layer knows by themselves."""

import numpy as np
import pytest

from detectors.findings import Span
from detectors.names.extents import reaching
from detectors.notes import join
from detectors.text import find_spans, find_spans_in
from detectors.words import words_of


def reached(text: str, *names: str, likely: float = 0.0) -> list[str]:
    notes = join([text])
    words = words_of(notes)
    found = [Span(at, at + len(name), "person_name", 0.8, "tagger") for name in names if (at := notes.text.index(name))]
    spans = reaching(notes, words, np.full(len(words.start), likely, np.float32), sorted(found))
    return [notes.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("gezien: Johanna v. Asten", ("Johanna", "Asten"), ["Johanna v. Asten"]),
        ("Mutombo wa Kalala", ("Mutombo", "Kalala"), ["Mutombo wa Kalala"]),
        ("Jan van der Auwera", ("Jan", "Auwera"), ["Jan van der Auwera"]),
        ("Peeters, J. komt", ("Peeters",), ["Peeters, J"]),
        ("brief van K. Aerts", ("Aerts",), ["K. Aerts"]),
    ],
)
def test_initials_and_particles_beside_a_name_belong_to_it(text: str, names: tuple[str, ...], expected: list[str]):
    assert reached(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jan en Piet", ("Jan", "Piet")),
        ("Jan, Piet", ("Jan", "Piet")),
        ("Anna et Lou", ("Anna", "Lou")),
        ("M. Delvigne", ("Delvigne",)),
        ("Jan. Morgen controle", ("Jan",)),
    ],
)
def test_two_people_stay_two_and_titles_stay_outside(text: str, names: tuple[str, ...]):
    assert reached(text, *names) == list(names)


def test_a_capitalised_word_beside_a_name_belongs_to_it_when_it_may_be_one():
    assert reached("Koffi Amani sera revu", "Amani", likely=0.2) == ["Koffi Amani"]
    assert reached("Bloc Amani sera revu", "Amani", likely=0.01) == ["Amani"]


def test_initials_among_names_are_found_whole():
    text = "Aanwezig: Peeters, J. en Wouters, K."
    covered = [text[span.start : span.end] for span in find_spans(text)]
    assert [name.rstrip(".") for name in covered] == ["Peeters, J", "Wouters, K"]


def test_no_name_reaches_from_one_note_into_the_next():
    alone = [find_spans("Berghe van"), find_spans("Peeters")]
    assert find_spans_in(["Berghe van", "Peeters"]) == alone
