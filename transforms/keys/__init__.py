"""The keyring: the root secrets of a workspace and every key that is derived from them."""

from transforms.keys.file import VARIABLE, create_keyring, load_keyring, save_keyring
from transforms.keys.keyring import DomainKey, Keyring, new_keyring
from transforms.keys.text import keyring_from_text, keyring_text

__all__ = [
    "VARIABLE",
    "DomainKey",
    "Keyring",
    "create_keyring",
    "keyring_from_text",
    "keyring_text",
    "load_keyring",
    "new_keyring",
    "save_keyring",
]
