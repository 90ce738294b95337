"""The vault's register of releases learns of each version before anyone can see it.

Killed between the two, a program leaves an entry of a version that nobody saw: the next run of the same content makes
it true, and an erasure finds nothing to remove there. The other way round a version could stand of which nobody knows
whom it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.subjects.vault import domains
from transforms.subjects.vault.register import ReleaseEntry, register

if TYPE_CHECKING:
    from flows.publish.publication import Arrival
    from transforms.subjects.vault import Vault


def keep_in_register(vault: Vault, arrival: Arrival) -> None:
    """Writes a version and its members into the register; an unchanged version stands there once.

    From its first version on a domain keeps the epoch of its key, so that a study goes on while the keyring moves on.
    """
    content = arrival.content
    with vault.transaction() as connection:
        register(vault, connection, entry_of(arrival), content.members)
        if content.epoch and domains.epoch_of(connection, content.domain) is None:
            domains.pin(connection, content.domain, content.epoch, content.as_of)


def entry_of(arrival: Arrival) -> ReleaseEntry:
    """A version as the register knows it."""
    content = arrival.content
    return ReleaseEntry(
        release=content.policy,
        version=arrival.version,
        domain=content.domain,
        epoch=content.epoch,
        as_of=content.as_of.isoformat(),
        rows=arrival.rows,
        subjects=len(content.members),
        content=arrival.digest,
    )
