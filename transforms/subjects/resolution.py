"""From what was gathered to who is who, and into the vault."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.keyed import as_uint64
from transforms.people import NOBODY, People
from transforms.subjects.consent import RESTRICTING, joined, latest
from transforms.subjects.evidence import EXACT_ROW, FILE, Trait, scoped
from transforms.subjects.keeping import Keeper, facts_of_subjects
from transforms.subjects.links import Links
from transforms.subjects.matching import Facts, match
from transforms.subjects.profile import names_in, unpack_all

if TYPE_CHECKING:
    import datetime as dt

    import sqlalchemy as sa

    from transforms.subjects.consent import Statements
    from transforms.subjects.gathered import Gathered
    from transforms.subjects.matching import Matches
    from transforms.subjects.vault import StoredSubjects, Vault

Integers = npt.NDArray[np.signedinteger[Any]]
Subjects = npt.NDArray[np.int32]
_TRAIT_OF = {"national": Trait.NUMBER, "email": Trait.EMAIL, "phone": Trait.PHONE}


def resolve(gathered: Gathered, vault: Vault, connection: sa.Connection, as_of: dt.date) -> Links:
    """Match the gathered records with each other and with the vault, and keep what is new, all in one transaction."""
    stored = vault.load_subjects(connection)
    facts = _all_facts(gathered, vault, connection, stored)
    matches = _match(gathered, vault, connection, stored, facts)
    stored = _united(stored, matches.labels)
    labels, found = _number_subjects(gathered, len(stored.ids), matches)
    keeper = Keeper(vault, connection, as_of, _ids(stored, labels), stored, _places(stored, labels))
    vault.merge(connection, _merged(stored, matches.labels))
    subjects = gathered.records.subjects(found)
    people = _people(gathered, keeper, subjects, facts_of_subjects(facts, _of_nodes(matches.labels, labels)))
    _keep_identifiers(gathered, keeper, found)
    suggestions = _suggestions(matches, labels, keeper.ids, stored)
    vault.suggest(connection, suggestions, as_of)
    return Links(people, keeper.ids, suggestions, gathered.records, subjects, gathered.clear)


def _all_facts(gathered: Gathered, vault: Vault, connection: sa.Connection, stored: StoredSubjects) -> Facts:
    """Traits by node: of the vault's subjects first, then of the run's records."""
    facts: dict[Trait, list[tuple[Integers, npt.NDArray[np.uint64]]]] = {}
    for trait, column in unpack_all(stored.profiles).items():
        facts.setdefault(trait, []).append(column)
    for trait, records, keys in gathered.take_traits():
        facts.setdefault(trait, []).append((records + len(stored.ids), keys))
    for kind, lookup, subject in vault.identifiers_of_erased(connection):
        trait_of = Trait.FILE if kind.startswith(FILE) else _TRAIT_OF.get(kind)
        if trait_of is not None:
            key = as_uint64(np.frombuffer(lookup, dtype=np.uint8).reshape(1, 16))
            node = np.searchsorted(stored.ids, [subject]).astype(np.int32)
            facts.setdefault(trait_of, []).append((node, scoped(key, kind) if trait_of is Trait.FILE else key))
    return {trait: _joined(parts) for trait, parts in facts.items()}


def _joined(parts: list[tuple[Integers, npt.NDArray[np.uint64]]]) -> tuple[Integers, npt.NDArray[np.uint64]]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([nodes for nodes, _ in parts]), np.concatenate([keys for _, keys in parts])


def _match(
    gathered: Gathered, vault: Vault, connection: sa.Connection, stored: StoredSubjects, facts: Facts
) -> Matches:
    known = vault.load_identifiers(connection, EXACT_ROW)
    records, digests = gathered.identifiers(EXACT_ROW)
    nodes = np.concatenate([np.searchsorted(stored.ids, known.subject_ids), records + len(stored.ids)])
    keys = np.concatenate([as_uint64(known.lookups), as_uint64(digests)])
    merged = np.flatnonzero(stored.merged_into)
    into = np.searchsorted(stored.ids, stored.merged_into[merged])
    size = len(stored.ids) + gathered.records.count
    return match(size, len(stored.ids), facts, (nodes, keys), (merged, into))


def _number_subjects(gathered: Gathered, stored: int, matches: Matches) -> tuple[Integers, Subjects]:
    """The labels of the subjects of this run, ascending, and per record the index of its own, or nobody's."""
    founders = np.zeros(gathered.records.count, dtype=bool)
    for kind in gathered.kinds():
        if kind == EXACT_ROW or kind.startswith(FILE):
            founders[gathered.identifiers(kind)[0]] = True
    own = matches.labels[stored:]
    labels = np.unique(own[founders])
    found = np.where(founders, np.searchsorted(labels, own), NOBODY).astype(np.int32)
    return labels, found


