"""What one person said of each purpose over the years, which statement counts, and why the others do not.

Beside what linkage decides for everybody at once, this tells the same of one subject, statement by statement. Addresses
are numbered, since the vault holds no address that it could show.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.consent.addresses import Numbered, numbered
from transforms.subjects.consent.purposes import MINOR_WITHOUT_CONSENT, REACHED_AT, RESTRICTING
from transforms.subjects.consent.standing import Reach, Reference, consents, counting
from transforms.subjects.consent.statements import ALWAYS, UNDATED, Statements, grouped, newest
from transforms.subjects.vault.address_statements import load_address_statements
from transforms.subjects.vault.standings import everyone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import sqlalchemy as sa

    from transforms.subjects.vault import Vault

NOT_ANY_MORE, NOT_YET, BEATEN = "over", "not-yet", "beaten"
"""Why a statement does not count: its term is over, its date has not come, or another one beats it."""


@dataclass(frozen=True)
class Said:
    """One statement.

    Attributes:
        given: yes or no.
        on: ISO date, ``""`` where the source does not tell.
        source: the table.
        through: the address that it holds for, such as ``email 1``; ``""`` for the person.
        why_not: empty for the one that counts.
    """

    given: bool
    on: str
    source: str
    through: str
    why_not: str


@dataclass(frozen=True)
class PurposeHistory:
    """All that a person said of one purpose.

    Attributes:
        answer: what follows on the reference date.
        said: latest first; several count where the purpose holds for addresses, one for each.
    """

    purpose: str
    answer: bool
    said: tuple[Said, ...]


@dataclass(frozen=True)
class _Own:
    """What the vault holds of one subject, as subject 0."""

    statements: list[Statements]
    addresses: Mapping[str, Numbered]


def history(vault: Vault, connection: sa.Connection, subject: int, on: Reference) -> tuple[PurposeHistory, ...]:
    """What a subject, and those merged into it, said of each purpose; by purpose.

    Args:
        vault: open.
        connection: inside a transaction.
        subject: its number in the vault.
        on: the reference date, and what counts on it.
    """
    own = _load(vault, connection, everyone(connection, vault.current_id(connection, subject)))
    reaches = {kind: _all_of(found) for kind, found in own.addresses.items()}
    answers = consents(own.statements, reaches, 1, on)
    return tuple(
        PurposeHistory(purpose, bool(answer[0]), tuple(_said(own, purpose, on)))
        for purpose, answer in sorted(answers.items())
    )


def _load(vault: Vault, connection: sa.Connection, ids: list[int]) -> _Own:
    stated = (one.where(np.isin(one.owners, ids)) for one in vault.load_statements(connection))
    own = [one.of(np.zeros(len(one), dtype=np.int64)) for one in stated if one.purpose != MINOR_WITHOUT_CONSENT]
    of_addresses = numbered(load_address_statements(vault, connection))
    addresses = {
        kind: _of_lookups(found, _lookups(vault, connection, kind, ids)) for kind, found in of_addresses.items()
    }
    return _Own([newest(one) for one in grouped(own) if len(one)], addresses)


def _lookups(vault: Vault, connection: sa.Connection, kind: str, ids: list[int]) -> npt.NDArray[np.uint8]:
    """A subject's addresses of a kind, in the order in which they were first met."""
    stored = vault.load_identifiers(connection, kind)
    mine = stored.lookups[np.isin(stored.subject_ids, ids)]
    _, first = np.unique(np.ascontiguousarray(mine).view("V16").ravel(), return_index=True)
    return mine[np.sort(first)]


def _of_lookups(found: Numbered, lookups: npt.NDArray[np.uint8]) -> Numbered:
    """What was said of these addresses, numbered in their order."""
    place = {bytes(digest): number for number, digest in enumerate(lookups)}
    number = np.array([place.get(bytes(digest), -1) for digest in found.digests], dtype=np.int64)
    mine = [one.of(number[one.owners]) for one in found.statements]
    return Numbered(lookups, [newest(one) for one in grouped(mine) if len(one)])


def _all_of(found: Numbered) -> Reach:
    """All addresses are those of subject 0."""
    count = len(found.digests)
    return Reach(np.zeros(count, dtype=np.int64), np.arange(count), count, found.statements)


def _said(own: _Own, purpose: str, on: Reference) -> list[Said]:
    """The statements on a purpose, by address where it holds for addresses, latest first."""
    mine = [one for one in own.statements if one.purpose == purpose]
    groups: dict[str, list[Statements]] = {"": mine} if mine else {}
    for kind in REACHED_AT.get(purpose, ()):
        if kind in own.addresses:
            groups |= _by_address(kind, own.addresses[kind], purpose)
    return [said for through, statements in groups.items() for said in _weighed(statements, through, on)]


def _by_address(kind: str, found: Numbered, purpose: str) -> dict[str, list[Statements]]:
    groups: dict[str, list[Statements]] = defaultdict(list)
    for one in found.statements:
        for number in np.unique(one.owners).tolist() if one.purpose == purpose else ():
            groups[f"{kind} {number + 1}"].append(one.where(one.owners == number))
    return dict(sorted(groups.items()))


def _weighed(statements: Iterable[Statements], through: str, on: Reference) -> list[Said]:
    """Each statement and why it does not count, latest first; the first that counts beats the others."""
    rows = [row for one in statements for row in _rows(one, on)]
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    winner = next((row for row in rows if not row[4]), None)
    return [
        Said(given, _day(moment), source, through, why or ("" if row is winner else BEATEN))
        for row in rows
        for moment, _, given, source, why in [row]
    ]


def _rows(one: Statements, on: Reference) -> list[tuple[int, bool, bool, str, str]]:
    """Moment, whether it is the more careful answer, yes or no, table, and why it does not count by its date."""
    rows = []
    for place in range(len(one)):
        single = one.where(slice(place, place + 1))
        (left,) = counting([single], on)
        given = bool(single.given[0])
        late = NOT_ANY_MORE if given and one.purpose in RESTRICTING else NOT_YET
        moment = int((left if len(left) else single).moments[0])
        rows.append((moment, bool(single.wary[0]), given, one.source, "" if len(left) else late))
    return rows


def _day(moment: int) -> str:
    return "" if moment in (UNDATED, ALWAYS) else str(np.datetime64(moment, "us").astype("datetime64[D]"))
