"""Roots by epoch, and the keys that derive from them.

One random root per epoch; everything else is derived with HKDF-SHA256 (RFC 5869), so that the keyring stays one small
text. A pseudonymisation domain has its own key: what is pseudonymised in one domain cannot be joined with another
(EDPB Guidelines 01/2025).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from detectors.errors import KeyUnavailable

ROOT_BYTES = 32


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
        current: the newest epoch, from which new domains, the vault's next seals and audit entries derive.
        vault: the epoch of the vault's look-ups. It stays: a look-up is made from an identifier in clear, and the vault
            has none of which to make it anew.
    """

    current: int
    vault: int
    _roots: Mapping[int, bytes] = field(repr=False)

    @property
    def epochs(self) -> tuple[int, ...]:
        """All epochs, ascending."""
        return tuple(sorted(self._roots))

    @property
    def roots(self) -> Mapping[int, bytes]:
        """Key material in clear, for whoever writes the keyring."""
        return self._roots

    def domain(self, name: str, epoch: int | None = None) -> DomainKey:
        """The key of a domain.

        Raises:
            KeyUnavailable: the keyring has no such epoch.
        """
        chosen = self.current if epoch is None else epoch
        return DomainKey(name, chosen, self._derive(chosen, "domain", name, ROOT_BYTES))

    def vault_key(self, purpose: str, length: int = 32, epoch: int | None = None) -> bytes:
        """A key of the vault, such as ``lookup`` or ``seal names``; up to 64 bytes (AES-SIV takes two keys in one).

        Args:
            purpose: what it is for.
            length: in bytes.
            epoch: for seals, which can be made anew; all else derives from the epoch of the look-ups.
        """
        return self._derive(self.vault if epoch is None else epoch, "vault", purpose, length)

    def audit_key(self, epoch: int) -> bytes:
        """The key under which entries of the audit log get their digests."""
        return self._derive(epoch, "audit", "log", ROOT_BYTES)

    def fingerprint(self, epoch: int) -> str:
        """What tells two roots apart without telling anything of them: 16 hexadecimals."""
        return self._derive(epoch, "fingerprint", "epoch", 8).hex()

    def rotated(self) -> Keyring:
        """The same keyring with a new epoch; earlier ones stay, so that old releases resolve."""
        newest = max(self._roots) + 1
        return replace(self, current=newest, _roots={**self._roots, newest: os.urandom(ROOT_BYTES)})

    def _derive(self, epoch: int, kind: str, name: str, length: int) -> bytes:
        if epoch not in self._roots:
            raise KeyUnavailable(f"The keyring has no epoch {epoch}.", hint="Restore the keyring that has it.")
        return HKDF(SHA256(), length, salt=b"veilig keyring 1", info=_label(kind, name)).derive(self._roots[epoch])


def new_keyring() -> Keyring:
    """A keyring with one random root."""
    return Keyring(1, 1, {1: os.urandom(ROOT_BYTES)})


def _label(*parts: str) -> bytes:
    """HKDF's info: each part behind its length, so that no two lists of parts give the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
