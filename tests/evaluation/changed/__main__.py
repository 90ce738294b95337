"""How well a classifier tells who changed name, mail address, number or registered sex, from a research release.

`python -m tests.evaluation.changed` releases a clinic of 4,000 patients with all that systems make of a change, then
one of 1,200 for each such thing by itself, and one in which notes imply the change. Writes build/changed.json.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.changed.attack import Attack, attack, seen_of_people, seen_of_rows
from tests.changed.clinic import CHANNELS, IMPLIED, Clinic
from tests.changed.releasing import Released, release

RESULT = Path("build") / "changed.json"


def main() -> None:
    """Release, attack, show, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.changed", description=__doc__)
    parser.add_argument("--patients", type=int, default=4000, help="of the clinic with everything (default: 4000)")
    parser.add_argument("--each", type=int, default=1200, help="of the clinics with one thing (default: 1200; 0: none)")
    parser.add_argument("--seed", type=int, default=11, help="another seed gives another clinic")
    asked = parser.parse_args()
    figures = {"all": _measured("all", asked.seed, asked.patients, CHANNELS, rows=True)}
    for channel in ("none", *CHANNELS, IMPLIED) if asked.each else ():
        channels = () if channel == "none" else (channel,)
        figures[channel] = _measured(channel, asked.seed, asked.each, channels, rows=False)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _measured(title: str, seed: int, patients: int, channels: tuple[str, ...], *, rows: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        released = release(Clinic(seed, patients, channels), Path(folder))
    found = _of_people(released) | (_of_rows(released) if rows else {})
    for what, one in found.items():
        print(f"{title:12} {what:26} {one}", flush=True)
    return {what: {**one.auc, "error": one.error} for what, one in found.items()}


def _of_people(released: Released) -> dict[str, Attack]:
    seen = seen_of_people(released.tables)
    return {
        "changed": attack(seen, released.who()),
        "renumbered": attack(seen, released.who(renumbered=True)),
    }


def _of_rows(released: Released) -> dict[str, Attack]:
    tables = {name: table for name, table in released.tables.items() if name != "subjects"}
    return {f"rows of {name}": attack(seen_of_rows(table), released.who()) for name, table in tables.items()}


if __name__ == "__main__":
    main()
