"""What a release promises, in a form that travels with it, so that it can be checked again years later."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detectors.errors import ContractBroken
from flows.publish.release_content import PSEUDONYM, Protection, ReleaseContent, ReleaseTable, SmallCells

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES: dict[str, pa.DataType] = {
    "int32": pa.int32(),
    "float64": pa.float64(),
    "string": pa.string(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "timestamp[us]": pa.timestamp("us"),
}
"""What R, Stata, Python and SQL all read without loss; int64, decimals and factors each fail in one of them."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True)
class ColumnContract:
    """A column of the release."""

    name: str
    type: str
    category: str = ""
    treatment: str = ""

    @property
    def is_pseudonym(self) -> bool:
        """Whether the column may hold nothing but pseudonyms."""
        return self.treatment == PSEUDONYM


@dataclass(frozen=True)
class TableContract:
    """A table of the release."""

    name: str
    columns: tuple[ColumnContract, ...]
    small_cells: SmallCells | None = None


@dataclass(frozen=True)
class Contract:
    """All tables of a release and its disclosure rules."""

    tables: tuple[TableContract, ...]
    protection: Protection | None = None


def contract_of(content: ReleaseContent) -> Contract:
    """What the content promises.

    Raises:
        ContractBroken: a table's or column's name or type is none that every reader takes.
    """
    return Contract(tuple(_table_contract(table) for table in content.tables), content.protection)


def to_plain(contract: Contract) -> dict[str, Any]:
    """The contract as JSON values."""
    return asdict(contract)


def from_plain(plain: Mapping[str, Any]) -> Contract:
    """The contract from JSON values.

    Raises:
        ContractBroken: they are not what ``to_plain`` wrote.
    """
    try:
        tables = tuple(_plain_table(table) for table in plain["tables"])
        protection = _plain_protection(plain["protection"]) if plain["protection"] else None
    except (KeyError, TypeError):
        raise ContractBroken("report.json does not hold the release's contract.", hint=RELEASE_AGAIN) from None
    return Contract(tables, protection)


RELEASE_AGAIN = "Do not use this copy: fetch it again, or make the release again."


def _table_contract(table: ReleaseTable) -> TableContract:
    if not _NAME.fullmatch(table.name):
        raise ContractBroken(f"{table.name!r} is no name for a released table.", hint=_NAMES)
    columns = tuple(_column_contract(table, column) for column in table.schema)
    return TableContract(table.name, columns, table.small_cells)


_NAMES = "Names are lower-case ASCII letters, digits and underscores, 32 at most."


def _column_contract(table: ReleaseTable, column: pa.Field) -> ColumnContract:
    kind = next((name for name, known in TYPES.items() if known == column.type), "")
    if not kind:
        raise ContractBroken(
            f"{table.name}.{column.name} has type {column.type}.", hint=f"Released types are {', '.join(TYPES)}."
        )
    if not _NAME.fullmatch(column.name):
        raise ContractBroken(f"A column of {table.name} has a name that not every reader takes.", hint=_NAMES)
    variable = table.variable(column.name)
    return ColumnContract(column.name, kind, variable.category, variable.treatment)


def _plain_table(plain: Mapping[str, Any]) -> TableContract:
    cells = plain["small_cells"]
    if cells is not None:
        cells = SmallCells(**{**cells, "counts": tuple(cells["counts"])})
    return TableContract(plain["name"], tuple(ColumnContract(**column) for column in plain["columns"]), cells)


def _plain_protection(plain: Mapping[str, Any]) -> Protection:
    return Protection(plain["table"], plain["k"], tuple(plain["quasi_identifiers"]), plain["diversity"])
