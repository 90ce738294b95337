"""The subjects of one run, as the treatments see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from detectors.names.known import KnownPeople

NOBODY = -1
"""Subject index of a row that belongs to no known subject."""

MOST_AT_ONCE = 2_000_000
"""Identifiers that are looked for in every note; where more are known, a note is searched for those of its batch."""


@dataclass(frozen=True)
class People:
    """One row per subject; the index of a row is the subject index used in ``RowSubjects``.

    Attributes:
        secrets: uint8 (n, 16), the subjects' random secrets, from the vault.
        attributes: n rows; columns ``birth_date`` (date32, null if unknown), ``postal_code``, ``country``,
            ``gender_at_birth``, ``gender_identity``, ``language``, ``profession``, ``insurer`` (string, raw text as the
            strongest source wrote it; null if unknown). Quasi-identifiers leave through here only, once per subject.
        consents: purpose → bool (n,), the latest statement per purpose; absent is False.
        objected: bool (n,), the subject objected to further use.
        restricted: bool (n,), processing is restricted or the subject was erased.
        known: for redaction: table of (``subject`` int32 sorted ascending, ``kind`` string, ``value`` string), the
            identifiers in clear that the run knows of each subject (all names, former names, e-mail, phone, address,
            numbers, relatives' names).
    """

    secrets: np.ndarray = field(repr=False)
    attributes: pa.Table = field(repr=False)
    consents: dict[str, np.ndarray]
    objected: np.ndarray
    restricted: np.ndarray
    known: pa.Table = field(repr=False)

    def __len__(self) -> int:
        return len(self.secrets)

    @cached_property
    def everybody(self) -> KnownPeople | None:
        """What is known of all subjects, to be looked for in notes; None when it is more than memory should hold."""
        return known_people(self.known) if len(self.known) <= MOST_AT_ONCE else None


def known_people(known: pa.Table) -> KnownPeople:
    """Rows of ``People.known``, to be looked for in notes."""
    from detectors.names.known import KnownPeople  # reads the lists of names

    columns = (known[name].to_pylist() for name in ("subject", "kind", "value"))
    return KnownPeople.of(zip(*columns, strict=True))
