"""Which columns of a table tell whom its rows are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detectors.data_map import DataMap, MappedColumn, MappedTable

PERSON_ROLES = frozenset(("patient", "contact", "customer", "requester", "guest", "user"))
"""Kinds of record numbers that name a person; the others name a ticket, an appointment, a form."""

FILE_ROLES = frozenset(("patient", "contact", "customer"))
"""Those that decide on a row's subject even when it also refers to another row. The author of an answer to a ticket
(``requester``, ``user``) may be an agent: the answer is about whom the ticket is about."""

EVIDENCE = (
    "person_name", "former_name", "email", "phone", "national_number", "birth_date", "postal_code", "street_address",
)  # fmt: skip
LOOKED_UP = ("insurance_number", "foreign_id", "document_number", "iban", "online_account")
"""Numbers and accounts by which a person is found again. None joins two rows by itself: relatives share them, systems
mistype them. Those of a health fund or of another state join along with a name or birth date (``rules``)."""
CLEAR = (
    "person_name", "former_name", "family_member_name", "email", "phone", "street_address", "national_number",
    "foreign_id", "document_number", "insurance_number", "iban", "payment_card", "payment_reference", "licence_plate",
    "online_account", "company_number",
)  # fmt: skip
"""Direct identifiers that are searched in notes and by the gate."""

GATE_ONLY = ("provider_name", "provider_number")
"""Those that no subject of the exports owns, and that must not leave either."""

_OF_OTHERS = re2.compile(
    r"(?i)emergency|nood|urgence|notfall|contact_?pers|parent|ouder|partner|spouse|assistant|support|agent|owner|author"
    r"|responder|(?:^|[_. ])(?:to|cc|bcc|fwd|reply)[_. ]"
)


@dataclass(frozen=True)
class Reference:
    """A column with numbers of records; ``scope`` is system and kind, ``own`` that they number the rows themselves."""

    column: str
    scope: str
    own: bool


@dataclass(frozen=True)
class IdentityColumns:
    """What a table says about people.

    Attributes:
        evidence: columns about the row's subject, by category; not those of relatives, staff and addressees.
        people: record numbers that name a person.
        records: record numbers that name something else.
        clear: all columns with direct identifiers, of whomever.
        for_parent: the row describes the person of its parent's row, as an address in a list of a contact's addresses.
        inherits: the row is about whomever its parent, or the row that it refers to, is about.
    """

    table: MappedTable
    evidence: dict[str, tuple[MappedColumn, ...]]
    people: tuple[Reference, ...]
    records: tuple[Reference, ...]
    clear: tuple[MappedColumn, ...]
    for_parent: bool
    inherits: bool


def identity_columns(data_map: DataMap) -> dict[str, IdentityColumns]:
    """Per table that says anything about people, parents before children."""
    owned = {scope for table in data_map.tables if (scope := _own_scope(table))}
    found: dict[str, IdentityColumns] = {}
    for table in _parents_first(data_map.tables):
        columns = _read(table, owned, found.get(table.parent))
        if table.parent in found or columns.clear or columns.people or columns.records:
            found[table.table] = columns
    return found


def _parents_first(tables: Iterable[MappedTable]) -> Iterator[MappedTable]:
    """Tables in their order, but none before its parent."""
    waiting = list(tables)
    names = {table.table for table in waiting}
    placed: set[str] = set()
    while waiting:
        ready = [table for table in waiting if table.parent in placed or table.parent not in names]
        if not ready:  # parents in a circle: a mistake of the map that must not hang the run
            ready = waiting[:1]
        yield from ready
        placed |= {table.table for table in ready}
        waiting = [table for table in waiting if table.table not in placed]


def _own_scope(table: MappedTable) -> str:
    column = table.column(table.identifies)
    return _scope(table, column) if column and column.finding.category == "record_id" else ""


def _scope(table: MappedTable, column: MappedColumn) -> str:
    return f"{table.system}:{column.finding.role or column.name.lower()}"


def _read(table: MappedTable, owned: set[str], parent: IdentityColumns | None) -> IdentityColumns:
    own = _own_scope(table)
    references = [
        (column.finding.role, Reference(column.name, _scope(table, column), _scope(table, column) == own))
        for column in table.of_category("record_id")
    ]
    people = tuple(reference for role, reference in references if role in PERSON_ROLES)
    records = tuple(reference for role, reference in references if role not in PERSON_ROLES)
    refers = any(not reference.own and reference.scope in owned for reference in records)
    decides = any(role in FILE_ROLES for role, _ in references)
    for_parent = parent is not None and (parent.for_parent or any(reference.own for reference in parent.people))
    return IdentityColumns(
        table=table,
        evidence={category: _about_subject(table, category) for category in (*EVIDENCE, *LOOKED_UP)},
        people=people,
        records=records,
        clear=table.of_category(*CLEAR),
        for_parent=for_parent,
        inherits=parent is not None or (refers and not decides),
    )


def _about_subject(table: MappedTable, category: str) -> tuple[MappedColumn, ...]:
    return tuple(column for column in table.of_category(category) if not _OF_OTHERS.search(column.name))
