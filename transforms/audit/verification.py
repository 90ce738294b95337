"""Whether an audit log is as it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.audit.entry import NOTHING_BEFORE, RECOVERED, RESTARTED, Entry, Head, parsed

if TYPE_CHECKING:
    from transforms.keys import Keyring


@dataclass(frozen=True)
class Verification:
    """What a look at the whole log found.

    Attributes:
        entries: number of the last that is whole, before the first that is not.
        broken: number of the first entry that is not as it was written; 0 when all are.
        problem: what is wrong with it, in a sentence.
        notes: what is odd and yet in order, in sentences.
        first: number of the first entry: another than 1 in a log that was restarted.
    """

    entries: int
    broken: int = 0
    problem: str = ""
    notes: tuple[str, ...] = ()
    first: int = 1

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, dropped, swapped, inserted or cut off."""
        return not self.broken


def verification(lines: Iterable[bytes], keyring: Keyring, head: Head | None) -> Verification:
    """Follow the chain from the first entry to the last.

    Args:
        lines: of the file, each with its line feed.
        keyring: that sealed the entries.
        head: what the vault remembers of the newest entry.

    Raises:
        KeyUnavailable: the keyring lacks the key of an entry.
    """
    chain = _Chain(keyring, head)
    for line in lines:
        if problem := chain.follow(line):
            return Verification(chain.entries, chain.entries + 1, problem, tuple(chain.notes))
    if problem := chain.end():
        return Verification(chain.entries, chain.entries + 1, problem, tuple(chain.notes))
    return Verification(chain.entries, notes=tuple(chain.notes), first=chain.first)


def torn_details(torn: bytes) -> dict[str, str | int]:
    """What an entry notes of the lines before it that are no entries."""
    return {"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}


@dataclass
class _Chain:
    """The way along the chain so far."""

    keyring: Keyring
    head: Head | None
    first: int = 1
    entries: int = 0
    key: int = 0
    before: str = NOTHING_BEFORE
    torn: bytes = b""
    notes: list[str] = field(default_factory=list)

    def follow(self, line: bytes) -> str:
        """One line further; what is wrong with it, or nothing."""
        entry = parsed(line if line.endswith(b"\n") else line + b"\n")
        if entry is None:
            self.torn += line if line.endswith(b"\n") else line + b"\n"
            return ""
        problem = self._problem_of(entry)
        if not problem:
            self.entries, self.key, self.before, self.torn = entry.number, entry.key, entry.digest, b""
        return problem

    def _problem_of(self, entry: Entry) -> str:
        if self.torn and not self._notes_what_is_torn(entry):
            return "It is not an entry."
        if not self.entries and entry.action == RESTARTED:
            self._begin_at(entry)
        if entry.number != self.entries + 1 or entry.before != self.before:
            return "It does not follow the one before."
        if entry.key < self.key or not entry.is_genuine(self.keyring):
            return "It was changed, or written without the key."
        if self.head and entry.number == self.head.entries and bytes.fromhex(entry.digest) != self.head.digest:
            return "The vault remembers another entry in its place."
        return ""

    def _begin_at(self, entry: Entry) -> None:
        self.first, self.entries = entry.number, entry.number - 1
        self.notes.append(f"The log begins at entry {entry.number}: the one before it was broken, and put aside.")

    def _notes_what_is_torn(self, entry: Entry) -> bool:
        if entry.action != RECOVERED or dict(entry.details) != torn_details(self.torn):
            return False
        self.notes.append(
            f"Before entry {entry.number} stands what a power cut left unfinished; it was never an entry."
        )
        return True

    def end(self) -> str:
        """What is wrong with the end."""
        if self.head and self.entries < self.head.entries:
            return f"The log is cut off: the vault remembers {self.head.entries} entries."
        if self.torn and not self.head:
            return "It is not an entry."
        if self.torn:
            self.notes.append("The last line is unfinished: a power cut. The next entry will note it.")
        return ""
