"""Retention: what is past its term, and what soon will be, per system and table."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
from contextlib import closing

from prefect import flow

from flows.boundary import sealed
from flows.cores import every_core
from flows.discover import configured, find
from flows.key_sources import load_keys
from flows.link import link_subjects
from flows.policies import load_policies
from flows.publish.retention_report import RetentionReport, write_retention_report
from flows.terms import clocks
from flows.workspace import Workspace, held
from transforms.keys import Keyring
from transforms.retention.classes import RESEARCH
from transforms.retention.people_figures import MinorsFigures, minors_figures, people_figures, with_patient_file
from transforms.retention.release_terms import ReleaseTerm, release_terms
from transforms.retention.table_figures import table_figures
from transforms.retention.tables import unused_rules
from transforms.retention.window import Window
from transforms.subjects.links import Links
from transforms.subjects.minors import held_since, minors_without_consent
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.register import entries


@flow(name="retention", task_runner=every_core(), persist_result=False)
@sealed
def retention(
    workspace: str, exports: str | None = None, as_of: dt.date | None = None, within: int = 90
) -> RetentionReport:
    """Finds what is past its term, and writes reports/retention.{json,html}; deletes nothing.

    Args:
        workspace: folder of the workspace.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
        within: days ahead in which ending terms are announced.
    """
    opened, day, _ = configured(workspace, exports, as_of)
    keyring, window = load_keys(opened), Window.of(day, within)
    with held(opened) as work:
        discovery = find(opened, work)
        links, _ = link_subjects(opened, keyring, discovery, work, day)
        running = clocks(opened, discovery, links, day)
        report = RetentionReport(
            clinic=opened.config.clinic,
            window=window,
            classes=running.classes,
            tables=tuple(
                table_figures(table, running, links.subjects_of, window) for table in discovery.data_map.tables
            ),
            people=people_figures(running, with_patient_file(running, links.subjects_of), window),
            minors=_minors(opened, keyring, links, window),
            releases=_releases(opened, keyring),
            unread=tuple(file for file in discovery.crawl.files if file.reason or file.quarantined),
            unused=unused_rules(discovery.data_map, opened.config.retention),
        )
        write_retention_report(report, opened.reports)
    return report


def _minors(workspace: Workspace, keyring: Keyring, links: Links, window: Window) -> MinorsFigures:
    """Those whose data are held without a parent's consent, since the run that met them first."""
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        since = held_since(vault, connection, links.ids)
    return minors_figures((one.due for one in minors_without_consent(links.people, window.as_of, since)), window)


def _releases(workspace: Workspace, keyring: Keyring) -> tuple[ReleaseTerm, ...]:
    """The terms of the published extracts that were not withdrawn; counts are anonymous and have none."""
    settings = workspace.config.retention
    counts = {policy.release for policy in load_policies(workspace) if policy.cubes}
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        standing = [each for each in entries(connection) if each.withdrawn is None and each.release not in counts]
    described = [(each.release, each.version, each.domain, each.subjects) for each in standing]
    return release_terms(described, settings.resolved()[RESEARCH], settings.studies)
