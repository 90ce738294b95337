"""What is true of the people of a release: their pseudonyms, found as the key holder would, in the vault."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pyarrow as pa

from transforms.keys import load_keyring
from transforms.pseudonyms import subject_pseudonyms
from transforms.subjects import normal
from transforms.subjects.evidence import Lookups
from transforms.subjects.vault import open_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.changed.clinic import Clinic, Patient

_NORMALISED: dict[str, Callable[[pa.Array], normal.Values]] = {"file:ehr:patient": normal.exact, "email": normal.emails}


def pseudonyms(workspace: Path, clinic: Clinic, domain: str = "research") -> dict[str, set[Patient | None]]:
    """Pseudonym of every subject of the vault → the patients whose records it has; None for who never became one."""
    keyring = load_keyring(workspace / "private" / "keyring.json")
    lookups = Lookups.of(keyring)
    with (
        closing(open_vault(workspace / "private" / "vault.sqlite", keyring)) as vault,
        vault.transaction() as connection,
    ):
        stored = vault.load_subjects(connection)
        names = subject_pseudonyms(keyring.domain(domain), stored.secrets).to_pylist()
        found: dict[str, set[Patient | None]] = {}
        for kind, normalised in _NORMALISED.items():
            known = vault.load_identifiers(connection, kind)
            owners = dict(zip((bytes(lookup) for lookup in known.lookups), known.subject_ids.tolist(), strict=True))
            for (of_kind, value), one in clinic.identifiers.items():
                digest = lookups.digests(kind, normalised(pa.array([value])).texts)
                subject = owners.get(bytes(digest[0])) if of_kind == kind else None
                if subject:
                    found.setdefault(names[_current(stored.merged_into, subject) - 1], set()).add(one)
    return found


def _current(merged_into, subject: int) -> int:
    while merged_into[subject - 1]:
        subject = int(merged_into[subject - 1])
    return subject
