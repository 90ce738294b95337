"""All that a run has read about people, before it is known who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.attributes import Attributes
from transforms.subjects.clear import ClearValues
from transforms.subjects.consent.gathering import GatheredStatements
from transforms.subjects.evidence import Trait, trait_keys, trait_of
from transforms.subjects.records import Records
from transforms.subjects.spill import Spill
from transforms.subjects.words import Vocabulary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from detectors.data_map import DataMap
    from transforms.subjects.evidence import Evidence

Numbers = npt.NDArray[np.int32]


class Gathered:
    """Facts by record.

    Args:
        work: folder inside ``private/`` for identifiers in clear.
        as_of: reference date of the run.
        data_map: what every column is.
    """

    def __init__(self, work: Path, as_of: dt.date, data_map: DataMap) -> None:
        self.records = Records()
        self.attributes = Attributes(as_of)
        self.clear = ClearValues(work)
        self.vocabulary = Vocabulary()
        self.statements = GatheredStatements.of(data_map.tables)
        self._identifiers = Spill(_folder(work, "identifiers"))
        self._traits = Spill(_folder(work, "traits"))

    def add_evidence(self, evidence: Evidence, described: npt.NDArray[np.int64]) -> None:
        """Take in a batch's evidence; ``described`` is the record that each of its rows is about."""
        for kind, rows, digests in evidence.identifiers:
            self._identifiers.add(kind, described[rows], digests)
        for keys, texts in evidence.words:
            self.vocabulary.learn(keys, texts)
        for trait, rows, keys in evidence.traits:
            self._traits.add(trait.name, described[rows], keys.view(np.uint8).reshape(-1, keys.itemsize))

    def kinds(self) -> list[str]:
        """The kinds of identifiers met, sorted."""
        return self._identifiers.names()

    def records_with(self, kind: str) -> Numbers:
        """The records with an identifier of a kind."""
        return self._identifiers.records(kind)

    def lookups(self, kind: str) -> npt.NDArray[np.uint8]:
        """Those identifiers, uint8 (n, 16)."""
        return self._identifiers.digests(kind)

    def traits(self) -> Iterator[tuple[Trait, Numbers, npt.NDArray[np.uint64]]]:
        """Records and digests per kind of trait."""
        for kind in self.kinds():
            if (trait := trait_of(kind)) is not None:
                yield trait, self.records_with(kind), trait_keys(kind, self.lookups(kind))
        for name in self._traits.names():
            yield Trait[name], self._traits.records(name), self._traits.digests(name).view(np.uint64).ravel()


def _folder(work: Path, name: str) -> Path:
    folder = work / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
