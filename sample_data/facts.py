"""Reads the word lists and tables in ``facts/``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FACTS = Path(__file__).parent / "facts"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``facts/<name>.csv``."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lines ``key: word, word`` of ``facts/<name>.txt``; lines that start with ``#`` are comments."""
    lines = (FACTS / f"{name}.txt").read_text("utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {key: tuple(word.strip() for word in words.split(",")) for key, words in pairs}


@cache
def frames(kind: str, language: str) -> tuple[str, ...]:
    """The frames of ``facts/<kind>/<language>.txt``: texts with ``{placeholders}``, set apart by lines of ``%%``."""
    text = (FACTS / kind / f"{language}.txt").read_text("utf-8")
    return tuple(frame.strip("\n") for frame in text.split("\n%%\n"))
