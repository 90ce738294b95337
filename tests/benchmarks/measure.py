"""Wall clock and peak memory of a command, measured from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEBI = 1024 * 1024


@dataclass(frozen=True)
class Measure:
    """One run of one command.

    Attributes:
        seconds: wall clock, start of the process to its end.
        peak: resident memory at its highest, in bytes, of the largest process of the command.
        output: what it printed.
        code: exit code.
    """

    seconds: float
    peak: int
    output: str
    code: int


def measure(command: Sequence[str], *, env: Mapping[str, str] | None = None, stdin: Path | None = None) -> Measure:
    """Runs a command to its end; its messages go to this process's standard error."""
    start = time.perf_counter()
    source = stdin.open("rb") if stdin else None
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=source, env={**os.environ, **(env or {})})
    assert process.stdout is not None
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measure(seconds, usage.ru_maxrss * 1024, output, process.returncode)


def own(module: str, *arguments: str) -> list[str]:
    """A command that runs a module of this folder in this environment."""
    return [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]


def peer(script: Path, *arguments: str) -> list[str]:
    """A command that runs a script in the peers' environment."""
    return [str(Path(".venv-peers/bin/python").resolve()), str(script), *arguments]
