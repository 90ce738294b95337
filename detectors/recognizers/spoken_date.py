"""Dates said in words: ``twaalf maart negentien vijfentachtig``, ``le trois mai mille neuf cent nonante et un``."""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.date_forms import WHOLE_MONTH
from detectors.recognizers.number_words import NUMBER, in_a_row

_ORDINAL = (
    r"(?:eerste|tweede|derde|zevende|achtste|premier|ersten?|dritten?|siebten?|achten?|first|second|third|fifth|eighth"
    r"|ninth|twelfth|[a-zéü]{3,20}(?:de|ste|ten|tes?|th|ieth|ième)"
    r"|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_DAY = rf"(?:{_ORDINAL}|{NUMBER}(?:[ -](?:et[ -])?{NUMBER})?)"
_YEAR = in_a_row(1, 7)
_WITH_YEAR = rf"(?i)(?:{_DAY}(?: of)? )?{WHOLE_MONTH}(?: (?:the )?{_ORDINAL})?,? (?:van |in |du |de )?{_YEAR}"
_DAY_AND_MONTH = rf"(?i){_DAY}(?: of)? {WHOLE_MONTH}"

EVENT = Recognizer(
    name="spoken_date",
    category="event_date",
    patterns=(Pattern(_WITH_YEAR, score=0.65), Pattern(_DAY_AND_MONTH, score=0.6)),
)
BIRTH = Recognizer(
    name="spoken_birth_date",
    category="birth_date",
    patterns=(Pattern(_WITH_YEAR, score=0.0), Pattern(_DAY_AND_MONTH, score=0.0)),
    context=(
        *("geboren", "geboortedatum", "verjaar", "verjaardag", "né", "née", "naissance", "anniversaire"),
        *("geburtsdatum", "geburtstag", "born", "birthday", "date of birth", "dob"),
    ),
    context_score=0.85,
    window=25,
)
