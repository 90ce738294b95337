"""Splink on the same rows, in an environment of its own: what it reads, and who it says is who."""

from __future__ import annotations

import csv
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

PYTHON = Path(".venv-splink/bin/python")
SCRIPT = Path(__file__).parent / "splink_peer.py"


@dataclass(frozen=True)
class Grouped:
    """What Splink said: the group of each row, and how long it took from rows in memory to groups."""

    subjects: dict[tuple[str, int], int]
    seconds: float


def link(rows: Path, out: Path) -> Grouped:
    """Runs Splink over the generated rows; it is given their cells, already parsed, and never the truth."""
    if not PYTHON.exists():
        raise SystemExit(
            "There is no .venv-splink: run `make .venv-splink/installed`, or leave Splink out with --ours."
        )
    told = subprocess.run(
        [str(PYTHON.absolute()), str(SCRIPT), str(rows), str(out)], check=True, stdout=subprocess.PIPE
    )
    with out.open(encoding="utf-8", newline="") as source:
        groups = {(line["file"], int(line["row"])): int(line["group"]) for line in csv.DictReader(source)}
    return Grouped(groups, json.loads(told.stdout)["seconds"])
