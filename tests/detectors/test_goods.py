"""Numbers of orders and machines stay in a note; numbers of records of somebody do not."""

import pytest

from detectors.findings import Span
from detectors.goods import without_goods
from detectors.notes import join


def kept(text: str, number: str, *others: Span) -> bool:
    """Whether the number is still taken for that of a record."""
    start = text.index(number) + 1
    record = Span(start, start + len(number), "record_id", 0.7, "record_number")
    return record in list(without_goods(join([text]), sorted([record, *others])))


@pytest.mark.parametrize(
    "text",
    [
        "Référence toner basse. Commande 10004872 en attente.",
        "Gloves size M, order 10004872 pending",
        "Bestelling handschoenen, bon 10004872.",
        "Printer defect, ticket 10004872",
        "Lieferung fehlt, Bestellung 10004872",
    ],
)
def test_the_number_of_an_order_is_nobodys(text: str):
    assert not kept(text, "10004872")


@pytest.mark.parametrize(
    "text",
    [
        "Dossier 10004872 nakijken",
        "Levering van haar kousen, dossier 10004872",
        "Patiënt vraagt factuur 10004872 voor levering",
        "Toner op.\nDossier 10004872 nakijken",
    ],
)
def test_the_number_of_a_record_is_somebodys(text: str):
    assert kept(text, "10004872")


def test_a_name_on_the_line_makes_the_number_somebodys():
    text = "Levering Maes, order 10004872"
    assert kept(text, "10004872", Span(10, 14, "person_name", 0.8, "tagger"))
