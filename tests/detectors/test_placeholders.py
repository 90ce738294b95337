"""What stands for anybody stays in the text; what only looks like it does not."""

import pytest

from detectors.text import find_spans


@pytest.mark.parametrize(
    "text",
    [
        "Meldung „Herr Max Mustermann“ ist der Test",
        "Call the patient John Doe in the manual.",
        "Vul het rijksregisternummer in: 00.00.00-000.00",
        "IBAN: BE00 0000 0000 0000",
    ],
)
def test_a_placeholder_stays(text: str) -> None:
    assert not [span for span in find_spans(text) if span.category in ("person_name", "national_number", "iban")]


@pytest.mark.parametrize(
    ("text", "name"), [("Herr Max Muster rief an", "Max Muster"), ("Ms Jane Doerr called", "Jane Doerr")]
)
def test_a_name_that_is_like_one_is_found(text: str, name: str) -> None:
    assert name in [text[span.start : span.end] for span in find_spans(text)]


def test_somebody_whom_the_tables_name_so_is_found() -> None:
    [span] = find_spans("Max Mustermann belt terug", known=["Max Mustermann"])
    assert (span.category, span.start, span.end) == ("person_name", 0, 14)


@pytest.mark.parametrize(
    "text", ["Antigifcentrum 070 245 245, dag en nacht", "Card Stop +32 78 170 170", "suicide : 0800 32 123 ou le 107"]
)
def test_a_telephone_for_everybody_stays(text: str) -> None:
    assert find_spans(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("bel 0800 32 124 terug", "0800 32 124"),
        ("mail piet_078170170@uza.be", "piet_078170170@uza.be"),
        ("dossier 08000113", "08000113"),
    ],
)
def test_what_only_has_its_digits_is_found(text: str, number: str) -> None:
    assert [text[span.start : span.end] for span in find_spans(text)] == [number]
