"""Whether a name stands for a disease, a sign, a scale, a method or a house: ``ziekte van Hodgkin``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_WORDS_BEFORE = (
    "ziekte syndroom teken test schaal score operatie methode techniek maladie syndrome signe echelle manoeuvre disease"
    " sign scale morbus klier buis lymfoom contractuur stadium classificatie graad naald sonde katheter kliniek formule"
    " ziekenhuis hopital clinique hospital klinik campus instituut institut apotheek pharmacie school college straat"
    " krankheit syndrom zeichen verfahren skala stadien methode formel formula equation criteres criteria criteria"
    " sonde drain bougie bougies speculum pince pincet klem clamp suture hechting naht incision incisie schnitt"
    " gangrene abces cyste kyste hernie fractuur fracture rapport zaal lokaal salle raum vragenlijst questionnaire"
    " indeling richtlijn protocol vergelijking triade driehoek triangle canal ligament spatium ruimte espace"
)
_DISEASE_WORDS = tuple(dict.fromkeys(_WORDS_BEFORE.split()))
_BEFORE_A_NAME = re.compile(
    rf"(?:(?<!at)test|m\.|{'|'.join(word for word in _DISEASE_WORDS if word != 'test')})"
    r"(?: van| de| d'| du| des| of| von| nach| volgens| selon| a la)?(?: de| la| der)? ?$"
)
_ENDS_BEFORE = ("m", *_DISEASE_WORDS)
_MOST_WORDS_BETWEEN = 2
_WORDS_BEHIND = (
    "syndroom ziekte test schaal score lymfoom teken syndrome disease lymphoma sign scale krankheit virus operatie"
    " procedure techniek technique manoeuvre klier index criteria classificatie ziekenhuis hospital katheter catheter"
    " drain formule formula formel methode method skala syndrom zeichen stadium stage klem clamp klemme speculum suture"
    " naht punt point positie position lagerung ligging inventory vragenlijst kliniek klinik clinic instituut institute"
    " universiteit university verband curve courbe kurve toets plot drain"
)
_BEGINS_BEHIND = tuple(_WORDS_BEHIND.split())
_BEHIND_A_NAME = re.compile(rf"^['’]?s?[ -](?:{'|'.join(_BEGINS_BEHIND)})(?:[^a-z]|$)")
_BEFORE, _BEHIND = 40, 24
_ADAM = re.compile(r"(?:d['’] ?)?adam(?:['’]?s)?")
_APPLE_BEFORE, _APPLE_BEHIND = re.compile(r"pomme (?:d['’] ?)?$"), re.compile(r"(?:['’]?s)? apple")


class Eponymous:
    """What stands around names in notes: few of the words there need a closer look."""

    def __init__(self, notes: Notes, words: Words) -> None:
        self._folded = notes.folded
        self._after_telling = _within(
            words.values(lambda word: word.endswith(_ENDS_BEFORE)) > 0, _MOST_WORDS_BETWEEN + 1
        )
        telling = words.values(lambda word: word.startswith(_BEGINS_BEHIND)) > 0
        self._before_telling = np.append(telling, [False, False])
        self._before_telling[:-1] |= self._before_telling[1:]  # an "s" may stand between

    def holds(self, start: int, word: int, end: int, behind: int) -> bool:
        """Whether a name is that of a disease, a sign or a house.

        Args:
            start: its first character.
            word: its first word.
            end: the character behind it.
            behind: the word behind it.
        """
        if self._after_telling[word] and _BEFORE_A_NAME.search(self._folded[max(0, start - _BEFORE) : start]):
            return True
        near = self._before_telling[behind]
        return bool(near) and _BEHIND_A_NAME.match(self._folded[end : end + _BEHIND]) is not None

    def is_adams_apple(self, start: int, end: int) -> bool:
        """Whether a name, sure as it is, is that of a part of the throat: ``pomme d'Adam``."""
        if not _ADAM.fullmatch(self._folded, start, end):
            return False
        before = self._folded[max(0, start - _BEFORE) : start]
        return bool(_APPLE_BEFORE.search(before) or _APPLE_BEHIND.match(self._folded, end))


def _within(telling: npt.NDArray[np.bool_], most: int) -> npt.NDArray[np.bool_]:
    """Which words have a telling one among so many before them."""
    after = np.zeros(len(telling), np.bool_)
    for step in range(1, most + 1):
        after[step:] |= telling[:-step]
    return after
