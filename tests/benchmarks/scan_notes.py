"""Finds the spans of all notes of a JSONL file; prints what it took as JSON.

In one thread, in several, which is what the flows do, or in several processes, which is what a caller can do.
"""

from __future__ import annotations

import argparse
import json
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from detectors.text import find_spans, find_spans_in

WARM = "Warm up: lists are read, patterns compiled and understood. " * 500
"""Long, since some of that is put off until a long text comes."""

SHORT = "Mevr. Sofie Peeters (RR 85.07.30-033.28) belde op 12/03/2024 naar dr. Janssens, tel 0475 12 34 56."
CALLS = 200


def main() -> None:
    arguments = _arguments()
    lines = arguments.source.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    if arguments.processes > 1:
        seconds = _in_processes(texts, arguments.processes)
    else:
        seconds = _in_threads(texts, arguments.threads)
    told = {"notes": len(texts), "characters": sum(map(len, texts)), "seconds": seconds, "call": _call()}
    print(json.dumps(told))


def _in_threads(texts: list[str], threads: int) -> float:
    find_spans(WARM)
    with ThreadPoolExecutor(threads) as pool:
        start = time.perf_counter()
        list(pool.map(find_spans_in, _shares(texts, threads)))
        return time.perf_counter() - start


def _shares(texts: list[str], count: int) -> list[list[str]]:
    return [texts[first::count] for first in range(count)]


def _in_processes(texts: list[str], processes: int) -> float:
    """Equal shares, each in a process of its own that has read its lists; spans come back as they would to a caller."""
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=find_spans, initargs=(WARM,)
    ) as pool:
        list(pool.map(find_spans_in, [[WARM]] * processes * 4))
        start = time.perf_counter()
        list(pool.map(find_spans_in, _shares(texts, processes)))
        return time.perf_counter() - start


def _call() -> float:
    """The seconds of one call with one short note, the median of many."""
    find_spans(SHORT)
    took = []
    for _ in range(CALLS):
        start = time.perf_counter()
        find_spans(SHORT)
        took.append(time.perf_counter() - start)
    return sorted(took)[CALLS // 2]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
