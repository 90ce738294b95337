"""Verify a release again: by the data protection officer, next to the vault, or by whoever received it, without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from detectors.errors import UsageError

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.known_identifiers import KnownIdentifiers


def verify_release(release_dir: Path, root: Path) -> Iterator[str]:
    """Checks checksums, contract and gate; yields a line per check.

    Raises:
        UsageError: that folder is no release.
        ContractBroken: files changed, or do not fit codebook and manifest.
        GateRefused: it holds what must not leave.
    """
    from flows.publish.verify import verify

    if not (release_dir / "report.json").is_file():
        raise UsageError(
            f"{release_dir} is not a release.", hint="Name a version's folder, such as datasets/research/<version>."
        )
    known = _known(root)
    result = verify(release_dir, known)
    for check in result.checks:
        yield f"ok    {check.name}"
    if known is None:
        yield "note  identifiers were not searched for: that takes the workspace, with --workspace"


def _known(root: Path) -> KnownIdentifiers | None:
    """All identifiers that the vault of a workspace knows; None where there is no workspace."""
    from flows.workspace import open_workspace

    return known_of(open_workspace(root)) if (root / "veilig.yaml").is_file() else None


def known_of(workspace: Workspace) -> KnownIdentifiers:
    """The identifiers that all runs of a workspace met, as an index to search by."""
    from flows.key_sources import load_keys
    from transforms.known_identifiers import KnownIdentifiers
    from transforms.subjects.vault import open_vault

    keyring = load_keys(workspace)
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        return KnownIdentifiers(vault.load_gate_digests(connection), keyring.vault_key("gate", 16))
