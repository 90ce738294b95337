"""Professions behind words that announce one: ``werkt als …``, ``profession : …``, ``arbeitet als …``, ``works as …``.

Professions of the lists are found wherever they stand; these may be any words, up to the next small one. Roles of care
(``verpleegkundige``) are professions here only.

>>> is_valid("zelfstandig grafisch ontwerper"), is_valid("12")
(True, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_LETTERS = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’·*]+"
_WORD = rf"{_LETTERS}(?:-{_LETTERS})?"
_PLACE = re.compile(_WORD)
_STOPS = frozenset(
    "in bij op te voor van en of sinds maar die dat met is was wil werkt woont als om aan nu dus wegens na tijdens"  # noqa: SIM905
    " halftijds voltijds deeltijds chez dans et ou a au aux pour depuis mais qui est pres sur avec"
    " bei im als und oder seit aber mit fur ist an am at for since and or but who which that the with currently on"
    " momenteel vroeger samen onder nog ook graag goed gemiddeld volgens daar hier toch wordt heeft kan niet geen"
    " temps plein mi entre chaque tatig le from daar graag".split()
)
_FIRST_THAT_IS_NONE = frozenset(
    "gevolg vanouds het ik je hij zij ze hen we dit deze dit die wat elle il on nous une un een a an the onbekend"  # noqa: SIM905
    " verwacht volgt possible prevu normal usual expected well gewoonlijk altijd test basis gehad geen pas antagonist"
    " antagoniste agonist agoniste bescherming protection remmer blokker blocker normale normaal".split()
)
_LONGEST = 3


def locate(candidate: str) -> list[tuple[int, int]]:
    """The words up to the first small one, at most three."""
    words = list(_PLACE.finditer(candidate))
    if not words or fold(words[0][0]) in _STOPS | _FIRST_THAT_IS_NONE:
        return []
    end = words[0].end()
    for word in words[1:_LONGEST]:
        if fold(word[0]) in _STOPS or not candidate[end : word.start()].isspace():
            break
        end = word.end()
    return [(words[0].start(), end)]


def compact(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


def validate(text: str) -> str:
    """The compact text.

    Raises:
        stdnum.exceptions.ValidationError: it begins with no word; without the value.
    """
    if not re.fullmatch(rf"{_WORD}(?: {_WORD})*", text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text may be a profession."""
    return accepts(validate, text)


_WORDS = rf"(?P<value>{_WORD}(?:[ -]{_WORD}){{0,3}})"
_ANNOUNCED = (
    r"(?i:\bwerk(?:t|te|en|zaam|ende)?(?: nu| momenteel| halftijds| voltijds| deeltijds| al \w+)? als|\baan de slag als"
    r"|\bopleiding voor|\bstudeert voor|\bstudente? in de|\bétudiante? en|\bstudiert\b"
    r"|\bstudentin der|\bstudent der|\bstudent of|\bphd student in|\bdoctorat en"
    r"|\bdoctoraat in|\btraining to be|\b(?:wants|hopes) to become|\bby profession|\bgelernte[rn]?|\bvon beruf"
    r"|\bnights as|\bfreelance|\bself-employed|\bunemployed|\bretired|\bwerkloze?|\bgewezen"
    r"|\bgepensioneerde?|\bpensionierte[rn]?|\bselbstständige[rn]?"
    r"|\btewerkgesteld als|\bin dienst als|\bopleiding tot|\bgepensioneerd als|\bstage als|\bjob als|\bcarrière als"
    r"|\bvan beroep|\btravaill\w*(?: actuellement)? (?:comme|en tant que?)|\bexerce comme|\bengagée? comme"
    r"|\bemployée? comme|\bformation de|\bretraitée? de|\barbeite\w*(?: derzeit| aktuell)? als|\btätig als"
    r"|\bist als|\bausbildung (?:zum|zur)|\bwork(?:s|ed|ing)? (?:part-time |full-time )?as|\bemployed as"
    r"|\b(?:job|career|trained|training) as)"
)
_LABEL = (
    r"(?i:\bberoep|\bjob|\bfunctie|\bprofession|\bmétier|\bfonction|\bberuf|\boccupation|\bprofessie|\bbaan"
    r"|\bjobtitel|\bjob title|\bemploi|\btätigkeit|\bhuidige job|\bberuflich)"
)

RECOGNIZER = Recognizer(
    name="profession",
    category="profession",
    patterns=(
        Pattern(rf"{_ANNOUNCED} (?i:een |zelfstandig |un |une |einer? |an? )?{_WORDS}", score=0.74),
        Pattern(rf"{_LABEL}\s?[:=]\s?(?i:een |un |une |an? )?{_WORDS}", score=0.75),
        Pattern(rf"(?i:\bvon beruf|\bde profession|\bde métier) {_WORDS}", score=0.74),
    ),
    locate=locate,
    compact=compact,
)
