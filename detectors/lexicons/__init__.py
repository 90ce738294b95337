"""Words per language, as data: one file per kind, words separated by white space or, for phrases, one per line.

Lines that begin with ``#`` tell where the words come from.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def text_of(name: str) -> str:
    """A whole file, for those that are not plain lists."""
    return (_FOLDER / name).read_text("utf-8")


def _content(name: str) -> list[str]:
    lines = text_of(name).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a file, as written in it.

    >>> "Sofie" in words("first_names.txt")
    True
    """
    return frozenset(word for line in _content(name) for word in line.split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of a file, in its order.

    >>> "top surgery" in phrases("procedures.txt")
    True
    """
    return tuple(dict.fromkeys(_content(name)))
