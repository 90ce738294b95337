"""What is known of one person, as keyed digests, and how two people compare in it.

Everything is compared by digests (integers), so it reads the same for a row of today's export and for a subject of the
vault. Only whether two words of names differ by a typing error cannot be told from digests: whoever compares hands in
what tells it, see ``words.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum

Digests = frozenset[int]
NONE: Digests = frozenset()
Alike = Callable[[int, int], bool]
"""Whether two digests are of words of which one is a typing error for the other."""

_SLOT_BITS, _SLOTS = 16, 4


class Given(Enum):
    """How the first names of two people compare."""

    SAME = "same"
    MISTYPED = "mistyped"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Traits:
    """What is known of one person.

    Attributes:
        births: birth dates, stated or read from a national number.
        number_births: birth dates read from national numbers only.
        near_births: per birth date four small digests, one less than the date each; see ``nearly_born``.
        numbers: valid national and BIS numbers.
        sides: per number, its birth date with its parity.
        flips: per number, its birth date with the other parity (for a BIS number with both: it changes when the
            person gets a national number).
        foreign_numbers: valid numbers of other states.
        givens: words of first names, in use or former.
        tokens: words of all names.
        names: whole names, word order aside.
        hubs: mail addresses, lines and member's numbers that belong to more people than a family has.
        memberships: numbers at an insurer.
        addresses: street, number and postcode as one.
        files: (system and role, value) of the record numbers that name the person.
        selves: ids of the subjects that rulings name.
        ruled_same: ids of those whom a person ruled the same.
        ruled_different: ids of those whom a person ruled different.
        adult: eighteen by a known birth date.
    """

    births: Digests = NONE
    number_births: Digests = NONE
    near_births: Digests = NONE
    numbers: Digests = NONE
    sides: Digests = NONE
    flips: Digests = NONE
    foreign_numbers: Digests = NONE
    givens: Digests = NONE
    tokens: Digests = NONE
    names: Digests = NONE
    emails: Digests = NONE
    phones: Digests = NONE
    memberships: Digests = NONE
    hubs: Digests = NONE
    postcodes: Digests = NONE
    addresses: Digests = NONE
    files: frozenset[tuple[int, int]] = frozenset()
    selves: Digests = NONE
    ruled_same: Digests = NONE
    ruled_different: Digests = NONE
    adult: bool = False

    def __or__(self, other: Traits) -> Traits:
        """All that is known once both are one person."""
        return Traits(*(getattr(self, name) | getattr(other, name) for name in _NAMES))

    @property
    def bare(self) -> bool:
        """Known by an address or a line only."""
        return not (self.tokens or self.births or self.numbers or self.files)


_NAMES = tuple(field.name for field in fields(Traits))


def never(_one: int, _other: int) -> bool:
    """Takes no word for another mistyped."""
    return False


def differ(one: Digests, other: Digests) -> bool:
    """Both known, and nothing in common."""
    return bool(one and other) and one.isdisjoint(other)


def compare_given(one: Traits, other: Traits, alike: Alike = never) -> Given:
    """Whether the first names agree; a name in one piece agrees when it holds a known first name as a word.

    Whoever writes first name and family name into each other's field has the same whole name.
    """
    if not (one.tokens and other.tokens):
        return Given.UNKNOWN
    if one.names & other.names:
        return Given.SAME
    if one.givens and other.givens:
        same = bool(one.givens & other.givens)
    elif one.givens or other.givens:
        same = bool(one.givens & other.tokens or other.givens & one.tokens)
    else:
        same = one.tokens <= other.tokens or other.tokens <= one.tokens
    if same:
        return Given.SAME
    return Given.MISTYPED if _mistyped(one, other, alike) else Given.DIFFERENT


def _mistyped(one: Traits, other: Traits, alike: Alike) -> bool:
    """One word of the one name is mistyped in the other: the first name where it is known which one that is."""
    if not one.tokens & other.tokens:
        return False
    if one.givens and other.givens:
        return _any_alike(one.givens, other.givens, alike)
    return _any_alike(one.tokens - other.tokens, other.tokens - one.tokens, alike)


def nearly_one_name(one: Traits, other: Traits, alike: Alike) -> bool:
    """The same whole name, or one with a single word mistyped."""
    if one.names & other.names:
        return True
    given = compare_given(one, other, alike)
    if given is not Given.SAME:
        return given is Given.MISTYPED
    return bool(one.tokens & other.tokens) and _any_alike(one.tokens - other.tokens, other.tokens - one.tokens, alike)


def nearly_born(one: Traits, other: Traits) -> bool:
    """Birth dates of which one may be mistyped: all but the day, the month or the year agrees, or those are swapped.

    Each date has four digests of 16 bits in one integer; that two that have nothing in common agree in one happens once
    in 16,000 times, and so only counts where a name and an address agree as well.

    >>> nearly_born(Traits(near_births=frozenset({0x1})), Traits(near_births=frozenset({0x0002_0001})))
    True
    """
    return any(_share_a_slot(this ^ that) for this in one.near_births for that in other.near_births)


def _share_a_slot(difference: int) -> bool:
    mask = (1 << _SLOT_BITS) - 1
    return any(not difference >> _SLOT_BITS * slot & mask for slot in range(_SLOTS))


def _any_alike(ones: Digests, others: Digests, alike: Alike) -> bool:
    return any(alike(one, other) for one in ones for other in others)


def two_files(one: Traits, other: Traits) -> bool:
    """One system keeps two files for them, so it took them for two people."""
    scopes = {scope for scope, _ in one.files} & {scope for scope, _ in other.files}
    return bool(scopes) and not one.files & other.files


def perhaps_twins(one: Traits, other: Traits) -> bool:
    """Two first names where one system keeps two files, or where a parent's address is natural."""
    twofold = two_files(one, other) or not (one.adult or other.adult)
    return twofold and compare_given(one, other) is Given.DIFFERENT


def perhaps_homonyms(one: Traits, other: Traits) -> bool:
    """One system keeps two files, at two addresses."""
    return two_files(one, other) and differ(one.postcodes, other.postcodes)


def two_numbers(one: Traits, other: Traits) -> bool:
    """National numbers that no change of registered sex explains."""
    explained = one.sides & other.flips or other.sides & one.flips
    return differ(one.numbers, other.numbers) and not explained


def contradict(one: Traits, other: Traits) -> bool:
    """Whether two people are known to be two: what fits both of them says nothing."""
    return (
        differ(one.births, other.births)
        or two_numbers(one, other)
        or bool(one.ruled_different & other.selves)
        or (bool(one.births & other.births) and perhaps_twins(one, other))
    )


def decides(middle: Traits, one: Traits, other: Traits) -> bool:
    """Whether somebody's own birth date says which of two others it is."""
    return bool(middle.births & one.births) != bool(middle.births & other.births)


def agreeing(one: Traits, other: Traits) -> int:
    """In how many of birth date, number, first name, other name, address, mail, phone and membership the two agree."""
    givens, tokens = one.givens | other.givens, one.tokens & other.tokens
    shared = (
        one.births & other.births,
        one.numbers & other.numbers,
        tokens & givens,
        tokens - givens,
        one.addresses & other.addresses,
        one.emails & other.emails,
        one.phones & other.phones,
        one.memberships & other.memberships,
    )
    return sum(map(bool, shared))
