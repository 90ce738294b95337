"""Ages in words and by the decade: ``achttien jaar oud``, ``à seize ans``, ``dertiger``, ``la trentaine``.

>>> is_valid("trentaine"), is_valid("seventeen"), is_valid("quarantaine de patients")
(True, True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts, judge, whole

_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_NUMBER = (
    r"(?i:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
    rf"|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën))?(?:{_TENS})"
    r"|dix(?:-sept|-huit|-neuf)?|onze|douze|treize|quatorze|quinze|seize"
    r"|(?:vingt|trente|quarante|cinquante|soixante)(?:[- ](?:et[- ]un|deux|trois|quatre|cinq|six|sept|huit|neuf))?"
    r"|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig|dreißig|vierzig|fünfzig"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_UNIT = r"(?i:jaar oud|jaar jong|-?jarige?|ans|jahre alt|-?jährige?[rn]?|years old|-year-old|year-old)"
_ORDINAL = (
    r"(?i:tiende|elfde|twaalfde|dertiende|veertiende|vijftiende|zestiende|zeventiende|achttiende|negentiende"
    r"|twintigste|dertigste|veertigste|vijftigste)"
)
_DECADE = (
    r"(?i:twintiger|dertiger|veertiger|vijftiger|zestiger|zeventiger|trentenaire|quadragénaire|quinquagénaire"
    r"|sexagénaire|septuagénaire|octogénaire)s?"
)
_FRENCH_DECADE = r"(?i:vingtaine|trentaine|quarantaine|cinquantaine|soixantaine)"
_GERMAN_TENS = r"(?i:zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig)"
_ENGLISH_TENS = r"(?i:teens|twenties|thirties|forties|fifties|sixties|seventies|[2-7]0s)"
_ANY = re2.compile(rf"{_NUMBER}(?: ?{_UNIT})?|{_ORDINAL}|{_DECADE}|{_FRENCH_DECADE}|{_GERMAN_TENS}|{_ENGLISH_TENS}")


def compact(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


def validate(text: str) -> str:
    """The compact text.

    Raises:
        stdnum.exceptions.ValidationError: it is no age in words; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is an age in words."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="age_in_words",
    category="age",
    patterns=(
        Pattern(rf"{_NUMBER} ?{_UNIT}", score=0.8),
        Pattern(rf"\b(?i:op|sinds|rond|voor|vanaf) (?i:mijn|zijn|haar|hun|diens) (?P<value>{_ORDINAL})", score=0.7),
        Pattern(rf"\b{_DECADE}", score=0.7),
        Pattern(rf"\b(?i:dans|passé|début de|fin de|approche) (?i:la|sa) (?P<value>{_FRENCH_DECADE})", score=0.7),
        Pattern(rf"\b(?i:une) (?P<value>{_FRENCH_DECADE}) (?i:d['’]années)", score=0.7),
        Pattern(rf"\b(?i:begin|eind|midden|half|in) de (?P<value>(?i:{_TENS}))", score=0.65),
        Pattern(rf"\b(?i:begin|eind|midden|half) (?P<value>(?i:{_TENS}))", score=0.65),
        Pattern(rf"\b(?i:anfang|mitte|ende) (?P<value>{_GERMAN_TENS})", score=0.65),
        Pattern(
            rf"\b(?i:in) (?i:her|his|their|my|the) (?:(?i:early|mid|late)[- ])?(?P<value>{_ENGLISH_TENS})", score=0.65
        ),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    compact=compact,
)
