"""``veilig subject review`` and ``split``: who is one person, and who is two."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detectors.errors import UsageError
from flows.commands.asking import FromOption, answered, asked_lines, chosen, on_a_terminal
from flows.commands.options import HERE, AsOfOption, ExportsOption, JsonOption, WorkspaceOption
from flows.commands.requesting import as_day
from flows.commands.running import ready_for_prefect, sign_of_life

if TYPE_CHECKING:
    from flows.review import Values
    from transforms.subjects.review import Evidence, Pair

OTHERS = "other"
"""Starts a line that belongs to somebody else, in a file for ``split``."""


def review(
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    *,
    accept: Annotated[
        int | None, typer.Option("--accept", metavar="N", help="Pair N is one person; the next run joins them.")
    ] = None,
    reject: Annotated[int | None, typer.Option("--reject", metavar="N", help="Pair N is two people.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Pairs that were ruled on or joined too.")] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show what the exports say of them; on a terminal only.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List pairs of subjects that may be one person; rule on them.

    A ruling holds for every later run, and is changed by ruling again. Without --show no value is shown, only what
    kinds of evidence there are.
    """
    if accept is not None or reject is not None:
        _rule(workspace, accept, reject)
        return
    if show and (as_json or not on_a_terminal()):
        raise UsageError("Values are shown on a terminal only.", hint="Leave --show out, or do not redirect.")
    from flows.review import list_pairs

    listed = list_pairs(workspace, everything=everything)
    if as_json:
        typer.echo(json.dumps([_as_dict(pair, known) for pair, known in listed], indent=2))
        return
    values = _values(workspace, exports, as_of, listed) if show else {}
    for pair, known in listed:
        typer.echo("\n".join([*_card(pair, known), *_shown(pair, values)]))
    if not listed:
        typer.echo("No pair is open.")


def split(source: FromOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Take a subject apart that is two people.

    Asks for the person, then for the file numbers (`system/table id`) and addresses of somebody else; a file given with
    --from holds these as `other: …`. The old number stays with the first person; `veilig subject review --all` lists
    the pair, and accepting it puts them together again.
    """
    from flows.review import split as split_subject
    from flows.rights import find_people

    lines = asked_lines(source)
    others = [line.partition(":")[2].strip() for line in lines if _is_others(line)]
    subject = chosen(find_people(workspace, [line for line in lines if not _is_others(line)])).subject
    if source is None:
        typer.echo("What belongs to somebody else? `system/table id`, one a line. An empty line ends.", err=True)
        while line := answered("Identifier of the other person", default=""):
            others.append(line)
    other = split_subject(workspace, subject, others)
    typer.echo(f"Subject {subject} was taken apart: the other person is subject {other}. The next run sorts the rest.")


def _rule(workspace: Path, accept: int | None, reject: int | None) -> None:
    from flows.review import rule_on
    from transforms.subjects.vault.rulings import Verdict

    if accept is not None and reject is not None:
        raise UsageError("A pair is accepted or rejected.", hint="Use --accept or --reject, one pair at a time.")
    verdict = Verdict.SAME if accept is not None else Verdict.DIFFERENT
    pair = rule_on(workspace, accept if accept is not None else reject or 0, verdict)
    said = "are one from the next run on" if verdict is Verdict.SAME else "are two people"
    typer.echo(f"Pair {pair.number}: subjects {pair.one} and {pair.other} {said}.")


def _card(pair: Pair, known: Evidence) -> list[str]:
    """What a pair rests on, a line each."""
    verdict = {None: "", "same": " (accepted)", "different": " (rejected)"}[pair.verdict]
    one, other = (", ".join(systems) or "none" for systems in known.systems)
    return [
        f"Pair {pair.number}{verdict}: subjects {pair.one} and {pair.other}, since {pair.since}",
        f"  why       {pair.why}",
        f"  strength  {len(known.common)} in common: {', '.join(known.common) or 'nothing that the vault keeps'}",
        f"  against   {', '.join(known.differing) or 'nothing'}",
        f"  systems   {one} | {other}",
    ]


def _values(workspace: Path, exports: ExportsOption, as_of: AsOfOption, listed: list[tuple[Pair, Evidence]]) -> Values:
    """What the exports say of the subjects of the listed pairs."""
    from flows.review import values_of

    if not listed:
        return {}
    ready_for_prefect(workspace)
    subjects = {subject for pair, _ in listed for subject in (pair.one, pair.other)}
    with sign_of_life(quiet=False):
        return values_of(workspace, exports.resolve() if exports else None, as_day(as_of), subjects)


def _shown(pair: Pair, values: Values) -> list[str]:
    lines = []
    for subject in (pair.one, pair.other):
        if subject in values:
            lines.append(f"  subject {subject}")
            lines += [f"    {kind}: {value}" for kind, value in values[subject]] or ["    in no export of today"]
    return lines


def _is_others(line: str) -> bool:
    return line.partition(":")[0].strip().lower() == OTHERS


def _as_dict(pair: Pair, known: Evidence) -> dict[str, object]:
    return {**asdict(pair), "why": pair.why, "evidence": asdict(known)}
