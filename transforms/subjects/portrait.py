"""What tells one subject from another without showing a value: kinds of identifiers, systems, dates, standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.subjects.evidence import EXACT_ROW
from transforms.subjects.search import in_words
from transforms.subjects.vault.standings import everyone, standing_of

if TYPE_CHECKING:
    import sqlalchemy as sa

    from transforms.subjects.search import Found
    from transforms.subjects.vault import Vault
    from transforms.subjects.vault.identifiers import SeenIdentifier

_FLAGS = ("restricted", "objected", "erased")


@dataclass(frozen=True)
class Portrait:
    """A subject as a person at the desk may be shown it.

    Attributes:
        subject: number in the vault.
        by: what pointed at it, in words; empty when it was asked for by its number.
        kinds: kind of identifier in words → how often a table told one.
        systems: that hold, or held, something of it, sorted.
        first_seen: ISO date of the first run that met it; ``""`` when nothing is known.
        last_seen: ISO date of the last.
        standing: ``restricted``, ``objected``, ``erased``; several or none.
        merged: numbers of subjects that turned out to be this one.
    """

    subject: int
    by: tuple[str, ...]
    kinds: Mapping[str, int]
    systems: tuple[str, ...]
    first_seen: str
    last_seen: str
    standing: tuple[str, ...]
    merged: tuple[int, ...]


def portraits(vault: Vault, connection: sa.Connection, found: Sequence[Found]) -> list[Portrait]:
    """What the vault tells of each subject, in their order."""
    seen = vault.identifiers_of_each(connection, [each.subject for each in found])
    return [_portrait(connection, each, seen[each.subject]) for each in found]


def _portrait(connection: sa.Connection, found: Found, seen: Sequence[SeenIdentifier]) -> Portrait:
    special = standing_of(connection, found.subject)
    flags = tuple(flag for flag in _FLAGS if special is not None and getattr(special, flag))
    return Portrait(
        subject=found.subject,
        by=found.by,
        kinds=dict(sorted(Counter(in_words(each.kind) for each in seen if each.kind != EXACT_ROW).items())),
        systems=tuple(sorted({each.source.split(".")[0] for each in seen})),
        first_seen=min((each.first_seen for each in seen), default=""),
        last_seen=max((each.last_seen for each in seen), default=""),
        # An erasure restricts as well; it says enough.
        standing=("erased",) if "erased" in flags else flags,
        merged=tuple(one for one in everyone(connection, found.subject) if one != found.subject),
    )