def _of_nodes(labels: Integers, subjects: Integers) -> Subjects:
    """Per node its subject index."""
    place = np.minimum(np.searchsorted(subjects, labels), max(len(subjects) - 1, 0))
    there = subjects[place] == labels if len(subjects) else np.zeros(len(labels), dtype=bool)
    return np.where(there, place, NOBODY).astype(np.int32)


def _places(stored: StoredSubjects, labels: Integers) -> Integers:
    return np.where(labels < len(stored.ids), labels, -1)


def _ids(stored: StoredSubjects, labels: Integers) -> Integers:
    """The vault's ids, old ones as they are, new ones counted on in the order of the records."""
    old = labels[labels < len(stored.ids)]
    last = int(stored.ids[-1]) if len(stored.ids) else 0
    return np.concatenate([stored.ids[old], last + 1 + np.arange(len(labels) - len(old), dtype=np.int64)])


def _merged(stored: StoredSubjects, labels: Integers) -> list[tuple[int, int]]:
    """Subjects of the vault that now turn out to be another one."""
    own = labels[: len(stored.ids)]
    moved = np.flatnonzero((own != np.arange(len(own))) & (stored.merged_into == 0))
    return [(int(stored.ids[place]), int(stored.ids[own[place]])) for place in moved]


def _united(stored: StoredSubjects, labels: Integers) -> StoredSubjects:
    """The vault's subjects, each restricted or objecting when one that turned out to be it is."""
    own = labels[: len(stored.ids)]
    restricted, objected = stored.restricted.copy(), stored.objected.copy()
    np.logical_or.at(restricted, own, stored.restricted)
    np.logical_or.at(objected, own, stored.objected)
    return replace(stored, restricted=restricted, objected=objected)


def _people(gathered: Gathered, keeper: Keeper, subjects: Subjects, facts: Facts) -> People:
    count = len(keeper.ids)
    secrets = keeper.secrets()
    known = gathered.clear.by_subject(subjects, count, _names_of_vault(keeper))
    keeper.keep_subjects(secrets, facts, known)
    statements = keeper.keep_statements(_by_subject(joined(gathered.statements), subjects))
    purposes = sorted(set(statements.purposes.tolist()))
    consents = {purpose: latest(statements, purpose, count) for purpose in purposes}
    objected = keeper.flag(keeper.stored.objected)
    for purpose in RESTRICTING:
        objected = objected | consents.get(purpose, False)
    return People(
        secrets=secrets,
        attributes=gathered.attributes.of_subjects(subjects, count),
        consents=consents,
        objected=objected,
        restricted=keeper.flag(keeper.stored.restricted),
        known=known,
    )


def _by_subject(statements: Statements, subjects: Subjects) -> Statements:
    owners = subjects[statements.owners].astype(np.int64)
    return statements.of(owners).where(owners != NOBODY)


def _names_of_vault(keeper: Keeper) -> tuple[Subjects, pa.Array]:
    """Names of earlier runs, with the subjects of this run that bore them."""
    owners: list[int] = []
    names: list[str] = []
    for index, place in enumerate(keeper.places.tolist()):
        if place >= 0:
            own = names_in(keeper.stored.profiles[place])
            owners += [index] * len(own)
            names += own
    return np.array(owners, dtype=np.int32), pa.array(names, pa.string())


def _keep_identifiers(gathered: Gathered, keeper: Keeper, found: Subjects) -> None:
    for kind in gathered.kinds():
        records, digests = gathered.identifiers(kind)
        own = found[records] != NOBODY
        sources = gathered.records.source_of(records[own])
        keeper.keep_identifiers(kind, found[records[own]].astype(np.int64), digests[own], sources)


def _suggestions(
    matches: Matches, labels: Integers, ids: Integers, stored: StoredSubjects
) -> tuple[tuple[int, int, str], ...]:
    """The suggested pairs by id; a partner whom the run did not meet stands under its id too."""
    id_of = dict(zip(labels.tolist(), ids.tolist(), strict=True))
    id_of |= {place: int(stored.ids[place]) for pair in matches.suggested for place in pair if place < len(stored.ids)}
    pairs = ((id_of[one], id_of[other], reason) for (one, other), reason in matches.suggested.items())
    return tuple(sorted((min(one, other), max(one, other), reason) for one, other, reason in pairs))
