"""From who is who in a run to everything that one person's folder tells, and what the officer must look at first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from flows.persons.dossier import NOT_LINKED, SEVERAL, HeldTable, Term
from flows.persons.others import about_others, elsewhere, nobodys
from flows.persons.own import identities
from flows.persons.records import indices_of, set_aside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from detectors.data_map import DataMap
    from detectors.tables import Batch, CrawledTable
    from flows.discover import Discovery
    from flows.persons.dossier import Marks
    from flows.persons.others import Place
    from flows.persons.own import Identities
    from flows.persons.remembered import Remembered
    from transforms.retention.expiry import Clocks
    from transforms.subjects.links import Links


@dataclass(frozen=True)
class Gathered:
    """A person's records and where they meet those of others.

    Attributes:
        tables: with the person's rows only.
        others: cells of theirs that are about someone else too.
        elsewhere: cells of other people's rows that name the person.
    """

    tables: tuple[HeldTable, ...]
    others: tuple[Place, ...]
    elsewhere: tuple[Place, ...]


def gather(discovery: Discovery, links: Links, kept: Remembered, terms: Mapping[str, Term], folder: Path) -> Gathered:
    """Sets the person's rows aside below a new private folder and looks where others are in them."""
    mine = indices_of(links, kept.subjects)
    known = identities(links.people, mine, kept.names)
    crawled, unlinked = _chosen(discovery.crawl.tables, links, mine, known, folder)
    others = tuple(sorted(about_others(crawled, discovery.data_map, known)))
    outside = elsewhere(discovery.crawl.tables, links, mine, known)
    marks = _marks(others, unlinked)
    return Gathered(
        tuple(_held(table, discovery.data_map, terms, marks) for table in crawled),
        others,
        tuple(sorted(place for place in outside if (place.table, place.file, place.row) not in unlinked)),
    )


def terms_of(clocks: Clocks) -> dict[str, Term]:
    """How long each table is kept, by name; tables of no known class are left out."""
    named = {table: each.name for table, each in clocks.tables.items() if each.name}
    return {table: Term(name, (clocks.classes[name].term, clocks.classes[name].extra)) for table, name in named.items()}


_Rows = set[tuple[str, str, int]]
"""Table, file, row."""


def _chosen(
    tables: tuple[CrawledTable, ...], links: Links, mine: npt.NDArray[np.int64], known: Identities, folder: Path
) -> tuple[tuple[CrawledTable, ...], _Rows]:
    """The person's rows, and those of nobody with an identifier of theirs; which the latter are."""
    unlinked: _Rows = set()

    def choose(batch: Batch, subjects: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
        own = np.isin(subjects, mine)
        open_rows = nobodys(batch, subjects, known) & ~own
        unlinked.update((batch.table, batch.file, row) for row in batch.rows.to_numpy()[open_rows].tolist())
        return own | open_rows

    return set_aside(tables, links, choose, folder), unlinked


def _marks(others: tuple[Place, ...], unlinked: _Rows) -> Marks:
    marks: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for place in others:
        marks[place.table, place.file, place.row].add(SEVERAL)
    for row in unlinked:
        marks[row].add(NOT_LINKED)
    return {row: tuple(sorted(found)) for row, found in marks.items()}


def _held(crawled: CrawledTable, data_map: DataMap, terms: Mapping[str, Term], marks: Marks) -> HeldTable:
    mapped = data_map.table(crawled.name)
    assert mapped is not None  # noqa: S101  # every crawled table is mapped
    return HeldTable(crawled, mapped, terms.get(crawled.name), marks)
