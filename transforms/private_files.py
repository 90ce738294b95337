"""Files that their owner alone can use: 0600 from their first moment, and whole or absent after a power cut."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_private(path: Path, text: str | bytes) -> None:
    """Replace the file at once, mode 0600."""
    draft(path, text).replace(path)
    sync_directory(path.parent)


def create_private(path: Path, text: str | bytes) -> None:
    """A new file of mode 0600.

    Raises:
        FileExistsError: there is one already; it stays as it is.
    """
    temporary = draft(path, text)
    try:
        os.link(temporary, path)  # unlike a rename, a link never replaces what is there
    finally:
        temporary.unlink()
    sync_directory(path.parent)


def draft(path: Path, text: str | bytes) -> Path:
    """The text in a new hidden file beside ``path``, on disk before it gets its name; the caller renames it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink()  # a full disk must leave no half of what is private
        raise
    return Path(name)


def sync_directory(directory: Path) -> None:
    """Put the names of its files on disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
