"""Which language a text is in, by its function words: Dutch, French, German or English."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = {
    "nl": "de het een en van ik te dat die in is niet op aan met als voor er maar om dan zou of wat mijn"
    " men dit zo door over ze"
    " zich bij ook tot je naar uit ons nog wel geen al heeft werd wordt zij hij haar sinds na onder goed",
    "fr": "le la les un une des et est que qui dans pour pas sur plus avec ce il elle au aux du se en son"
    " sa ses par mais ou je"
    " nous vous a été depuis sans cette très sous après leur été deux bien être fait",
    "de": "der die das und ist nicht ein eine einen zu den von mit sich des auf für im dem als auch es an"
    " werden aus er hat dass"
    " sie nach wird bei noch wie einem über so zum war haben nur oder aber vor zur bis ich seit keine",
    "en": "the and of to in is was for that with on as are at be this have from or had by not but what"
    " all were when we there"
    " can an your which their she he her his has been since no will would after i",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in _FUNCTION_WORDS.items() if word in words.split())
    for text in _FUNCTION_WORDS.values()
    for word in text.split()
}
_ENOUGH = 400  # characters looked at


def guess_language(text: str, default: str = "nl") -> str:
    """``nl``, ``fr``, ``de`` or ``en``; the default when no function word tells.

    >>> guess_language("De patiënte is niet tevreden over de dosis")
    'nl'
    >>> guess_language("La patiente est suivie depuis mai")
    'fr'
    >>> guess_language("12345")
    'nl'
    """
    scores = dict.fromkeys(_FUNCTION_WORDS, 0.0)
    for word in _WORD.findall(text[:_ENOUGH].lower()):
        languages = _LANGUAGES_OF.get(word, ())
        for language in languages:
            scores[language] += 1 / len(languages)
    best = max(scores, key=lambda language: (scores[language], language == default))
    return best if scores[best] else default
