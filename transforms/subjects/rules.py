"""When two records are about one person: the forbidding and the joining rules, and nothing else.

A wrong join hands one patient's data to another, a missed one loses a row of research: in doubt the pair is only
suggested to the data protection officer, and what that officer ruled stands above all but one rule.

Two things make this clinic special. A change of registered sex gives a new national number with the other parity, and
first names change (Belgian act of 25 June 2017; instruction IT 004 of 2 May 2022). And twins, partners, parents and
children share mail addresses and phones, which must never make them one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from transforms.subjects.traits import (
    Alike,
    Given,
    Traits,
    agreeing,
    compare_given,
    differ,
    nearly_born,
    nearly_one_name,
    never,
    perhaps_homonyms,
    perhaps_twins,
    two_files,
    two_numbers,
)

WORTH_A_LOOK = 2
"""Things besides the birth date in which two people with numbers of either parity agree before anyone is asked to look:
of a million people, thousands share birth date and family name."""


class Strength(IntEnum):
    """What to do with a pair; the joins in the order in which they are tried, surest first."""

    RULED = 0
    NUMBER = 1
    EMAIL_AND_NAME = 2
    PHONE_AND_NAME = 3
    NAME_AND_BIRTH = 4
    NUMBER_PAIR = 5
    CONTACT_AND_BIRTH = 6
    ADDRESS_AND_NAME = 7
    MISTYPED = 8
    """A name or a birth date that differs by a typing error, where a contact and the rest agree."""
    CONTACT_ONLY = 9
    """Joins when the address or line belongs to nobody else."""
    SUGGEST = 10
    NOTHING = 11


@dataclass(frozen=True)
class Ruling:
    """The outcome for a pair and the reason code under which it is suggested or counted.

    Attributes:
        agreeing: of a suggestion, in how many things the two agree.
    """

    strength: Strength
    reason: str
    agreeing: int = 0


def judge(one: Traits, other: Traits, alike: Alike = never) -> Ruling:
    """Whether two people are one.

    Args:
        one: a person.
        other: a person.
        alike: tells words of names that differ by a typing error.

    >>> shared = frozenset({7})
    >>> judge(Traits(emails=shared, births=frozenset({1})), Traits(emails=shared, births=frozenset({2}))).reason
    'birth-dates-differ'
    """
    ruling = (
        _ruled(one, other)
        or _forbidden(one, other, alike)
        or _by_number(one, other)
        or _by_contact(one, other, alike)
        or _by_name(one, other, alike)
    )
    if ruling.strength is Strength.SUGGEST:
        return replace(ruling, agreeing=agreeing(one, other))
    return ruling


def _ruled(one: Traits, other: Traits) -> Ruling | None:
    """What a person ruled. Two numbers with two birth dates are two people of the register whatever anyone says."""
    if one.ruled_different & other.selves or other.ruled_different & one.selves:
        return Ruling(Strength.NOTHING, "ruled-different")
    if not (one.ruled_same & other.selves or other.ruled_same & one.selves):
        return None
    if differ(one.number_births, other.number_births):
        return Ruling(Strength.SUGGEST, "ruled-same-but-numbers-differ")
    return Ruling(Strength.RULED, "ruled-same")


def _forbidden(one: Traits, other: Traits, alike: Alike) -> Ruling | None:
    if differ(one.number_births, other.number_births):
        return Ruling(Strength.NOTHING, "numbers-of-different-birth-dates")
    return _despite_birth_dates(one, other, alike) if differ(one.births, other.births) else None


def _despite_birth_dates(one: Traits, other: Traits, alike: Alike) -> Ruling:
    """Two birth dates are two people, unless name and address are one and one of the dates may be mistyped."""
    contact = _by_contact(one, other, alike) or _by_home(one, other)
    if contact and contact.strength < Strength.CONTACT_ONLY and nearly_born(one, other) and not two_files(one, other):
        return Ruling(Strength.MISTYPED, "mistyped-birth-date")
    reached = one.emails & other.emails or one.phones & other.phones or one.addresses & other.addresses
    if one.numbers & other.numbers or (reached and one.names & other.names):
        return Ruling(Strength.SUGGEST, "birth-dates-differ")
    return Ruling(Strength.NOTHING, "birth-dates-differ")


def _by_number(one: Traits, other: Traits) -> Ruling | None:
    if one.numbers & other.numbers:
        return Ruling(Strength.NUMBER, "national-number")
    if one.foreign_numbers & other.foreign_numbers:
        return _foreign_number(one, other)
    if one.sides & other.flips or other.sides & one.flips:
        return _number_pair(one, other)
    return _two_numbers(one, other) if two_numbers(one, other) else None


def _by_contact(one: Traits, other: Traits, alike: Alike) -> Ruling | None:
    if one.emails & other.emails:
        return _shared_email(one, other, alike)
    if one.phones & other.phones:
        return _shared_phone(one, other, alike)
    if one.memberships & other.memberships:
        return _shared_membership(one, other)
    return (
        Ruling(Strength.EMAIL_AND_NAME, "hub-and-name") if one.hubs & other.hubs and one.names & other.names else None
    )


def _foreign_number(one: Traits, other: Traits) -> Ruling:
    """The check digits of other states let one in ten wrong numbers pass: a first name or the birth date must agree."""
    fits = one.births & other.births or compare_given(one, other) is Given.SAME
    return Ruling(Strength.NUMBER if fits else Strength.SUGGEST, "foreign-number")


def _number_pair(one: Traits, other: Traits) -> Ruling:
    """Same birth date, other parity: a changed registration, or a brother and sister who are twins."""
    contact = one.emails & other.emails or one.phones & other.phones or one.memberships & other.memberships
    if (one.names & other.names and not perhaps_homonyms(one, other)) or (contact and not perhaps_twins(one, other)):
        return Ruling(Strength.NUMBER_PAIR, "number-pair")
    further = agreeing(one, other) - bool(one.births & other.births)
    return Ruling(Strength.SUGGEST if further >= WORTH_A_LOOK else Strength.NOTHING, "number-pair")


def _two_numbers(one: Traits, other: Traits) -> Ruling:
    """Two numbers of one parity are two people, unless a register made a mistake."""
    alike = one.births & other.births and one.names & other.names
    return Ruling(Strength.SUGGEST if alike else Strength.NOTHING, "two-numbers")


def _shared_email(one: Traits, other: Traits, alike: Alike) -> Ruling:
    given = compare_given(one, other, alike)
    if given is Given.SAME:
        return Ruling(Strength.EMAIL_AND_NAME, "email-and-name")
    if given is Given.MISTYPED and not two_files(one, other):
        return Ruling(Strength.MISTYPED, "email-and-mistyped-name")
    if one.births & other.births:
        return _contact_and_birth(one, other, "email")
    if given is Given.UNKNOWN:
        return Ruling(Strength.CONTACT_ONLY, "email")
    return Ruling(Strength.SUGGEST, "email-under-two-first-names")


def _shared_phone(one: Traits, other: Traits, alike: Alike) -> Ruling:
    if one.names & other.names:
        return Ruling(Strength.PHONE_AND_NAME, "phone-and-name")
    if nearly_one_name(one, other, alike) and not two_files(one, other):
        return Ruling(Strength.MISTYPED, "phone-and-mistyped-name")
    if one.births & other.births:
        return _contact_and_birth(one, other, "phone")
    if one.bare and other.bare:
        return Ruling(Strength.CONTACT_ONLY, "phone")
    given = compare_given(one, other)
    return Ruling(Strength.SUGGEST if given is Given.SAME else Strength.NOTHING, "phone")


def _shared_membership(one: Traits, other: Traits) -> Ruling:
    """A number at an insurer belongs to its holder, and to the children who are insured through them."""
    if compare_given(one, other) is Given.SAME:
        return Ruling(Strength.PHONE_AND_NAME, "membership-and-name")
    if one.births & other.births:
        return _contact_and_birth(one, other, "membership")
    return Ruling(Strength.NOTHING, "membership")


def _contact_and_birth(one: Traits, other: Traits, reason: str) -> Ruling:
    """Same birth date, same address: one person, but with two first names perhaps twins."""
    strength = Strength.SUGGEST if perhaps_twins(one, other) else Strength.CONTACT_AND_BIRTH
    return Ruling(strength, f"{reason}-and-birth-date")


def _by_name(one: Traits, other: Traits, alike: Alike) -> Ruling:
    """The same name and birth date, or name and home: one person, unless they may be homonyms."""
    born = one.births & other.births
    if one.names & other.names and born:
        strength = Strength.SUGGEST if perhaps_homonyms(one, other) else Strength.NAME_AND_BIRTH
        return Ruling(strength, "name-and-birth-date")
    if at_home := _by_home(one, other):
        return at_home
    if born and (one.addresses & other.addresses or one.postcodes & other.postcodes):
        return _born_on_one_day(one, other, alike)
    return Ruling(Strength.NOTHING, "")


def _by_home(one: Traits, other: Traits) -> Ruling | None:
    """The same name at one street address, unless one system keeps two files: of a parent and a child."""
    if one.names & other.names and one.addresses & other.addresses and not two_files(one, other):
        return Ruling(Strength.ADDRESS_AND_NAME, "name-and-street-address")
    return None


def _born_on_one_day(one: Traits, other: Traits, alike: Alike) -> Ruling:
    """The same birth date in one place: the same person under a mistyped name, a changed first name, or twins."""
    if nearly_one_name(one, other, alike) and not two_files(one, other):
        return Ruling(Strength.MISTYPED, "birth-date-and-mistyped-name")
    worth = one.addresses & other.addresses and one.tokens & other.tokens and not perhaps_twins(one, other)
    return Ruling(Strength.SUGGEST if worth else Strength.NOTHING, "birth-date-and-street-address")
