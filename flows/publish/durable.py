"""Files that are on the disk before anyone sees their name."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Replaces a text file: whoever reads it sees the old text or the new one, whenever the machine stops."""
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(text, encoding="utf-8")
    sync(partial)
    partial.replace(path)
    sync(path.parent)


def move_folder(source: Path, target: Path) -> None:
    """Makes a folder appear under its final name, whole.

    On another file system the copy is completed and flushed under a hidden name before it is renamed.
    """
    sync_tree(source)
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_then_rename(source, target)
    sync(target.parent)


def partial_name(target: Path) -> Path:
    """The hidden name of a folder that is not complete yet."""
    return target.with_name(f".{target.name}.partial")


def sync_tree(folder: Path) -> None:
    """Flushes all files and folders below, the folder last."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Flushes one file or the entries of one folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_then_rename(source: Path, target: Path) -> None:
    partial = partial_name(target)
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(source, partial)
    sync_tree(partial)
    partial.rename(target)
    shutil.rmtree(source)
