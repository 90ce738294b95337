"""Key epochs: which there are, what uses which, and how a workspace moves on to a new one.

No step leaves keyring and vault out of step: a new epoch stands in the keyring, on disk, before anything uses it, and
what uses it (a domain, the vault's seals) is told by the vault, in the transaction that changes it.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detectors.errors import KeyUnavailable, UsageError
from flows.auditing import note
from flows.key_sources import is_file, load_keys, told_source
from flows.workspace import held
from transforms.keys import create_keyring, new_keyring, save_keyring
from transforms.yaml_source import did_you_mean

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.keys import Keyring


@dataclass(frozen=True)
class EpochInUse:
    """An epoch of the keyring.

    Attributes:
        epoch: its number.
        fingerprint: tells it from the epoch of that number of another keyring; no key.
        used_for: what derives from it, in words; a domain by its name.
    """

    epoch: int
    fingerprint: str
    used_for: tuple[str, ...]


@dataclass(frozen=True)
class KeysInUse:
    """The keyring of a workspace without its keys."""

    source: str
    epochs: tuple[EpochInUse, ...]


def keys_in_use(workspace: Workspace) -> KeysInUse:
    """What each epoch of the keyring is used for."""
    keyring = load_keys(workspace)
    pinned, seals = _used_by_vault(workspace, keyring)
    uses = {epoch: [f"domain {name}" for name, pin in pinned.items() if pin == epoch] for epoch in keyring.epochs}
    uses[keyring.vault].append("look-ups of the vault")
    uses[seals].append("seals of the vault")
    uses[keyring.current] += ["new domains", "audit log"]
    epochs = (EpochInUse(epoch, keyring.fingerprint(epoch), tuple(use)) for epoch, use in uses.items())
    return KeysInUse(told_source(workspace), tuple(epochs))


def refuse_incomplete_backup(workspace: Workspace, backup: Path) -> int:
    """Compare a copy of the keyring with the one in use; gives the number of epochs.

    Raises:
        KeyUnavailable: the copy is no keyring, or lacks or differs in an epoch.
        UsageError: there is no such copy.
    """
    from transforms.keys import keyring_from_text
    from transforms.keys.file import read_private

    if not backup.is_file():
        raise UsageError(f"There is no copy {backup.name}.", hint="Name a copy of the keyring.")
    keyring, copy = load_keys(workspace), keyring_from_text(read_private(backup), backup.name)
    for epoch in keyring.epochs:
        if epoch not in copy.epochs or copy.fingerprint(epoch) != keyring.fingerprint(epoch):
            raise KeyUnavailable(f"{backup.name} does not hold epoch {epoch}.", hint="Make a new copy of the keyring.")
    return len(keyring.epochs)


def make_keyring(workspace: Workspace, out: Path | None) -> Path:
    """A keyring for a workspace that has none: in its file, or in ``out`` where veilig cannot write the source.

    Raises:
        KeyUnavailable: there is a keyring, or a vault whose keyring is gone.
        UsageError: the source is not a file, and no file was named.
    """
    vault = workspace.vault
    if isinstance(vault, Path) and vault.exists():
        raise KeyUnavailable(
            "There is a vault, and no other keyring opens it.", hint="Restore the keyring, or put the vault aside."
        )
    target = _target(workspace, out)
    keyring = create_keyring(target, new_keyring())
    if is_file(workspace):
        note(workspace, keyring, "keys.created", epoch=keyring.current)
    return target


def rotate(workspace: Workspace, out: Path | None) -> tuple[int, Path]:
    """Add an epoch, which new domains use from now on; gives its number, and the file that holds it.

    Domains that were released, the vault and old releases keep theirs. Where veilig cannot write the source, the new
    keyring goes to ``out``, for whoever keeps the source to store there.

    Raises:
        UsageError: the source is not a file, and no file was named.
        KeyUnavailable: ``out`` exists.
    """
    target = _target(workspace, out)
    with held(workspace):
        old = load_keys(workspace)
        new = old.rotated()
        if not is_file(workspace):
            create_keyring(target, new)
            note(workspace, old, "keys.prepared", epoch=new.current)
            return new.current, target
        save_keyring(new, target)
        note(workspace, new, "keys.rotated", epoch=new.current)
    return new.current, target


def refuse_if_not_movable(workspace: Workspace, domain: str) -> None:
    """Say why a domain cannot move to the newest epoch, before anybody is asked to confirm.

    Raises:
        UsageError: it was never released, or uses the newest epoch.
    """
    keyring = load_keys(workspace)
    pinned, _ = _used_by_vault(workspace, keyring)
    if domain not in pinned:
        known = did_you_mean(domain, pinned) or " `veilig keys show` lists those that were."
        raise UsageError(f"No release of the domain {domain} was published.{known}")
    if pinned[domain] == keyring.current:
        raise UsageError(f"The domain {domain} uses the newest epoch.", hint="Add one: `veilig keys rotate`.")


def move_domain(workspace: Workspace, domain: str, on: dt.date) -> int:
    """From now on a domain's releases use the newest epoch, whose number this gives: all its pseudonyms change.

    Raises:
        UsageError: it was never released, or uses the newest epoch.
    """
    from transforms.subjects.vault import domains, open_vault

    with held(workspace):
        refuse_if_not_movable(workspace, domain)
        keyring = load_keys(workspace)
        with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
            domains.pin(connection, domain, keyring.current, on)
        note(workspace, keyring, "keys.domain-moved", domain=domain, epoch=keyring.current)
    return keyring.current


def reseal_vault(workspace: Workspace) -> int:
    """Seal what the vault encrypts under the newest epoch, whose number this gives; a file gets a new epoch if need be.

    Killed at any moment, this leaves a vault that opens: under the old epoch, or under the new one.

    Raises:
        UsageError: the vault uses the newest epoch, and veilig cannot write a newer one to the source.
    """
    from transforms.subjects.vault import open_vault
    from transforms.subjects.vault.resealing import reseal

    keyring = load_keys(workspace)
    if _used_by_vault(workspace, keyring)[1] == keyring.current:
        if not is_file(workspace):
            raise UsageError("The vault uses the newest epoch.", hint="Add one: `veilig keys rotate --out FILE`.")
        rotate(workspace, None)
    with held(workspace):
        keyring = load_keys(workspace)
        with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
            reseal(vault, connection, keyring.current)
        note(workspace, keyring, "keys.vault-resealed", epoch=keyring.current)
    return keyring.current


def _target(workspace: Workspace, out: Path | None) -> Path:
    """The file that a new keyring goes to."""
    if is_file(workspace):
        if out is not None:
            raise UsageError("The keyring is a file, which veilig writes itself.", hint="Leave out --out.")
        return workspace.keyring
    if out is None:
        raise UsageError(
            f"The keyring comes from {told_source(workspace)}, which veilig cannot write.",
            hint="Name a file for the new keyring with --out, and store what it holds.",
        )
    return out


def _used_by_vault(workspace: Workspace, keyring: Keyring) -> tuple[dict[str, int], int]:
    """The epochs of domains, and that of the vault's seals."""
    from transforms.subjects.vault import domains, open_vault
    from transforms.subjects.vault.seal_epoch import seal_epoch

    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        return domains.epochs(connection), seal_epoch(connection) or keyring.vault
