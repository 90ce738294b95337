"""Numbers of things in a sentence."""

from __future__ import annotations


def several(count: int, one: str, many: str = "") -> str:
    """So many things.

    >>> several(1, "export"), several(1234, "row"), several(0, "entry", "entries")
    ('1 export', '1,234 rows', '0 entries')
    """
    return f"{count:,} {noun(count, one, many)}"


def noun(count: int, one: str, many: str = "") -> str:
    """What so many things are called: ``one``, else ``many``, which is ``one`` with an s unless told."""
    return one if count == 1 else many or f"{one}s"
