"""When two records are about one person: the forbidding and the joining rules, and nothing else.

Everything is compared by keyed digests (integers), so the rules read the same for a row of today's export and for a
subject of the vault. A wrong join hands one patient's data to another, a missed one loses a row of research: in doubt
the pair is only suggested to the data protection officer.

Two things make this clinic special. A change of registered sex gives a new national number with the other parity, and
first names change (Belgian act of 25 June 2017; instruction IT 004 of 2 May 2022). And twins, partners, parents and
children share mail addresses and phones, which must never make them one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, IntEnum

Digests = frozenset[int]
NONE: Digests = frozenset()
WORTH_A_LOOK = 2
"""Things besides the birth date in which two people with numbers of either parity agree before anyone is asked to look:
of a million people, thousands share birth date and family name."""


class Strength(IntEnum):
    """What to do with a pair; the joins in the order in which they are tried, surest first."""

    NUMBER = 0
    EMAIL_AND_NAME = 1
    PHONE_AND_NAME = 2
    NAME_AND_BIRTH = 3
    NUMBER_PAIR = 4
    CONTACT_AND_BIRTH = 5
    CONTACT_ONLY = 6
    """Joins when the address or line belongs to nobody else."""
    SUGGEST = 7
    NOTHING = 8


class Given(Enum):
    """How the first names of two people compare."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ruling:
    """The outcome for a pair and the reason code under which it is suggested or counted.

    Attributes:
        agreeing: of a suggestion, in how many things the two agree.
    """

    strength: Strength
    reason: str
    agreeing: int = 0


@dataclass(frozen=True)
class Traits:
    """What is known of one person, as keyed digests.

    Attributes:
        births: birth dates, stated or read from a national number.
        number_births: birth dates read from national numbers only.
        numbers: valid national and BIS numbers.
        sides: per number, its birth date with its parity.
        flips: per number, its birth date with the other parity (for a BIS number with both: it changes when the
            person gets a national number).
        givens: words of first names, in use or former.
        tokens: words of all names.
        names: whole names, word order aside.
        addresses: street, number and postcode as one.
        files: (system and role, value) of the record numbers that name the person.
        minor: younger than 18 by any known birth date, or of unknown age.
    """

    births: Digests = NONE
    number_births: Digests = NONE
    numbers: Digests = NONE
    sides: Digests = NONE
    flips: Digests = NONE
    givens: Digests = NONE
    tokens: Digests = NONE
    names: Digests = NONE
    emails: Digests = NONE
    phones: Digests = NONE
    postcodes: Digests = NONE
    addresses: Digests = NONE
    files: frozenset[tuple[int, int]] = frozenset()
    minor: bool = True

    def __or__(self, other: Traits) -> Traits:
        """All that is known once both are one person."""
        return Traits(
            births=self.births | other.births,
            number_births=self.number_births | other.number_births,
            numbers=self.numbers | other.numbers,
            sides=self.sides | other.sides,
            flips=self.flips | other.flips,
            givens=self.givens | other.givens,
            tokens=self.tokens | other.tokens,
            names=self.names | other.names,
            emails=self.emails | other.emails,
            phones=self.phones | other.phones,
            postcodes=self.postcodes | other.postcodes,
            addresses=self.addresses | other.addresses,
            files=self.files | other.files,
            minor=self.minor and other.minor,
        )

    @property
    def bare(self) -> bool:
        """Known by an address or a line only."""
        return not (self.tokens or self.births or self.numbers or self.files)


def judge(one: Traits, other: Traits) -> Ruling:
    """Whether two people are one.

    >>> shared = frozenset({7})
    >>> judge(Traits(emails=shared, births=frozenset({1})), Traits(emails=shared, births=frozenset({2}))).reason
    'birth-dates-differ'
    """
    ruling = _forbidden(one, other) or _by_number(one, other) or _by_contact(one, other) or _name_and_birth(one, other)
    if ruling.strength is Strength.SUGGEST:
        return replace(ruling, agreeing=_agreeing(one, other))
    return ruling


def compare_given(one: Traits, other: Traits) -> Given:
    """Whether the first names agree; a name in one piece agrees when it holds a known first name as a word."""
    if not (one.tokens and other.tokens):
        return Given.UNKNOWN
    if one.givens and other.givens:
        same = bool(one.givens & other.givens)
    elif one.givens or other.givens:
        same = bool(one.givens & other.tokens or other.givens & one.tokens)
    else:
        same = bool(one.names & other.names) or one.tokens <= other.tokens or other.tokens <= one.tokens
    return Given.SAME if same else Given.DIFFERENT


def _forbidden(one: Traits, other: Traits) -> Ruling | None:
    if _differ(one.number_births, other.number_births):
        return Ruling(Strength.NOTHING, "numbers-of-different-birth-dates")
    return _despite_birth_dates(one, other) if _differ(one.births, other.births) else None


