"""Whether a root was drawn at random: with a guessed key, all national numbers are tried in a minute."""

from __future__ import annotations

from itertools import pairwise

from transforms.keys.keyring import ROOT_BYTES

_FEWEST_DISTINCT_BYTES = 16
"""32 random bytes have fewer distinct values once in 10^17 keyrings; passwords, counters and zeros nearly always."""
_FEWEST_DISTINCT_STEPS = 8


def looks_random(root: bytes) -> bool:
    """Whether a root is long enough, and neither counted, repeated nor a text that a person typed.

    >>> looks_random(bytes(range(32))), looks_random("sésame, ouvre-toi! sésame, ouvre-toi".encode())
    (False, False)
    """
    return len(root) >= ROOT_BYTES and not _is_counted(root) and not _is_text(root)


def _is_counted(root: bytes) -> bool:
    steps = {(after - before) % 256 for before, after in pairwise(root)}
    return len(set(root)) < _FEWEST_DISTINCT_BYTES or len(steps) < _FEWEST_DISTINCT_STEPS


def _is_text(root: bytes) -> bool:
    """Printable UTF-8, or UTF-16, whose every second byte is mostly 0; chance makes neither in 10^6 roots."""
    if any(half.count(0) > len(half) // 2 for half in (root[::2], root[1::2])):
        return True
    try:
        text = root.decode()
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character.isspace() for character in text)
