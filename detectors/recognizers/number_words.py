"""Numbers in words, as transcripts of speech write them, in Dutch, French, German and English: patterns (RE2)."""

from __future__ import annotations

_DUTCH = (
    "nul een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend"
)
_FRENCH = (
    "zéro zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt"
    " vingts trente quarante cinquante soixante septante huitante nonante cent cents mil mille"
)
_GERMAN = (
    "null ein eins zwei zwo drei vier fünf fuenf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn zwanzig dreißig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig"
    " hundert tausend"
)
_ENGLISH = (
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
)
_UNITS = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|ein|zwei|drei|fünf|fuenf|sechs|sieben|neun)"
_TENS = (
    r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
    r"|zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
)
_HUNDREDS = r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|ein|zwei|neun|[a-zü]{3,9}(?:tien|zehn))?"
_COMPOUND = rf"{_UNITS}(?:ën|en|und){_TENS}"
_BELOW_HUNDRED = rf"(?:{_COMPOUND}|{_TENS}|[a-zü]{{3,9}}(?:tien|zehn)|tien|elf|twaalf|zehn|zwölf|eins|{_UNITS})"
_CENTURY = rf"{_HUNDREDS}(?:honderd|hundert|duizend|tausend)(?:en|und)?{_BELOW_HUNDRED}?"
_PLAIN = "|".join(
    sorted({*_DUTCH.split(), *_FRENCH.split(), *_GERMAN.split(), *_ENGLISH.split()}, key=lambda w: (-len(w), w))
)

_YEAR = rf"(?:negentien|neunzehn|achttien|achtzehn)(?:{_COMPOUND}|{_TENS})"
"""Without its hundreds: ``negentienachtenzeventig``."""

NUMBER = rf"(?:{_CENTURY}|{_YEAR}|{_COMPOUND}|{_PLAIN})"
"""One word for a number."""

_BETWEEN = (
    r"(?:[ ,.…-]{1,3}(?:(?:en|et|und|and|dubbel|dubbele|double|doppel|triple|maal|fois|puis|ensuite|dann?|then"
    r"|punt|point|punkt|dot|streep|streepje|tiret|trait|barre|slash|strich|dash|stroke|schrägstrich)[ -])?)"
)


_SURE = 2
"""So many words come first before figures may follow."""

_SAID = rf"(?:{NUMBER}|\d{{1,3}}\b)"


def in_a_row(least: int, most: int) -> str:
    """A pattern of so many words for numbers one behind the other, in lower or upper case; later ones may be figures.

    >>> import re2
    >>> re2.fullmatch(f"(?i){in_a_row(3, 5)}", "nul vier zevenenveertig") is not None
    True
    """
    words = min(least, _SURE)
    return rf"{NUMBER}(?:{_BETWEEN}{NUMBER}){{{words - 1}}}(?:{_BETWEEN}{_SAID}){{{least - words},{most - words}}}"
