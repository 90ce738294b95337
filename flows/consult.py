"""Consult: reads the exports for a question about a person, and tells Prefect neither question nor answer.

What is asked and found is held by the function that is handed in: as a parameter or a result of a flow, Prefect would
store it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prefect import flow

from flows.boundary import sealed
from flows.cores import every_core
from flows.discover import Discovery, configured, find
from flows.key_sources import load_keys
from flows.link import link_subjects
from flows.workspace import held
from transforms.subjects.links import Links

if TYPE_CHECKING:
    from detectors.tables import FileReport


@dataclass(frozen=True)
class Consulted:
    """The exports as one run read them.

    Attributes:
        discovery: the tables, staged, and what every column is.
        links: who is who.
        as_of: reference date of the run.
    """

    discovery: Discovery
    links: Links
    as_of: dt.date

    @property
    def unread(self) -> tuple[FileReport, ...]:
        """Files of which some or all could not be read: an answer may miss what stands in them."""
        return tuple(file for file in self.discovery.crawl.files if file.reason or file.quarantined)


def consult(root: Path, exports: Path | None, as_of: dt.date | None, look: Callable[[Consulted], None]) -> None:
    """Crawls and links the exports, then looks.

    Args:
        root: folder of the workspace.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
        look: keeps what it finds for itself; the staged tables are gone once it has returned.
    """

    @flow(name="consult", task_runner=every_core(), persist_result=False)
    @sealed
    def consult_exports() -> None:
        """Reads the exports to answer a question about a person."""
        opened, day, _ = configured(str(root), str(exports) if exports else None, as_of)
        keyring = load_keys(opened)
        with held(opened) as work:
            discovery = find(opened, work)
            links, _ = link_subjects(opened, keyring, discovery, work, day)
            look(Consulted(discovery, links, day))

    consult_exports()
