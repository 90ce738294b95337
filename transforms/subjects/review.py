"""Pairs of subjects that may be one person, as the data protection officer reviews them, and what was ruled on them.

Pairs are numbered in the order in which they came up, so that a number stays that of its pair from run to run. Nothing
but kinds of evidence is told here: what the evidence says stands in the exports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from detectors.errors import UsageError
from transforms.keyed import as_uint64
from transforms.subjects.columns import LOOKED_UP
from transforms.subjects.evidence import FILE, Trait
from transforms.subjects.stated import LABELS
from transforms.subjects.vault.identifiers import identifiers_from, sources
from transforms.subjects.vault.rulings import Verdict, rule, rulings
from transforms.subjects.vault.standings import current_id, everyone, standing_of

if TYPE_CHECKING:
    import datetime as dt

    import sqlalchemy as sa

    from transforms.subjects.vault import Vault

SPLIT = "taken-apart"
"""Reason of a pair that no rule suggested: a person took it apart, or put it together."""
CONTRADICTED = "ruled-same-but-numbers-differ"
"""Reason of a pair that was accepted and yet not joined: it is asked about again."""
_REASONS = {
    "birth-dates-differ": "the same number or address under one name, but two birth dates",
    "mistyped-birth-date": "all agrees but one digit or the order of the birth date",
    "number-pair": "national numbers that a change of registered sex would give, and little else in common",
    "two-numbers": "the same name and birth date, but two national numbers of one parity",
    "foreign-number": "the same foreign number, and little else in common",
    "email-under-two-first-names": "one e-mail address under two first names",
    "email-and-mistyped-name": "the same e-mail address and names that differ by a typing error",
    "email-and-birth-date": "the same e-mail address and birth date under two first names: one person, or twins",
    "phone": "one telephone number, and first names that agree",
    "phone-and-mistyped-name": "the same telephone number and names that differ by a typing error",
    "phone-and-birth-date": "the same telephone number and birth date under two first names: one person, or twins",
    "membership-and-name": "the same insurance number and name",
    "name-and-birth-date": "the same name and birth date in two files of one system: one person, or homonyms",
    "name-and-street-address": "the same name at the same address",
    "birth-date-and-street-address": "the same birth date at the same address: one person, or twins",
    "birth-date-and-mistyped-name": "the same birth date and names that differ by a typing error",
    "fits-two-people": "either of two people that contradict each other would fit",
    CONTRADICTED: "accepted as one, but their national numbers tell two birth dates: take the wrong number out first",
    SPLIT: "ruled on by hand",
}
_IN_COMMON = {
    Trait.BIRTH: "birth date",
    Trait.NUMBER_BIRTH: "birth date in the national number",
    Trait.GIVEN: "first name",
    Trait.NAME: "whole name",
    Trait.ADDRESS: "street address",
    Trait.POSTCODE: "postal code",
}
_TELLS_APART = (Trait.BIRTH, Trait.NUMBER_BIRTH, Trait.GIVEN, Trait.POSTCODE)
_IDENTIFIERS = {"national": "national number", "email": "e-mail address", "phone": "telephone number"} | {
    kind: LABELS[kind] for kind in LOOKED_UP
}


@dataclass(frozen=True)
class Pair:
    """Two subjects that may be one.

    Attributes:
        number: by which it is accepted or rejected.
        one: number of a subject, the smaller of the two.
        other: number of a subject.
        reason: code of the rule that suggested it last.
        since: ISO date of the run that first suggested it, or day of the ruling.
        verdict: what was ruled; None while it is open.
    """

    number: int
    one: int
    other: int
    reason: str
    since: str
    verdict: Verdict | None = None

    @property
    def why(self) -> str:
        """The reason in words."""
        return _REASONS.get(self.reason, self.reason.replace("-", " "))


@dataclass(frozen=True)
class Evidence:
    """What two subjects have in common, and what speaks against their being one.

    Attributes:
        common: kinds of evidence in words; the more, the stronger.
        differing: the same, of what both have and in which they agree in nothing.
        systems: the systems that hold something of the one, and of the other.
    """

    common: tuple[str, ...]
    differing: tuple[str, ...]
    systems: tuple[tuple[str, ...], tuple[str, ...]]


def pairs(vault: Vault, connection: sa.Connection) -> list[Pair]:
    """All pairs that were ever suggested or ruled on, by number; one that several rules suggest stands once."""
    ruled = {(ruling.one, ruling.other): ruling for ruling in rulings(connection)}
    since: dict[tuple[int, int], str] = {}
    reasons: dict[tuple[int, int], str] = {}
    for one, other, reason, first_seen in sorted(vault.suggestions(connection), key=lambda row: (row[3], *row[:3])):
        pair = min(one, other), max(one, other)
        since.setdefault(pair, first_seen)
        reasons[pair] = reason
    for pair, ruling in ruled.items():
        since.setdefault(pair, ruling.on.isoformat())
    return [
        Pair(number, *pair, reasons.get(pair, SPLIT), day, ruled[pair].verdict if pair in ruled else None)
        for number, (pair, day) in enumerate(sorted(since.items(), key=lambda item: item[::-1]), start=1)
    ]


def is_open(connection: sa.Connection, pair: Pair) -> bool:
    """Whether nobody ruled on it, neither was erased, and no later run found them to be one.

    One that was accepted and that its evidence contradicts is open again.
    """
    unheeded = pair.verdict is Verdict.SAME and pair.reason == CONTRADICTED
    if (pair.verdict and not unheeded) or current_id(connection, pair.one) == current_id(connection, pair.other):
        return False
    standings = (standing_of(connection, subject) for subject in (pair.one, pair.other))
    return not any(standing is not None and standing.erased for standing in standings)


def settle(vault: Vault, connection: sa.Connection, number: int, verdict: Verdict, on: dt.date) -> Pair:
    """Rule on a pair. The next run joins the accepted; those that were joined and are rejected part at once.

    Raises:
        UsageError: there is no pair of that number.
    """
    pair = next((each for each in pairs(vault, connection) if each.number == number), None)
    if pair is None:
        raise UsageError(f"There is no pair {number}.", hint="List them with `veilig subject review --all`.")
    part_if_joined(vault, connection, pair, verdict, on)
    rule(connection, pair.one, pair.other, verdict, on)
    return pair


def part_if_joined(vault: Vault, connection: sa.Connection, pair: Pair, verdict: Verdict, on: dt.date) -> None:
    """A merger that is rejected is taken back."""
    if verdict is not Verdict.DIFFERENT:
        return
    for subject, into in ((pair.one, pair.other), (pair.other, pair.one)):
        standing = standing_of(connection, subject)
        if standing is not None and standing.merged_into == into:
            vault.unmerge(connection, subject, on)


def evidence(vault: Vault, connection: sa.Connection, listed: list[Pair]) -> dict[int, Evidence]:
    """By the number of each pair what it rests on."""
    if not listed:
        return {}
    known = {subject: _Known({}, set(), set()) for pair in listed for subject in (pair.one, pair.other)}
    owner_of = {one: subject for subject in known for one in everyone(connection, subject)}
    _add_traits(vault, connection, known, owner_of)
    _add_identifiers(vault, connection, known, owner_of)
    return {pair.number: _compared(known[pair.one], known[pair.other]) for pair in listed}


@dataclass(frozen=True)
class _Known:
    """Of one subject: kind in words → digests; scopes of its file numbers; systems."""

    kinds: dict[str, set[int]]
    files: set[str]
    systems: set[str]


Owners = Mapping[int, int]
"""Id → the subject of a listed pair that it is, or turned out to be."""


def _add_traits(vault: Vault, connection: sa.Connection, known: Mapping[int, _Known], owner_of: Owners) -> None:
    facts, _ = vault.load_profiles(connection)
    ids = np.array(sorted(owner_of))
    for trait, label in _IN_COMMON.items():
        if trait in facts:
            places, keys = facts[trait]
            mine = np.isin(places + 1, ids)
            _collect(known, owner_of, label, places[mine] + 1, keys[mine])


def _add_identifiers(vault: Vault, connection: sa.Connection, known: Mapping[int, _Known], owner_of: Owners) -> None:
    """In one pass over all look-ups, however many pairs there are."""
    ids = np.array(sorted(owner_of))
    for kind, source in sources(connection):
        for part in identifiers_from(vault, connection, kind, source):
            mine = np.isin(part.subject_ids, ids)
            for one in np.unique(part.subject_ids[mine]).tolist():
                known[owner_of[one]].systems.add(source.split(".")[0])
                if kind.startswith(FILE):
                    known[owner_of[one]].files.add(kind.removeprefix(FILE))
            if kind in _IDENTIFIERS:
                _collect(known, owner_of, _IDENTIFIERS[kind], part.subject_ids[mine], as_uint64(part.lookups[mine]))


def _collect(
    known: Mapping[int, _Known], owner_of: Owners, label: str, ids: npt.NDArray[Any], keys: npt.NDArray[np.uint64]
) -> None:
    for one, key in zip(ids.tolist(), keys.tolist(), strict=True):
        known[owner_of[one]].kinds.setdefault(label, set()).add(key)


def _compared(one: _Known, other: _Known) -> Evidence:
    both = sorted(one.kinds.keys() & other.kinds.keys())
    common = tuple(label for label in both if one.kinds[label] & other.kinds[label])
    telling = {*(_IN_COMMON[trait] for trait in _TELLS_APART), _IDENTIFIERS["national"]}
    differing = tuple(label for label in both if label in telling and label not in common)
    files = tuple(f"two {scope.replace(':', ' ')} files" for scope in sorted(one.files & other.files))
    return Evidence(common, (*differing, *files), (tuple(sorted(one.systems)), tuple(sorted(other.systems))))
