"""Run: discover, link, and make releases."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from detectors.errors import ConfigurationError, ContractBroken, GateRefused
from flows.account import Account, ReleaseAccount
from flows.auditing import note
from flows.boundary import sealed
from flows.cores import every_core
from flows.discover import Discovery, configured, find, write_findings
from flows.extract import make_extract
from flows.figures import make_figures
from flows.key_sources import load_keys
from flows.link import link_subjects
from flows.name_sources import name_sources
from flows.persons.erasing import unfinished
from flows.policies import load_policies
from flows.publish.accounting import refuse_unaccounted
from flows.publish.publication import Published, Status, check, publish
from flows.publish.release_content import ReleaseContent
from flows.publish.run_report import write_run_report
from flows.registering import keep_in_register
from flows.terms import judge
from flows.workspace import Workspace, held
from transforms.keys import DomainKey, Keyring
from transforms.known_identifiers import KnownIdentifiers
from transforms.policy import Policy
from transforms.retention.expiry import Expiry
from transforms.subjects.links import Links
from transforms.subjects.vault import domains, open_vault


@dataclass(frozen=True)
class Run:
    """What all releases of one run share.

    Attributes:
        epochs: of the keys of domains that were released before, by name.
    """

    workspace: Workspace
    keyring: Keyring
    discovery: Discovery
    links: Links
    known: KnownIdentifiers
    as_of: dt.date
    work: Path
    expiry: Expiry
    epochs: Mapping[str, int] = field(default_factory=dict)

    def domain(self, name: str) -> DomainKey:
        """The key of a domain: of the epoch that it was released with first, or of the newest."""
        return self.keyring.domain(name, self.epochs.get(name))


@flow(
    name="run",
    task_runner=every_core(),
    persist_result=False,
)
@sealed
def run(
    workspace: str,
    exports: str | None = None,
    as_of: dt.date | None = None,
    releases: Sequence[str] = (),
    dry_run: bool = False,  # noqa: FBT001, FBT002 - a switch in the form that Prefect's UI makes of the parameters
) -> Account:
    """Discovers, links, and makes the releases.

    Args:
        workspace: folder of the workspace.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date for ages, minors and terms; else the configured one, else today.
        releases: release names; none means all policies of the workspace.
        dry_run: show what would leave and what not; write nothing but the reports.
    """
    opened, day, added = configured(workspace, exports, as_of)
    sources = name_sources(opened, added)
    policies = load_policies(opened, tuple(releases))
    keyring = load_keys(opened)
    with held(opened) as work:
        note(opened, keyring, "run.started", as_of=day.isoformat(), releases=len(policies), dry_run=int(dry_run))
        shared = prepared(opened, keyring, day, work)
        made = tuple(make_release(shared, policy, dry_run=dry_run) for policy in policies)
        write_reports(shared, made, sources)
    discovery, links = shared.discovery, shared.links
    return Account(
        clinic=opened.config.clinic,
        as_of=day,
        files=discovery.crawl.files,
        data_map=discovery.data_map,
        reports=opened.reports,
        subjects=len(links.ids),
        suggestions=len(links.suggestions),
        suggestions_left_out=links.left_out,
        unfinished=_unfinished(opened, keyring),
        releases=made,
    )


def prepared(workspace: Workspace, keyring: Keyring, as_of: dt.date, work: Path) -> Run:
    """Discovers and links: what every release, and every look at one person, starts from; runs inside a flow."""
    discovery = find(workspace, work)
    links, known = link_subjects(workspace, keyring, discovery, work, as_of)
    expired = judge(workspace, discovery, links, as_of)
    return Run(workspace, keyring, discovery, links, known, as_of, work, expired, _epochs(workspace, keyring))


def _unfinished(workspace: Workspace, keyring: Keyring) -> tuple[int, ...]:
    with closing(open_vault(workspace.vault, keyring)) as vault:
        return unfinished(vault, workspace)


def write_reports(shared: Run, made: Sequence[ReleaseAccount], sources: Mapping[str, Any]) -> None:
    """Writes the data map and what became of every row; ``sources`` are what names were found with."""
    write_findings(shared.workspace, shared.discovery, shared.as_of)
    write_run_report(
        [release.counts for release in made if release.counts],
        shared.discovery.crawl.files,
        shared.workspace.reports,
        as_of=shared.as_of,
        name_sources=sources,
    )


def make_release(shared: Run, policy: Policy, *, dry_run: bool = False) -> ReleaseAccount:
    """Makes one release. What stops it does not stop the others; the exit code says that it happened."""
    account = ReleaseAccount(policy.release, policy.audience, "refused")
    try:
        content = make_figures(shared, policy) if policy.cubes else make_extract(shared, policy)
        account = replace(account, counts=content.accounting)
        if dry_run:
            return _look(shared, content, account)
        if not content.tables:
            return replace(account, status="empty")
        done = publish_release(shared, content)
    except (ConfigurationError, ContractBroken, GateRefused) as refused:
        if not dry_run:
            note(shared.workspace, shared.keyring, "release.refused", release=policy.release, code=refused.exit_code)
        return replace(account, refusal=str(refused), refusal_code=refused.exit_code)
    if done.status is Status.PUBLISHED:
        about: dict[str, str | int] = {
            "release": policy.release,
            "version": done.version,
            "subjects": len(content.members),
        }
        note(shared.workspace, shared.keyring, "release.published", **about)
    return replace(account, status=done.status.value, version=done.version, path=done.path)


def _epochs(workspace: Workspace, keyring: Keyring) -> Mapping[str, int]:
    """The epochs of the keys of domains that were released before."""
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        return domains.epochs(connection)


def _look(shared: Run, content: ReleaseContent, account: ReleaseAccount) -> ReleaseAccount:
    """What would leave and what not."""
    refuse_unaccounted(content.accounting)
    check(content, shared.work / "publish", shared.known).refuse_unless_passed(content.policy)
    return replace(account, status="dry-run", columns=_columns(content))


@task(name="publish-release", cache_policy=NO_CACHE, persist_result=False)
@sealed
def publish_release(shared: Run, content: ReleaseContent) -> Published:
    """Checks a release and publishes it whole or not at all; the vault learns first whom it holds."""
    with closing(open_vault(shared.workspace.vault, shared.keyring)) as vault:
        announce = partial(keep_in_register, vault)
        return publish(content, shared.workspace.datasets, shared.work / "publish", shared.known, announce)


def _columns(content: ReleaseContent) -> dict[str, dict[str, str]]:
    return {table.name: {variable.name: variable.treatment for variable in table.variables} for table in content.tables}
