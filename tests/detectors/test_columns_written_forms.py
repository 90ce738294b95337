"""Columns of what the recognizers of notes know by its shape, written as people and machines write it."""

import pyarrow as pa
import pytest

from detectors.columns import classify
from detectors.evidence.observation import observe

FORMS = {
    "phone": [
        "nul vier zeven vijf een twee drie vier vijf zes | zero quatre sept zero un deux trois quatre cinq six",
        "toestel 214 | ext. 33",
    ],
    "email": ["jan punt maes apenstaartje voorbeeld punt be | els (at) voorbeeld punt be"],
    "event_date": [
        "mei 2023 | oktober 2024 | janvier 2022",
        "03/2023 | 11/2024",
        "Q3 2024 | Q1 2023",
        "najaar 2022 | été 2021",
        "2023-05 | 2024-11",
        "12 mrt '23 | 3 mei '24",
        "maandag 12 maart 2024 | vrijdag 3 mei 2024",
        "twaalf maart tweeduizend drieëntwintig | drie mei tweeduizend vierentwintig",
        "12-III-2023 | 3-XI-2024",
    ],
    "age": [
        "34 jaar oud | 51 jaar oud",
        "34j | 19j",
        "âgée de 34 ans | âgé de 51 ans",
        "34-jarige | 51-jarige",
        "34 yo | 51 yo",
        "dertig jaar | achttien jaar",
        "34 Jahre alt | 51 Jahre alt",
    ],
    "mac_address": [
        "001b.6384.45e6 | 001b.6384.45f0",
        "00-1B-63-84-45-E6 | 00-1B-63-84-45-F0",
    ],
    "cookie_id": [
        "356920081234568 | 490154203237518",
        "GA1.1.1234567890.1690000000 | GA1.1.987654321.1690000001",
        "GS1.1.1690000000.3.1.1690000100 | GS1.1.1690000050.1.0.1690000101",
    ],
    "secret": [
        "https://zoom.us/j/9123?pwd=aBc | https://we.tl/t-Xy12",
        "https://book.example/x?token=9f8e | https://a.be/?sig=1f",
        "Bearer abcdefgh1234567890XYZ | Bearer zyxwvuts0987654321ABC",
    ],
    "document_number": ["IDBEL000590696<1015<<<<<<<<<<< | IDBEL000590697<1016<<<<<<<<<<<"],
    "foreign_id": ["A123456780 | B123456782", "15070649C103 | 65170839J003"],
    "record_id": ["LOT 7719B2 | LOT 8821A4", "REF 350-7251 | REF 350-7252"],
    "user_agent": ["Chrome 120 | Safari | Samsung Internet", "Firefox | Edge 118"],
    "lab_value": ["3,5 - 5,1 mmol/L | < 1,2 mg/dL", "10^9/L | mmol/mol | µkat/L"],
    "online_account": ["@jan@mastodon.example | @els@social.example", "u/nachtuil | u/zeehond_2"],
}


@pytest.mark.parametrize(
    ("category", "cells"), [(category, one.split(" | ")) for category, forms in FORMS.items() for one in forms]
)
def test_a_column_of_a_written_form_is_known(category: str, cells: list[str]) -> None:
    assert classify("veld5", observe(pa.array(cells * 6))).category == category


def test_an_article_of_fifteen_digits_is_no_payment_card() -> None:
    assert classify("veld5", observe(pa.array(["356920081234568", "490154203237518"] * 6))).category != "payment_card"
    assert (
        classify("kaart", observe(pa.array(["4111 1111 1111 1111", "5500 0000 0000 0004"] * 6))).category
        == "payment_card"
    )


def test_twelve_digits_without_signs_are_addresses_of_devices_where_the_header_says_so() -> None:
    cells = pa.array(["001b638445e6", "a45e60c1d2f3", "f0189811aabb"] * 6)
    assert classify("MAC", observe(cells)).category == "mac_address"
    assert classify("session id", observe(cells)).category == "cookie_id"
    assert classify("lidnummer", observe(pa.array(["402881112233", "468800119922"] * 6))).category == "insurance_number"
