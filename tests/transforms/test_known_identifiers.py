from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.known_identifiers import KnownIdentifiers, digests

KEY = bytes(range(16))


def known(kind: str, *identifiers: str) -> KnownIdentifiers:
    return KnownIdentifiers(digests(kind, pa.array(identifiers), KEY), KEY)


def found(kind: str, identifier: str, *cells: str | None) -> list[bool]:
    return known(kind, identifier).contains(pa.array(cells, pa.string())).tolist()


@pytest.mark.parametrize(
    ("kind", "identifier", "cell"),
    [
        ("person_name", "Zoë Van den Bossche", "brief aan mevr. ZOE VANDENBOSSCHE, 3 mei"),
        ("person_name", "Zoë Van den Bossche", "Van den Bossche, Zoë"),
        ("person_name", "Zoë Van den Bossche", "scan_van-den-bossche_zoe_02.pdf"),
        ("person_name", "Jean-Paul D'Hondt", "D’Hondt Jean Paul"),
        ("person_name", "Li Na", "dossier van Li Na."),
        ("former_name", "Przemysław Nowak", "PRZEMYSLAW NOWAK"),
        ("family_name", "Vandekerckhove", "mw. Van de Kerckhove belde"),
        ("national_number", "93.05.18-223.61", "rr 93051822361."),
        ("national_number", "06031201889", "6031201889"),
        ("national_number", "06031201889.0", "RRN06 03 12 018 89"),
        ("phone", "+32 475 12 34 56", "tel:0475/12.34.56"),
        ("phone", "0475123456", "+32 (0)475 12 34 56"),
        ("phone", "0032475123456", "475123456"),
        ("phone", "02 345 67 89", "0032 2 345 67 89"),
        ("phone", "+31 6 12345678", "06-12345678"),
        ("phone", "00352 621 123 456", "+352621123456"),
        ("iban", "BE68539007547034", "be68 5390 0754 7034"),
        ("iban", "BE68539007547034", "539-0075470-34"),
        ("iban", "FR7630006000011234567890189", "FR76 3000 6000 0112 3456 7890 189"),
        ("payment_card", "4111111111111111", "kaart 4111-1111-1111-1111"),
        ("email", "jan.peeters91@example.be", "mailto:Jan.Peeters91@EXAMPLE.be?subject=x"),
        ("record_id", "P-0012345", "patient P0012345"),
        ("record_id", "43001234567", "https://desk/contacts/43001234567"),
        ("street_address", "Kerkstraat 12", "woont Kerkstraat nr. 3 of kerkstraat 12"),
        ("insurance_number", "8899-1234", "lid 88991234"),
    ],
)
def test_an_identifier_is_found_in_each_way_of_writing(kind: str, identifier: str, cell: str) -> None:
    assert found(kind, identifier, cell) == [True]


@pytest.mark.parametrize(
    ("kind", "identifier"),
    [
        ("person_name", "Jan"),
        ("person_name", "Van de Man"),
        ("person_name", "Mevr. Peeters"),
        ("family_name", "Legrand"),
        ("record_id", "P123"),
        ("record_id", "150000"),
        ("street_address", "Kerkstraat"),
        ("street_address", "Bus 4"),
        ("phone", "112"),
        ("unheard_of", "hormoontherapie"),
        ("person_name", ""),
    ],
)
def test_what_is_too_common_alone_is_left_out(kind: str, identifier: str) -> None:
    assert known(kind, identifier).count == 0


def test_neighbouring_cells_are_not_read_as_one() -> None:
    assert found("person_name", "Jan Peeters", "Jan", "Peeters", None, "Peeters Jan") == [False, False, False, True]


def test_a_part_of_a_longer_number_or_word_is_no_match() -> None:
    assert found("national_number", "93051822361", "1930518223610", "93051822361") == [False, True]
    assert found("person_name", "An Na", "Anna", "an na") == [False, True]


def test_every_shape_of_array_is_searched() -> None:
    index = known("person_name", "Jan Peeters")
    plain = pa.array(["x", "jan peeters", None, "jan peeters"])
    for array in (
        plain,
        plain.dictionary_encode(),
        pa.chunked_array([plain[:1], plain[1:]]),
        plain.cast("large_string"),
    ):
        assert index.contains(array).tolist() == [False, True, False, True]
    assert index.contains(plain.slice(1, 2)).tolist() == [True, False]
    assert index.contains(pa.array([], pa.string())).tolist() == []
    assert index.contains(pa.nulls(2, pa.string())).tolist() == [False, False]


def test_an_empty_index_finds_nothing() -> None:
    assert not KnownIdentifiers(np.empty(0, np.uint64), KEY).contains(pa.array(["Jan Peeters"])).any()


def test_another_key_gives_other_digests() -> None:
    names = pa.array(["Jan Peeters"])
    assert not np.isin(digests("person_name", names, KEY), digests("person_name", names, bytes(16))).any()


def test_a_long_identifier_is_found_by_its_first_tokens() -> None:
    address = "Avenue de la Porte de Hal 12 boîte 3 à 1060 Saint-Gilles lez Bruxelles"
    assert found("street_address", address, f"adres: {address}!", "Avenue de la Porte") == [True, False]
    token = "a" * 60
    assert found("secret", token, f"key={token}") == [True]


@given(st.lists(st.text(alphabet="abcdefgh é'-12", min_size=0, max_size=30), max_size=30), st.data())
def test_an_identifier_is_found_wherever_it_stands_and_nowhere_else(cells: list[str], data: st.DataObject) -> None:
    index = known("email", "zz.zz9@xx.yy")
    place = data.draw(st.integers(0, len(cells)))
    before, after = data.draw(st.text(alphabet="ab 12.", max_size=9)), data.draw(st.text(alphabet="ab 12.", max_size=9))
    planted = [*cells[:place], f"{before} zz.zz9@xx.yy {after}", *cells[place:]]
    assert np.flatnonzero(index.contains(pa.array(planted, pa.string()))).tolist() == [place]
