"""Notes in four languages for the benchmark: the sample clinic's frames, dealt over many more people and days."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sample_data.dice import dice
from sample_data.filling import decks, values
from sample_data.society import make_cast

SEED = 97
PEOPLE = 2_000
FIRST_DAY = date(2018, 1, 1)
DAYS = 3_000
LENGTH = 600
"""Characters of a note, at least: some 110 words, as notes of a consultation have."""


def notes(count: int) -> Iterator[dict[str, str]]:
    """As many notes as asked, each with an id and its language; the people come round again, on other days."""
    cast = make_cast(SEED, PEOPLE)
    dealt = decks(SEED, "notes")
    rng = dice(SEED, "benchmark")
    for number in range(count):
        person = cast[number % len(cast)]
        language = person.language if person.language in dealt else "en"
        day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        told, length = [], 0
        while length < LENGTH:
            told.append(dealt[language].deal(values(rng, person, day, language)))
            length += len(told[-1])
        yield {"id": str(number), "language": language, "text": "\n".join(told)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--language", help="keep those of this language only")
    arguments = parser.parse_args()
    made = (one for one in notes(arguments.notes) if arguments.language in (None, one["language"]))
    with arguments.target.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(note, ensure_ascii=False) + "\n" for note in made)


if __name__ == "__main__":
    main()
