"""All subjects of a vault at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import Digests, Integers
from transforms.subjects.vault.subject_parts import secrets_and_runs

if TYPE_CHECKING:
    from transforms.subjects.vault.vault import Vault


@dataclass(frozen=True)
class StoredSubjects:
    """All subjects of a vault in the order of their ids, which count from 1.

    Attributes:
        secrets: uint8 (n, 16); zeros for the erased.
        met: uint32 (n, 2), the first and the last run that met each.
        merged_into: int64 (n,), an id, 0 for those that were not merged.
        restricted: bool (n,), or erased.
        objected: bool (n,).
        erased: bool (n,).
    """

    secrets: Digests = field(repr=False)
    met: npt.NDArray[np.uint32]
    merged_into: Integers
    restricted: npt.NDArray[np.bool_]
    objected: npt.NDArray[np.bool_]
    erased: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.secrets)


def load_subjects(vault: Vault, connection: sa.Connection) -> StoredSubjects:
    """All subjects, merged and erased ones included."""
    secrets, met = secrets_and_runs(vault, connection)
    standings = np.zeros((4, len(secrets)), dtype=np.int64)
    for row in connection.execute(sa.select(schema.standings)):
        shut = row.restricted or row.erased
        standings[:, row.subject_id - 1] = row.merged_into or 0, shut, row.objected, row.erased
    return StoredSubjects(secrets, met, standings[0], *(flags.astype(bool) for flags in standings[1:]))
