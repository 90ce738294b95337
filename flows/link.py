"""Link: who is who over all systems, and which identifiers must never be seen in a release."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from detectors.tables import Part
from flows.boundary import sealed
from flows.crawl.staging import read_part
from flows.memory import give_back
from transforms.known_identifiers import KnownIdentifiers, digests, merged, without
from transforms.retention.classes import DO_NOT_CONTACT
from transforms.subjects.linkage import Linkage
from transforms.subjects.links import Links
from transforms.subjects.vault import Vault, open_vault

if TYPE_CHECKING:
    from flows.discover import Discovery
    from flows.workspace import Workspace
    from transforms.keys import Keyring


@task(name="link-subjects", cache_policy=NO_CACHE, persist_result=False)
@sealed
def link_subjects(
    workspace: Workspace, keyring: Keyring, discovery: Discovery, work: Path, as_of: dt.date
) -> tuple[Links, KnownIdentifiers]:
    """Finds the subject of every record and keeps the vault up to date; the vault changes whole or not at all."""
    give_back()
    tables = {table.name: table for table in discovery.crawl.tables}
    folder = work / "subjects"
    folder.mkdir(mode=0o700)
    with closing(open_vault(workspace.vault, keyring)) as vault:
        entries = workspace.config.retention.resolved()[DO_NOT_CONTACT]
        linkage = Linkage(vault, keyring, discovery.data_map, folder, as_of, entries)
        for name in linkage.order():
            for part in tables[name].parts:
                _read(part, linkage)
        links = linkage.resolve()
        del linkage
        give_back()
        known = known_identifiers(vault, keyring, links)
    give_back()
    return links, known


def _read(part: Part, linkage: Linkage) -> None:
    """On its own, so that no variable holds on to the last batch and with it to the file that it is mapped from."""
    for batch in read_part(part):
        linkage.add(batch)


def known_identifiers(vault: Vault, keyring: Keyring, links: Links) -> KnownIdentifiers:
    """All identifiers that this run and earlier ones met, to search releases by; the vault remembers them."""
    key = keyring.vault_key("gate", 16)
    met = merged([digests(kind, values, key) for kind, values in links.identifier_values()])
    with vault.transaction() as connection:
        before = vault.load_gate_digests(connection)
        new = without(met, before)
        vault.remember_gate_digests(connection, new)
    return KnownIdentifiers(merged([before, new]), key)
