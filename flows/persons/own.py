"""What a person is known by in one run, as keyed digests to search texts with, and what of it other people share."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.known_identifiers import KnownIdentifiers, digests, merged, without

if TYPE_CHECKING:
    from transforms.people import People

NAMES = ("person_name", "former_name")
RELATIVES = "family_member_name"
CONTACTS = ("email", "phone")
"""What families share; everything else belongs to one person."""
TELLING = (
    *CONTACTS, "national_number", "foreign_id", "document_number", "insurance_number", "iban", "payment_card",
    "licence_plate", "online_account",
)  # fmt: skip
"""Identifiers that point at a person wherever they stand."""
MOST_IN_A_FAMILY = 20
"""An address or number that more people have is an institution's: the clinic's own, an employer's."""

_KINDS = (*NAMES, RELATIVES, *TELLING)
_MOST_PARTS = 12
_NEIGHBOURS = 6
"""Names of one subject stand together; each is joined with those that follow it, up to so many places further."""

Subjects = npt.NDArray[np.int64]
Values = Mapping[str, pa.Array]
"""Kind → values in clear."""


@dataclass(frozen=True)
class Identities:
    """Indexes over identifiers, under a key that is drawn for one search and forgotten with it.

    Attributes:
        own: identifiers of the person that point at them wherever they stand.
        own_names: full names of the person, former ones included; others may bear them too.
        shared: mail addresses and telephone numbers of the person that a few others have as well.
        foreign: names and identifiers of other people.
        nameless: bool, by subject index: known by no name and no number of a state, such as a bare mail address.
    """

    own: KnownIdentifiers
    own_names: KnownIdentifiers
    shared: KnownIdentifiers
    foreign: KnownIdentifiers
    nameless: npt.NDArray[np.bool_]


def identities(people: People, mine: Subjects, remembered: Sequence[str] = ()) -> Identities:
    """The indexes for one person.

    Args:
        people: of the run.
        mine: the subject indices that are the person.
        remembered: names that the vault knows of them.
    """
    key = os.urandom(16)
    held = _joined(values for _, values in _stretches(people, mine, own=True))
    shared, institutions = _shared(people, mine, held, key)
    own = without(_digests([held], TELLING, key), _digests([institutions], CONTACTS, key))
    names = digests("person_name", pa.array(_full_names([*_texts(held, NAMES), *remembered]), pa.string()), key)
    theirs = merged([_of_others(people, mine, key), _digests([held], (RELATIVES,), key)])
    foreign = without(theirs, merged([_digests([held], TELLING, key), names]))
    return Identities(
        own=KnownIdentifiers(own, key),
        own_names=KnownIdentifiers(names, key),
        shared=KnownIdentifiers(_digests([shared], CONTACTS, key), key),
        foreign=KnownIdentifiers(foreign, key),
        nameless=_nameless(people),
    )


def _of_others(people: People, mine: Subjects, key: bytes) -> npt.NDArray[np.uint64]:
    found = []
    for subjects, values in _stretches(people, mine, own=False):
        found += [_digests([values], _KINDS, key), _composed(subjects, values, key)]
    return merged(found)


def _composed(subjects: Mapping[str, Subjects], values: Values, key: bytes) -> npt.NDArray[np.uint64]:
    """Full names of which the parts stand in columns of their own."""
    owners = np.concatenate([subjects[kind] for kind in NAMES])
    order = np.argsort(owners, kind="stable")
    owners, names = owners[order], pa.concat_arrays([values[kind] for kind in NAMES]).take(pa.array(order))
    found = []
    for step in range(1, min(_NEIGHBOURS, len(names))):
        same = pa.array(owners[:-step] == owners[step:])
        both = pc.binary_join_element_wise(names[:-step].filter(same), names[step:].filter(same), " ")
        found.append(digests("person_name", both, key))
    return merged(found)


def _nameless(people: People) -> npt.NDArray[np.bool_]:
    named = np.zeros(len(people), dtype=bool)
    for batch in people.known.to_batches():
        naming = pc.is_in(batch.column("kind").cast(pa.string()), pa.array([*NAMES, "national_number", "foreign_id"]))
        named[batch.column("subject").filter(naming).to_numpy()] = True
    return ~named


def _stretches(people: People, mine: Subjects, *, own: bool) -> Iterator[tuple[Mapping[str, Subjects], Values]]:
    """The identifiers of the person, or of all others, by kind; and whose they are. Some whole subjects at a time."""
    for batch in people.known.to_batches():
        subjects, kinds, values = batch.columns
        kinds = kinds.cast(pa.string())
        theirs = np.isin(subjects.to_numpy(), mine) == own
        chosen = {kind: pc.and_(pc.equal(kinds, kind), pa.array(theirs)) for kind in _KINDS}
        yield (
            {kind: subjects.filter(rows).to_numpy() for kind, rows in chosen.items()},
            {kind: values.filter(rows) for kind, rows in chosen.items()},
        )


def _joined(stretches: Iterable[Values]) -> Values:
    whole: dict[str, list[pa.Array]] = {kind: [pa.array([], pa.string())] for kind in _KINDS}
    for values in stretches:
        for kind, array in values.items():
            whole[kind].append(array)
    return {kind: pa.concat_arrays(arrays) for kind, arrays in whole.items()}


def _shared(people: People, mine: Subjects, held: Values, key: bytes) -> tuple[Values, Values]:
    """What others have as well of the person's addresses and numbers: a few of them; more than a family is."""
    own = KnownIdentifiers(_digests([held], CONTACTS, key), key)
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for subjects, values in _stretches(people, mine, own=False):
        for kind in CONTACTS:
            hits = own.contains(values[kind])
            texts = values[kind].filter(pa.array(hits)).to_pylist()
            for subject, text in zip(subjects[kind][hits].tolist(), texts, strict=True):
                owners[kind, text.strip().lower()].add(subject)
    few = [group for group, found in owners.items() if len(found) < MOST_IN_A_FAMILY]
    return _by_kind(few), _by_kind(owners.keys() - few)


def _by_kind(found: Iterable[tuple[str, str]]) -> Values:
    ordered = sorted(found)
    return {kind: pa.array([text for one, text in ordered if one == kind], pa.string()) for kind in CONTACTS}


def _digests(stretches: Iterable[Values], kinds: Sequence[str], key: bytes) -> npt.NDArray[np.uint64]:
    return merged([merged([digests(kind, values[kind], key) for kind in kinds]) for values in stretches])


def _texts(values: Values, kinds: Sequence[str]) -> list[str]:
    return [text for kind in kinds for text in values[kind].to_pylist()]


def _full_names(names: Iterable[str]) -> list[str]:
    """The names, and every two of them together: sources write given and family name in columns of their own."""
    parts = sorted({name.strip() for name in names if name.strip()})[:_MOST_PARTS]
    return [*parts, *(f"{one} {other}" for one, other in combinations(parts, 2))]
