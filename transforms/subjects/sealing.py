"""Encryption of the vault's values.

AES-SIV (RFC 5297) needs no nonce, so a vault holds no counter that a restored backup would repeat. Each value is bound
to its subject and use: equal names give different ciphertexts, and a ciphertext moved to another row does not open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from detectors.errors import KeyUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.keys import Keyring


class Seal:
    """Encrypts and opens the values of one use, such as ``secret``, each under its subject's id."""

    def __init__(self, keyring: Keyring, use: str) -> None:
        self._cipher = AESSIV(keyring.vault_key(f"seal {use}", 64))

    def close(self, ids: Iterable[int], values: Iterable[bytes]) -> list[bytes]:
        """Ciphertexts of the values, 16 bytes longer than they."""
        encrypt = self._cipher.encrypt
        return [encrypt(value, [number.to_bytes(8, "big")]) for number, value in zip(ids, values, strict=True)]

    def open(self, ids: Iterable[int], sealed: Iterable[bytes]) -> list[bytes]:
        """The values.

        Raises:
            KeyUnavailable: the keyring is not the one that closed them, or the vault was altered.
        """
        decrypt = self._cipher.decrypt
        try:
            return [decrypt(value, [number.to_bytes(8, "big")]) for number, value in zip(ids, sealed, strict=True)]
        except InvalidTag:
            raise KeyUnavailable(
                "The vault does not open with this keyring.", hint="Restore keyring and vault from the same backup."
            ) from None
