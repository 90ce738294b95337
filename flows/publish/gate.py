"""The checks between a finished release and its publication.

The gate reads the files that would leave, not the tables they were made from, and answers in names and counts: which
check, which table, which column, how many cells. A value never enters a result.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detectors.errors import GateRefused
from flows.publish import disclosure, parquet_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from flows.publish.contract import Contract
    from transforms.known_identifiers import KnownIdentifiers


@dataclass(frozen=True)
class Check:
    """One question put to the release.

    Attributes:
        name: short code, stable.
        question: what was checked, as the report says it.
        examined: how many things were looked at (cells, columns, groups).
        found: place → how many things there are wrong; empty when the check passed.
    """

    name: str
    question: str
    examined: int
    found: Mapping[str, int] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.found


@dataclass(frozen=True)
class GateResult:
    """All checks of one release."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether the release may leave."""
        return all(check.passed for check in self.checks)

    def with_check(self, check: Check) -> GateResult:
        """This result and one check more."""
        return GateResult((*self.checks, check))

    def refuse_unless_passed(self, release: str) -> None:
        """Lets a release through, or says which checks it failed.

        Raises:
            GateRefused: at least one check failed; names the places and counts.
        """
        failed = [check for check in self.checks if not check.passed]
        if failed:
            raise GateRefused(
                f"{release}: the gate refused the release. {' '.join(_sentence(check) for check in failed)}",
                hint="Nothing was published. Drop or withhold these columns in the policy, then run again.",
            )

    def to_plain(self) -> list[dict[str, Any]]:
        """The result as JSON values."""
        return [{**asdict(check), "passed": check.passed} for check in self.checks]


def check_tables(data: Path, contract: Contract, known: KnownIdentifiers | None) -> GateResult:
    """Puts all questions to the Parquet files of a release.

    Args:
        data: the folder that holds ``<table>.parquet``.
        contract: what was planned.
        known: the identifiers that the run knows; without them the search is left out, and the result shows it.
    """
    schema = _schema(data, contract)
    checks = [schema, _metadata(data, contract)]
    if schema.passed:
        checks += [*_cells(data, contract, known), _names(contract, known)]
        checks += disclosure_checks(data, contract)
    return GateResult(tuple(check for check in checks if check.examined))


def disclosure_checks(data: Path, contract: Contract) -> list[Check]:
    """k, l and small cells, computed anew from the files."""
    checks = []
    protection = contract.protection
    if protection is not None:
        groups, small = disclosure.small_groups(data, protection)
        where = f"{protection.table}: groups smaller than {protection.k}"
        checks.append(
            Check("k-anonymity", f"every group has {protection.k} people or more", groups, _some(where, small))
        )
        for category, least in protection.diversity.items():
            groups, uniform = disclosure.uniform_groups(data, contract, category)
            where = f"{category}: groups with fewer than {least} values"
            question = f"every group differs in {category} ({least} values or more)"
            checks.append(Check("l-diversity", question, groups, _some(where, uniform)))
    for table in contract.tables:
        if table.small_cells is not None:
            shown, wrong = disclosure.cells_below_threshold(data, table)
            question = (
                f"{table.name}: shown counts are {table.small_cells.threshold} or more, hidden ones have no value"
            )
            checks.append(Check("small-cells", question, shown, _some(table.name, wrong)))
    return checks


def check_texts(texts: Iterable[Path], known: KnownIdentifiers | None) -> Check:
    """Searches the codebook, the manifest, the reports and the scripts line by line."""
    found: dict[str, int] = {}
    lines = 0
    for path in texts:
        column = pa.array(_HASH.sub("", path.read_text(encoding="utf-8")).splitlines(), pa.string())
        lines += len(column)
        found |= _some(path.name, int(known.contains(column).sum()) if known is not None else 0)
    return Check("texts", "no known identifier in codebook, manifest, reports and scripts", lines, found)


_HASH = re.compile(r"\b[0-9a-f]{64}\b")
"""Hexadecimal digests are random: long enough a row of them holds every number."""


def _schema(data: Path, contract: Contract) -> Check:
    """Tables, columns and types are those of the plan, no more and no less."""
    planned = {f"{table.name}.parquet": table for table in contract.tables}
    written = {path.name: path for path in data.iterdir()}
    found = dict.fromkeys(sorted(planned.keys() ^ written.keys()), 1)
    for name in sorted(planned.keys() & written.keys()):
        declared = [(column.name, column.type) for column in planned[name].columns]
        found |= _some(name, parquet_contents.differences(written[name], declared))
    columns = sum(len(table.columns) for table in contract.tables)
    return Check("schema", "only the planned tables, columns and types", max(columns, 1), found)


def _metadata(data: Path, contract: Contract) -> Check:
    """Nothing travels in the files but rows: no pandas index, no attributes, no source path."""
    found: dict[str, int] = {}
    for path in sorted(data.glob("*.parquet")):
        found |= _some(path.name, parquet_contents.foreign_metadata(path))
    return Check("metadata", "no hidden metadata in the Parquet files", max(len(contract.tables), 1), found)


def _names(contract: Contract, known: KnownIdentifiers | None) -> Check:
    names = [f"{table.name}.{column.name}" for table in contract.tables for column in table.columns]
    plain = pa.array([name.replace("_", " ").replace(".", " ") for name in names], pa.string())
    hits = int(known.contains(plain).sum()) if known is not None else 0
    return Check("names", "no known identifier in the name of a table or column", len(names), _some("names", hits))


def _cells(data: Path, contract: Contract, known: KnownIdentifiers | None) -> list[Check]:
    """The checks that read every cell, in one pass per column."""
    counts = list(_column_counts(data, contract, known))
    searched = sum(count.searched for _, count in counts)
    shaped = sum(count.shaped for _, count in counts)
    return [
        Check("known-identifiers", "no known identifier in any cell", searched, _places(counts, "known")),
        Check("pseudonyms", "pseudonym columns hold pseudonyms only", shaped, _places(counts, "misshapen")),
        Check("dictionaries", "no value in a file that no row has", max(len(counts), 1), _places(counts, "unused")),
    ]


def _column_counts(
    data: Path, contract: Contract, known: KnownIdentifiers | None
) -> Iterator[tuple[str, parquet_contents.ColumnCounts]]:
    for table in contract.tables:
        for column in table.columns:
            counts = parquet_contents.count_column(data / f"{table.name}.parquet", column, known)
            yield f"{table.name}.{column.name}", counts


def _places(counts: Iterable[tuple[str, parquet_contents.ColumnCounts]], what: str) -> dict[str, int]:
    return {place: getattr(count, what) for place, count in counts if getattr(count, what)}


def _some(place: str, count: int) -> dict[str, int]:
    return {place: int(count)} if count else {}


def _sentence(check: Check) -> str:
    places = ", ".join(f"{place} ({count})" for place, count in check.found.items())
    return f"{check.name}: {places}."
