"""A term of the tagger holds what one of its kind must."""

import pytest

from detectors.findings import Span
from detectors.tagger.evident import evident


@pytest.mark.parametrize(
    ("text", "category", "kept"),
    [
        ("Profiel", "url", False),
        ("instagram.com/sofie", "url", True),
        ("Vandezande", "email", True),
        ("de foto", "file_name", False),
        ("IMG_2031", "file_name", True),
        ("41 jaar", "age", True),
        ("eenenveertig jaar", "age", True),
        ("de zomer", "event_date", False),
        ("vrijdag", "event_date", True),
        ("6", "record_id", False),
        ("5TW 12", "record_id", True),
        ("Robin", "phone", True),
        ("Rentner", "profession", True),
        ("NISS", "national_number", False),
        ("Kartennummer", "document_number", False),
        ("PACS-id", "record_id", False),
        ("KL", "record_id", True),
        ("0x80070035", "secret", False),
        ("0x8007003", "record_id", True),
        ("N.B. P.S.", "person_name", False),
        ("O N T S L A G", "person_name", False),
        ("J.P.", "provider_name", True),
        ("V E R H O E V E N", "person_name", True),
    ],
)
def test_a_term_is_kept_when_it_may_be_what_the_tagger_says(text: str, category: str, kept: bool):
    assert bool(list(evident(text, [Span(0, len(text), category, 0.5, "tagger_of_terms")]))) is kept


@pytest.mark.parametrize("before", ["sinds ", "depuis ", "seit ", "for about "])
def test_a_stretch_of_time_is_no_age(before: str):
    text = f"{before}5 jaar"
    assert not list(evident(text, [Span(len(before), len(text), "age", 0.5, "tagger_of_terms")]))


def test_the_letters_that_a_number_begins_with_are_no_label():
    text = "UZA-CRY-0117, UZA 0117"
    spans = [Span(start, start + 3, "record_id", 0.5, "tagger_of_terms") for start in (0, 14)]
    assert list(evident(text, spans)) == spans[:1]


def test_a_plain_word_is_no_account_but_may_be_a_password():
    text = "user cannot, ww cannot"
    account = Span(5, 11, "online_account", 0.5, "tagger_of_terms")
    password = Span(16, 22, "secret", 0.5, "tagger_of_terms")
    assert list(evident(text, [account, password])) == [password]
