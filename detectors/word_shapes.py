"""Words that no list holds and whose ending tells what they are: ``labiaplastie``, ``tuinbouwtechnicus``.

Medicine and Dutch and German jobs make new words all the time; each distinct word of the notes is looked at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.names.lexicon import COMMON_WORDS, NAMES_OF_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.words import Words

_SCORE = 0.6
_SHORTEST_STEM = 3

_ENDINGS = {
    "procedure": (
        "plastie plastiek plasty plastik ectomie ectomy ektomie ostomie ostomy otomie otomy scopie scopy"
        " skopie pexie centese desis operatie correctie reconstructie transplantatie therapie therapy"
        " bestraling injectie"
    ),
    "medical_condition": (
        "itis osis lipidemie kaliemie calcemie glykemie glycemie uricemie natriemie bacteriemie opathie"
        " opathy neuralgie myalgie artralgie arthralgie neuralgia myalgia arthralgia aturie inurie cosurie"
        " amenorroe dysforie dysphorie trombose kanker gezwel stoornis storing verslaving ontsteking infectie"
        " krankheit storung entzundung syndroom syndrom carcinoom sarcoom blastoom fobie phobie phobia"
    ),
    "medication": (
        "statine prazol prazole sartan cilline mycine micine cycline floxacine azepam azolam tidine triptan"
        " profen ciclovir tegravir zumab ximab mumab tinib gliptine gliflozine glutide parine oxaban dronaat"
        " setron caine relix reline sterone steron oestrol"
    ),
    "profession": (
        "leerkracht leraar lerares chauffeur chauffeuse bediende arbeider arbeidster"
        " technieker technicus ingenieur monteur operator ontwikkelaar programmeur"
        " designer ontwerper ontwerpster verkoper verkoopster uitbater uitbaatster handelaar handelaarster"
        " ambtenaar inspecteur instructeur mecanicien installateur redacteur boekhouder kweker"
        " verzorgster poetser kapster schilder bouwer speelster lehrer lehrerin fahrer fahrerin arbeiter"
        " arbeiterin techniker technikerin verkaufer verkauferin meister meisterin ingenieurin entwickler"
        " entwicklerin handler handlerin beamter beamtin kaufmann kauffrau angestellte angestellter mechaniker"
        " mechanikerin monteurin"
    ),
}
_ORDERED = tuple(
    (ending, category)
    for ending, category in sorted(
        ((ending, category) for category, endings in _ENDINGS.items() for ending in endings.split()),
        key=lambda pair: -len(pair[0]),
    )
)
_ALL = tuple(ending for ending, _ in _ORDERED)


def word_shapes(words: Words) -> Iterator[Span]:
    """The words whose ending tells their kind.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> text = "Na labiaplastie een kunststoftechnieker."
    >>> [(span.start, span.end, span.category) for span in word_shapes(words_of(join([text])))]
    [(4, 16, 'procedure'), (21, 40, 'profession')]
    """
    kinds = [_kind_of(word) for word in words.vocabulary]
    telling = np.array([bool(kind) for kind in kinds], np.bool_)[words.code]
    for place in np.flatnonzero(telling).tolist():
        yield Span(int(words.start[place]), int(words.end[place]), kinds[words.code[place]], _SCORE, "word_shapes")


_OF_CARE = ("zorg", "onthaal", "medisch", "gender", "verpleeg", "ziekenhuis")
"""Who works here is no patient's profession."""


def _kind_of(word: str) -> str:
    """The category that the ending of a folded word tells; empty for names and everyday words."""
    if word in NAMES_OF_PEOPLE or word in COMMON_WORDS or not word.endswith(_ALL):
        return ""
    told = (kind for ending, kind in _ORDERED if len(word) >= len(ending) + _SHORTEST_STEM and word.endswith(ending))
    kind = next(told, "")
    return "" if kind == "profession" and word.startswith(_OF_CARE) else kind
