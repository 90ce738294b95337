"""``checksums.sha256``: what ``sha256sum -c`` takes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "checksums.sha256"


def checksums(folder: Path) -> dict[str, str]:
    """Path below the folder → SHA-256 in hexadecimal, of every file but the list itself, in the order of the paths.

    What Python leaves behind when someone imports ``read.py`` does not count.
    """
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != FILE and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): digest(path) for path in sorted(files)}


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path) -> None:
    """Writes the list over everything in the folder."""
    lines = [f"{value}  {name}\n" for name, value in checksums(folder).items()]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")


def listed(folder: Path) -> Mapping[str, str]:
    """What the list in the folder says; empty where there is none or it is damaged."""
    path = folder / FILE
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: value for value, found, name in (line.partition("  ") for line in lines) if found}


def differing(folder: Path) -> tuple[str, ...]:
    """Files that are missing, changed or not in the list; the list itself when there is none."""
    promised, actual = listed(folder), checksums(folder)
    if not promised:
        return (FILE,)
    names = promised.keys() | actual.keys()
    return tuple(sorted(name for name in names if promised.get(name) != actual.get(name)))
