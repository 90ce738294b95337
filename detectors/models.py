"""A model for names that the clinic has: spaCy, GLiNER or a transformers pipeline, as one more layer of detection.

One line of veilig.yaml names it: ``spacy:nl_core_news_lg``, ``gliner:/srv/gliner``, ``transformers:/srv/ner``.
Nothing is downloaded: a model is a folder on this machine, or for spaCy an installed package. It is loaded when the
first text is read. Only people's names are taken from it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from detectors.errors import ConfigurationError
from detectors.findings import Span
from detectors.languages.evidence import LANGUAGES
from detectors.languages.parts import Part, parts_of_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from detectors.notes import Notes

    Found = Iterable[tuple[int, int, str, float]]
    Reader = Callable[[Sequence[str]], Iterable[Found]]

SCORE_WITHOUT = 0.85
"""For models that do not tell how sure they are, which is so for spaCy's."""

LEAST = 0.5
"""Names that a model is less sure of are passed over."""

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
_CATEGORIES = dict.fromkeys(("per", "pers", "person", "persoon", "personne", "name", "patient"), "person_name") | (
    dict.fromkeys(("doctor", "physician", "hcp", "caregiver", "zorgverlener", "medecin", "staff"), "provider_name")
)
"""A model's label → our category; other labels are passed over."""

_ASKED_OF_GLINER = ["person"]
_POSITION_IN_NAME = re.compile(r"^[biles]-", re.IGNORECASE)
_LONGEST_PIECE = 1000
"""Characters that GLiNER and transformers read at once: they silently drop what lies beyond their 384 or 512 tokens."""

_END_OF_PIECE = re.compile(r"(?<=[.!?;\n])\s+|\n")
_LOCK = Lock()


