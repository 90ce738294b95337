"""Everybody whom the clinic's tables know, ready to be looked for in notes: built once, asked for every note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.names.known.name_index import NameIndex
from detectors.names.known.value_index import ValueIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

_STREET = re.compile(
    r"(?i)(?:rue|avenue|av\.|boulevard|bd\.?|chauss[ée]e|place|quai|all[ée]e|impasse|clos|dr[èe]ve) "
    r"|\w+(?:straat|laan|steenweg|dreef|straße|strasse)$"
)
NAME_KINDS = frozenset({"person_name", "former_name", "family_name", "family_member_name", "provider_name"})


@dataclass(frozen=True, repr=False)
class KnownPeople:
    """The identifiers of everybody. It may be pickled for a worker process; it is never written to disk, nor shown.

    Attributes:
        names: by their words.
        values: addresses, numbers and accounts, by their letters and digits.
    """

    names: NameIndex
    values: ValueIndex

    @staticmethod
    def of(identifiers: Iterable[tuple[int, str, str]]) -> KnownPeople:
        """From the subject that each belongs to, its kind (a category; nothing where only the value tells), its value.

        A relative's name belongs to the subject too.

        >>> KnownPeople.of([(0, "person_name", "Sofie Peeters"), (0, "phone", "0475 12 34 56")])
        KnownPeople(...)
        """
        names: list[tuple[int, str, str]] = []
        values: list[tuple[int, str, str]] = []
        for owner, kind, value in identifiers:
            is_name = kind in NAME_KINDS or (not kind and not is_number(value))
            (names if is_name else values).append((owner, kind, value))
        return KnownPeople(NameIndex.of(names), ValueIndex.of(values))

    def to_subjects(self) -> KnownPeople:
        """The same people, each looked for only where they are the subject."""
        return KnownPeople(self.names.to_owners(), self.values.to_owners())

    def __repr__(self) -> str:
        return "KnownPeople(...)"


def is_number(value: str) -> bool:
    """Whether a value of no kind is an address or a number rather than a name.

    >>> is_number("0475 12 34 56"), is_number("av. Louise"), is_number("Louise Laan")
    (True, True, False)
    """
    return "@" in value or any(sign.isdigit() for sign in value) or bool(_STREET.match(value))


NOBODY = KnownPeople.of(())
