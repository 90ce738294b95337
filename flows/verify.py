"""Verify a release or a certificate again: next to the vault, or by whoever received it, without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from detectors.errors import UsageError

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.known_identifiers import KnownIdentifiers

_NAME_ONE = "Name a version's folder, such as datasets/research/<version>, or a certificate below reports/erasures/."


def verify_path(path: Path, root: Path) -> Iterator[str]:
    """Checks what the path names: the folder of a release's version, or the certificate of an erasure.

    Raises:
        UsageError: nothing is there.
    """
    if not path.exists():
        raise UsageError(f"There is nothing at {path}.", hint=_NAME_ONE)
    return verify_certificate(path, root) if path.is_file() else verify_release(path, root)


def verify_certificate(file: Path, root: Path) -> Iterator[str]:
    """Checks a certificate's signature, and in a workspace that it was signed there; yields a line per check.

    Raises:
        UsageError: the file is no certificate.
        ContractBroken: it is not as it was signed, or was signed elsewhere.
    """
    from flows.persons.certificate import fingerprint, opened, refuse_foreign

    if file.suffix == ".html":
        raise UsageError(
            "That page only repeats a certificate.", hint=f"Name what is signed: {file.with_suffix('.json').name}"
        )
    content = opened(file.read_bytes())
    yield f"ok    signature: request {content['request']}, issued on {content['issued_on']}"
    if (root / "veilig.yaml").is_file():
        from flows.key_sources import load_keys
        from flows.workspace import open_workspace

        refuse_foreign(content, load_keys(open_workspace(root)))
        yield f"ok    key: {fingerprint(content)}, of this workspace"
    else:
        yield f"note  key: {fingerprint(content)}; ask the clinic whether that is theirs, or name --workspace"


def verify_release(release_dir: Path, root: Path) -> Iterator[str]:
    """Checks checksums, contract and gate; yields a line per check.

    Raises:
        UsageError: that folder is no release.
        ContractBroken: files changed, or do not fit codebook and manifest, or pseudonyms do not fit the keys.
        GateRefused: it holds what must not leave.
    """
    from flows.publish.verify import verify

    if not (release_dir / "report.json").is_file():
        raise UsageError(f"{release_dir} is not a version of a release.", hint=_NAME_ONE)
    known = _known(root)
    result = verify(release_dir, known)
    for check in result.checks:
        yield f"ok    {check.name}"
    if known is None:
        yield "note  identifiers were not searched for: that takes the workspace, with --workspace"
    else:
        from flows.resolving import check_pseudonyms
        from flows.workspace import open_workspace

        yield check_pseudonyms(open_workspace(root), release_dir)


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
