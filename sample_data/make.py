"""Writes the exports of a small clinic that does not exist, and what is true of its people.

    python sample_data/make.py [--out DIR] [--people 300] [--seed N]

The same seed gives the same bytes, on every machine and every day.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from typing import TYPE_CHECKING

from sample_data import bad_files, ehr, freshdesk, jotform, keap, truth
from sample_data.society import make_cast

if TYPE_CHECKING:
    from collections.abc import Mapping

SEED = 1830
PATIENTS = 300
HERE = Path(__file__).resolve().parent


def make(seed: int = SEED, patients: int = PATIENTS) -> dict[str, bytes]:
    """All files by path: ``exports/<system>/...`` and ``truth/...``."""
    people = make_cast(seed, patients)
    treated = [person for person in people if person.kind == "patient"]
    sound = [
        *ehr.make(seed, treated),
        *freshdesk.make(seed, people),
        *jotform.make(seed, people),
        *keap.make(seed, people),
    ]
    damaged = bad_files.make(seed, treated, sound)
    files = {f"exports/{export.path}": export.content for export in (*sound, *damaged)}
    files["truth/people.jsonl"] = truth.people_jsonl(people, (*sound, *damaged))
    files["truth/files.json"] = truth.files_json((*sound, *damaged))
    return dict(sorted(files.items()))


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Writes the files below a folder; whatever else lies there is left alone."""
    for path, content in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def main() -> None:
    """Reads the command line and writes."""
    parser = argparse.ArgumentParser(description="Write the exports of a clinic that does not exist.")
    parser.add_argument(
        "--out", type=Path, default=HERE, help="folder that gets exports/ and truth/ (default: sample_data)"
    )
    parser.add_argument("--people", type=int, default=PATIENTS, help="number of patients, 80 or more (default: 300)")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed gives another clinic")
    asked = parser.parse_args()
    write(make(asked.seed, asked.people), asked.out)


if __name__ == "__main__":
    main()
