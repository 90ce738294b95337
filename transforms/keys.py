"""The keyring: the root secrets of a workspace and every key that is derived from them.

One random root per epoch; everything else is derived with HKDF-SHA256 (RFC 5869), so that the keyring stays one small
file. A pseudonymisation domain has its own key: what is pseudonymised in one domain cannot be joined with another
(EDPB Guidelines 01/2025). The keyring lives apart from the data, readable by its owner alone.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import stat
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from detectors.errors import KeyUnavailable
from transforms.private_files import draft, sync_directory, write_private

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "VEILIG_KEYRING"
"""Environment variable that may hold the keyring's JSON in place of the file."""

_VERSION = 1
_ROOT_BYTES = 32
_FEWEST_DISTINCT_BYTES = 16
"""32 random bytes have fewer distinct values once in 10^17 keyrings; passwords, counters and zeros nearly always."""
_INIT = "Run `veilig keys init`, or restore the keyring from its backup."


@dataclass(frozen=True)
class DomainKey:
    """The key of one pseudonymisation domain.

    Attributes:
        name: the domain's name, as policies write it.
        epoch: the keyring's epoch it derives from.
    """

    name: str
    epoch: int
    _secret: bytes = field(repr=False)

    def derive(self, purpose: str, length: int = 32) -> bytes:
        """The key for one use inside the domain, such as ``subject``, ``record`` or ``shift``; 16 or 32 bytes."""
        return HKDFExpand(SHA256(), length, _label("use", purpose)).derive(self._secret)


@dataclass(frozen=True)
class Keyring:
    """The roots of a workspace, by epoch.

    Attributes:
        current: the epoch that domain keys derive from unless another is asked for.
        vault: the epoch that the vault's keys derive from; it stays when domains move on to a new epoch.
    """

    current: int
    vault: int
    _roots: Mapping[int, bytes] = field(repr=False)

    def domain(self, name: str, epoch: int | None = None) -> DomainKey:
        """The key of a domain.

        Raises:
            KeyUnavailable: the keyring has no such epoch.
        """
        chosen = self.current if epoch is None else epoch
        return DomainKey(name, chosen, self._derive(chosen, "domain", name, _ROOT_BYTES))

    def vault_key(self, purpose: str, length: int = 32) -> bytes:
        """A key of the vault, such as ``lookup`` or ``secret``; up to 64 bytes (AES-SIV takes two keys in one)."""
        return self._derive(self.vault, "vault", purpose, length)

    def audit_key(self, epoch: int) -> bytes:
        """The key under which entries of the audit log get their digests."""
        return self._derive(epoch, "audit", "log", _ROOT_BYTES)

    def rotated(self) -> Keyring:
        """The same keyring with a new epoch for domains; earlier epochs stay, so that old releases resolve."""
        newest = max(self._roots) + 1
        return replace(self, current=newest, _roots={**self._roots, newest: os.urandom(_ROOT_BYTES)})

    def save(self, path: Path) -> None:
        """Replace the file at once, mode 0600."""
        write_private(path, self.to_json() + "\n")

    def to_json(self) -> str:
        """The keyring as its file and ``VEILIG_KEYRING`` hold it: key material in clear."""
        epochs = [
            {"epoch": epoch, "root": base64.b64encode(root).decode("ascii")} for epoch, root in self._roots.items()
        ]
        return json.dumps(
            {"version": _VERSION, "current": self.current, "vault": self.vault, "epochs": epochs}, indent=2
        )

    def _derive(self, epoch: int, kind: str, name: str, length: int) -> bytes:
        if epoch not in self._roots:
            raise KeyUnavailable(f"The keyring has no epoch {epoch}.", hint="Restore the keyring that has it.")
        return HKDF(SHA256(), length, salt=b"veilig keyring 1", info=_label(kind, name)).derive(self._roots[epoch])


def create_keyring(path: Path) -> Keyring:
    """A new keyring with a random root, written to ``path`` with mode 0600.

    Raises:
        KeyUnavailable: there is a keyring already; overwriting it would orphan every pseudonym ever released.
    """
    keyring = Keyring(1, 1, {1: os.urandom(_ROOT_BYTES)})
    temporary = draft(path, keyring.to_json() + "\n")
    try:
        os.link(temporary, path)  # unlike a rename, a link never replaces what is there
    except FileExistsError:
        raise KeyUnavailable(f"{path.name} exists already.", hint="Keep it; `veilig keys rotate` adds a key.") from None
    finally:
        temporary.unlink()
    sync_directory(path.parent)
    return keyring


def load_keyring(path: Path, environment: Mapping[str, str] = os.environ) -> Keyring:
    """The keyring of the environment variable ``VEILIG_KEYRING`` if it is set, else of the file.

    Raises:
        KeyUnavailable: missing, readable by others, not a keyring, or a root that was not drawn at random.
    """
    text = environment.get(VARIABLE)
    if text:
        return _parsed(text, VARIABLE)
    return _parsed(_read_private(path), path.name)


def _read_private(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise KeyUnavailable(
                    f"{path.name} can be used by others (mode {mode:04o}).", hint="Run `chmod 600` on it."
                )
            return file.read()
    except FileNotFoundError:
        raise KeyUnavailable(f"There is no {path.name}.", hint=_INIT) from None
    except (OSError, UnicodeDecodeError):
        raise KeyUnavailable(f"{path.name} cannot be read.", hint=_INIT) from None


def _parsed(text: str, source: str) -> Keyring:
    try:
        content: dict[str, Any] = json.loads(text)
        roots = {int(entry["epoch"]): base64.b64decode(entry["root"], validate=True) for entry in content["epochs"]}
        version, current, vault = content["version"], int(content["current"]), int(content["vault"])
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise KeyUnavailable(f"{source} does not hold a keyring.", hint=_INIT) from None
    if version != _VERSION:
        raise KeyUnavailable(f"{source} was written by another version.", hint="Use the version that wrote it.")
    if not {current, vault} <= roots.keys():
        raise KeyUnavailable(f"{source} lacks an epoch that it refers to.", hint=_INIT)
    for root in roots.values():
        _refuse_guessable(root, source)
    return Keyring(current, vault, roots)


def _refuse_guessable(root: bytes, source: str) -> None:
    """Refuse roots that a person typed or counted: with a guessed key, all national numbers are tried in a minute."""
    steps = {(after - before) % 256 for before, after in pairwise(root)}
    few = len(set(root)) < _FEWEST_DISTINCT_BYTES or len(steps) < _FEWEST_DISTINCT_BYTES // 2
    if len(root) < _ROOT_BYTES or few or all(32 <= byte < 127 for byte in root):  # noqa: PLR2004 printable ASCII
        raise KeyUnavailable(f"A root in {source} is too short or not random.", hint="Make it with `veilig keys init`.")


def _label(*parts: str) -> bytes:
    """HKDF's info: each part behind its length, so that no two lists of parts give the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
