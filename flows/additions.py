"""What a clinic adds to what veilig knows: its own lists of names, and a model that reads along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from flows.workspace import Workspace


@dataclass(frozen=True)
class Additions:
    """What was added.

    Attributes:
        first: distinct words of given names in the lists.
        family: distinct words of family names.
        models: addresses of the models, in the order in which they are asked.
    """

    first: int
    family: int
    models: tuple[str, ...]


def use_additions(workspace: Workspace) -> Additions:
    """Makes this process know the lists and models of the workspace, and no others; models are loaded when first used.

    Raises:
        ConfigurationError: a list cannot be read, or a model is not on this machine.
    """
    from detectors.models import use_models
    from detectors.names.lists import NameList, use_lists
    from flows.crawl.personal_names import forget

    lists = [NameList(workspace.root / one.path, one.kind, one.least) for one in workspace.config.name_lists]
    listed = use_lists(lists)
    models = use_models(_models(workspace))
    forget()  # what was no name before
    return Additions(len(listed.first), len(listed.family), tuple(models.addresses.values()))


def _models(workspace: Workspace) -> str | dict[str, str]:
    """The configured addresses; folders count from the workspace, as all paths of veilig.yaml do."""
    configured = workspace.config.names_model
    if isinstance(configured, str):
        return _anchored(configured, workspace.root)
    return {str(language): _anchored(address, workspace.root) for language, address in configured.items()}


def _anchored(address: str, root: Path) -> str:
    kind, _, place = address.partition(":")
    folder = root / place
    return f"{kind}:{folder}" if place and folder.is_dir() else address
