"""k-anonymity, l-diversity and small cells, computed from the files of a release alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from detectors.errors import ContractBroken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.publish.contract import Contract, TableContract
    from flows.publish.release_content import Protection

SUBJECT = "subject_id"

Numbers = npt.NDArray[np.int64]


def small_groups(data: Path, protection: Protection) -> tuple[int, int]:
    """Groups of people that share all quasi-identifiers, and how many of those are smaller than k.

    A missing value is a value: two people without a province are alike.
    """
    sizes = np.bincount(_groups(_people(data, protection), protection))
    return len(sizes), int((sizes < protection.k).sum())


def uniform_groups(data: Path, contract: Contract, category: str) -> tuple[int, int]:
    """Groups in which any value of a sensitive category is known, and how many of those have too few distinct ones.

    All columns of the category count together, over all tables that show whose row it is. To have none is a value too,
    next to those of others, as it was when the table of people was made.
    """
    protection = contract.protection
    if protection is None:
        return 0, 0
    people = _people(data, protection)
    groups = _groups(people, protection)
    places, values = _sensitive_values(data, contract, category, people.column(SUBJECT).combine_chunks())
    _, codes = np.unique(values, return_inverse=True)
    pairs = np.unique(np.stack([groups[places], codes.ravel()]), axis=1)[0]
    size = len(np.bincount(groups))
    having = np.bincount(groups[np.unique(places)], minlength=size)
    some_have_none = (having > 0) & (having < np.bincount(groups, minlength=size))
    diversity = np.bincount(pairs, minlength=size) + some_have_none
    return int((having > 0).sum()), int(((having > 0) & (diversity < protection.diversity[category])).sum())


def cells_below_threshold(data: Path, table: TableContract) -> tuple[int, int]:
    """Shown figures, and how many of all figures break the table's rule.

    A shown count must reach the threshold (rounded down, as shown counts may be), every shown figure must be a multiple
    of the rounding, a hidden one must have no value, and a zero must be zero.
    """
    rule = table.small_cells
    if rule is None:
        return 0, 0
    rows = pq.read_table(data / f"{table.name}.parquet")
    value = pc.fill_null(rows.column(rule.value).cast(pa.float64()), np.nan).to_numpy()
    status = pc.fill_null(rows.column(rule.status), "").to_numpy()
    counts = pc.is_in(rows.column(rule.measure), value_set=pa.array(rule.counts)).to_numpy()
    least = rule.threshold // rule.rounding * rule.rounding
    fair = np.where(counts, value >= max(least, 1), ~np.isnan(value)) & (value % rule.rounding == 0)
    right = np.select(
        [status == "shown", status == "[c]", status == "zero"], [fair, np.isnan(value), value == 0], default=False
    )
    return int((status == "shown").sum()), int((~right).sum())


def _people(data: Path, protection: Protection) -> pa.Table:
    columns = [SUBJECT, *protection.quasi_identifiers]
    path = data / f"{protection.table}.parquet"
    missing = [name for name in columns if not path.exists() or name not in pq.read_schema(path).names]
    if missing:
        raise ContractBroken(f"{protection.table}.parquet lacks the columns {', '.join(missing)}.")
    return pq.read_table(path, columns=columns)


def _groups(people: pa.Table, protection: Protection) -> Numbers:
    """The number of each person's group, from 0 without gaps."""
    groups = np.zeros(len(people), dtype=np.int64)
    for name in protection.quasi_identifiers:
        column = people.column(name).combine_chunks().dictionary_encode(null_encoding="encode")
        codes = column.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        both = pa.array(groups * (int(codes.max(initial=0)) + 1) + codes)
        groups = both.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return groups


def _sensitive_values(
    data: Path, contract: Contract, category: str, subjects: pa.Array
) -> tuple[Numbers, npt.NDArray[np.str_]]:
    """Place among the subjects, and value, of every filled cell of the category."""
    places, values = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.str_)]
    for rows in _sensitive_columns(data, contract, category):
        place = pc.index_in(rows.column(SUBJECT), value_set=subjects)
        known = pc.and_(pc.is_valid(place), pc.is_valid(rows.column("value")))
        places.append(place.filter(known).to_numpy().astype(np.int64))
        values.append(rows.column("value").filter(known).cast(pa.string()).to_numpy().astype(np.str_))
    return np.concatenate(places), np.concatenate(values)


def _sensitive_columns(data: Path, contract: Contract, category: str) -> Iterator[pa.Table]:
    """(subject, value) of every released column of the category."""
    for table in contract.tables:
        names = [column.name for column in table.columns]
        for column in table.columns:
            if column.category == category and SUBJECT in names:
                rows = pq.read_table(data / f"{table.name}.parquet", columns=[SUBJECT, column.name])
                yield rows.rename_columns([SUBJECT, "value"])
