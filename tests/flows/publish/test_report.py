import pytest

from flows.publish.reasons import IN_WORDS
from flows.publish.report import STEPS_IN_WORDS
from flows.publish.templating import render
from transforms.standing import REASONS

FIGURES = {
    "k": 5, "l": {"medical_condition": 2}, "chosen": {"birth_year": "band10", "gender_identity": "value"},
    "kept": {"birth_year": 1.0, "gender_identity": 0.78}, "subjects": 212, "hidden": 31, "withheld": 0,
    "sizes": {"5": 21, "9": 4}, "loss": 0.3, "prosecutor_max": 0.2, "prosecutor_average": 0.165,
}  # fmt: skip
EMPTY = {"totals": {"read": 0, "released": 0, "withheld": {}, "quarantined": {}}, "files": []}


def page(anonymity):
    report = {
        "release": "research", "version": "1", "as_of": "2026-10-31", "audience": "academic", "purpose": "research",
        "domain": "d",
        "notes": [], "tables": [], "rows": EMPTY, "cells_withheld": [], "gate": [], "anonymity": anonymity,
    }  # fmt: skip
    text = render("release.html.j2", report=report, figures=[], steps=STEPS_IN_WORDS)
    return " ".join(text.split())


def test_the_disclosure_control_is_told_in_sentences_and_a_table():
    text = page(FIGURES)
    assert "with at least 4 others" in text
    assert "at least 2 different ones occur" in text
    assert "in at most 20 %, on average in 16 % of the cases" in text
    assert "31 of them lost at least one cell, 0 more had to be withheld" in text
    assert '<td>birth year</td><td>bands of ten years</td><td class="number">100 %</td>' in text
    assert "Groups of people who are alike: 25, the largest of 9 people." in text
    assert "prosecutor" not in text


def test_figures_that_are_not_known_are_left_out():
    assert "birth year" in page({"k": 5, "chosen": {"birth_year": "year"}})


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason] + ["not-counted", "withheld-by-policy"])
def test_every_reason_is_told_in_words(reason):
    assert reason in IN_WORDS
