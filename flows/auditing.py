"""The audit log of a workspace: one call writes an entry, by whoever is at work now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from flows.actor import actor

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.audit import Entry, Verification
    from transforms.keys import Keyring


def note(workspace: Workspace, keyring: Keyring, action: str, **details: str | int) -> Entry:
    """Add an entry to the workspace's audit log; not inside a transaction of its vault.

    Args:
        workspace: whose log it is.
        keyring: of the workspace.
        action: what was done, as ``release.published``.
        **details: counts, names of releases and codes; free text only as ``reason``.

    Raises:
        ContractBroken: the log was changed or cut off.
        KeyUnavailable: log or vault cannot be opened.
    """
    return note_each(workspace, keyring, action, [details])[0]


def note_each(
    workspace: Workspace, keyring: Keyring, action: str, each: Iterable[Mapping[str, str | int]]
) -> list[Entry]:
    """Add an entry per mapping of details; the vault is opened once. See ``note``."""
    from transforms.audit import AuditLog
    from transforms.subjects.vault import open_vault

    with closing(open_vault(workspace.vault, keyring)) as vault:
        log = AuditLog(workspace.audit, keyring, vault)
        return [log.append(action, actor=actor(), **details) for details in each]


def verified(workspace: Workspace, keyring: Keyring) -> Verification:
    """Whether the workspace's audit log is as it was written."""
    from transforms.audit import AuditLog
    from transforms.subjects.vault import open_vault

    with closing(open_vault(workspace.vault, keyring)) as vault:
        return AuditLog(workspace.audit, keyring, vault).verify()


def restarted(workspace: Workspace, keyring: Keyring, reason: str) -> Path:
    """Put the workspace's broken audit log aside and begin a new one; gives where the old one is."""
    from transforms.audit import AuditLog
    from transforms.subjects.vault import open_vault

    with closing(open_vault(workspace.vault, keyring)) as vault:
        return AuditLog(workspace.audit, keyring, vault).restart(actor=actor(), reason=reason)


def entries(workspace: Workspace) -> Iterator[Entry]:
    """All entries in their order, not verified: whoever may read the private folder needs no key for that."""
    from transforms.audit.log import entries_in

    return entries_in(workspace.audit)
