"""Makes ``detectors/lexicons/columns_words.txt``: words that choices and remarks are made of, and logins are not.

They are the words in lower case that come at least twice, outside every mark, in the texts that the tagger learns from,
and the capitalised ones inside German sentences; none of them is a name on the lists.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from detectors.folding import fold
from detectors.names.lexicon import NAMES_OF_PEOPLE

TEXTS = Path("detectors") / "tagger" / "training"
WORDS = Path("detectors") / "lexicons" / "columns_words.txt"
HEADING = """\
# Words of prose and of lists, folded: what a choice or a remark consists of, and a login or a name does not.
# Made by: python -m tests.evaluation.development --words, from the unmarked words of detectors/tagger/training.
"""
_MARK = re.compile(r"\[\w+:[^\]]*\]|<[^>]*>")
_WORD = re.compile(r"(?<![@\w./_-])[a-zà-ÿœ]{3,}(?![@\w/_])")
_GERMAN_NOUN = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÄÖÜ][a-zäöüß]{2,}(?![@\w/_])")
_LINE = 118


def words_in_use() -> list[str]:
    """The words, in order."""
    counts: Counter[str] = Counter()
    for file in sorted(TEXTS.glob("*_??*.txt")):
        text = _MARK.sub(" ", file.read_text(encoding="utf-8"))
        counts.update(fold(word) for word in _WORD.findall(text))
        if "_de" in file.name:
            counts.update(fold(word) for word in _GERMAN_NOUN.findall(text))
    return sorted(
        word for word, times in counts.items() if times > 1 and word not in NAMES_OF_PEOPLE and word.isascii()
    )


def write() -> None:
    """Writes the file anew."""
    lines, line = [], ""
    for word in words_in_use():
        if len(line) + len(word) >= _LINE:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    WORDS.write_text(HEADING + "\n".join([*lines, line]) + "\n", encoding="utf-8")
