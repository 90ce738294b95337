"""Whether a published version still resolves: its pseudonyms were made with the key that the register names."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detectors.errors import ContractBroken
from flows.key_sources import load_keys
from flows.numbers import several
from flows.released_pseudonyms import subjects_in
from transforms.reidentification import NOBODY_NOW, subjects_behind

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.keys import Keyring
    from transforms.subjects.vault import StoredSubjects
    from transforms.subjects.vault.register import ReleaseEntry


@dataclass(frozen=True)
class _Registered:
    """What the vault knows of a version."""

    entry: ReleaseEntry
    stored: StoredSubjects
    erased: int


def check_pseudonyms(workspace: Workspace, version: Path) -> str:
    """Make the pseudonyms of all subjects anew and compare; gives a line that tells what was found.

    Raises:
        ContractBroken: there are pseudonyms that neither a living subject nor one erased since can have.
    """
    keyring = load_keys(workspace)
    known = _registered(workspace, keyring, version)
    if known is None:
        return "note  pseudonyms were not compared: the vault's register does not have this version"
    entry = known.entry
    if not entry.epoch:
        return "ok    no pseudonyms"
    pseudonyms = subjects_in(version)
    found = subjects_behind(keyring.domain(entry.domain, entry.epoch), known.stored, pseudonyms)
    nobody = int((found == NOBODY_NOW).sum())
    if nobody > known.erased:
        raise ContractBroken(
            f"{several(nobody, 'pseudonym')} not made with epoch {entry.epoch} of the domain {entry.domain}.",
            hint="Look for the keyring that they were made with: veilig keys show.",
        )
    erased = f", {nobody} of them of subjects who were erased since" if nobody else ""
    return f"ok    pseudonyms of {several(len(pseudonyms), 'subject')}, epoch {entry.epoch}{erased}"


def _registered(workspace: Workspace, keyring: Keyring, version: Path) -> _Registered | None:
    from transforms.subjects.vault import open_vault
    from transforms.subjects.vault.register import entries, members_of

    report = json.loads((version / "report.json").read_text(encoding="utf-8"))
    wanted = report["release"], report["version"]
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        entry = next((one for one in entries(connection) if (one.release, one.version) == wanted), None)
        if entry is None:
            return None
        stored = vault.load_subjects(connection)
        members = members_of(vault, connection, *wanted)
    return _Registered(entry, stored, int(stored.erased[members - 1].sum()))
