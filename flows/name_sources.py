"""What a run found names with: own lists, models and the tagger, by their digests, so that it can be explained later.

A digest tells which file it was (``sha256sum``) and nothing of what stands in it.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detectors.models import located
from flows.publish.checksums import checksums, digest

if TYPE_CHECKING:
    from flows.additions import Additions
    from flows.workspace import Workspace


def name_sources(workspace: Workspace, added: Additions) -> dict[str, Any]:
    """The sources as JSON values: no name of a list, only how many distinct words the lists have together.

    Args:
        workspace: whose settings name the lists.
        added: what was made of these settings for this run.
    """
    from detectors.tagger.sets import WEIGHTS

    lists = workspace.config.name_lists
    return {
        "lists": [{"kind": one.kind, "least": one.least, "sha256": digest(workspace.root / one.path)} for one in lists],
        "first_names": added.first,
        "family_names": added.family,
        "models": [_model(address) for address in dict.fromkeys(added.models)],
        "tagger": {"sha256": digest(WEIGHTS)},
    }


def _model(address: str) -> dict[str, str]:
    """A folder by the digest of the checksums of its files, an installed package by its version."""
    kind, place = located(address)
    folder = Path(place)
    if not folder.is_dir():
        return {"kind": kind, "package": place, "version": version(place)}
    lines = "".join(f"{value}  {name}\n" for name, value in checksums(folder).items())
    return {"kind": kind, "folder": folder.name, "sha256": hashlib.sha256(lines.encode()).hexdigest()}
