"""From what was gathered to who is who, and into the vault.

Nodes are the vault's subjects, by *place* (id less one), and behind them the run's records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.keyed import as_uint64
from transforms.people import NOBODY, People
from transforms.subjects.certain import certain
from transforms.subjects.components import star_edges
from transforms.subjects.consent.purposes import OBJECTION
from transforms.subjects.consent.settling import settle
from transforms.subjects.corrections import corrected, with_corrected_names
from transforms.subjects.evidence import EXACT_ROW, FILE, Lookups, Trait, trait_keys, trait_of
from transforms.subjects.links import Links
from transforms.subjects.matching import Ruled, match
from transforms.subjects.minors import note_minors
from transforms.subjects.normal import name_words
from transforms.subjects.vault.corrections import corrections
from transforms.subjects.vault.keeping import Keeper, among, facts_of_places, ordered
from transforms.subjects.vault.rulings import Verdict, rulings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import sqlalchemy as sa

    from transforms.subjects.certain import Edges
    from transforms.subjects.consent.standing import Reference
    from transforms.subjects.gathered import Gathered
    from transforms.subjects.matching import Matches
    from transforms.subjects.vault import StoredSubjects, Vault
    from transforms.subjects.vault.corrections import Correction
    from transforms.subjects.vault.profiles import Facts, Names

Integers = npt.NDArray[np.signedinteger[Any]]
Subjects = npt.NDArray[np.int32]

_NOTHING = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint64)
MOST_SUGGESTIONS = 1000
"""More than a person can look through; the strongest are kept."""


def resolve(gathered: Gathered, vault: Vault, connection: sa.Connection, on: Reference) -> Links:
    """Match the gathered records with each other and with the vault, and keep what is new, all in one transaction."""
    return _Resolution(gathered, vault, connection, vault.load_subjects(connection)).links(on)


@dataclass(frozen=True)
class _Resolution:
    gathered: Gathered
    vault: Vault
    connection: sa.Connection
    stored: StoredSubjects

    def links(self, on: Reference) -> Links:
        as_of = on.as_of
        labels = certain(len(self.stored) + self.gathered.records.count, self._edges(), self._ruled.different)
        facts, names = self._facts(labels)
        self._learn_words(facts, names)
        matches = match(labels, len(self.stored), facts, ruled=self._ruled, alike=self.gathered.vocabulary.alike)
        keeper, index_of_node, place_of_node = self._numbered(matches.labels, as_of)
        facts = facts_of_places(facts, place_of_node, keeper.stored.erased)
        found = np.where(self._founders(), index_of_node[len(self.stored) :], NOBODY).astype(np.int32)
        subjects = self.gathered.records.subjects(found)
        self._keep_identifiers(keeper, found)
        people = self._people(keeper, subjects, facts, names, on)
        suggestions = _suggestions(matches, place_of_node)
        shown = tuple(suggestions[:MOST_SUGGESTIONS])
        self.vault.suggest(self.connection, shown, as_of)
        left_out = len(suggestions) - len(shown)
        return Links(people, keeper.ids, shown, left_out, self.gathered.records, subjects, self.gathered.clear)

    def _edges(self) -> Iterator[Edges]:
        """Between nodes that are one without asking."""
        merged = np.flatnonzero(self.stored.merged_into)
        yield merged, self.stored.merged_into[merged] - 1
        for kind in self.gathered.kinds():
            if _tells_for_sure(kind):
                known = self.vault.load_identifiers(self.connection, kind)
                nodes = np.concatenate([known.subject_ids - 1, self.gathered.records_with(kind) + len(self.stored)])
                lookups = self.gathered.lookups(kind)
                yield star_edges(nodes, np.concatenate([as_uint64(known.lookups), as_uint64(lookups)]))

    def _facts(self, labels: Integers) -> tuple[Facts, Names]:
        """Traits by node, and the vault's names by place."""
        facts, names = self.vault.load_profiles(self.connection)
        for kind in self.vault.kinds(self.connection):
            if (trait := trait_of(kind)) is not None:
                known = self.vault.load_identifiers(self.connection, kind)
                order = np.argsort(known.subject_ids)
                places = (known.subject_ids[order] - 1).astype(np.int32)
                _add(facts, trait, places, trait_keys(kind, known.lookups)[order])
        for trait, records, keys in self.gathered.traits():
            _add(facts, trait, labels[records + len(self.stored)].astype(np.int32), keys)
        return facts, with_corrected_names(names, self._corrections)

    @cached_property
    def _ruled(self) -> Ruled:
        """What a person ruled on pairs of subjects, by place."""
        pairs: dict[Verdict, list[tuple[int, int]]] = {verdict: [] for verdict in Verdict}
        for ruling in rulings(self.connection):
            pairs[ruling.verdict].append((ruling.one - 1, ruling.other - 1))
        return Ruled(*(tuple(pairs[verdict]) for verdict in (Verdict.SAME, Verdict.DIFFERENT)))

    def _learn_words(self, facts: Facts, names: Names) -> None:
        """Words of names that the vault knows and no export of this run holds."""
        owners, keys = facts.get(Trait.TOKEN, _NOTHING)
        stored = owners < len(self.stored)
        strange = self.gathered.vocabulary.unknown(keys[stored])
        texts = names.values.filter(pa.array(np.isin(names.owners, owners[stored][strange])))
        words = name_words(texts.unique()).texts
        self.gathered.vocabulary.learn(Lookups.of(self.vault.keyring).keys("word", words), words)

    @cached_property
    def _corrections(self) -> list[Correction]:
        """What people said is right."""
        return corrections(self.vault, self.connection)

    def _founders(self) -> npt.NDArray[np.bool_]:
        """The records that make a subject known: those with a file number, or that tell enough as a whole."""
        founders = np.zeros(self.gathered.records.count, dtype=bool)
        for kind in self.gathered.kinds():
            if _tells_for_sure(kind):
                founders[self.gathered.records_with(kind)] = True
        return founders

    def _numbered(self, labels: Integers, as_of: dt.date) -> tuple[Keeper, Subjects, Subjects]:
        """The run's subjects, and per node the index and the place of its own, -1 for nobody's.

        The vault's ids stay, new ones are counted on in the order of the records.
        """
        old = len(self.stored)
        met = np.zeros(len(labels), dtype=bool)
        met[labels[old:][self._founders()]] = True
        index_of_label = np.where(met, np.cumsum(met) - 1, NOBODY).astype(np.int32)
        place_of_label = np.where(met, old + np.cumsum(met) - 1 - met[:old].sum(), NOBODY).astype(np.int32)
        place_of_label[:old] = np.arange(old)
        place_of = labels[:old]
        stored = _united(self.stored, place_of)
        places = place_of_label[met].astype(np.int64)
        keeper = Keeper(
            self.vault, self.connection, self.vault.start_run(self.connection, as_of), stored, places, place_of
        )
        self.vault.merge(self.connection, _merged(self.stored, place_of))
        return keeper, index_of_label[labels], place_of_label[labels]

    def _people(self, keeper: Keeper, subjects: Subjects, facts: Facts, stored_names: Names, on: Reference) -> People:
        count = len(keeper.places)
        index = keeper.index_of[stored_names.owners]
        unmet = np.where(index < 0, keeper.place_of[stored_names.owners], -1).astype(np.int32)
        known, names = self.gathered.clear.by_subject(subjects, count, stored_names.of(index).ascending())
        keeper.keep_subjects(facts, names, stored_names.of(unmet))
        settled = settle(keeper, self.gathered, subjects, on)
        people = People(
            secrets=keeper.secrets[keeper.places],
            attributes=corrected(
                self.gathered.attributes.of_subjects(subjects, count), self._corrections, keeper.index_of
            ),
            consents=settled.consents,
            objected=keeper.flag(keeper.stored.objected) | settled.consents.get(OBJECTION, False),
            restricted=keeper.flag(keeper.stored.restricted),
            known=known,
        )
        note_minors(keeper, people, settled.statements, on.as_of)
        return people

    def _keep_identifiers(self, keeper: Keeper, found: Subjects) -> None:
        for kind in self.gathered.kinds():
            records = self.gathered.records_with(kind)
            own = found[records] != NOBODY
            sources = self.gathered.records.source_of(records[own])
            keeper.keep_identifiers(kind, found[records[own]], self.gathered.lookups(kind)[own], sources)


