"""An open vault.

It holds keyed look-ups and ciphertexts only. Everything that one run adds is written in one transaction, so that a
program killed at any moment leaves the vault of the run before, in one file that can be copied along with ``private/``.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING

import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault import (
    dividing,
    erasing,
    gate_digests,
    identifiers,
    runs,
    seal_epoch,
    standings,
    statements,
    subject_parts,
    subjects,
    suggestions,
)
from transforms.subjects.vault.sealing import Seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.keys import Keyring


class Vault:
    """An open vault; see ``open_vault``.

    What it can do is told by the modules that it names, one per table. The functions for what few callers need are
    called as such, with the vault as their first argument where they open or close a seal: ``rulings``, ``register``,
    ``domains``, ``requests``, ``corrections``, ``approvals``, ``audit_head``.

    Args:
        engine: a SQLAlchemy engine.
        keyring: the keyring that closed, or will close, its values.
    """

    def __init__(self, engine: sa.Engine, keyring: Keyring) -> None:
        self.engine = engine
        self.keyring = keyring
        self._seals: dict[str, Seal] = {}
        self._epoch: int | None = None
        self._turn_of: int | None = None

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """All or nothing: what is written inside appears at the end, or not at all; others wait meanwhile.

        Raises:
            KeyUnavailable: others used the vault for too long, or its disk or server failed.
            RuntimeError: inside another one, which would wait for itself; a defect.
        """
        if self._turn_of == get_ident():
            raise RuntimeError("a transaction of the vault inside another one")
        try:
            with self.engine.begin() as connection, self._turn():
                self.look_at_epoch(connection)
                yield connection
        except sa.exc.OperationalError:
            raise KeyUnavailable(
                "The database of the vault failed, and nothing was kept.", hint="Check its disk or server; start again."
            ) from None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Mark whose turn it is; one that still waits for its own leaves the mark alone."""
        self._turn_of = get_ident()
        try:
            yield
        finally:
            self._turn_of = None

    def look_at_epoch(self, connection: sa.Connection) -> None:
        """Seal under the epoch that the vault names now: another process may have sealed it anew."""
        epoch = seal_epoch.seal_epoch(connection)
        if epoch != self._epoch:
            self._epoch, self._seals = epoch, {}

    def seal(self, use: str) -> Seal:
        """What closes and opens the values of one use."""
        if use not in self._seals:
            self._seals[use] = Seal(self.keyring, use, self._epoch)
        return self._seals[use]

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    start_run = staticmethod(runs.start_run)

    load_subjects = subjects.load_subjects
    load_profiles = subject_parts.load_profiles
    keep_subjects = subject_parts.keep_subjects
    knows = subject_parts.knows

    kinds = staticmethod(identifiers.kinds)
    load_identifiers = identifiers.load_identifiers
    add_identifiers = identifiers.add_identifiers
    subjects_with = identifiers.subjects_with
    identifiers_of = identifiers.identifiers_of
    identifiers_of_each = identifiers.identifiers_of_each

    current_id = staticmethod(standings.current_id)
    merge = staticmethod(standings.merge)
    restrict = staticmethod(standings.restrict)
    object = staticmethod(standings.object_)
    erase = erasing.erase
    split = dividing.split
    unmerge = dividing.unmerge

    add_statements = statements.add_statements
    load_statements = statements.load_statements

    suggest = staticmethod(suggestions.suggest)
    suggestions = staticmethod(suggestions.suggestions)

    load_gate_digests = staticmethod(gate_digests.load_gate_digests)
    remember_gate_digests = staticmethod(gate_digests.remember_gate_digests)
