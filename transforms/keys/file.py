"""The keyring's file: apart from the data, readable by its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from detectors.errors import KeyUnavailable
from transforms.keys.keyring import Keyring, new_keyring
from transforms.keys.text import MADE_OR_RESTORED, keyring_from_text, keyring_text
from transforms.private_files import create_private, write_private

VARIABLE = "VEILIG_KEYRING"
"""Environment variable that may hold the keyring's text in place of the file."""


def create_keyring(path: Path, keyring: Keyring | None = None) -> Keyring:
    """Write a keyring, a new one unless it is given, to a file of mode 0600.

    Raises:
        KeyUnavailable: there is a file already; overwriting it would orphan every pseudonym ever released.
    """
    made = keyring or new_keyring()
    try:
        create_private(path, keyring_text(made))
    except FileExistsError:
        raise KeyUnavailable(f"{path.name} exists already.", hint="Keep it; `veilig keys rotate` adds a key.") from None
    return made


def save_keyring(keyring: Keyring, path: Path) -> None:
    """Replace the file at once."""
    write_private(path, keyring_text(keyring))


def load_keyring(path: Path, environment: Mapping[str, str] = os.environ) -> Keyring:
    """The keyring of the environment variable ``VEILIG_KEYRING`` if it is set, else of the file.

    Raises:
        KeyUnavailable: missing, readable by others, not a keyring, or a root that was not drawn at random.
    """
    text = environment.get(VARIABLE)
    if text:
        return keyring_from_text(text, VARIABLE)
    return keyring_from_text(read_private(path), path.name)


def read_private(path: Path) -> str:
    """What a file says that its owner alone can use.

    Raises:
        KeyUnavailable: it is missing, or others can use it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise KeyUnavailable(
                    f"{path.name} can be used by others (mode {mode:04o}).", hint="Run `chmod 600` on it."
                )
            return file.read()
    except FileNotFoundError:
        raise KeyUnavailable(f"There is no {path.name}.", hint=MADE_OR_RESTORED) from None
    except (OSError, UnicodeDecodeError):
        raise KeyUnavailable(f"{path.name} cannot be read.", hint=MADE_OR_RESTORED) from None
