from detectors.findings import Span
from detectors.notes import join
from detectors.remainders import remainders
from detectors.words import words_of


def left(text: str, told: tuple[int, int], *kept: Span) -> list[str]:
    notes = join([text])
    span = Span(told[0] + 1, told[1] + 1, "record_id", 0.6, "tagger_of_terms")
    spans = [one._replace(start=one.start + 1, end=one.end + 1) for one in kept]
    return [notes.text[one.start : one.end] for one in remainders(words_of(notes), [span], [], spans)]


def test_what_stands_before_and_behind_a_part_is_left():
    assert left("UZ-24-0117-B/6", (0, 14), Span(3, 10, "event_date", 0.7, "partial_date")) == ["UZ", "B/6"]


def test_nothing_is_left_of_a_number_that_is_covered():
    assert left("UZ-24", (0, 5), Span(0, 5, "record_id", 0.7, "record_number")) == []


def test_nothing_is_left_beside_a_price_or_a_product():
    assert left("7 400 EUR", (0, 5), Span(2, 9, "amount", 0.7, "amount")) == []


def test_a_number_that_lost_nothing_was_kept_or_is_another_matter():
    assert left("UZ-24 op 3 mei", (0, 5), Span(9, 14, "event_date", 0.7, "event_date")) == []


def test_a_name_is_left_beside_the_street_that_a_list_took_for_a_part_of_it():
    text = "Aylin Demir Rue de la Loi 16"
    name, street = Span(1, 22, "person_name", 0.8, "listed_names"), Span(13, 29, "street_address", 0.88, "address")
    [left] = remainders(words_of(join([text])), [], [name], [street])
    assert (left.start, left.end, left.category) == (1, 12, "person_name")
