"""The policies of a workspace."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detectors.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.policy import Policy


def load_policies(workspace: Workspace, names: Sequence[str] = ()) -> tuple[Policy, ...]:
    """The policies of those release names, or all of them, by name.

    Raises:
        UsageError: a name that no policy has.
        ConfigurationError: a policy is invalid, or two have the same release name.
    """
    from transforms.policy import load_policy

    policies = [load_policy(path) for path in sorted(workspace.policies.glob("*.yaml"))]
    by_name = {policy.release: policy for policy in policies}
    if len(by_name) < len(policies):
        raise ConfigurationError(f"Two policies in {workspace.policies} name the same release.", hint="Rename one.")
    for name in names:
        if name not in by_name:
            raise _no_such_release(name, sorted(by_name))
    return tuple(by_name[name] for name in (names or sorted(by_name)))


def _no_such_release(name: str, known: Sequence[str]) -> UsageError:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Choose one of: {', '.join(known)}."
    return UsageError(f"No policy makes a release named {name}.", hint=hint)
