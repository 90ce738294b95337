"""deduce or belgian-deduce (the module named first): notes as JSON lines on stdin, spans as JSON lines on stdout.

With `patient` as second word, the first known name of a note is given as the patient's.
"""

import importlib
import json
import sys
from typing import Any

module, *options = sys.argv[1:]
peer = importlib.import_module(module)
person = getattr(peer, "Person", None) or importlib.import_module(f"{module}.person").Person
engine = peer.Deduce()


def metadata(note: dict[str, Any]) -> dict[str, Any] | None:
    """The patient, where the clinic's tables know one."""
    if "patient" not in options or not note.get("known"):
        return None
    first, _, last = note["known"][0].partition(" ")
    return {"patient": person(first_names=[first], surname=last or None)}


for line in sys.stdin:
    note = json.loads(line)
    found = engine.deidentify(note["text"], metadata=metadata(note)).annotations
    spans = [{"start": int(one.start_char), "end": int(one.end_char), "category": one.tag} for one in found]
    print(json.dumps({"id": note["id"], "spans": spans}), flush=True)
