"""The file of the audit log: entries are added at its end under a lock, and are on disk before anything goes on."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from detectors.errors import ContractBroken, KeyUnavailable, UsageError
from transforms.audit.entry import NOTHING_BEFORE, RECOVERED, RESTARTED, Details, Entry, Head, parsed, refuse_unsafe
from transforms.audit.verification import Verification, torn_details, verification
from transforms.private_files import sync_directory, write_private

if TYPE_CHECKING:
    from transforms.keys import Keyring
    from transforms.subjects.vault import Vault

_TAIL = 1 << 16
"""Bytes at the end of the file in which the last entry stands whole: the longest has a tenth of it."""
_BROKEN = "See `veilig audit verify`, and restore the log from its backup; docs/audit.md says more."


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class AuditLog:
    """An audit log that can be added to and verified.

    Args:
        path: the file, usually ``private/audit.jsonl``; made with mode 0600 by the first entry.
        keyring: whose keys seal the entries.
        vault: remembers the newest entry; without one, nobody notices that the end was cut off.
        clock: tells the time of an entry.
    """

    def __init__(
        self, path: Path, keyring: Keyring, vault: Vault | None = None, clock: Callable[[], dt.datetime] = _now
    ) -> None:
        self.path = path
        self.keyring = keyring
        self.vault = vault
        self.clock = clock

    def append(self, action: str, *, actor: str, **details: str | int) -> Entry:
        """Add an entry; when this returns it is on disk. Not inside a transaction of the vault, which it writes to.

        Args:
            action: what was done, as ``release.published``.
            actor: who did it (see ``flows.actor``).
            **details: counts, names and codes, never an identifier; ``reason`` alone may be free text.

        Raises:
            ContractBroken: the log was changed or cut off since its last entry.
            KeyUnavailable: the log cannot be written, or the keyring lacks the key of its last entry.
        """
        refuse_unsafe(action, actor, details)
        with _held(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, fcntl.LOCK_EX) as file:
            end = _end_of(file)
            self._refuse_unless_genuine(end.last)
            added = self._recovery(end, actor)
            added.append(self._next(added[-1] if added else end.last, action, actor, details))
            self._write(file, end.line_feed + b"".join(entry.line() for entry in added))
            self._remember(added[-1])
        return added[-1]

    def restart(self, *, actor: str, reason: str) -> Path:
        """Put a broken log aside, and begin a new one whose first entry says what was wrong with it; gives where it is.

        Raises:
            UsageError: nothing is wrong with the log.
        """
        refuse_unsafe(RESTARTED, actor, {"reason": reason})
        with _held(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, fcntl.LOCK_EX) as file:
            head = self._head()
            found = verification(file, self.keyring, head)
            if found.whole:
                raise UsageError("Nothing is wrong with the audit log.", hint="Go on with it.")
            file.seek(0)
            old = file.read()
            newest = max(found.entries, head.entries if head else 0)
            details = {"entries": found.entries, "broken": found.broken, "reason": reason, **torn_details(old)}
            first = replace(self._next(None, RESTARTED, actor, details), number=newest + 1).sealed(self.keyring)
            aside = self.path.with_name(f"{self.path.stem}-until-{newest}{self.path.suffix}")
            self._replace(old, aside, first)
        return aside

    def _replace(self, old: bytes, aside: Path, first: Entry) -> None:
        """A new log in place of the old one, which is kept; while the old one is held, so that nobody adds to it.

        The vault learns of the entry before the log has it: killed in between, the log is broken as it was, and the
        next restart begins behind.
        """
        if old:
            write_private(aside, old)
        self._remember(first)
        write_private(self.path, first.line())

    def verify(self) -> Verification:
        """Whether every entry is as it was written, and none is missing.

        Raises:
            KeyUnavailable: the keyring lacks the key of an entry.
        """
        if not self.path.exists():
            return verification((), self.keyring, self._head())
        with _held(self.path, os.O_RDONLY, fcntl.LOCK_SH) as file:
            return verification(file, self.keyring, self._head())

    def _write(self, file: BinaryIO, content: bytes) -> None:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        sync_directory(self.path.parent)

    def _refuse_unless_genuine(self, last: Entry | None) -> None:
        if last and not last.is_genuine(self.keyring):
            raise ContractBroken(f"Entry {last.number} of the audit log was changed.", hint=_BROKEN)
        head = self._head()
        if head and (last is None or last.number < head.entries):
            raise ContractBroken(f"The audit log ends before entry {head.entries}.", hint=_BROKEN)
        if head and last and last.number == head.entries and bytes.fromhex(last.digest) != head.digest:
            raise ContractBroken(f"Entry {last.number} of the audit log was replaced.", hint=_BROKEN)

    def _recovery(self, end: _End, actor: str) -> list[Entry]:
        """The entry that notes what a power cut left unfinished, if it did."""
        if not end.torn:
            return []
        return [self._next(end.last, RECOVERED, actor, torn_details(end.torn))]

    def _next(self, last: Entry | None, action: str, actor: str, details: Details) -> Entry:
        entry = Entry(
            number=last.number + 1 if last else 1,
            time=self.clock().astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            action=action,
            actor=actor,
            details=dict(sorted(details.items())),
            key=max(self.keyring.current, last.key if last else 0),
            before=last.digest if last else NOTHING_BEFORE,
        )
        return entry.sealed(self.keyring)

    def _head(self) -> Head | None:
        if self.vault is None:
            return None
        from transforms.subjects.vault.audit_head import head

        with self.vault.transaction() as connection:
            found = head(connection)
        return Head(*found) if found else None

    def _remember(self, newest: Entry) -> None:
        if self.vault is not None:
            from transforms.subjects.vault.audit_head import set_head

            with self.vault.transaction() as connection:
                set_head(connection, newest.number, bytes.fromhex(newest.digest))


def entries_in(path: Path) -> Iterator[Entry]:
    """All entries of a log in their order, not verified."""
    if path.exists():
        with _held(path, os.O_RDONLY, fcntl.LOCK_SH) as file:
            yield from (entry for entry in map(parsed, file) if entry)


@contextmanager
def _held(path: Path, flags: int, lock: int) -> Iterator[BinaryIO]:
    """The log, opened and locked; the one of today, also where it was restarted while this waited for the lock."""
    while True:
        with _opened(path, flags, "rb" if lock == fcntl.LOCK_SH else "r+b") as file:
            fcntl.flock(file, lock)
            if _is_still(path, file):
                yield file
                return


def _opened(path: Path, flags: int, mode: str) -> BinaryIO:
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError:
        raise KeyUnavailable(f"{path.name} cannot be opened.", hint="Check the private folder.") from None
    file = cast("BinaryIO", os.fdopen(descriptor, mode))
    if stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
        file.close()
        raise KeyUnavailable(f"{path.name} can be used by others.", hint="Run `chmod 600` on it.")
    return file


def _is_still(path: Path, file: BinaryIO) -> bool:
    """Whether the path still names the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


@dataclass(frozen=True)
class _End:
    """The end of the file.

    Attributes:
        last: the last entry.
        torn: what stands behind it and is none, since a power cut left it unfinished.
        line_feed: what the file lacks at its end.
    """

    last: Entry | None
    torn: bytes
    line_feed: bytes


def _end_of(file: BinaryIO) -> _End:
    size = file.seek(0, os.SEEK_END)
    start = file.seek(max(0, size - _TAIL))
    found = file.read()
    line_feed = b"" if not found or found.endswith(b"\n") else b"\n"
    lines = (found + line_feed).split(b"\n")[1 if start else 0 : -1]
    torn = b""
    while lines:
        line = lines.pop() + b"\n"
        if last := parsed(line):
            return _End(last, torn, line_feed)
        torn = line + torn
    if start:
        raise ContractBroken("The end of the audit log holds no entry.", hint=_BROKEN)
    return _End(None, torn, line_feed)
