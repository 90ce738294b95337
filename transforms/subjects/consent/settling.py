"""From the statements that a run gathered, and those of earlier runs, to what each of its subjects agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.consent.addresses import Numbered, at_addresses, pairs, with_earlier
from transforms.subjects.consent.purposes import MINOR_WITHOUT_CONSENT, REACHED_AT
from transforms.subjects.consent.standing import Reach, Reference, consents
from transforms.subjects.vault.address_statements import add_address_statements, load_address_statements

if TYPE_CHECKING:
    from transforms.subjects.consent.addressed import Addressed
    from transforms.subjects.consent.statements import Statements
    from transforms.subjects.gathered import Gathered
    from transforms.subjects.vault.keeping import Keeper

KINDS = tuple(sorted({kind for kinds in REACHED_AT.values() for kind in kinds}))
"""Kinds of addresses."""


@dataclass(frozen=True)
class Settled:
    """What counts, and what was said.

    Attributes:
        consents: purpose → who said yes, by subject index.
        statements: of subjects, of all runs, with what earlier runs noted; by subject index.
    """

    consents: dict[str, npt.NDArray[np.bool_]]
    statements: list[Statements]


def settle(keeper: Keeper, gathered: Gathered, subjects: npt.NDArray[np.int32], on: Reference) -> Settled:
    """What the run's subjects agreed to; its statements are kept in the vault.

    Args:
        keeper: of the run; its identifiers are in the vault already.
        gathered: what the run read.
        subjects: the subject index of each record.
        on: the reference date, and what counts on it.
    """
    gathered.statements.close()
    met = {
        kind: (gathered.records_with(kind).astype(np.int64), gathered.lookups(kind))
        for kind in KINDS
        if kind in gathered.kinds()
    }
    of_records, moved = at_addresses(gathered.statements.of_records, met)
    of_subjects = keeper.keep_statements([one.of(subjects[one.owners]) for one in of_records])
    of_addresses = _kept(keeper, [*gathered.statements.of_addresses, *moved])
    reaches = {kind: _reach(keeper, kind, found) for kind, found in of_addresses.items()}
    stated = [one for one in of_subjects if one.purpose != MINOR_WITHOUT_CONSENT]
    return Settled(consents(stated, reaches, len(keeper.places), on), of_subjects)


def _kept(keeper: Keeper, addressed: list[Addressed]) -> dict[str, Numbered]:
    """What all runs read about addresses; what this one adds is written."""
    earlier = list(load_address_statements(keeper.vault, keeper.connection))
    known, new = with_earlier(earlier, addressed)
    for said in new:
        add_address_statements(keeper.vault, keeper.connection, said, keeper.run)
    return known


def _reach(keeper: Keeper, kind: str, found: Numbered) -> Reach:
    stored = keeper.vault.load_identifiers(keeper.connection, kind)
    index = keeper.index_of[stored.subject_ids - 1].astype(np.int64)
    subjects, addresses = pairs(found.digests, stored.lookups, index)
    return Reach(subjects, addresses, len(found.digests), found.statements)
