"""The export files below a folder, in an order that does not depend on the disk."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from flows.crawl.labels import Predicate, printable
from flows.crawl.personal_names import points_at_a_person

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFTOVERS = {"thumbs.db", "desktop.ini", "__macosx"}
_LEFTOVER_SUFFIXES = (".lock", ".lck", ".crdownload", ".part", ".tmp", ".swp")


@dataclass(frozen=True)
class ExportFile:
    """A file that a system may have written.

    Attributes:
        number: position in the listing, from 1; names the staged files.
        path: where it lies.
        system: first folder below the exports, or ``unsorted``.
        stem: file name without suffix, for naming tables; may hold personal data, so never printed.
        label: printable form of the path.
        refused: reason code when the file must not be opened, else ``""``.
        ignored: sentence for the report when the file is no export, else ``""``.
    """

    number: int
    path: Path
    system: str
    stem: str
    label: str
    refused: str = ""
    ignored: str = ""


def list_files(exports: Path, *, personal: Predicate = points_at_a_person) -> tuple[ExportFile, ...]:
    """Every file below ``exports``, sorted by path; those that are not read carry the reason.

    Args:
        exports: one folder per system.
        personal: tells names of files and folders that must not be printed.

    Raises:
        NotADirectoryError, FileNotFoundError: there is no such folder.
    """
    root = exports.resolve(strict=True)
    found = sorted(_walk(root), key=lambda entry: PurePosixPath(entry[0].relative_to(root)).parts)
    labels: dict[str, int] = {}
    return tuple(
        _unique(_describe(root, path, number, refused, personal), labels)
        for number, (path, refused) in enumerate(found, start=1)
    )


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files, and folders that cannot be listed, each with a reason code or ``""``."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except PermissionError:
        yield folder, "not-permitted"
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path), ""


def _describe(root: Path, path: Path, number: int, refused: str, personal: Predicate) -> ExportFile:
    relative = PurePosixPath(path.relative_to(root))
    refused = refused or _refusal(root, path)
    label = printable(relative, lambda: _name_hash(path, refused), personal=personal)
    system = PurePosixPath(label).parts[0] if len(relative.parts) > 1 else "unsorted"
    return ExportFile(number, path, system, relative.stem, label, refused, "" if refused else _ignorance(relative))


def _refusal(root: Path, path: Path) -> str:
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "outside-exports"
        mode = path.stat().st_mode
    except PermissionError:
        return "not-permitted"
    except (OSError, RuntimeError):  # a link to nothing, or in a circle
        return "broken-link"
    if not stat.S_ISREG(mode):
        return "not-a-file"
    return "" if os.access(path, os.R_OK) else "not-permitted"


def _ignorance(relative: PurePosixPath) -> str:
    names = [part.lower() for part in relative.parts]
    if any(name in _LEFTOVERS or name.startswith(".") for name in names):
        return "Hidden file, not read."
    if names[-1].startswith("~$") or names[-1].endswith(_LEFTOVER_SUFFIXES):
        return "Lock file or unfinished download, not read."
    return ""


def _name_hash(path: Path, refused: str) -> str:
    if refused:
        return "unopened"
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _unique(file: ExportFile, labels: dict[str, int]) -> ExportFile:
    labels[file.label] = labels.get(file.label, 0) + 1
    if labels[file.label] == 1:
        return file
    return replace(file, label=f"{file.label}~{labels[file.label]}")
