"""Who is behind a pseudonym of a release: for the key holder, with a reason, and always in the audit log."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detectors.errors import UsageError
from flows.auditing import note_each
from flows.key_sources import load_keys
from flows.pseudonym_search import Answer, Search, versions_meant
from flows.questions import allowed, use_up
from flows.verify import known_of
from transforms.private_files import write_private

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.subjects.vault.approvals import Approval

MOST = 1000
"""Pseudonyms in one question: each gets an entry in the audit log. Who needs everybody uses `veilig subject links`."""

_PSEUDONYM = re.compile(r"[sr][a-z2-7]{16}")
_SHORTEST_REASON = 10


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        release: name of a release, or ``name/version``.
        pseudonyms: of subjects (``s…``) or of records (``r…``), ascending, each once.
        reason: why; it is kept.
    """

    release: str
    pseudonyms: tuple[str, ...]
    reason: str

    @property
    def detail(self) -> str:
        """The question as a second person allows it, and as nobody can widen it afterwards."""
        return " ".join((self.release, *self.pseudonyms))


def question(release: str, pseudonyms: Iterable[str], reason: str) -> Question:
    """A question that can be asked.

    Raises:
        UsageError: no pseudonym, too many, something else than a pseudonym, or no reason.
    """
    wanted = sorted({one.strip() for one in pseudonyms} - {""})
    wrong = sum(_PSEUDONYM.fullmatch(one) is None for one in wanted)
    if wrong or not wanted:
        said = f"Of {len(wanted)} given, no pseudonym: {wrong}." if wrong else "No pseudonym was given."
        raise UsageError(said, hint="A pseudonym is s or r with 16 letters and digits, as in the release.")
    if len(wanted) > MOST:
        raise UsageError(f"More than {MOST} pseudonyms at once.", hint="Use `veilig subject links` for everybody.")
    if len(reason.strip()) < _SHORTEST_REASON:
        raise UsageError("That is no reason.", hint="Say in a few words why it must be known who this is.")
    return Question(release, tuple(wanted), reason.strip())


def permission(workspace: Workspace, asked: Question) -> Approval | None:
    """The approval of a second person, where veilig.yaml asks for one.

    Raises:
        NotApproved: it waits for another person.
        UsageError: there is no such release, or the reason holds an identifier.
    """
    keyring = load_keys(workspace)
    versions_meant(workspace, keyring, asked.release)
    if known_of(workspace).contains(pa.array([asked.reason]))[0]:
        raise UsageError("The reason holds an identifier of somebody, and is kept.", hint="Say it without.")
    if workspace.config.reidentify.approvals == 1:
        return None
    return allowed(workspace, keyring, asked.detail, asked.reason)


def answers(workspace: Workspace, asked: Question) -> tuple[Answer, ...]:
    """Who is behind the pseudonyms; for nobody's eyes before ``note_answers``.

    Raises:
        UsageError: there is no such release.
    """
    from transforms.subjects.vault import open_vault

    keyring = load_keys(workspace)
    entries = versions_meant(workspace, keyring, asked.release)
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        stored = vault.load_subjects(connection)
    return tuple(Search(workspace, keyring, entries, stored).answers(asked.pseudonyms))


def note_answers(
    workspace: Workspace, asked: Question, found: Sequence[Answer], approval: Approval | None, shown: str
) -> None:
    """Note in the audit log who is about to learn what; what this refuses must not be told.

    Args:
        workspace: whose log it is.
        asked: the question.
        found: the answers.
        approval: of a second person; it is used up.
        shown: ``number``, ``names`` or ``records``: how much is told.
    """
    keyring = load_keys(workspace)
    if approval is not None:
        use_up(workspace, keyring, approval)
    about: dict[str, str | int] = {"release": asked.release, "shown": shown, "reason": asked.reason}
    if approval is not None:
        about |= {"reason": approval.reason, "question": approval.id, "approved_by": approval.approved_by}
    each = [about | {"pseudonym": one.pseudonym, "outcome": one.outcome.value} for one in found]
    note_each(workspace, keyring, "reidentify.answered", each)


def names_of(workspace: Workspace, subjects: Iterable[int]) -> dict[int, list[str]]:
    """All names that subjects ever had, as the vault knows them."""
    from transforms.subjects.vault import open_vault, subject_parts
    from transforms.subjects.vault.standings import everyone

    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        return {
            subject: sorted(subject_parts.names_of(vault, connection, everyone(connection, subject)))
            for subject in sorted(set(subjects))
        }


@contextmanager
def draft(workspace: Workspace, asked: Question, found: Sequence[Answer]) -> Iterator[Path]:
    """A file in the private folder that tells the flow whose records to look for; gone at the end.

    See ``flows.reidentified_records``.
    """
    entries = {one.version: one for one in versions_meant(workspace, load_keys(workspace), asked.release)}
    wanted = [
        {
            "pseudonym": one.pseudonym,
            "subject": one.subject,
            "domain": entries[one.version].domain,
            "epoch": entries[one.version].epoch,
        }
        for one in found
        if one.subject
    ]
    path = workspace.private / f"reidentify-{os.getpid()}.json"
    write_private(path, json.dumps(wanted))
    try:
        yield path
    finally:
        path.unlink()


def as_plain(
    asked: Question, found: Sequence[Answer], names: Mapping[int, list[str]], records: Mapping[str, list[Any]]
) -> dict[str, Any]:
    """The answers with names and records, as the file for the key holder has them."""
    answers = [
        {
            "pseudonym": one.pseudonym,
            "outcome": one.outcome.value,
            "version": one.version,
            "subject": one.subject or None,
            "names": names.get(one.subject, []),
            "records": records.get(str(one.subject), []),
        }
        for one in found
    ]
    return {"release": asked.release, "reason": asked.reason, "answers": answers}
