"""Person export: every record of one person over all systems, in a folder that they can keep (GDPR art. 15 and 20)."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from prefect import flow

from flows.auditing import note
from flows.boundary import sealed
from flows.cores import every_core
from flows.discover import configured
from flows.key_sources import load_keys
from flows.persons.asked import asked
from flows.persons.dossier import Dossier, Use
from flows.persons.folder import write_folder
from flows.persons.gathering import Gathered, gather, terms_of
from flows.persons.handover import FOLDER, OFFICER, waiting_place
from flows.persons.others import IDENTIFIER, NAME, OTHER, RELATIVE, SHARED
from flows.persons.records import indices_of
from flows.persons.remembered import Remembered, remembered
from flows.persons.wording import LANGUAGES, wording
from flows.policies import load_policies
from flows.publish.templating import write_page
from flows.release import Run, prepared
from flows.terms import clocks
from flows.workspace import held
from transforms.subjects.requests import Right
from transforms.subjects.vault import open_vault
from transforms.wordings import codes

REASONS = {
    SHARED: "an address or number that others have as well",
    RELATIVE: "a relative's or a contact person's",
    OTHER: "a name or identifier of someone else",
    IDENTIFIER: "an identifier of the person",
    NAME: "the person's name, or a namesake's",
}


@dataclass(frozen=True)
class Exported:
    """What an export holds: counts only.

    Attributes:
        records: table → how many.
        others: cells in them that are about someone else as well.
        elsewhere: rows of others that name the person, and are not in the folder.
        unreadable: exports that could not be read, in part or at all.
    """

    request: int
    records: Mapping[str, int]
    others: int
    elsewhere: int
    unreadable: int


@flow(name="person-export", task_runner=every_core(), persist_result=False)
@sealed
def person_export(
    workspace: str, request: int, language: str = "", exports: str | None = None, as_of: dt.date | None = None
) -> Exported:
    """Gathers every record of the person who made a request, below the workspace's private folder.

    Args:
        workspace: folder of the workspace.
        request: number of the request; nothing of the person is told to Prefect.
        language: nl, fr, de or en; else the person's, where a source states one of these, else nl.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
    """
    opened, day, _ = configured(workspace, exports, as_of)
    keyring = load_keys(opened)
    with held(opened) as work, closing(open_vault(opened.vault, keyring)) as vault:
        with vault.transaction() as connection:
            subject = asked(vault, connection, request, Right.ACCESS).subjects[0]
        shared = prepared(opened, keyring, day, work)
        with vault.transaction() as connection:
            kept = remembered(vault, connection, subject)
        terms = terms_of(clocks(opened, shared.discovery, shared.links, day))
        gathered = gather(shared.discovery, shared.links, kept, terms, work / "person")
        dossier = _dossier(shared, request, kept, gathered, language)
        _write(dossier, gathered, work / "handover")
        _replace(work / "handover", waiting_place(opened, request))
    done = _counts(dossier, gathered)
    note(opened, keyring, "person.exported", request=request, records=sum(done.records.values()))
    return done


def _dossier(shared: Run, request: int, kept: Remembered, gathered: Gathered, language: str) -> Dossier:
    purposes = {policy.release: policy.purpose for policy in load_policies(shared.workspace)}
    return Dossier(
        clinic=shared.workspace.config.clinic,
        request=request,
        made=dt.datetime.now(tz=dt.UTC).astimezone().date(),
        as_of=shared.as_of,
        words=wording(language or _spoken(shared, kept)),
        tables=gathered.tables,
        remembered=kept,
        uses=tuple(Use(entry, purposes.get(entry.release, "")) for entry in kept.releases),
        not_searched=tuple(file for file in shared.discovery.crawl.files if file.reason or file.quarantined),
    )


def _spoken(shared: Run, kept: Remembered) -> str:
    """The person's language, where a source states one that there are words in."""
    people = shared.links.people
    stated = people.attributes["language"].combine_chunks().take(indices_of(shared.links, kept.subjects))
    spoken = [one for one in codes("language", stated).to_pylist() if one in LANGUAGES]
    return spoken[0] if spoken else LANGUAGES[0]


def _write(dossier: Dossier, gathered: Gathered, target: Path) -> None:
    target.mkdir(mode=0o700)
    write_folder(dossier, target / FOLDER)
    places = {"others": gathered.others, "elsewhere": gathered.elsewhere, "not_searched": dossier.not_searched}
    write_page("officer.html.j2", target / OFFICER, request=dossier.request, reasons=REASONS, **places)


def _replace(source: Path, target: Path) -> None:
    """Moves inside ``private/``, in place of what an earlier export of the same request left there."""
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    source.rename(target)


def _counts(dossier: Dossier, gathered: Gathered) -> Exported:
    return Exported(
        request=dossier.request,
        records={table.crawled.name: table.rows for table in dossier.tables},
        others=len(gathered.others),
        elsewhere=len(gathered.elsewhere),
        unreadable=len(dossier.not_searched),
    )
