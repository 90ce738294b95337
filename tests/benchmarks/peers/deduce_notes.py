"""deduce on notes from a JSONL file, for the time given; prints notes, characters and seconds as JSON."""

import json
import sys
import time
from pathlib import Path

from deduce import Deduce


def main(path: str, seconds: float) -> None:
    engine = Deduce()
    engine.deidentify("Warm up: Jan Jansen.")
    notes = characters = 0
    start = time.perf_counter()
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            engine.deidentify(text)
            notes, characters = notes + 1, characters + len(text)
            if time.perf_counter() - start > seconds:
                break
    print(json.dumps({"notes": notes, "characters": characters, "seconds": time.perf_counter() - start}))


main(sys.argv[1], float(sys.argv[2]))
