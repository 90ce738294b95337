"""Kinds that are told by words: entries of lists, names, and beginnings of words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2
import yaml

from detectors.folding import fold
from detectors.kinds import Kind, as_bool
from detectors.lexicons import phrases
from detectors.names.lexicon import CERTAIN_FAMILY, CERTAIN_FIRST, COMMON_WORDS, NAMES_BY_THEMSELVES
from detectors.names.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = ("flag", "binary", "gender", "pronouns", "salutation", "language", "country", "nationality", "insurer", "diet",
         "unit", "blood_group", "status", "municipality", "nothing", "condition", "medication", "procedure", "lab_test",
         "profession", "organisation", "plain")  # fmt: skip
"""Kinds that are a list of words; those of ``lexicons/columns_values.yaml``, ``_LISTS``, and the places of the country.

``nothing`` is not a kind of value: such cells say that there is none.
"""


_LISTS = {
    "country": "countries.txt",
    "nationality": "nationalities.txt",
    "insurer": "insurers.txt",
    "gender": "gender_identities.txt",
    "condition": "conditions.txt",
    "medication": "medication.txt",
    "procedure": "procedures.txt",
    "lab_test": "lab_tests.txt",
    "profession": "professions.txt",
    "organisation": "organisations.txt",
    "status": "columns_choices.txt",
}
"""Kinds → the lists that notes are searched for; a whole cell is looked up in them."""


_OFTEN_LISTED = ("diet", "condition", "medication", "procedure", "profession", "insurer", "language", "nationality")
"""Kinds of which several stand in one cell, parted by commas: the first of them is looked up."""


WORDED = "worded"
"""A few words in use, or an entry of any list: positive evidence of a choice; asked only of columns of few values."""


NAMES = ("given_name", "family_name")


STEMS = ("condition", "medication", "procedure", "visit", "lab_test", "anaesthesia", "profession", "organisation",
         "clinical", "addressed")  # fmt: skip


def of_word_kinds(texts: pa.Array) -> Mapping[str, np.ndarray]:
    """Which of the folded texts are words of each list, as bool; lists without a hit are left out."""
    hit = _bits_of(texts).copy()
    several = np.flatnonzero(as_bool(pc.match_substring_regex(texts, r"[,;|/+(]")))
    if len(several):
        first = pc.replace_substring_regex(texts.take(pa.array(several)), r"\s*[,;|/+(].*$", "")
        hit[several] |= _bits_of(first) & sum(1 << WORDS.index(name) for name in _OFTEN_LISTED)
    found = {name: (hit >> number & 1).astype(bool) for number, name in enumerate(WORDS)}
    return {name: mask for name, mask in found.items() if mask.any()}


def _bits_of(texts: pa.Array) -> np.ndarray:
    """For each text the lists it stands in, as bits."""
    words, bits = _vocabulary()
    places = pc.fill_null(pc.index_in(texts, value_set=words), len(words)).to_numpy(zero_copy_only=False)
    return np.asarray(bits[places])


def of_name_kinds(texts: pa.Array) -> Mapping[str, np.ndarray]:
    """Which of the folded texts begin or end with a known first name or family name, as bool."""
    short = pc.less_equal(pc.count_substring(texts, " "), 5)
    first = pc.replace_substring_regex(texts, r"[\s,(_].*$", "")
    last = pc.replace_substring_regex(pc.replace_substring_regex(texts, r"\s*\(.*$", ""), r"^.*[\s,'’_]", "")
    given, family = _names()
    built = pc.match_substring_regex(texts, _BUILT_AS_FAMILY_NAMES)
    found = {
        "given_name": pc.or_(pc.is_in(first, value_set=given), pc.is_in(last, value_set=given)),
        "family_name": pc.or_(built, pc.or_(pc.is_in(first, value_set=family), pc.is_in(last, value_set=family))),
    }
    masks = {name: np.asarray(pc.and_(mask, short).to_numpy(zero_copy_only=False)) for name, mask in found.items()}
    return {name: mask for name, mask in masks.items() if mask.any()}


_BUILT_AS_FAMILY_NAMES = (
    r"(?:^|[\s,-])(?:van(?:d|h|b|c|g|k|l|n|p|r|s)[a-z]{4,}|[a-z]{2,}(?:ssens|aerts|inckx|ynckx|eckx|uyts|broeck|brouck"
    r"|broucke|elaere|straete|maekers?|makers|ghebeur|bandt|sprot|saeleer|vogels|selinck|waert|ewski|owski|ewska|owska"
    r"|czyk|oglu|shvili|opoulos|escu|chenko|ovic|evic|adze))(?:$|[\s,])"
)
"""Folded family names that stand in no list are known by how they are built."""


@cache
def stem_kinds() -> tuple[Kind, ...]:
    """Kinds that are told by the beginning of a word, on folded texts."""
    stems = _load("columns_stems.yaml")
    whole_words = {"organisation": r"\b", "addressed": r"(?:$|[^a-z])"}
    return tuple(
        Kind(
            name,
            rf"(?:^|[\s(/,;|+-])(?:{'|'.join(sorted(stems[name].split()))}){whole_words.get(name, '')}"
            + (rf"|[a-z]{{3}}(?:{'|'.join(sorted(endings.split()))})\b" if (endings := stems.get(f"-{name}")) else ""),
        )
        for name in STEMS
    )


def is_belgian_postal_code(texts: pa.Array) -> np.ndarray:
    """Which of the texts end in the four digits of a postal code that exists."""
    codes = pc.utf8_slice_codeunits(texts, -4, None)
    return np.asarray(pc.is_in(codes, value_set=_places()[0]).to_numpy(zero_copy_only=False))


def _load(name: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((files("detectors") / "lexicons" / name).read_text(encoding="utf-8"))
    return loaded


@cache
def _places() -> tuple[pa.Array, pa.Array]:
    """Belgian postal codes, and folded names of places."""
    text = (files("detectors") / "lexicons" / "columns_places.txt").read_text(encoding="utf-8")
    rows = [line.partition(" ") for line in text.splitlines() if not line.startswith("#")]
    names = sorted({fold(name) for _, _, names in rows for name in names.split("|")})
    return pa.array([code for code, _, _ in rows if code.isdigit()]), pa.array(names)


@remembered
def _vocabulary() -> tuple[pa.Array, np.ndarray]:
    """All words of all lists, and for each the lists it stands in, as bits (one more row for words of no list)."""
    lists = {name: {word.strip() for word in words.split(",")} for name, words in _load("columns_values.yaml").items()}
    lists["municipality"] = set(_places()[1].to_pylist())
    lists["plain"] = set(COMMON_WORDS - NAMES_BY_THEMSELVES)
    for name, file in _LISTS.items():
        lists[name] = lists.get(name, set()) | {fold(phrase) for phrase in phrases(file)}
    lists["procedure"] = {phrase for phrase in lists["procedure"] if not _visits().search(phrase)}
    words = sorted(set().union(*lists.values()))
    bits = [sum(1 << number for number, name in enumerate(WORDS) if word in lists[name]) for word in words]
    return pa.array(words), np.array([*bits, 0])


@cache
def _visits() -> re2.Pattern:
    return re2.compile(next(kind.regex for kind in stem_kinds() if kind.name == "visit"))


@remembered
def _names() -> tuple[pa.Array, pa.Array]:
    names = _load("columns_names.yaml")
    given, family = CERTAIN_FIRST | set(names["given"].split()), CERTAIN_FAMILY | set(names["family"].split())
    return pa.array(sorted(given)), pa.array(sorted(family))
