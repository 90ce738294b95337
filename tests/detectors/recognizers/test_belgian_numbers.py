"""Whole populations: every valid number is found, and random digits no oftener than their arithmetic allows."""

import math

from detectors.findings import Span
from detectors.recognizers.national_number import is_valid
from detectors.taxonomy import is_direct
from detectors.text import find_spans_in
from tests.detectors.recognizers.belgian_numbers import (
    KINDS,
    Example,
    examples,
    in_a_sentence,
    random_digits,
    share_that_looks_like_a_national_number,
)

VALID, MISTYPED, RANDOM = 100_000, 10_000, 20_000


def is_protected(example: Example, spans: list[Span]) -> bool:
    """Whether one span of a direct identifier holds the whole number: nothing of it is left behind."""
    return any(is_direct(span.category) and span.start <= example.start <= example.end <= span.end for span in spans)


def is_called_right(example: Example, spans: list[Span]) -> bool:
    return any(span.category == example.category and span.start == example.start for span in spans)


def test_every_valid_number_is_protected_whole_and_called_what_it_is():
    wanted = list(examples(VALID))
    found = find_spans_in([example.text for example in wanted])
    pairs = list(zip(wanted, found, strict=True))
    assert [example for example, spans in pairs if not is_protected(example, spans)] == []
    assert [example for example, spans in pairs if not is_called_right(example, spans)] == []


def test_a_mistyped_number_behind_its_label_is_protected_whole():
    """Birth date and registered sex can be read from a national number with one wrong digit too."""
    wanted = list(examples(MISTYPED, seed=2, mistyped=True))
    found = find_spans_in([example.text for example in wanted])
    assert [example for example, spans in zip(wanted, found, strict=True) if not is_protected(example, spans)] == []


def test_the_numbers_are_written_in_at_least_twenty_ways():
    assert len({layout for kind in KINDS for layout in kind.layouts}) >= 20


def test_random_digits_are_taken_for_national_numbers_no_oftener_than_arithmetic_allows():
    digits = random_digits(RANDOM, seed=7)
    share = share_that_looks_like_a_national_number()
    most = RANDOM * share + 4 * math.sqrt(RANDOM * share)
    found = find_spans_in(list(map(in_a_sentence, digits)))
    taken = [number for number, spans in zip(digits, found, strict=True) if "national_number" in kinds(spans)]
    assert all(map(is_valid, taken))
    assert 0 < len(taken) <= most


def kinds(spans: list[Span]) -> set[str]:
    return {span.category for span in spans}


def test_random_digits_are_hardly_ever_taken_for_anything_else():
    """What is left are telephone numbers that are in use behind ``00`` or the code of a country around."""
    found = find_spans_in(list(map(in_a_sentence, random_digits(RANDOM, seed=8))))
    others = [kind for spans in found for kind in kinds(spans) - {"national_number"} if is_direct(kind)]
    assert set(others) <= {"phone"}
    assert len(others) <= RANDOM / 100
