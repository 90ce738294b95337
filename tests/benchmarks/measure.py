"""Wall clock and peak memory of a command, measured from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

MEBI = 1024 * 1024
_GLANCE = 0.2
"""Seconds between looks at the processes of a command."""


@dataclass(frozen=True)
class Measure:
    """One run of one command.

    Attributes:
        seconds: wall clock, start of the process to its end.
        peak: resident memory at its highest, in bytes, of the largest process of the command: itself, or one
            that it started, such as Prefect's server.
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
    watch = _Watch(process.pid)
    watch.start()
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measure(seconds, max(usage.ru_maxrss * 1024, watch.end()), output, process.returncode)


class _Watch(threading.Thread):
    """Looks at a process and its descendants, and keeps the most resident memory that one of them had."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(process)
        self._over = threading.Event()
        self._peak = 0

    def run(self) -> None:
        while not self._over.wait(_GLANCE):
            with suppress(psutil.NoSuchProcess):
                for each in (self._process, *self._process.children(recursive=True)):
                    self._peak = max(self._peak, each.memory_info().rss)

    def end(self) -> int:
        self._over.set()
        self.join()
        return self._peak


def own(module: str, *arguments: str) -> list[str]:
    """A command that runs a module of this folder in this environment."""
    return [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]


def peer(script: Path, *arguments: str) -> list[str]:
    """A command that runs a script in the peers' environment; resolved, the link would lead out of it."""
    return [str(Path(".venv-peers/bin/python").absolute()), str(script), *arguments]
