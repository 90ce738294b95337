"""Questions that take a second person: one asks, another allows, and the first gets the answer once.

The rule holds between people who do not have the keyring in their hands: whoever can read ``private/`` as its owner can
compute what they like. It keeps honest people from acting alone, and the audit log tells what they did.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

from detectors.errors import UsageError, VeiligError
from flows.actor import person_at_work
from flows.auditing import note
from flows.key_sources import load_keys

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.keys import Keyring
    from transforms.subjects.vault.approvals import Approval

REIDENTIFY = "reidentify"


class NotApproved(VeiligError):
    """A second person has to allow it first."""

    exit_code = 17


def allowed(workspace: Workspace, keyring: Keyring, detail: str, reason: str) -> Approval:
    """The approval of a question that was asked before in the same words; else the question is asked.

    Raises:
        NotApproved: it waits for another person.
    """
    from transforms.subjects.vault import approvals, open_vault

    me = person_at_work()
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        mine = [
            one
            for one in approvals.approvals(connection)
            if (one.action, one.detail, one.asked_by, one.settled) == (REIDENTIFY, detail, me, "")
        ]
        if approved := next((one for one in mine if one.approved_by), None):
            return approved
        today = dt.datetime.now(tz=dt.UTC).date()
        asked = mine[0] if mine else approvals.ask(connection, REIDENTIFY, detail, reason, me, today)
    if not mine:
        note(workspace, keyring, "reidentify.asked", question=asked.id, reason=reason, **_about(asked))
    raise NotApproved(
        f"Question {asked.id} waits for another person.",
        hint=f"They run `veilig reidentify --approve {asked.id}`; then ask the same again.",
    )


def use_up(workspace: Workspace, keyring: Keyring, approval: Approval) -> None:
    """Nobody gets a second answer to it.

    Raises:
        UsageError: it was answered meanwhile.
    """
    from transforms.subjects.vault import approvals, open_vault

    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        approvals.settle(connection, approval.id, "answered")


def waiting(workspace: Workspace) -> list[Approval]:
    """Questions that nobody allowed or refused yet."""
    from transforms.subjects.vault import approvals, open_vault

    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        return [one for one in approvals.pending(connection) if one.action == REIDENTIFY]


def approve(workspace: Workspace, number: int) -> Approval:
    """Allow somebody else's question.

    Raises:
        UsageError: it is one's own, or none that waits.
    """
    from transforms.subjects.vault import approvals, open_vault

    keyring = load_keys(workspace)
    _refuse_unless_waiting(workspace, number)
    try:
        with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
            approved = approvals.approve(connection, number, person_at_work())
    except UsageError:
        note(workspace, keyring, "reidentify.approval-denied", question=number)
        raise
    note(workspace, keyring, "reidentify.approved", question=number, **_about(approved))
    return approved


def refuse(workspace: Workspace, number: int) -> None:
    """Refuse a question, also one's own: nobody gets an answer to it.

    Raises:
        UsageError: none waits under that number.
    """
    from transforms.subjects.vault import approvals, open_vault

    keyring = load_keys(workspace)
    _refuse_unless_waiting(workspace, number)
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        approvals.settle(connection, number, "refused")
    note(workspace, keyring, "reidentify.refused", question=number)


def in_words(question: Approval) -> str:
    """What is asked, for whoever has to allow it."""
    about = _about(question)
    count = "one pseudonym" if about["pseudonyms"] == 1 else f"{about['pseudonyms']} pseudonyms"
    asked = f"asked by {question.asked_by} on {question.asked_on.isoformat()}"
    return f"Question {question.id}: {count} of {about['release']}, {asked}: {question.reason}"


def _about(question: Approval) -> dict[str, str | int]:
    release, *pseudonyms = question.detail.split()
    return {"release": release, "pseudonyms": len(pseudonyms)}


def _refuse_unless_waiting(workspace: Workspace, number: int) -> None:
    if number not in {one.id for one in waiting(workspace)}:
        raise UsageError(f"No question {number} waits.", hint="List them: veilig reidentify --waiting")
