"""Encryption of the vault's values.

AES-SIV (RFC 5297) needs no nonce, so a vault holds no counter that a restored backup would repeat. Each value is bound
to its use, to its row and to what stands in clear beside it, so a ciphertext moved to another row, or one whose
neighbours were altered, does not open; an unchanged part gives unchanged bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from detectors.errors import KeyUnavailable

if TYPE_CHECKING:
    from transforms.keys import Keyring


class Seal:
    """Encrypts and opens the values of one use, such as ``secrets``, each under the number of its row.

    ``epoch`` is that of the keyring; without it, that of the vault's look-ups. The ``beside`` of both methods is what
    stands in clear in the same row: it is not encrypted, only kept from being altered.
    """

    def __init__(self, keyring: Keyring, use: str, epoch: int | None = None) -> None:
        self._cipher = AESSIV(keyring.vault_key(f"seal {use}", 64, epoch))

    def close(self, number: int, value: bytes, *beside: str | bytes) -> bytes:
        """The ciphertext, 16 bytes longer than the value."""
        return self._cipher.encrypt(value, _bound(number, beside))

    def open(self, number: int, sealed: bytes, *beside: str | bytes) -> bytes:
        """The value.

        Raises:
            KeyUnavailable: the keyring is not the one that closed it, or the vault was altered.
        """
        try:
            return self._cipher.decrypt(sealed, _bound(number, beside))
        except InvalidTag:
            raise KeyUnavailable(
                "The vault does not open with this keyring.", hint="Restore keyring and vault from the same backup."
            ) from None


def _bound(number: int, beside: tuple[str | bytes, ...]) -> list[bytes]:
    return [number.to_bytes(8, "big"), *(one.encode() if isinstance(one, str) else one for one in beside)]
