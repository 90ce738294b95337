from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detectors.findings import NAME_CATEGORIES, Span
from detectors.overlaps import resolve

spans = st.builds(
    lambda start, length, category, score: Span(start, start + length, category, score, "test"),
    st.integers(0, 30),
    st.integers(1, 9),
    st.sampled_from(["age", "iban", "phone"]),
    st.sampled_from([0.3, 0.6, 0.9]),
)


def one_by_one(found: list[Span]) -> list[Span]:
    """The rule as it is told: strongest first, then longest, then first in the text."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (-span.score, span.start - span.end, span.start, span.category)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


@given(st.lists(spans, max_size=30))
def test_what_stays_is_what_the_rule_says(found: list[Span]):
    assert resolve(found) == one_by_one(found)


names_and_wholes = st.builds(
    lambda start, length, category, score: Span(start, start + length, category, score, "test"),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(["person_name", "provider_name", "file_name", "secret", "iban"]),
    st.sampled_from([0.3, 0.8, 0.9, 0.97]),
)


@given(st.lists(names_and_wholes, max_size=12))
def test_what_the_rule_would_cover_stays_covered_also_when_asked_again(found: list[Span]):
    resolved = resolve(found)
    covered = {place for span in resolved for place in range(span.start, span.end)}
    assert all(one.end <= other.start for one, other in pairwise(resolved))
    assert {place for span in one_by_one(found) if span.category in NAME_CATEGORIES for place in range(*span[:2])} <= (
        covered
    )
    assert resolve(resolved) == resolved


def test_a_name_in_a_name_of_a_file_goes_with_all_of_it():
    file = Span(0, 30, "file_name", 0.9, "file_name")
    known = Span(7, 14, "person_name", 0.97, "known_people")
    assert resolve([known, file]) == [file._replace(score=0.97)]


def test_a_name_stays_where_a_number_took_a_part_of_the_file():
    file = Span(0, 30, "file_name", 0.9, "file_name")
    known = Span(0, 5, "person_name", 0.97, "known_people")
    number = Span(6, 17, "national_number", 1.0, "national_number")
    assert resolve([known, file, number]) == [known, number]
