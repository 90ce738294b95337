"""Whether a clinical term is made of known words alone: medicine, doses, units, codes and everyday words.

Columns of diagnoses, products, doses, procedures, tests and diets are kept as they are, so whatever somebody typed into
them would leave. A surname is not told from an unknown word by looking at it; therefore a term leaves only when each of
its words is known here (or when several people share it, see ``transforms.survey``). Words are compared by their root,
so that ``omeprazol``, ``Oméprazole`` and ``omeprazole`` are one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.names.lexicon import COMMON_WORDS, EPONYMS, NAMES_BY_THEMSELVES, PARTICLES
from detectors.recognizers import cnk_code, loinc_code, nomenclature_code
from transforms.items import where_all_fit
from transforms.units import UNITS
from transforms.wordings import procedure_group

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN_WORDS = Path(__file__).parent / "data" / "term_words.txt"
_LEXICONS = ("medication.txt", "procedures.txt", "conditions.txt", "lab_tests.txt", "gender_identities.txt")

_CODES = re.compile(
    r"[a-tv-z]\d[0-9a-z](?:\.?[0-9a-z]{1,4})?"  # ICD-10
    r"|[abcdghjlmnprsv]\d{2}(?:[a-z]{1,2}(?:\d{2})?)?"  # ATC
    r"|[0-9bcdfghx][0-9a-hj-np-z]{6}"  # ICD-10-PCS, with a digit (see below)
    r"|h[a-z]\d[0-9a-z](?:\.[0-9a-z]{1,2})?"  # ICD-11, chapter 17
    r"|\d{3}\.\d{1,2}"  # DSM, ICD-9
    r"|[0-4](?:[.,]5)?(?:-[0-4](?:[.,]5)?){2,3}"  # a scheme: one in the morning, none at noon, one in the evening
)
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_QUANTITY = re.compile(rf"\d{{1,6}}(?:[.,]\d{{1,3}})?\s?{UNITS}(?![^\W\d_])")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}")
_MOST_DIGITS = 8
"""Of an item together: a telephone number has more."""

_SHORTEST_TELLING = 3
_ABBREVIATIONS = frozenset(("lh", "ck", "ct", "rx", "pt", "im", "sc", "iv"))
_ILLNESS = frozenset(
    (
        "ziekte", "syndroom", "maladie", "syndrome", "disease", "syndrom", "krankheit", "morbus", "stoornis", "factor",
        "thyroiditis", "lymfoom", "lymphoma", "lymphome", "contractuur", "tumor", "reflex", "test", "schaal", "scale",
        "score",
    )
)  # fmt: skip
"""Beside these words the name of a discoverer is no patient's."""
_ENDINGS = re.compile(
    r"\w{3,}(?:ectom(?:ie|y)|ektomie|ostom(?:ie|y)|otom(?:ie|y)|plast(?:ie|y|iek|ik)|[cks]?scop(?:ie|y)|graf(?:ie|i)|graph(?:ie|y)"
    r"|itis|osis|olemie|yc[ea]mie|trofie|troph(?:ie|y)|path(?:ie|y)|alg(?:ie|ia)|(?:[cnst]|ly)urie|th?erap(?:ie|y|eutisch)|statine?|prazole?"
    r"|sartan|cilline?|mycine?|cycline|floxacine?|azepam|zolam|tidine|triptan|profene?|caine|ciclovir|tegravir|zumab|ximab"
    r"|mumab|gliptine?|gliflozine?|glutide?|xaban|conazole?|tadine|trizine|lukast|setron|dronaat|sterone?|lactone?"
    r"|itide|olol|dipine?|thiazide?|oxetine|pramine|triptyline|barbital|insuline?|vaccin)"
)
_ROOTS = str.maketrans({"y": "i", "k": "c", "z": "s", "œ": "e", "æ": "e"})
_SHORTEST_ROOT = 5
_DOUBLE = re.compile(r"([bcdfglmnprst])\1")
_LAST = re.compile(r"(?:en|es|us|um|is|ie|ia|e|s|a)$")
_LONG_ENOUGH = 7
"""Letters from which a word is compared by its root or ending: shorter ones are too often a surname."""


def where_known(texts: pa.Array, shared: pa.Array | None = None) -> pa.Array:
    """The texts of which every item is a known term or one of the ``shared`` texts; null for the others."""

    def fits(items: pa.Array) -> pa.Array:
        return known_terms(items) if shared is None else pc.or_(pc.is_in(items, shared), known_terms(items))

    return where_all_fit(texts, fits)


