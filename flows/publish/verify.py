"""Checks a published release again: nothing changed since, everything is as promised, nothing known is in it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from detectors.errors import ContractBroken
from flows.numbers import several
from flows.publish import gate
from flows.publish.checksums import differing, digest
from flows.publish.contract import RELEASE_AGAIN, Contract, from_plain

if TYPE_CHECKING:
    from pathlib import Path

    from flows.publish.gate import GateResult
    from transforms.known_identifiers import KnownIdentifiers


def verify(release_dir: Path, known: KnownIdentifiers | None) -> GateResult:
    """Verifies one version of a release.

    Args:
        release_dir: ``datasets/<release>/<version>``, wherever it was copied to.
        known: the identifiers to search for; None where they are not at hand, as outside the clinic.

    Raises:
        ContractBroken: files are missing, changed or added, or do not fit codebook and manifest.
        GateRefused: the files are as published, and hold what must not leave.
    """
    changed = differing(release_dir)
    if changed:
        raise ContractBroken(
            f"{release_dir.name}: {several(len(changed), 'file')} not as published: {', '.join(changed)}.",
            hint=RELEASE_AGAIN,
        )
    contract = from_plain(_json(release_dir / "report.json").get("contract", {}))
    _compare_manifest(release_dir, contract)
    _compare_codebook(release_dir, contract)
    result = gate.check_tables(release_dir / "data", contract, known)
    texts = sorted(
        path for path in release_dir.rglob("*") if path.is_file() and path.suffix not in (".parquet", ".pyc")
    )
    result = result.with_check(gate.check_texts(texts, known))
    result.refuse_unless_passed(release_dir.name)
    return result


def _compare_manifest(release_dir: Path, contract: Contract) -> None:
    resources = {resource["name"]: resource for resource in _json(release_dir / "datapackage.json")["resources"]}
    for table in contract.tables:
        resource = resources.get(table.name)
        if resource is None:
            raise ContractBroken(f"datapackage.json does not list {table.name}.", hint=RELEASE_AGAIN)
        if [field["name"] for field in resource["schema"]["fields"]] != [column.name for column in table.columns]:
            raise ContractBroken(f"datapackage.json describes other columns of {table.name}.", hint=RELEASE_AGAIN)
        if resource["hash"] != f"sha256:{digest(release_dir / resource['path'])}":
            raise ContractBroken(f"datapackage.json has another hash for {table.name}.", hint=RELEASE_AGAIN)


def _compare_codebook(release_dir: Path, contract: Contract) -> None:
    with (release_dir / "codebook.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for table in contract.tables:
        described = [line["variable"] for line in lines if (line["table"], line["status"]) == (table.name, "released")]
        if described != [column.name for column in table.columns]:
            raise ContractBroken(f"codebook.csv describes other columns of {table.name}.", hint=RELEASE_AGAIN)


def _json(path: Path) -> dict[str, Any]:
    try:
        plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ContractBroken(f"{path.name} is missing or no JSON.", hint=RELEASE_AGAIN) from None
    return plain