def _tells_for_sure(kind: str) -> bool:
    return kind == EXACT_ROW or kind.startswith(FILE)


def _add(facts: Facts, trait: Trait, nodes: Subjects, keys: npt.NDArray[np.uint64]) -> None:
    """Add facts; what the vault knows already is not held twice."""
    if trait not in facts:
        facts[trait] = nodes, keys
        return
    before = facts[trait]
    news = ~among(nodes, keys, *before)
    if news.any():
        facts[trait] = ordered(np.concatenate([before[0], nodes[news]]), np.concatenate([before[1], keys[news]]))


def _merged(stored: StoredSubjects, place_of: Integers) -> list[tuple[int, int]]:
    """Subjects of the vault that now turn out to be another one."""
    moved = np.flatnonzero((place_of != np.arange(len(place_of))) & (stored.merged_into == 0))
    return [(int(place) + 1, int(place_of[place]) + 1) for place in moved]


def _united(stored: StoredSubjects, place_of: Integers) -> StoredSubjects:
    """The vault's subjects, each restricted or objecting when one that turned out to be it is."""
    restricted, objected = stored.restricted.copy(), stored.objected.copy()
    np.logical_or.at(restricted, place_of, stored.restricted)
    np.logical_or.at(objected, place_of, stored.objected)
    return replace(stored, restricted=restricted, objected=objected)


def _suggestions(matches: Matches, place_of_node: Subjects) -> list[tuple[int, int, str]]:
    """The suggested pairs by id, those that agree in most things first."""
    ranked = []
    for pair, ruling in matches.suggested.items():
        one, other = sorted(int(place_of_node[node]) + 1 for node in pair)
        if one:  # a name on its own is nobody's
            ranked.append((-ruling.agreeing, one, other, ruling.reason))
    return [(one, other, reason) for _, one, other, reason in sorted(ranked)]
