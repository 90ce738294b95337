"""The certificate of an erasure: signed, free of personal data, and refused when a byte of it was changed.

A certificate of destruction is no proof of one: it says what this program did and saw, and names each store that it
could not reach. The key is derived from the keyring, so that it needs no store of its own; the signature is Ed25519
(RFC 8032) over the canonical JSON (RFC 8785) of all but the signature itself. Key and epoch stand in what is signed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from detectors.errors import ContractBroken, UsageError
from flows.publish.durable import write_atomically
from flows.publish.templating import render

if TYPE_CHECKING:
    from pathlib import Path

    from transforms.keys import Keyring

FORMAT = "veilig erasure certificate 1"
_USE = "certificate"
_ASK_AGAIN = "Ask for the certificate again; do not rely on this copy."

Content = dict[str, Any]
"""JSON values without floating-point numbers: for those the canonical form takes more than sorted keys."""


def canonical(content: Content) -> bytes:
    r"""The one way to write JSON down (RFC 8785, for objects with ASCII names and without floats).

    >>> canonical({"b": "é", "a": [1, None]})
    b'{"a":[1,null],"b":"\xc3\xa9"}'
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed(content: Content, keyring: Keyring) -> bytes:
    """A certificate as its file holds it."""
    key = _key(keyring, keyring.vault)
    body = content | {"format": FORMAT, "key": {"epoch": keyring.vault, "public": _base64(_public(key))}}
    return canonical({"certificate": body, "signature": _base64(key.sign(canonical(body)))}) + b"\n"


def opened(file: bytes) -> Content:
    """What a certificate says, after its signature was checked with the key that stands in it.

    Raises:
        UsageError: it is no certificate.
        ContractBroken: it is not as it was signed.
    """
    parsed = _parsed(file)
    body, signature = parsed["certificate"], parsed["signature"]
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(body["key"]["public"])).verify(_bytes(signature), canonical(body))
    except (InvalidSignature, KeyError, TypeError, ValueError):
        raise ContractBroken("The certificate is not as it was signed.", hint=_ASK_AGAIN) from None
    if body.get("format") != FORMAT or canonical(parsed) + b"\n" != file or _base64(_bytes(signature)) != signature:
        raise ContractBroken("The certificate is written in another way than it was signed.", hint=_ASK_AGAIN)
    return dict(body)


def refuse_foreign(content: Content, keyring: Keyring) -> None:
    """Checks that a certificate was signed with a key of this keyring: anyone can sign with one of their own.

    Raises:
        ContractBroken: it was not.
        KeyUnavailable: the keyring lacks the epoch.
    """
    own = _base64(_public(_key(keyring, int(content["key"]["epoch"]))))
    if content["key"]["public"] != own:
        raise ContractBroken("The certificate was not signed with a key of this workspace.", hint=_ASK_AGAIN)


def fingerprint(content: Content) -> str:
    """What to compare over the telephone: the first digits of the SHA-256 of the key that signed."""
    return hashlib.sha256(_bytes(content["key"]["public"])).hexdigest()[:16]


def write_certificate(content: Content, keyring: Keyring, path: Path) -> None:
    """Writes the signed file, and beside it a page that says the same; the file last, since it tells that all is done.

    Args:
        content: what was done.
        keyring: of the workspace.
        path: ending in ``.json``.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = signed(content, keyring)
    body = opened(file)
    page = render(
        "certificate.html.j2",
        certificate=body,
        fingerprint=fingerprint(body),
        digest=hashlib.sha256(file).hexdigest(),
        file=path.name,
    )
    write_atomically(path.with_suffix(".html"), page)
    write_atomically(path, file.decode())


def _key(keyring: Keyring, epoch: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keyring.vault_key(_USE, 32, epoch))


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _parsed(file: bytes) -> Content:
    try:
        parsed = json.loads(file)
    except (ValueError, RecursionError):
        raise ContractBroken("The certificate is damaged: it is no JSON.", hint=_ASK_AGAIN) from None
    if not isinstance(parsed, dict) or parsed.keys() != {"certificate", "signature"}:
        raise UsageError(
            "That file is no certificate of an erasure.", hint="Name one, or the folder of a version below datasets/."
        )
    return parsed


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError):
        raise ValueError("no base64") from None
