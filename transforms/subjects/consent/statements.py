"""What people agreed or objected to: statements from the exports and from earlier runs; the latest one counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from transforms.subjects.consent.purposes import RESTRICTING

if TYPE_CHECKING:
    from collections.abc import Iterable

Owners = npt.NDArray[np.signedinteger[Any]]

UNDATED = -(1 << 62)
"""A statement without a date is older than any dated one."""


@dataclass(frozen=True)
class Statements:
    """What one table says about one purpose, one statement per element.

    Attributes:
        purpose: such as ``research``.
        source: the table.
        owners: record, subject index or id, or number of an address, that the statement is of.
        moments: int64, microseconds since 1970; ``UNDATED`` where the source does not tell.
        given: bool.
    """

    purpose: str
    source: str
    owners: Owners
    moments: npt.NDArray[np.int64]
    given: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.owners)

    def where(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.int64] | slice) -> Statements:
        """Those of a mask, a stretch, or in an order."""
        return Statements(self.purpose, self.source, self.owners[rows], self.moments[rows], self.given[rows])

    def of(self, owners: Owners) -> Statements:
        """The same statements of other owners, without those of nobody (-1)."""
        return Statements(self.purpose, self.source, owners, self.moments, self.given).where(owners >= 0)

    @property
    def wary(self) -> npt.NDArray[np.bool_]:
        """Which are the more careful of the two answers: a *no*, or the *yes* to a restriction."""
        return np.asarray(self.given == (self.purpose in RESTRICTING))


def grouped(statements: Iterable[Statements]) -> list[Statements]:
    """One element per purpose and source, sorted; statements stay in their order."""
    groups: dict[tuple[str, str], list[Statements]] = defaultdict(list)
    for one in statements:
        groups[one.purpose, one.source].append(one)
    return [_joined(*group, groups[group]) for group in sorted(groups)]


def _joined(purpose: str, source: str, parts: list[Statements]) -> Statements:
    return Statements(
        purpose,
        source,
        np.concatenate([part.owners for part in parts]),
        np.concatenate([part.moments for part in parts]),
        np.concatenate([part.given for part in parts]),
    )


def careful(statements: Statements) -> Statements:
    """One statement per owner and moment, by owner: where a table says both, the more careful one."""
    if _single(statements):
        return statements
    return _last(statements.where(np.lexsort((statements.wary, statements.moments, statements.owners))))


def newest(statements: Statements) -> Statements:
    """One statement per owner and moment, by owner: what was said last."""
    if _single(statements):
        return statements
    return _last(statements.where(np.lexsort((statements.moments, statements.owners))))


def _single(statements: Statements) -> bool:
    """Whether each owner states one thing, in order: so it is in most tables, and then there is nothing to sort."""
    return bool((statements.owners[1:] > statements.owners[:-1]).all())


def _last(ordered: Statements) -> Statements:
    owners, moments = ordered.owners, ordered.moments
    goes_on = (owners[1:] == owners[:-1]) & (moments[1:] == moments[:-1])
    return ordered.where(np.append(~goes_on, True)[: len(owners)])


def repeated(statements: Statements, earlier: Statements) -> npt.NDArray[np.bool_]:
    """Which statements were made before; both hold one per owner and moment."""
    count = len(earlier)
    (both,) = grouped([earlier, statements])
    order = np.lexsort((np.arange(len(both)), both.moments, both.owners))
    same = np.ones(max(len(both) - 1, 0), dtype=bool)
    for column in (both.owners, both.moments, both.given):
        same &= column[order[1:]] == column[order[:-1]]
    repeated = np.zeros(len(both), dtype=bool)
    repeated[order[1:][same]] = True
    return repeated[count:]


@dataclass(frozen=True)
class Latest:
    """The statement that counts, by owner.

    Attributes:
        moments: int64; ``NEVER`` for who stated nothing.
        given: bool, False for who stated nothing.
    """

    moments: npt.NDArray[np.int64]
    given: npt.NDArray[np.bool_]

    @property
    def stated(self) -> npt.NDArray[np.bool_]:
        """Who stated anything."""
        return np.asarray(self.moments != NEVER)


NEVER, ALWAYS = UNDATED - 1, -UNDATED
"""Before and after any date."""


def last_stated(statements: Iterable[Statements], purpose: str, owners: int) -> Latest:
    """Per owner the latest statement on a purpose; of two of one moment the more careful one; silence is no."""
    moments, given = np.full(owners, NEVER, dtype=np.int64), np.zeros(owners, dtype=bool)
    own = [replace(one, source="") for one in statements if one.purpose == purpose]
    for one in grouped(own):
        ordered = careful(one)
        moments[ordered.owners] = ordered.moments  # the last of each owner stays
        given[ordered.owners] = ordered.given
    return Latest(moments, given)
