"""What the flow hands over to be published: treated tables, what is known of each column, and the accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from flows.publish.accounting import PolicyCounts

PSEUDONYM = "pseudonym"
"""Treatment whose columns hold pseudonyms only."""


@dataclass(frozen=True)
class Variable:
    """One line of the codebook: a column of the release, or one that stayed inside.

    Attributes:
        name: column in the release; the export's own name where it stayed inside.
        source: ``table.column`` of the export it comes from.
        derivation: how it was made, where that takes words ("days between …", "counted from …").
        fate: ``released``, ``dropped``, ``withheld`` or ``moved`` (to another table of the release).
        why: for the columns that stayed inside.
    """

    name: str
    label: str = ""
    unit: str = ""
    allowed: str = ""
    missing: str = ""
    source: str = ""
    derivation: str = ""
    category: str = ""
    treatment: str = ""
    precision: str = ""
    fate: str = "released"
    why: str = ""


@dataclass(frozen=True)
class SmallCells:
    """The disclosure rule of a tidy table of figures: dimensions, then which measure, its value, and its status.

    The status is ``shown``, ``[c]`` (confidential: hidden, no value) or ``zero`` (nobody: truly none, not hidden).

    Attributes:
        threshold: fewest people behind a shown figure.
        rounding: shown figures are multiples of it; 1 for none.
        counts: measures that count people or rows; others, such as sums, need not reach the threshold themselves.
    """

    threshold: int
    rounding: int
    counts: tuple[str, ...] = ("rows", "subjects")
    measure: str = "measure"
    value: str = "value"
    status: str = "status"


@dataclass(frozen=True)
class Protection:
    """The disclosure rule of a table with one row per person.

    Attributes:
        table: the table that has the quasi-identifiers.
        k: fewest rows that share every combination of them.
        diversity: category → fewest distinct values in each such group that has any (l-diversity).
    """

    table: str
    k: int
    quasi_identifiers: tuple[str, ...]
    diversity: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ReleaseTable:
    """One table as it will be published.

    Attributes:
        name: lower-case ASCII; becomes ``data/<name>.parquet``.
        parts: Arrow IPC files or streams in the private work folder, in any order, unsorted.
        schema: exactly the columns that leave, with their types.
        sort_keys: columns that come first in the order of the rows; the others break ties.
        variables: the codebook's lines, for columns that leave and for those that do not.
    """

    name: str
    parts: tuple[Path, ...]
    schema: pa.Schema
    description: str = ""
    sort_keys: tuple[str, ...] = ("subject_id",)
    variables: tuple[Variable, ...] = ()
    small_cells: SmallCells | None = None

    def variable(self, name: str) -> Variable:
        """What is known of a released column."""
        released = (variable for variable in self.variables if variable.fate == "released")
        return next((variable for variable in released if variable.name == name), Variable(name))


@dataclass(frozen=True)
class ReleaseContent:
    """A release before it is checked.

    Attributes:
        audience: ``academic``, ``marketing`` or ``media``.
        domain: name of the pseudonymisation domain.
        epoch: the keyring's epoch that the domain's key derives from; 0 where nothing is pseudonymised.
        as_of: the reference date, the only date that the texts of a release show.
        anonymity: what the disclosure control chose and reached, for the report (plain values only).
        notes: sentences for the README and the report.
        members: int64, ascending: the vault's numbers of everyone who has a row in a table, or is counted in a figure.
            They never leave; the vault's register of releases keeps them.
    """

    policy: str
    audience: str
    purpose: str
    domain: str
    as_of: dt.date
    tables: tuple[ReleaseTable, ...]
    accounting: PolicyCounts
    protection: Protection | None = None
    anonymity: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    epoch: int = 0
    members: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64), compare=False)
