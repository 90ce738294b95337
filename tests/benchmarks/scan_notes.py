"""Finds the spans of all notes of a JSONL file; prints notes, characters and seconds as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from detectors.text import find_spans, find_spans_in


def main(path: Path) -> None:
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    find_spans("Warm up: lists are read, patterns compiled.")
    start = time.perf_counter()
    find_spans_in(texts)
    seconds = time.perf_counter() - start
    print(json.dumps({"notes": len(texts), "characters": sum(map(len, texts)), "seconds": seconds}))


main(Path(sys.argv[1]))
