"""One entry of the audit log: what it may hold, how it is written, and the digest that seals it."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from detectors.errors import VeiligError

if TYPE_CHECKING:
    from transforms.keys import Keyring

Details = Mapping[str, str | int]

NOTHING_BEFORE = "0" * 64
"""What the first entry holds in place of the digest of the one before."""
RECOVERED = "log.recovered"
"""The action that notes an entry which a power cut left unfinished."""
RESTARTED = "log.restarted"
"""The action of the first entry of a log that takes the place of a broken one, and says what was wrong with it."""
REASON = "reason"
"""The one detail that may be free text; whoever asks for it says that it is kept."""

_ACTION = re.compile(r"[a-z]+(?:[.-][a-z]+)*")
_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_CODE = re.compile(r"[A-Za-z0-9._:/*-]{0,200}")
_VERSION = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}")
"""Of a release; its last eight may all be digits."""
_LONGEST_TEXT = 500
_DIGITS_OF_A_PERSON = 9
_TOO_LONG: int = 10**_DIGITS_OF_A_PERSON
_FIELDS = {"number": int, "time": str, "action": str, "actor": str, "details": dict, "key": int}
_FIELDS |= {"before": str, "digest": str}


class Head(NamedTuple):
    """The newest entry: how many there are, and its digest. The vault keeps one beside the log."""

    entries: int
    digest: bytes


@dataclass(frozen=True)
class Entry:
    """One thing that was done.

    Attributes:
        number: counts from 1 without gaps.
        time: UTC, to the second, as ``2026-01-31T09:30:00Z``.
        action: what was done, as ``release.published``.
        actor: the user of the operating system, and how veilig was called.
        details: numbers, names of releases and codes; free text only under ``reason``.
        key: epoch of the keyring under which the digest was made.
        before: digest of the entry before, in hexadecimals.
        digest: HMAC-SHA256 (RFC 2104) of all of the above, in hexadecimals.
    """

    number: int
    time: str
    action: str
    actor: str
    details: Details
    key: int
    before: str
    digest: str = ""

    def sealed(self, keyring: Keyring) -> Entry:
        """The same entry with its digest."""
        return replace(self, digest=self._digest(keyring))

    def is_genuine(self, keyring: Keyring) -> bool:
        """Whether the digest is that of the content.

        Raises:
            KeyUnavailable: the keyring lacks the entry's epoch.
        """
        return hmac.compare_digest(self._digest(keyring).encode(), self.digest.encode())

    def line(self) -> bytes:
        """The entry as the log holds it: one line of ASCII, always the same bytes."""
        return json.dumps(asdict(self), separators=(",", ":")).encode("ascii") + b"\n"

    def _digest(self, keyring: Keyring) -> str:
        return hmac.digest(keyring.audit_key(self.key), replace(self, digest="").line(), "sha256").hex()


def parsed(line: bytes) -> Entry | None:
    """The entry in a line of the log; None where it is not one to the byte."""
    try:
        content: dict[str, Any] = json.loads(line)
        right = list(content) == list(_FIELDS) and all(type(content[name]) is kind for name, kind in _FIELDS.items())
        entry = Entry(**content) if right else None
    except (ValueError, TypeError, RecursionError):
        return None
    return entry if entry and entry.line() == line else None


def refuse_unsafe(action: str, actor: str, details: Details) -> None:
    """Refuse what could be personal data of a patient: the log outlives every erasure.

    Raises:
        VeiligError: a mistake in veilig, or a reason that is too long.
    """
    safe = _ACTION.fullmatch(action) and 0 < len(actor) <= _LONGEST_TEXT and actor.isprintable()
    if not safe or not all(_NAME.fullmatch(name) for name in details):
        raise VeiligError("The audit log does not take this action, actor or name of a detail.")
    for name, value in details.items():
        if not (_is_reason(value) if name == REASON else _is_code(value)):
            hint = f"Say it in one line of at most {_LONGEST_TEXT} characters." if name == REASON else ""
            raise VeiligError(f"The audit log does not take this {name}.", hint=hint)


def _is_reason(value: str | int) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and value.isprintable()


def _is_code(value: str | int) -> bool:
    """A count or a name without blanks; a long number could be one that the state or a telephone company gave."""
    if isinstance(value, int):
        return -_TOO_LONG < value < _TOO_LONG
    if _VERSION.fullmatch(value):
        return True
    bare = re.sub(r"[./-]", "", value)
    long_number = len(bare) >= _DIGITS_OF_A_PERSON and bare.isdecimal()
    return _CODE.fullmatch(value) is not None and not long_number