def known_terms(items: pa.Array) -> pa.Array:
    """Boolean: the items whose every word is known; what is null is nothing, and known.

    >>> known_terms(pa.array(["Progynova 2 mg", "Mme Vandewalle", "F64.0", "0470 12 34 56", "Zqkanarie"])).to_pylist()
    [True, False, True, False, False]
    """
    encoded = items.dictionary_encode()
    known = pa.array([is_known_term(item) for item in encoded.dictionary.to_pylist()], pa.bool_())
    return known.take(encoded.indices).fill_null(True)  # noqa: FBT003


def is_known_term(item: str) -> bool:
    """Whether an item is empty, a code, or made of known words and figures, with a word of medicine or a quantity.

    A word that is a name too, such as *Bas*, needs one more beside it.
    """
    folded = fold(item).strip(" .:-*")
    if not folded or is_code(folded):
        return True
    if sum(map(str.isdigit, folded)) > _MOST_DIGITS or _DATE.search(folded) or "@" in folded:
        return False
    rest, quantities = _QUANTITY.subn(" ", folded)
    pieces = [piece for piece in _PIECE.findall(rest) if not piece.isdigit()]
    eponyms = EPONYMS if not _ILLNESS.isdisjoint(pieces) else frozenset()
    pieces = [piece for piece in pieces if piece not in eponyms]
    telling = quantities + sum(map(_tells, pieces)) + any(map(str.isdigit, rest))
    names = any(piece in NAMES_BY_THEMSELVES - PARTICLES for piece in pieces)
    return all(map(_is_known, pieces)) and any(map(_tells, pieces)) + quantities > 0 and telling > names


def is_code(folded: str) -> bool:
    """Whether a folded item is a code of a classification that a column of care holds.

    >>> is_code("0w4n0z1"), is_code("2986-8"), is_code("sofie")
    (True, True, False)
    """
    if _CODES.fullmatch(folded):
        return any(sign.isdigit() for sign in folded)
    digits = folded.replace("-", "").replace(" ", "")
    if not digits.isdigit():
        return False
    return (
        any(book.is_valid(folded) for book in (loinc_code, cnk_code, nomenclature_code))
        and len(digits) <= _MOST_DIGITS - 1
    )


def _is_known(piece: str) -> bool:
    """A word of medicine, or a common one; a name counts only where a lexicon of medicine has it as a word."""
    return len(piece) == 1 or _is_medical(piece) or (piece in COMMON_WORDS and piece not in NAMES_BY_THEMSELVES)


def _tells(piece: str) -> bool:
    """A word of medicine that is no name: ``De Dame`` tells nothing, nor does ``Van den Bas``."""
    if piece in NAMES_BY_THEMSELVES or piece in PARTICLES:
        return False
    return piece in _ABBREVIATIONS or (len(piece) >= _SHORTEST_TELLING and _is_medical(piece))


def _is_medical(piece: str) -> bool:
    if piece in _medicine():
        return True
    if piece in NAMES_BY_THEMSELVES or len(piece) < _LONG_ENOUGH:
        return False
    return root_of(piece) in _roots() or bool(_ENDINGS.fullmatch(piece)) or procedure_group(piece) is not None


def root_of(word: str) -> str:
    """What a word has in common with its forms in other languages.

    >>> root_of("omeprazole") == root_of("omeprazol"), root_of("diabetes") == root_of("diabete")
    (True, True)
    """
    root = word.replace("ph", "f").replace("th", "t").replace("oe", "e").replace("ae", "e").translate(_ROOTS)
    root = _DOUBLE.sub(r"\1", root)
    while len(root) > _SHORTEST_ROOT and (shorter := _LAST.sub("", root)) != root:
        root = shorter
    return root


@cache
def _medicine() -> frozenset[str]:
    """Folded words of the lexicons, as they are."""
    terms = [phrase for name in _LEXICONS for phrase in phrases(name)]
    return frozenset(piece for text in (*terms, *_own_lines()) for piece in _PIECE.findall(fold(text)))


@cache
def _roots() -> frozenset[str]:
    return frozenset(root_of(word) for word in _medicine() if len(word) >= _LONG_ENOUGH)


def _own_lines() -> Iterator[str]:
    return (line for line in _OWN_WORDS.read_text("utf-8").splitlines() if not line.startswith("#"))
