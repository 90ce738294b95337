import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.names.typing_errors import is_one_error_apart
from detectors.text import find_spans, find_spans_in


def pieces(text: str, *known: str) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text, known=known) if span.recognizer == "known_people"]


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("jansens belde", "Bart Janssens", ["jansens"]),
        ("vandnebossche kwam", "Vandenbossche", ["vandnebossche"]),
        ("Peeters' broer", "Peeters", ["Peeters"]),
        ("met VAN DEN BERGHE erbij", "Van den Berghe", ["VAN DEN BERGHE"]),
        ("gezien met KVDM", "Kaat Van De Meersche", ["KVDM"]),
        ("oude account sofiep85 werkt niet", "sofiep85@mail.example", ["sofiep85"]),
        ("tel 0475123456 werkt", "0475/12.34.56", ["0475123456"]),
        ("kwam te vroeg", "An Vroeg", []),
        ("de start van de kuur", "Stark", []),
    ],
)
def test_known_people_are_found_however_they_are_written(text: str, known: str, found: list[str]):
    assert pieces(text, known) == found


def test_each_text_of_a_batch_has_its_own_people():
    texts = ["jolien belt", "jolien belt", "kobe belt"]
    spans = find_spans_in(texts, known_of=[["Jolien Zwart"], [], ["Kobe Zwart"]])
    assert [[text[span.start : span.end] for span in found] for text, found in zip(texts, spans, strict=True)] == [
        ["jolien"],
        [],
        ["kobe"],
    ]


def test_people_of_all_texts_and_of_one_add_up():
    [spans] = find_spans_in(["jolien en kobe"], known=["Jolien"], known_of=[["Kobe"]])
    assert len(spans) == 2


def test_people_must_be_given_for_every_text():
    with pytest.raises(ValueError, match="argument"):
        find_spans_in(["een", "twee"], known_of=[["Jolien"]])


words = st.text(alphabet="abc", min_size=1, max_size=8)


@given(words, st.integers(0, 8), st.sampled_from("abc"))
def test_a_letter_more_is_one_error(word: str, place: int, letter: str):
    assert is_one_error_apart(word, word[:place] + letter + word[place:])


@given(words, words)
def test_errors_count_the_same_both_ways(one: str, other: str):
    assert is_one_error_apart(one, other) == is_one_error_apart(other, one)
