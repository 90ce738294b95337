"""The keyring as text: what its file, an environment variable, a command or a secret store holds."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from detectors.errors import KeyUnavailable
from transforms.keys.keyring import Keyring
from transforms.keys.randomness import looks_random

_VERSION = 1
MADE_OR_RESTORED = "Run `veilig keys init`, or restore the keyring from its backup."
"""What to do where there is no keyring that can be used."""


def keyring_text(keyring: Keyring) -> str:
    """The keyring as JSON: key material in clear, for a place that its owner alone can read."""
    epochs = [{"epoch": epoch, "root": base64.b64encode(root).decode("ascii")} for epoch, root in keyring.roots.items()]
    content = {"version": _VERSION, "current": keyring.current, "vault": keyring.vault, "epochs": epochs}
    return json.dumps(content, indent=2) + "\n"


def keyring_from_text(text: str, source: str) -> Keyring:
    """The keyring in a text.

    Args:
        text: as ``keyring_text`` writes it.
        source: where it comes from, for messages, which never tell what it says.

    Raises:
        KeyUnavailable: it is no keyring, or a root was not drawn at random.
    """
    try:
        content: dict[str, Any] = json.loads(text)
        epochs = [(int(entry["epoch"]), base64.b64decode(entry["root"], validate=True)) for entry in content["epochs"]]
        version, current, vault = content["version"], int(content["current"]), int(content["vault"])
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise KeyUnavailable(f"{source} does not hold a keyring.", hint=MADE_OR_RESTORED) from None
    if version != _VERSION:
        raise KeyUnavailable(f"{source} was written by another version.", hint="Use the version that wrote it.")
    roots = dict(epochs)
    _refuse_inconsistent(epochs, current, vault, source)
    if not all(looks_random(root) for root in roots.values()):
        raise KeyUnavailable(f"A root in {source} is too short or not random.", hint="Make it with `veilig keys init`.")
    return Keyring(current, vault, roots)


def _refuse_inconsistent(epochs: list[tuple[int, bytes]], current: int, vault: int, source: str) -> None:
    roots = dict(epochs)
    if len(roots) < len(epochs) or len(set(roots.values())) < len(epochs):
        raise KeyUnavailable(f"{source} has an epoch or a root twice.", hint=MADE_OR_RESTORED)
    if not {current, vault} <= roots.keys():
        raise KeyUnavailable(f"{source} lacks an epoch that it refers to.", hint=MADE_OR_RESTORED)
