"""A release appears whole or not at all.

Everything is written and checked in the private work folder, then moved in one step to
``datasets/<release>/<version>/``; only then does ``latest`` name it. Killed at any moment, the program leaves at most a
hidden folder, which the next run removes. Who is in a version is told before anyone can see it, so that none is ever
seen of which nobody knows whom it holds.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from flows.publish import gate, report
from flows.publish.accounting import refuse_unaccounted
from flows.publish.checksums import FILE as CHECKSUMS
from flows.publish.checksums import checksums, differing, digest, write_checksums
from flows.publish.codebook import write_codebook
from flows.publish.contract import contract_of
from flows.publish.datapackage import as_json, write_datapackage
from flows.publish.durable import move_folder, partial_name, write_atomically
from flows.publish.parquet import write_parquet
from flows.publish.readme import write_readme
from flows.publish.spreadsheet import write_twin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from flows.publish.contract import Contract
    from flows.publish.gate import GateResult
    from flows.publish.release_content import ReleaseContent
    from transforms.known_identifiers import KnownIdentifiers

LATEST = "latest"


class Status(Enum):
    """What publishing did."""

    PUBLISHED = "published"
    NOTHING_NEW = "nothing new"


@dataclass(frozen=True)
class Published:
    """The outcome: where the version stands, and what the gate found."""

    version: str
    path: Path
    status: Status
    gate: GateResult


@dataclass(frozen=True)
class Arrival:
    """A version that is checked and complete, before anyone can see it.

    Attributes:
        content: what leaves, and of whom.
        rows: over all its tables.
        digest: SHA-256 over its data files, in hexadecimals.
    """

    content: ReleaseContent
    version: str
    rows: int
    digest: str


@dataclass(frozen=True)
class _Staged:
    """A release in the work folder, checked and complete."""

    folder: Path
    version: str
    gate: GateResult
    rows: int

    def arrival(self, content: ReleaseContent) -> Arrival:
        data = (f"{digest(path)}  {path.name}\n" for path in sorted((self.folder / "data").iterdir()))
        return Arrival(content, self.version, self.rows, hashlib.sha256("".join(data).encode()).hexdigest())


def publish(
    content: ReleaseContent,
    datasets: Path,
    work: Path,
    known: KnownIdentifiers | None,
    announce: Callable[[Arrival], None] = lambda _: None,
) -> Published:
    """Writes, checks and publishes a release.

    Args:
        content: what leaves.
        datasets: the folder of all releases.
        work: a private folder, which the caller empties; the release is built in it.
        known: the identifiers to search for; None leaves the search out, and the report shows that it was.
        announce: is told of the version before it can be seen, also when it stands there already.

    Raises:
        GateRefused: a check failed; nothing was published.
        ContractBroken: the tables or the accounts are not what they promise to be.
    """
    staged = _stage(content, work, known)
    announce(staged.arrival(content))
    target = datasets / content.policy / staged.version
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(target.parent)
    stood = target.is_dir() and not differing(target)
    if stood:
        shutil.rmtree(staged.folder)
    else:
        retire(target)
        move_folder(staged.folder, target)
    renamed = _point_to(target)
    status = Status.NOTHING_NEW if stood and not renamed else Status.PUBLISHED
    return Published(staged.version, target, status, staged.gate)


def check(content: ReleaseContent, work: Path, known: KnownIdentifiers | None) -> GateResult:
    """What the gate finds in a release that is not published: for a dry run. Leaves nothing behind.

    Raises:
        ContractBroken: the tables or the accounts are not what they promise to be.
    """
    folder, contract, _ = _write_tables(content, work)
    result = gate.check_tables(folder / "data", contract, known)
    shutil.rmtree(folder)
    return result


def _stage(content: ReleaseContent, work: Path, known: KnownIdentifiers | None) -> _Staged:
    refuse_unaccounted(content.accounting)
    folder, contract, rows = _write_tables(content, work)
    result = gate.check_tables(folder / "data", contract, known)
    result.refuse_unless_passed(content.policy)
    write_codebook(content, folder / "codebook.csv")
    draft = report.report(content, contract, rows, result, version="")
    version = _version(content, folder, draft)
    result = _write_texts(content, folder, draft | {"version": version}, result, known)
    write_checksums(folder)
    return _Staged(folder, version, result, sum(rows.values()))


def _write_tables(content: ReleaseContent, work: Path) -> tuple[Path, Contract, dict[str, int]]:
    """The data files in a fresh folder, what they promise, and their numbers of rows."""
    contract = contract_of(content)
    folder, spool = work / f"release-{content.policy}", work / f"sorting-{content.policy}"
    for path in (folder, spool):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
    (folder / "data").mkdir()
    rows = {}
    for table in content.tables:
        path = folder / "data" / f"{table.name}.parquet"
        rows[table.name] = write_parquet(table, path, spool)
    shutil.rmtree(spool)
    if content.audience != "academic":
        _write_twins(content, folder)
    return folder, contract, rows


def _write_twins(content: ReleaseContent, folder: Path) -> None:
    (folder / "csv").mkdir()
    for table in content.tables:
        write_twin(folder / "data" / f"{table.name}.parquet", folder / "csv" / f"{table.name}.csv")


def _version(content: ReleaseContent, folder: Path, draft: Mapping[str, Any]) -> str:
    """``<as_of>-<8 hex>``: the same content has the same version, whenever and wherever it is made."""
    content_hash = hashlib.sha256(as_json(draft).encode())
    for name, value in checksums(folder).items():
        content_hash.update(f"{value}  {name}\n".encode())
    return f"{content.as_of.isoformat()}-{content_hash.hexdigest()[:8]}"


def _write_texts(
    content: ReleaseContent, folder: Path, plain: dict[str, Any], result: GateResult, known: KnownIdentifiers | None
) -> GateResult:
    """Everything that people read; searched after it is written, since it is published too.

    The report lists that search as passed: if it does not pass, the report is never seen.
    """
    anticipated = result.with_check(gate.check_texts((), known))
    write_datapackage(content, folder, plain["version"])
    write_readme(plain, folder)
    report.write_report(plain | {"gate": anticipated.to_plain()}, content, folder)
    texts = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".parquet")
    result = result.with_check(gate.check_texts(texts, known))
    result.refuse_unless_passed(content.policy)
    return result


def remove_leftovers(releases: Path) -> None:
    """What a killed run left: hidden copies that never became a version."""
    for path in sorted(releases.glob(".*.partial")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def retire(target: Path) -> None:
    """Takes a version out of sight in one step, then away: one that is damaged, or that holds an erased person."""
    if target.exists():
        partial = partial_name(target)
        target.rename(partial)
        shutil.rmtree(partial)


def _point_to(target: Path) -> bool:
    """Makes ``latest`` name the version; whether it did not yet."""
    latest = target.parent / LATEST
    if latest.is_file() and latest.read_text(encoding="utf-8", errors="replace") == f"{target.name}\n":
        return False
    write_atomically(latest, f"{target.name}\n")
    return True


__all__ = ["CHECKSUMS", "LATEST", "Arrival", "Published", "Status", "check", "publish", "remove_leftovers", "retire"]
