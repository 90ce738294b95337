"""Explain a finding, and rule on it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detectors.errors import UsageError

if TYPE_CHECKING:
    from flows.workspace import Workspace


def explain_column(workspace: Workspace, column: str) -> Iterator[str]:
    """Why a column has its category and what each policy does to it, from the last data map.

    Raises:
        UsageError: no data map yet, or no such column in it.
    """
    found = _find(workspace, column)
    yield f"{column}: {found['category']} ({found['label']}), confidence {found['confidence']:.2f}"
    if found["law"]:
        yield f"  law: {found['law']}"
    if found["decided"]:
        yield f"  decided by a person, in {workspace.decisions.name}"
    yield from (f"  {_because(evidence)}" for evidence in found["evidence"])
    yield from _next(found.get("runner_up"))
    yield from (f"  {policy}: {treatment}" for policy, treatment in sorted(found["treatments"].items()))


def _because(evidence: str) -> str:
    return evidence if evidence.startswith(("although ", "but ")) else f"because {evidence}"


def _next(runner_up: dict[str, Any] | None) -> Iterator[str]:
    """What the column was nearly taken for, and why it was not."""
    if runner_up:
        from detectors.taxonomy import category

        label = category(runner_up["category"]).label
        yield f"  rather than {runner_up['category']} ({label}), for which {runner_up['strength']:.0%} spoke:"
        yield f"    {runner_up['why_not']}"


def decide_column(workspace: Workspace, column: str, category: str, *, role: str, reason: str) -> str:
    """Adds a ruling to the decisions file; gives the sentence that confirms it.

    Raises:
        UsageError: no such column in the last data map.
        ConfigurationError: no such category.
        KeyUnavailable: the audit log cannot be written.
    """
    from detectors.decisions import Decision, add_decision
    from flows.auditing import note
    from flows.key_sources import load_keys

    _find(workspace, column)
    keyring = load_keys(workspace)
    add_decision(workspace.decisions, Decision(column=column, category=category, role=role, reason=reason))
    note(workspace, keyring, "decision.made", column=re.sub(r"[^A-Za-z0-9._-]", "_", column)[:200], category=category)
    return f"{column} is {category} from the next run on; the ruling stands in {workspace.decisions}."


def _find(workspace: Workspace, column: str) -> dict[str, Any]:
    columns = dict(_columns(workspace.reports / "data-map.json"))
    if column not in columns:
        near = difflib.get_close_matches(column, columns, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See reports/data-map.html for all of them."
        raise UsageError("The data map has no such column.", hint=hint)
    return columns[column]


def _columns(data_map: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not data_map.is_file():
        raise UsageError("There is no data map yet.", hint="Make one: veilig discover")
    for table in json.loads(data_map.read_text(encoding="utf-8"))["tables"]:
        for column in table["columns"]:
            yield f"{table['table']}.{column['name']}", column
