"""Encryption of the vault's values.

AES-SIV (RFC 5297) needs no nonce, so a vault holds no counter that a restored backup would repeat. Each value is bound
to its part and use, so a ciphertext moved to another row does not open; an unchanged part gives unchanged bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from detectors.errors import KeyUnavailable

if TYPE_CHECKING:
    from transforms.keys import Keyring


class Seal:
    """Encrypts and opens the values of one use, such as ``secrets``, each under the number of its part."""

    def __init__(self, keyring: Keyring, use: str) -> None:
        self._cipher = AESSIV(keyring.vault_key(f"seal {use}", 64))

    def close(self, part: int, value: bytes) -> bytes:
        """The ciphertext, 16 bytes longer than the value."""
        return self._cipher.encrypt(value, [part.to_bytes(8, "big")])

    def open(self, part: int, sealed: bytes) -> bytes:
        """The value.

        Raises:
            KeyUnavailable: the keyring is not the one that closed it, or the vault was altered.
        """
        try:
            return self._cipher.decrypt(sealed, [part.to_bytes(8, "big")])
        except InvalidTag:
            raise KeyUnavailable(
                "The vault does not open with this keyring.", hint="Restore keyring and vault from the same backup."
            ) from None
