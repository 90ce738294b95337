"""``veilig subject consent``: what a person said, which statement counts, and what follows for each policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from flows.commands.asking import FromOption
from flows.commands.options import HERE, AsOfOption, ExportsOption, JsonOption, WorkspaceOption
from flows.commands.requesting import as_day, asked_subject
from flows.commands.running import ready_for_prefect, sign_of_life
from flows.commands.unread import UNREADABLE, in_a_sentence

if TYPE_CHECKING:
    from flows.consent import ConsentStanding, PolicyStanding
    from transforms.subjects.consent.history import PurposeHistory, Said

_QUESTIONS = {
    "research": "research",
    "newsletter": "newsletter",
    "parental": "parents' consent",
    "objection": "objection",
    "do_not_contact": "do not contact",
}
_FORGOTTEN = "What the person stated was destroyed with the erasure."
_WHY_NOT = {
    "beaten": "a later or more careful one counts",
    "over": "its term is over",
    "not-yet": "its date has not come yet",
}


def consent(
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    *,
    as_json: JsonOption = False,
) -> int:
    """Explain a person's consents, and what follows for releases.

    Tells every statement, which one counts, and what follows for each policy. Reads the exports anew, for the person's
    age and for what was said since the last run.
    """
    opened = ready_for_prefect(workspace)
    from flows.consent import explain_consent

    subject = asked_subject(opened.root, source)
    with sign_of_life(quiet=as_json):
        found = explain_consent(opened.root, subject, exports.resolve() if exports else None, as_day(as_of))
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2, default=str))
    else:
        typer.echo("\n".join(in_lines(found)))
    return UNREADABLE if found.unread else 0


def in_lines(found: ConsentStanding) -> Iterator[str]:
    """The explanation, a line each."""
    yield f"Subject {found.subject} on {found.as_of}"
    yield from _standing(found)
    for purpose in found.purposes:
        yield from _purpose(purpose)
    if not found.purposes:
        yield _FORGOTTEN if found.erased else "Nothing was ever stated, which is no."
    for policy in found.policies:
        yield from _policy(policy)
    if not found.met:
        yield "Today's exports hold nothing about the person, so no release does."
    if found.unread:
        yield in_a_sentence(found.unread, "statements may be missing")


def _standing(found: ConsentStanding) -> Iterator[str]:
    if found.age:
        yield f"  age: {found.age}"
    if found.erased:
        yield "  was erased: no release holds anything of them from the next one on"
    elif found.restricted:
        yield "  processing is restricted"
    if found.objected:
        yield "  objects to further use"
    if found.deadline:
        tense = "should have been deleted by" if found.deadline.overdue else "must be deleted by"
        yield f"  minor without a parent's consent since {found.deadline.since}: the data {tense} {found.deadline.due}"


def _purpose(purpose: PurposeHistory) -> Iterator[str]:
    yield f"{_QUESTIONS.get(purpose.purpose, purpose.purpose)}: {_answer(given=purpose.answer)}"
    for said in purpose.said:
        yield f"  {'*' if not said.why_not else ' '} {_statement(said)}"


def _statement(said: Said) -> str:
    through = f" for {said.through}" if said.through else ""
    why = f" ({_WHY_NOT[said.why_not]})" if said.why_not else ""
    return f"{said.on or 'undated   '}  {_answer(given=said.given):<3} {said.source}{through}{why}"


def _answer(*, given: bool) -> str:
    return "yes" if given else "no"


def _policy(policy: PolicyStanding) -> Iterator[str]:
    yield f"{policy.release}: in" if policy.included else f"{policy.release}: out, {policy.reason}: {policy.in_words}"
    for cube in policy.not_in:
        yield f"  not counted in {cube}: a consent that it asks for is missing"