def _by_number(one: Traits, other: Traits) -> Ruling | None:
    if one.numbers & other.numbers:
        return Ruling(Strength.NUMBER, "national-number")
    if one.sides & other.flips or other.sides & one.flips:
        return _number_pair(one, other)
    return _two_numbers(one, other) if one.numbers and other.numbers else None


def _by_contact(one: Traits, other: Traits) -> Ruling | None:
    if one.emails & other.emails:
        return _shared_email(one, other)
    return _shared_phone(one, other) if one.phones & other.phones else None


def _despite_birth_dates(one: Traits, other: Traits) -> Ruling:
    """Never one; a shared number or a shared address under the same name hints at a mistyped date."""
    contact = one.emails & other.emails or one.phones & other.phones
    if one.numbers & other.numbers or (contact and one.names & other.names):
        return Ruling(Strength.SUGGEST, "birth-dates-differ")
    return Ruling(Strength.NOTHING, "birth-dates-differ")


def _number_pair(one: Traits, other: Traits) -> Ruling:
    """Same birth date, other parity: a changed registration, or a brother and sister who are twins."""
    contact = one.emails & other.emails or one.phones & other.phones
    if (one.names & other.names and not _perhaps_homonyms(one, other)) or (contact and not _perhaps_twins(one, other)):
        return Ruling(Strength.NUMBER_PAIR, "number-pair")
    further = _agreeing(one, other) - bool(one.births & other.births)
    return Ruling(Strength.SUGGEST if further >= WORTH_A_LOOK else Strength.NOTHING, "number-pair")


def _two_numbers(one: Traits, other: Traits) -> Ruling:
    """Two numbers of one parity are two people, unless a register made a mistake."""
    alike = one.births & other.births and one.names & other.names
    return Ruling(Strength.SUGGEST if alike else Strength.NOTHING, "two-numbers")


def _shared_email(one: Traits, other: Traits) -> Ruling:
    given = compare_given(one, other)
    if given is Given.SAME:
        return Ruling(Strength.EMAIL_AND_NAME, "email-and-name")
    if one.births & other.births:
        return _contact_and_birth(one, other, "email")
    if given is Given.UNKNOWN:
        return Ruling(Strength.CONTACT_ONLY, "email")
    return Ruling(Strength.SUGGEST, "email-under-two-first-names")


def _shared_phone(one: Traits, other: Traits) -> Ruling:
    given = compare_given(one, other)
    if one.names & other.names:
        return Ruling(Strength.PHONE_AND_NAME, "phone-and-name")
    if one.births & other.births:
        return _contact_and_birth(one, other, "phone")
    if one.bare and other.bare:
        return Ruling(Strength.CONTACT_ONLY, "phone")
    return Ruling(Strength.SUGGEST if given is Given.SAME else Strength.NOTHING, "phone")


def _contact_and_birth(one: Traits, other: Traits, reason: str) -> Ruling:
    """Same birth date, same address: one person, but with two first names perhaps twins."""
    strength = Strength.SUGGEST if _perhaps_twins(one, other) else Strength.CONTACT_AND_BIRTH
    return Ruling(strength, f"{reason}-and-birth-date")


def _perhaps_twins(one: Traits, other: Traits) -> bool:
    """Two first names where one system keeps two files, or where a parent's address is natural."""
    twofold = _two_files(one, other) or (one.minor and other.minor)
    return twofold and compare_given(one, other) is Given.DIFFERENT


def _name_and_birth(one: Traits, other: Traits) -> Ruling:
    """The same name and birth date: one person, unless they may be homonyms."""
    if not (one.names & other.names and one.births & other.births):
        return Ruling(Strength.NOTHING, "")
    strength = Strength.SUGGEST if _perhaps_homonyms(one, other) else Strength.NAME_AND_BIRTH
    return Ruling(strength, "name-and-birth-date")


def _perhaps_homonyms(one: Traits, other: Traits) -> bool:
    """One system keeps two files, at two addresses."""
    return _two_files(one, other) and _differ(one.postcodes, other.postcodes)


def _agreeing(one: Traits, other: Traits) -> int:
    """In how many of birth date, number, first name, other name, address, mail and phone the two agree."""
    givens, tokens = one.givens | other.givens, one.tokens & other.tokens
    shared = (
        one.births & other.births,
        one.numbers & other.numbers,
        tokens & givens,
        tokens - givens,
        one.addresses & other.addresses,
        one.emails & other.emails,
        one.phones & other.phones,
    )
    return sum(map(bool, shared))


def _differ(one: Digests, other: Digests) -> bool:
    """Both known, and nothing in common."""
    return bool(one and other and not one & other)


def _two_files(one: Traits, other: Traits) -> bool:
    """One system keeps two files for them, so it took them for two people."""
    scopes = {scope for scope, _ in one.files} & {scope for scope, _ in other.files}
    return bool(scopes) and not one.files & other.files
