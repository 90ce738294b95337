from datetime import date

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.be import bis, eid, nn, ogm_vcs
from stdnum.be import iban as belgian_iban
from stdnum.de import idnr
from stdnum.fr import nir
from stdnum.nl import bsn

from sample_data import identifiers
from sample_data.dice import dice

births = st.dates(date(1930, 1, 1), date(2025, 12, 31))
rngs = st.integers(0, 10**6).map(dice)


@given(births, st.integers(1, 998))
def test_a_national_number_says_birth_date_and_registered_sex(birth, serial):
    number = identifiers.national_number(birth, serial)
    assert nn.is_valid(number)
    assert nn.get_birth_date(number) == birth
    assert nn.get_gender(number) == ("M" if serial % 2 else "F")


@given(births, st.integers(1, 998))
def test_a_bis_number_tells_the_sex_only_when_it_was_known(birth, serial):
    known = identifiers.national_number(birth, serial, bis=identifiers.SEX_KNOWN)
    unknown = identifiers.national_number(birth, serial, bis=identifiers.SEX_UNKNOWN)
    assert (bis.get_gender(known), bis.get_gender(unknown)) == ("M" if serial % 2 else "F", None)


@given(births, st.booleans())
def test_serials_are_handed_out_once(birth, male):
    serials = identifiers.Serials(set())
    drawn = [serials.next(dice(number), birth, male=male) for number in range(40)]
    assert len(set(drawn)) == len(drawn)
    assert {serial % 2 for serial in drawn} == {int(male)}


@given(rngs)
def test_accounts_references_and_cards_have_their_check_digits(rng):
    account = identifiers.iban(rng)
    assert iban.is_valid(account)
    assert belgian_iban.is_valid(account)
    assert ogm_vcs.is_valid(identifiers.payment_reference(rng))
    assert eid.is_valid(identifiers.identity_card(rng))


@given(rngs, births, st.booleans())
def test_foreign_numbers_are_valid_in_their_own_country(rng, birth, male):
    assert bsn.is_valid(identifiers.foreign_number(rng, "NL", birth, male=male))
    assert nir.is_valid(identifiers.foreign_number(rng, "FR", birth, male=male))
    assert idnr.is_valid(identifiers.foreign_number(rng, "DE", birth, male=male))
    assert identifiers.foreign_number(rng, "LU", birth, male=male).startswith(f"{birth:%Y%m%d}")
    assert identifiers.foreign_number(rng, "BE", birth, male=male) == ""


@pytest.mark.parametrize("country", ["BE", "NL", "FR", "DE", "LU"])
@given(rngs)
def test_a_phone_number_stays_the_same_however_it_is_written(country, rng):
    number = identifiers.mobile(rng, country)
    read = phonenumbers.parse(identifiers.written_phone(rng, number), "BE")
    assert phonenumbers.is_valid_number(read)
    assert phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) == number


@pytest.mark.parametrize("area", ["2", "3", "9", "16", "11", "50", "10", "81", "4", "71", "63"])
def test_fixed_lines_exist_in_every_area(area):
    number = identifiers.landline(dice(1), area)
    read = phonenumbers.parse(identifiers.written_phone(dice(2), number), "BE")
    assert phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) == number


@pytest.mark.parametrize(
    ("stem", "modulus", "number"),
    [
        ("1-87497-477", 97, "1-87497-04-477"),
        ("1-15302-003", 97, "1-15302-31-003"),
        ("1-87497-477", 89, "1-87497-26-477"),
    ],
)
def test_provider_numbers_of_either_modulus(stem, modulus, number):
    assert identifiers.provider_number(stem, modulus) == number
