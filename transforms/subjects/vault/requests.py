"""The register of patients' requests; whom each concerns is sealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from detectors.errors import UsageError
from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number, pack_numbers, unpack_numbers

if TYPE_CHECKING:
    from typing import Any

    from transforms.subjects.vault.vault import Vault

_USE = "requests"


@dataclass(frozen=True)
class StoredRequest:
    """A request of a patient.

    Attributes:
        id: counts from 1.
        kind: the right that is used, such as ``erasure``.
        subjects: ids of those whom it concerns.
        received: day on which it came in.
        due: last day for the answer.
        extended: day on which the patient was told that it takes longer; None if not.
        state: such as ``open``.
        closed: day on which it was answered, refused or withdrawn; None while it is open.
    """

    id: int
    kind: str
    subjects: tuple[int, ...]
    received: dt.date
    due: dt.date
    extended: dt.date | None
    state: str
    closed: dt.date | None


def add_request(
    vault: Vault,
    connection: sa.Connection,
    kind: str,
    subjects: tuple[int, ...],
    received: dt.date,
    due: dt.date,
    *,
    state: str = "open",
) -> StoredRequest:
    """Keep a new request, and give it its number."""
    number = next_number(connection, schema.requests.c.id, start=1)
    request = StoredRequest(number, kind, tuple(subjects), received, due, None, state, None)
    connection.execute(sa.insert(schema.requests).values(id=number, **_columns(vault, request)))
    return request


def change_request(vault: Vault, connection: sa.Connection, request: StoredRequest) -> None:
    """Keep what became of a request: ``dataclasses.replace`` it, then give it here.

    Raises:
        UsageError: there is none of that number.
    """
    table = schema.requests
    own = table.c.id == request.id
    done = connection.execute(sa.update(table).where(own).values(**_columns(vault, request)))
    if not done.rowcount:
        raise UsageError(f"There is no request {request.id}.", hint="List the requests to see their numbers.")


def requests(vault: Vault, connection: sa.Connection) -> list[StoredRequest]:
    """All requests, by number."""
    rows = connection.execute(sa.select(schema.requests).order_by(schema.requests.c.id))
    return [_request(vault, row) for row in rows]


def _columns(vault: Vault, request: StoredRequest) -> dict[str, Any]:
    members = pack_numbers(np.array(request.subjects, dtype=np.int64))
    return {
        "kind": request.kind,
        "subjects": vault.seal(_USE).close(request.id, members, request.kind),
        "received": request.received,
        "due": request.due,
        "extended": request.extended,
        "state": request.state,
        "closed": request.closed,
    }


def _request(vault: Vault, row: sa.Row[Any]) -> StoredRequest:
    subjects = unpack_numbers(vault.seal(_USE).open(row.id, row.subjects, row.kind))
    return StoredRequest(
        row.id, row.kind, tuple(subjects.tolist()), row.received, row.due, row.extended, row.state, row.closed
    )
