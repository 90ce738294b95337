"""Erasure: veilig forgets a person, releases are made again without them, and a certificate says so (GDPR art. 17)."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from prefect import flow

from flows.account import ReleaseAccount
from flows.auditing import note
from flows.boundary import sealed
from flows.cores import every_core
from flows.discover import configured
from flows.key_sources import load_keys
from flows.name_sources import name_sources
from flows.persons.asked import asked
from flows.persons.certificate import write_certificate
from flows.persons.erasing import (
    by_release,
    certificate_path,
    clear_leftovers,
    counted,
    duty_of,
    forgotten,
    not_registered,
    sightings,
    standing_with,
    standing_without,
    take_away,
)
from flows.persons.others import elsewhere
from flows.persons.own import identities
from flows.persons.records import indices_of
from flows.persons.remembered import Remembered, remembered
from flows.persons.remnants import search
from flows.persons.stores import Outcome, content_of, named
from flows.policies import load_policies
from flows.release import Run, make_release, prepared, write_reports
from flows.terms import clocks
from flows.workspace import Workspace, held
from transforms.policy import Policy
from transforms.subjects.requests import Right
from transforms.subjects.vault import Vault, open_vault

MADE = ("published", "nothing new", "empty")


@dataclass(frozen=True)
class Erased:
    """What an erasure did: numbers and names of releases only.

    Attributes:
        removed: versions that held the person and are gone.
        standing: versions that hold the person's rows, which nobody can attribute any more, and stand.
        refused: release → why it could not be made again.
        rows: that the exports still hold.
        unreadable: exports that could not be read, in part or at all.
        certificate: where it stands.
    """

    request: int
    removed: tuple[str, ...]
    standing: tuple[str, ...]
    refused: Mapping[str, str]
    refusal_code: int
    rows: int
    unreadable: int
    certificate: Path


@flow(name="erasure", task_runner=every_core(), persist_result=False)
@sealed
def erasure(
    workspace: str,
    request: int,
    republish: bool = False,  # noqa: FBT001, FBT002 - a switch in the form that Prefect's UI makes of the parameters
    exports: str | None = None,
    as_of: dt.date | None = None,
) -> Erased:
    """Erases the person who made a request. Interrupted at any moment, the same call finishes what was begun.

    Args:
        workspace: folder of the workspace.
        request: number of the request; nothing of the person is told to Prefect.
        republish: make the releases that hold the person again, and remove the versions that did.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date of the new versions; else the configured one, else today.
    """
    opened, day, added = configured(workspace, exports, as_of)
    sources = name_sources(opened, added)
    policies = {policy.release: policy for policy in load_policies(opened)} if republish else {}
    keyring = load_keys(opened)
    with held(opened) as work, closing(open_vault(opened.vault, keyring)) as vault:
        with vault.transaction() as connection:
            subject = asked(vault, connection, request, Right.ERASURE).subjects[0]
        shared = prepared(opened, keyring, day, work)
        before, shared = _forget(shared, vault, subject)
        made = _republish(shared, vault, subject, policies) if republish else ()
        if made:
            write_reports(shared, made, sources)
        outcome = _outcome(shared, vault, subject, before, made)
        write_certificate(
            content_of(outcome, opened, request, shared.as_of), keyring, certificate_path(opened, request)
        )
    done = _told(outcome, opened, request)
    note(opened, keyring, "person.erased", request=request, removed=len(done.removed), standing=len(done.standing))
    return done


def _forget(shared: Run, vault: Vault, subject: int) -> tuple[Outcome, Run]:
    """Looks where the person is, then erases them in the vault, whole or not at all; there is no way back."""
    with vault.transaction() as connection:
        kept = remembered(vault, connection, subject)
    outcome = _met(shared, vault, kept)
    with vault.transaction() as connection:
        vault.erase(connection, subject)
    if "erased" not in kept.standing:
        note(shared.workspace, shared.keyring, "person.forgotten", numbers=len(kept.subjects))
    return outcome, replace(shared, links=forgotten(shared.links, indices_of(shared.links, kept.subjects)))


def _met(shared: Run, vault: Vault, kept: Remembered) -> Outcome:
    mine = indices_of(shared.links, kept.subjects)
    rows = sightings(shared.discovery.crawl.tables, shared.links, mine)
    found = clocks(shared.workspace, shared.discovery, shared.links, shared.as_of)
    known = identities(shared.links.people, mine, kept.names)
    return Outcome(
        kept=kept,
        sightings=rows,
        mentions=counted(elsewhere(shared.discovery.crawl.tables, shared.links, mine, known)),
        duty=duty_of(rows, found, mine, shared.as_of),
        unreadable=tuple(file for file in shared.discovery.crawl.files if file.reason or file.quarantined),
        known=known,
        dialect=vault.engine.dialect.name,
    )


def _republish(shared: Run, vault: Vault, subject: int, policies: Mapping[str, Policy]) -> tuple[ReleaseAccount, ...]:
    """Makes the releases that hold the person again; the old versions go when the new one stands, not before."""
    with vault.transaction() as connection:
        holding = by_release(standing_with(vault, connection, subject))
    made = []
    for release in (name for name in holding if name in policies):
        account = make_release(shared, policies[release])
        if account.status in MADE:
            gone = [entry for entry in holding[release] if entry.version != account.version]
            take_away(shared.workspace, vault, gone, _today())
        made.append(account)
    return tuple(made)


def _outcome(shared: Run, vault: Vault, subject: int, before: Outcome, made: tuple[ReleaseAccount, ...]) -> Outcome:
    opened = shared.workspace
    unfetched = clear_leftovers(opened)
    with vault.transaction() as connection:
        after = remembered(vault, connection, subject)
        strangers = not_registered(connection, opened.datasets)
        others = standing_without(connection, after.releases)
    folders = [opened.reports, opened.datasets, opened.audit, opened.private / "prefect"]
    return replace(
        before,
        releases=after.releases,
        without=others,
        not_registered=strangers,
        unfetched=unfetched,
        made=made,
        searched=search(folders, before.known),
        issued=_today(),
    )


def _told(outcome: Outcome, opened: Workspace, request: int) -> Erased:
    refused = [account for account in outcome.made if account.status not in MADE]
    return Erased(
        request=request,
        removed=tuple(named(entry) for entry in outcome.releases if entry.withdrawn),
        standing=tuple(named(entry) for entry in outcome.releases if not entry.withdrawn),
        refused={account.policy: account.refusal for account in refused},
        refusal_code=max((account.refusal_code for account in refused), default=0),
        rows=sum(each.rows for each in outcome.sightings),
        unreadable=len(outcome.unreadable),
        certificate=certificate_path(opened, request),
    )


def _today() -> dt.date:
    """Certificates and withdrawals carry the day on which they happened."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
