"""Crawl, discover and link by the rooms themselves, as the flows do it, without Prefect around them."""

from __future__ import annotations

import shutil
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from detectors.columns import map_table
from detectors.data_map import DataMap
from detectors.decisions import Decisions
from detectors.evidence.observed_table import ObservedTable, observe_table
from detectors.kinds.verdicts import Verdicts
from flows.crawl.crawl import crawl
from flows.crawl.staging import read_part
from tests.evaluation.linkage.people import AS_OF
from transforms.keys import create_keyring
from transforms.subjects.linkage import Linkage
from transforms.subjects.vault import open_vault

if TYPE_CHECKING:
    from pathlib import Path

    from detectors.data_map import MappedTable
    from detectors.tables import Crawl, CrawledTable
    from transforms.subjects.links import Links

Subjects = dict[tuple[str, int], int]
"""(file, data row from 1) → subject; rows that are nobody's are not in it."""


@dataclass(frozen=True)
class Linked:
    """What linkage said.

    Attributes:
        subjects: of the rows of main tables, not of lists inside them.
        suggested: pairs of subjects, with the reason code.
        seconds: of linking alone.
    """

    subjects: Subjects
    suggested: tuple[tuple[int, int, str], ...]
    left_out: int
    seconds: float


def link(exports: Path, private: Path) -> Linked:
    """Links the exports with a vault of their own; ``private`` is made anew."""
    shutil.rmtree(private, ignore_errors=True)
    private.mkdir(parents=True)
    found = crawl(exports, _folder(private, "tables"))
    data_map = DataMap(tuple(_mapped(table) for table in found.tables))
    start = time.perf_counter()
    links = _links(found, data_map, private)
    seconds = time.perf_counter() - start
    suggested = tuple((one, other, reason) for one, other, reason, *_ in links.suggestions)
    return Linked(dict(_subjects(found, links)), suggested, links.left_out, seconds)


def _mapped(table: CrawledTable) -> MappedTable:
    verdicts: defaultdict[str, Verdicts] = defaultdict(Verdicts)
    batches = (batch for part in table.parts for batch in read_part(part))
    seen = reduce(add, (observe_table(batch.cells, verdicts) for batch in batches), ObservedTable())
    return map_table(table, seen.columns, Decisions(), seen.agreements)


def _links(found: Crawl, data_map: DataMap, private: Path) -> Links:
    keyring = create_keyring(private / "keyring.json")
    tables = {table.name: table for table in found.tables}
    with closing(open_vault(private / "vault.sqlite", keyring)) as vault:
        linkage = Linkage(vault, keyring, data_map, _folder(private, "subjects"), AS_OF)
        for name in linkage.order():
            for part in tables[name].parts:
                for batch in read_part(part):
                    linkage.add(batch)
        return linkage.resolve()


def _subjects(found: Crawl, links: Links) -> list[tuple[tuple[str, int], int]]:
    pairs = []
    for table in found.tables:
        for part in () if table.parent else table.parts:
            rows = np.concatenate([batch.rows.to_numpy() for batch in read_part(part)])
            subjects = links.subjects_of(part.table, part.file, part.rows)
            known = np.flatnonzero(subjects >= 0)
            ids = links.ids[subjects[known]]
            pairs += [((part.file, int(row)), int(one)) for row, one in zip(rows[known], ids, strict=True)]
    return pairs


def _folder(private: Path, name: str) -> Path:
    folder = private / name
    folder.mkdir(mode=0o700)
    return folder
