"""All that a run has read about people, before it is known who they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.attributes import Attributes
from transforms.subjects.clear import ClearValues
from transforms.subjects.evidence import trait_keys, trait_of
from transforms.subjects.records import Records

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from transforms.subjects.consent import Statements
    from transforms.subjects.evidence import Evidence, Trait

Numbers = npt.NDArray[np.int32]


class Gathered:
    """Facts by record.

    Args:
        work: folder inside ``private/`` for identifiers in clear.
        as_of: reference date of the run.
    """

    def __init__(self, work: Path, as_of: dt.date) -> None:
        self.records = Records()
        self.attributes = Attributes(as_of)
        self.clear = ClearValues(work)
        self.statements: list[Statements] = []
        self._identifiers: dict[str, list[tuple[Numbers, npt.NDArray[np.uint8]]]] = defaultdict(list)
        self._traits: dict[Trait, list[tuple[Numbers, npt.NDArray[np.uint64]]]] = defaultdict(list)

    def add_evidence(self, evidence: Evidence, described: npt.NDArray[np.int64]) -> None:
        """Take in a batch's evidence; ``described`` is the record that each of its rows is about."""
        for kind, rows, digests in evidence.identifiers:
            if len(rows):
                self._identifiers[kind].append((described[rows].astype(np.int32), digests))
        for trait, rows, keys in evidence.traits:
            if len(rows):
                self._traits[trait].append((described[rows].astype(np.int32), keys))

    def kinds(self) -> list[str]:
        """The kinds of identifiers met, sorted."""
        return sorted(self._identifiers)

    def identifiers(self, kind: str) -> tuple[Numbers, npt.NDArray[np.uint8]]:
        """Records and digests uint8 (n, 16) of a kind."""
        parts = self._identifiers.get(kind, [])
        return (
            np.concatenate([np.empty(0, np.int32), *(records for records, _ in parts)]),
            np.concatenate([np.empty((0, 16), np.uint8), *(digests for _, digests in parts)]),
        )

    def take_traits(self) -> Iterator[tuple[Trait, Numbers, npt.NDArray[np.uint64]]]:
        """Records and digests per kind of trait; they are handed over, not kept, since there are many."""
        for kind in self.kinds():
            if (trait := trait_of(kind)) is not None:
                records, digests = self.identifiers(kind)
                yield trait, records, trait_keys(kind, digests)
        for trait in sorted(self._traits):
            parts = self._traits.pop(trait)
            yield trait, np.concatenate([records for records, _ in parts]), np.concatenate([keys for _, keys in parts])

    def take_identifiers(self, kind: str) -> tuple[Numbers, npt.NDArray[np.uint8]]:
        """The identifiers of a kind, handed over."""
        found = self.identifiers(kind)
        del self._identifiers[kind]
        return found
