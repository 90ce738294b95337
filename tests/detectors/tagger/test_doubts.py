import numpy as np
import pytest

from detectors.findings import Span
from detectors.notes import join
from detectors.tagger.doubts import doubts_of, undoubted
from detectors.tagger.net import CLASSES
from detectors.words import words_of


def left(text: str, category: str, no_word: list[float], nothing: list[float]) -> list[str]:
    notes = join([text])
    likely = np.zeros((len(nothing), len(CLASSES)), np.float32)
    likely[:, 0], likely[:, CLASSES.index("iban")] = nothing, np.subtract(no_word, nothing)
    words = words_of(notes)
    found = Span(1, len(text) + 1, category, 0.7, "listed_names")
    doubts = doubts_of(words, likely, named=np.zeros(len(words.start), np.bool_))
    spans = undoubted(words, doubts, [found])
    return [notes.text[span.start : span.end] for span in spans]


def test_a_name_loses_the_words_at_its_ends_that_are_none():
    assert left("Betaling Jan Maes BE09", "person_name", [1, 0.1, 0.2, 1], [1, 0, 0, 0]) == ["Jan Maes"]


def test_a_name_keeps_the_words_in_its_middle():
    assert left("Jan zonder Land", "person_name", [0.1, 1, 0.2], [0, 1, 0]) == ["Jan zonder Land"]


def test_a_name_of_such_words_alone_is_left_out():
    assert left("Els Berk", "person_name", [1, 1], [1, 1]) == []


@pytest.mark.parametrize(("doubt", "kept"), [(0.9, ["Leiden"]), (1, [])])
def test_a_place_is_left_out_where_the_tagger_is_certain(doubt, kept):
    assert left("Leiden", "municipality", [1], [doubt]) == kept


@pytest.mark.parametrize(("doubt", "kept"), [(0.7, ["leerkracht"]), (0.9, [])])
def test_a_job_is_left_out_sooner_than_a_place(doubt, kept):
    assert left("leerkracht", "profession", [1], [doubt]) == kept


def test_what_the_tables_name_is_not_doubted():
    notes = join(["Leiden"])
    words = words_of(notes)
    likely = np.eye(1, len(CLASSES), dtype=np.float32)
    found = [Span(1, 7, "municipality", 0.7, "places")]
    named = doubts_of(words, likely, named=np.ones(1, np.bool_))
    assert list(undoubted(words, named, found)) == found
    assert list(undoubted(words, doubts_of(words, likely, named=np.zeros(1, np.bool_)), found)) == []


def test_numbers_are_never_doubted():
    assert left("0475 12 34 56", "phone", [1, 1, 1, 1], [1, 1, 1, 1]) == ["0475 12 34 56"]
    assert left("24/0881", "record_id", [1, 1], [1, 1]) == ["24/0881"]
    assert left("u881", "online_account", [1], [1]) == ["u881"]


@pytest.mark.parametrize(("day", "kept"), [("12/03/1985", ["12/03/1985"]), ("12/03/2026", [])])
def test_a_day_that_may_be_of_a_birth_is_not_doubted(day: str, kept: list[str]):
    assert left(day, "event_date", [1, 1, 1], [1, 1, 1]) == kept
