"""Statements about addresses: numbered, and whose addresses they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.keyed import as_uint64
from transforms.subjects.consent.addressed import Addressed
from transforms.subjects.consent.purposes import REACHED_AT
from transforms.subjects.consent.statements import Owners, Statements, careful, grouped, newest, repeated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Integers = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint8]


class Numbered(NamedTuple):
    """The addresses of one kind that anything was said of.

    Attributes:
        digests: uint8 (n, 16), distinct, ascending as ``as_uint64``; an address's number is its place.
        statements: one per purpose and source and run, owners are these numbers.
    """

    digests: Digests
    statements: list[Statements]


def numbered(addressed: Iterable[Addressed]) -> dict[str, Numbered]:
    """Addresses by kind, each once, with all that is said of them."""
    kinds: dict[str, list[Addressed]] = defaultdict(list)
    for one in addressed:
        kinds[one.kind].append(one)
    return {kind: _numbered(kinds[kind]) for kind in sorted(kinds)}


def _numbered(parts: list[Addressed]) -> Numbered:
    stacked = np.concatenate([part.digests for part in parts])
    _, first, number = np.unique(as_uint64(stacked), return_index=True, return_inverse=True)
    starts = np.cumsum([0, *(len(part.digests) for part in parts)])
    statements = [
        part.statements.of(number.ravel()[start + part.statements.owners].astype(np.int64))
        for start, part in zip(starts, parts, strict=False)
    ]
    return Numbered(stacked[first], statements)


def at_addresses(
    statements: Iterable[Statements], addresses: Mapping[str, tuple[Integers, Digests]]
) -> tuple[list[Statements], list[Addressed]]:
    """Statements of records whose addresses stand in lists inside them: moved there, the others left.

    Args:
        statements: of records that name no address themselves, such as ``email_opted_in`` of a contact.
        addresses: kind → the records with addresses, in the order read, and their look-ups.
    """
    left, moved = [], []
    for one in statements:
        addressed = np.zeros(len(one), dtype=bool)
        for kind in REACHED_AT.get(one.purpose, ()):
            if kind in addresses:
                places, digests = reached(one.owners, one.wary, *addresses[kind])
                addressed[places] = True
                owners = np.arange(len(places), dtype=np.int64)
                moved += [Addressed(kind, digests, one.where(places).of(owners))] if len(places) else []
        rest = one.where(~addressed)
        left += [rest] if len(rest) else []
    return left, moved


def reached(
    stating: Owners, wary: npt.NDArray[np.bool_], having: Integers, digests: Digests
) -> tuple[Integers, Digests]:
    """Pairs of a statement and an address of its record: a refusal holds for all, an agreement for the first.

    Args:
        stating: the record, or row, of each statement.
        wary: which statements refuse.
        having: the record, or row, of each address; the first of each comes first.
        digests: the addresses.

    Returns:
        places of statements, and the addresses.
    """
    order = np.argsort(having, kind="stable")
    ordered = having[order]
    start, end = np.searchsorted(ordered, stating, "left"), np.searchsorted(ordered, stating, "right")
    taken = np.where(wary, end - start, np.minimum(end - start, 1))
    places = np.repeat(np.arange(len(stating)), taken)
    within = np.arange(int(taken.sum())) - np.repeat(np.cumsum(taken) - taken, taken)
    return places, digests[order[np.repeat(start, taken) + within]]


def pairs(digests: Digests, lookups: Digests, owners: Integers) -> tuple[Integers, Integers]:
    """Whose addresses these are: the owner and the number of the address, per pair.

    Args:
        digests: numbered addresses.
        lookups: all addresses of the kind that the vault knows.
        owners: the subject index of each, -1 for subjects that the run did not meet.
    """
    if not len(digests):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    keys = as_uint64(digests)
    order = np.argsort(keys, kind="stable")
    wanted = as_uint64(lookups)
    place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    same = (keys[order[place]] == wanted) & (owners >= 0)
    return owners[same], order[place[same]]


def with_earlier(earlier: list[Addressed], now: list[Addressed]) -> tuple[dict[str, Numbered], list[Addressed]]:
    """What was said in all runs, and of this run's what was not said before.

    Returns:
        by kind, one element per purpose and source with one statement per address and moment; and the news.
    """
    known, news = {}, []
    for kind, found in numbered([*earlier, *now]).items():
        old = sum(one.kind == kind for one in earlier)
        before = {(one.purpose, one.source): newest(one) for one in grouped(found.statements[:old])}
        for one in grouped(found.statements[old:]):
            said = careful(one)
            then = before.get((one.purpose, one.source), said.where(slice(0)))
            new = said.where(~repeated(said, then))
            news += [Addressed(kind, found.digests, new)] if len(new) else []
            before[one.purpose, one.source] = newest(*grouped([then, new]))
        known[kind] = Numbered(found.digests, [before[group] for group in sorted(before)])
    return known, news