@dataclass(frozen=True)
class Models:
    """Which model reads which language.

    Attributes:
        addresses: language → model; an empty language stands for all. The first also reads what is in no other.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)

    def of(self, language: str) -> str:
        """The model that reads this language."""
        return self.addresses.get(language) or next(iter(self.addresses.values()))


_used = Models()


def use_models(addresses: str | Mapping[str, str]) -> Models:
    """Makes these models read along from now on, for the whole process, instead of those before; "" means none.

    Raises:
        ConfigurationError: an address is not understood, or the model is not on this machine. Nothing is loaded yet.
    """
    global _used  # noqa: PLW0603 - every place that reads texts shall use the same models
    by_language = dict(addresses) if not isinstance(addresses, str) else {"": addresses} if addresses else {}
    for address in by_language.values():
        located(address)
    ordered = sorted(by_language, key=("", *LANGUAGES).index)
    _used = Models({language: by_language[language] for language in ordered})
    return _used


def load_models() -> list[str]:
    """Loads the models that are used, and gives their addresses.

    Raises:
        ConfigurationError: one cannot be loaded.
    """
    addresses = list(dict.fromkeys(_used.addresses.values()))
    for address in addresses:
        _reader(address)
    return addresses


def located(address: str) -> tuple[str, str]:
    """The kind of a model, and the folder or package that it is.

    Raises:
        ConfigurationError: the kind is not known, or the model is not on this machine.
    """
    kind, _, place = address.partition(":")
    if kind not in _LOADERS or not place:
        raise ConfigurationError(
            f"`names_model: {address}` is not understood.",
            hint="Write spacy:PACKAGE-OR-FOLDER, gliner:FOLDER or transformers:FOLDER.",
        )
    if Path(place).is_dir() or (kind == "spacy" and _is_installed(place)):
        return kind, place
    what = "neither a folder nor an installed package" if kind == "spacy" else "no folder of this machine"
    raise ConfigurationError(
        f"`names_model: {address}`: {place} is {what}, and veilig downloads nothing.",
        hint="Fetch the model where you may, copy it here, and name its folder.",
    )


def _is_installed(package: str) -> bool:
    try:
        distribution(package)
    except (PackageNotFoundError, ValueError):
        return False
    return True


def model_names(notes: Notes, texts: Sequence[str], language: str | None = None) -> Iterator[Span]:
    """The names that the models find in the notes.

    Args:
        notes: the texts, joined.
        texts: as they were.
        language: of all texts; without it, told of each part of a text where models differ by language.
    """
    if not _used.addresses:
        return
    work: dict[str, list[tuple[int, str]]] = {}
    for start, text, parts in zip(notes.starts.tolist(), texts, _parts(texts, language), strict=True):
        for part in parts:
            piece = (start + part.start, text[part.start : part.end])
            work.setdefault(_used.of(part.language), []).append(piece)
    for address, pieces in work.items():
        yield from _read(address, pieces)


def _parts(texts: Sequence[str], language: str | None) -> list[list[Part]]:
    if language is None and len(_used.addresses) > 1:
        return parts_of_each(texts)
    return [[Part(0, len(text), language or "")] for text in texts]


def _read(address: str, pieces: Sequence[tuple[int, str]]) -> Iterator[Span]:
    with _LOCK:  # models are not made to be shared by threads
        answers = [list(answer) for answer in _reader(address)([text for _, text in pieces])]
    for (shift, text), found in zip(pieces, answers, strict=True):
        for start, end, label, score in found:
            category = _CATEGORIES.get(_POSITION_IN_NAME.sub("", label).lower())
            if category and score >= LEAST and text[start:end].strip():
                yield _trimmed(text, start, end, category, score, shift)


def _trimmed(text: str, start: int, end: int, category: str, score: float, shift: int) -> Span:
    """The span without white space at its ends, which sub-word models leave there."""
    name = text[start:end]
    start += len(name) - len(name.lstrip())
    return Span(shift + start, shift + start + len(name.strip()), category, score, "names_model")


@cache
def _reader(address: str) -> Reader:
    """Loads a model.

    Raises:
        ConfigurationError: its package is missing, or what is in the folder is no such model.
    """
    kind, place = located(address)
    os.environ.update(_OFFLINE)
    try:
        return _LOADERS[kind](place)
    except ImportError:
        raise ConfigurationError(
            f"`names_model: {address}` needs the package {kind}, or one of those that the model needs.",
            hint=f"Install it beside veilig: pip install {kind}",
        ) from None
    except (OSError, ValueError, KeyError, RuntimeError):
        raise ConfigurationError(
            f"`names_model: {address}`: what is there cannot be loaded as a {kind} model.",
            hint="Is the folder complete, and made for the installed version?",
        ) from None


def _spacy(place: str) -> Reader:
    import spacy

    pipeline = spacy.load(place, exclude=["parser", "lemmatizer", "morphologizer"])

    def read(texts: Sequence[str]) -> Iterator[Found]:
        for document in pipeline.pipe(texts):
            yield [(one.start_char, one.end_char, one.label_, SCORE_WITHOUT) for one in document.ents]

    return read


def _gliner(place: str) -> Reader:
    model = import_module("gliner").GLiNER.from_pretrained(place, local_files_only=True)

    def read(texts: Sequence[str]) -> Iterator[Found]:
        for text in texts:
            yield [
                (shift + one["start"], shift + one["end"], str(one["label"]), float(one["score"]))
                for shift, piece in pieces_of(text)
                for one in model.predict_entities(piece, _ASKED_OF_GLINER, threshold=LEAST)
            ]

    return read


def _transformers(place: str) -> Reader:
    tagger = import_module("transformers").pipeline(
        "token-classification", model=place, tokenizer=place, aggregation_strategy="simple"
    )

    def read(texts: Sequence[str]) -> Iterator[Found]:
        for text in texts:
            pieces = pieces_of(text)
            answers: list[list[dict[str, Any]]] = tagger([piece for _, piece in pieces]) if pieces else []
            yield [
                (shift + one["start"], shift + one["end"], str(one["entity_group"]), float(one["score"]))
                for (shift, _), found in zip(pieces, answers, strict=True)
                for one in found
            ]

    return read


_LOADERS: dict[str, Callable[[str], Reader]] = {"spacy": _spacy, "gliner": _gliner, "transformers": _transformers}


def pieces_of(text: str) -> list[tuple[int, str]]:
    """The text in pieces that such a model reads whole, each with its offset; they end where sentences do, if they can.

    >>> [(shift, len(piece)) for shift, piece in pieces_of("Een zin. " * 200)]
    [(0, 999), (999, 801)]
    """
    pieces, start = [], 0
    while len(text) - start > _LONGEST_PIECE:
        ends = [match.end() for match in _END_OF_PIECE.finditer(text, start, start + _LONGEST_PIECE)]
        space = text.rfind(" ", start + 1, start + _LONGEST_PIECE) + 1
        end = ends[-1] if ends and ends[-1] > start else space or start + _LONGEST_PIECE
        pieces.append((start, text[start:end]))
        start = end
    return [*pieces, (start, text[start:])] if text[start:].strip() else pieces
