import numpy as np

from detectors.notes import join
from detectors.tagger import around_of
from detectors.tagger.net import CLASSES
from detectors.tagger.runs import runs_of
from detectors.words import words_of


def spans(text: str, *chances: dict[str, float]) -> list[tuple[str, str]]:
    """The spans of a text whose words have these chances; what is left over is for being nothing."""
    notes = join([text])
    words = words_of(notes)
    likely = np.zeros((len(words.start), len(CLASSES)), np.float32)
    for row, told in zip(likely, chances, strict=True):
        for name, chance in told.items():
            row[CLASSES.index(name)] = chance
        row[0] = 1 - row.sum()
    runs = runs_of(likely, around_of(notes, words))
    return [(notes.text[words.start[first] : words.end[last]], category) for first, last, category, _ in runs]


NAME, RECORD = {"person_name": 0.9}, {"record_id": 0.9}


def test_the_parts_of_a_number_stand_or_fall_together():
    assert spans("stuk UZ-24/118", {}, {"record_id": 0.1}, RECORD, RECORD) == [("UZ-24/118", "record_id")]
    assert spans("RR 118/76", {}, {"record_id": 0.4}, {}) == []


def test_a_name_goes_on_over_particles_and_initials():
    particle, initial = {"person_name": 0.65}, {"person_name": 0.05}
    assert spans("Jan van Maes", NAME, particle, NAME) == [("Jan van Maes", "person_name")]
    assert spans("J. Maes belt", initial, NAME, {}) == [("J. Maes", "person_name")]


def test_a_preposition_before_a_name_is_no_particle():
    assert spans("gemist van mehmet", {}, {"person_name": 0.4}, NAME) == [("mehmet", "person_name")]


def test_a_word_with_digits_is_no_name():
    assert spans("Maes 4ever", NAME, {"person_name": 0.9})[0] == ("Maes", "person_name")


def test_a_name_is_of_the_likeliest_role_or_of_anybody():
    provider = {"provider_name": 0.9, "person_name": 0.05}
    nobody_sure = {"provider_name": 0.45, "family_member_name": 0.45}
    assert spans("Maes", provider) == [("Maes", "provider_name")]
    assert spans("Maes", nobody_sure) == [("Maes", "person_name")]


def test_two_names_in_an_enumeration_are_two():
    assert spans("Jan, Piet", NAME, NAME) == [("Jan", "person_name"), ("Piet", "person_name")]


def test_an_unsure_term_is_not_told():
    assert spans("werkt bij Sodexo", {}, {}, {"organisation": 0.6}) == []
    assert spans("werkt bij Sodexo", {}, {}, {"organisation": 0.9}) == [("Sodexo", "organisation")]


def test_no_words_no_spans():
    assert spans("...") == []
