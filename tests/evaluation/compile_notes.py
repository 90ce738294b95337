"""Compiles corpus/source/<corpus>/*.txt, the notes as they were written, into corpus/<corpus>.jsonl.

A note starts with `## kind` or `## kind | known; known` (what the clinic's tables know of its people; where that is
not written, the patient's names). In its text
`[alias:words]` marks a span and `[alias@origin:words]` says where a name comes from; `§` stands for a check digit.

Run as `python -m tests.evaluation.compile_notes`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.evaluation.check_digits import complete

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("nl", "fr", "de", "en")
HELD_OUT, DEVELOPMENT = "held_out", "development"
CORPORA = (HELD_OUT, DEVELOPMENT)
"""Notes that nobody who changes the detectors reads, and notes that may be read to see what they miss."""

CATEGORY_OF = {
    "n": "person_name",
    "o": "former_name",
    "f": "family_member_name",
    "p": "provider_name",
    "pn": "provider_number",
    "e": "email",
    "t": "phone",
    "s": "street_address",
    "z": "postal_code",
    "m": "municipality",
    "co": "country",
    "nat": "nationality",
    "b": "birth_date",
    "a": "age",
    "d": "event_date",
    "iban": "iban",
    "card": "payment_card",
    "ogm": "payment_reference",
    "rrn": "national_number",
    "fid": "foreign_id",
    "doc": "document_number",
    "kbo": "company_number",
    "plate": "licence_plate",
    "job": "profession",
    "org": "organisation",
    "oa": "insurer",
    "ins": "insurance_number",
    "ip": "ip_address",
    "mac": "mac_address",
    "url": "url",
    "ck": "cookie_id",
    "acc": "online_account",
    "file": "file_name",
    "key": "secret",
    "rec": "record_id",
}
ORIGIN_OF = {
    "vl": "Flemish",
    "wa": "Walloon",
    "ma": "Maghrebi",
    "tr": "Turkish",
    "sl": "Slavic",
    "af": "sub-Saharan",
    "ea": "East Asian",
    "in": "South Asian",
    "so": "southern European",
    "de": "German",
    "en": "English",
}
NAMES = {"person_name", "former_name", "family_member_name", "provider_name"}
MARK = re.compile(rf"\[({'|'.join(sorted(CATEGORY_OF, key=len, reverse=True))})(?:@([a-z]{{2}}))?:([^\]]+)\]")
# What stands before a name is not the name, also where the writer took it inside the brackets.
TITLE = re.compile(
    r"(?:prof|pr|pre|dr|drs|med|mevr|mevrouw|mw|mijnheer|mr|mrs|mme|fr|frau|inf|klin|bioloog|secretariaat|logopedin"
    r"|dipl\.-psych|direction|juf|mama|maman|papa|vpk)\b\.?\s*",
    re.IGNORECASE,
)


def compile_note(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The clear text of a note and its spans, in characters.

    >>> compile_note("Mevr. [n@ma:Aïsha Benali] belde")
    ('Mevr. Aïsha Benali belde', [{'start': 6, 'end': 18, 'category': 'person_name', 'origin': 'Maghrebi'}])
    """
    text, spans, position = "", [], 0
    for mark in MARK.finditer(marked):
        alias, origin, written = mark.groups()
        category = CATEGORY_OF[alias]
        words = complete(category, written)
        text += marked[position : mark.start()]
        start = len(text) + (_length_of_titles(words) if category in NAMES else 0)
        text += words
        spans.append({"start": start, "end": len(text), "category": category})
        if origin:
            spans[-1]["origin"] = ORIGIN_OF[origin]
        position = mark.end()
    return text + marked[position:], spans


def _length_of_titles(words: str) -> int:
    position = 0
    while (title := TITLE.match(words, position)) and title.end() < len(words):
        position = title.end()
    return position


def compile_source(corpus: str, language: str) -> list[dict[str, Any]]:
    """The notes of one language, numbered in the order in which they were written."""
    source = (CORPUS / "source" / corpus / f"{language}.txt").read_text(encoding="utf-8")
    notes = []
    for number, block in enumerate(re.split(r"^## ", source, flags=re.MULTILINE)[1:], start=1):
        heading, _, body = block.partition("\n")
        kind, _, known = heading.partition("|")
        text, spans = compile_note(body.strip())
        note: dict[str, Any] = {"id": f"{language}-{number:03d}", "language": language, "kind": kind.strip()}
        note |= {"text": text, "spans": spans}
        note["known"] = [value.strip() for value in known.split(";")] if known.strip() else _registered(text, spans)
        notes.append(note)
    return notes


def _registered(text: str, spans: list[dict[str, Any]]) -> list[str]:
    """What a clinic's tables hold of the patient: the first name in the note and all former ones, in normal case."""
    names = [span for span in spans if span["category"] == "person_name"][:1]
    names += [span for span in spans if span["category"] == "former_name"]
    written = (text[span["start"] : span["end"]] for span in names)
    return [name.title() if name.islower() or name.isupper() else name for name in written]


def compile_corpus(corpus: str) -> str:
    """All notes of a corpus as JSON lines."""
    notes = [note for language in LANGUAGES for note in compile_source(corpus, language)]
    return "".join(json.dumps(note, ensure_ascii=False) + "\n" for note in notes)


if __name__ == "__main__":
    for name in CORPORA:
        (CORPUS / f"{name}.jsonl").write_text(compile_corpus(name), encoding="utf-8")
