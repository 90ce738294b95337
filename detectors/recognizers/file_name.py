"""Names of files: people call them after the patient (``Verwijsbrief_Peeters_Sofie.pdf``), devices after the moment.

>>> is_valid("attest_sofie.pdf"), is_valid("uza.be")
(True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_ENDINGS = (
    r"(?i:pdf|docx?|odt|rtf|txt|xlsx?|xlsm|ods|csv|pptx?|jpe?g|png|gif|bmp|heic|webp|tiff?|dcm|mp3|m4a|wav|ogg|opus"
    r"|mp4|mov|avi|mkv|webm|zip|7z|rar|eml|msg|vcf|ics|p7m|xml|json|log|har|ds2|dss|html?|bak|sqlite|parquet)"
)
_SIGN = r"[^\s<>\"'|?*:/\\(){};,=\[\]«»“”]"
_WITHOUT_BLANKS = rf"{_SIGN}{{1,120}}(?:\({_SIGN}{{1,40}}\){_SIGN}{{0,60}}){{0,2}}\.{_ENDINGS}"
_IN_QUOTES = (
    r"[\"«»“„'‘<(\[][ \x{A0}]?(?P<value>(?:[^\n\"«»“”„<>|?*:/\\()\[\]]|\(\d{1,2}\)){2,120}"
    rf"\.{_ENDINGS})[ \x{{A0}}]?[\"»«”'’>)\]]"
)
_WORD = r"[^\s<>\"'|?*:/\\(){};,=\[\]«»“”]{1,40}"
_BEFORE = (
    r"(?:[:;,|>→•] ?|[-–—] |\b(?i:bijlagen?|bestand(?:en)?|fichiers?|pièces? jointes?|annexes?|anlagen?|datei(?:en)?"
    r"|attached|attachments?|enclosed|files?|ci-joint|scan|upload|opname|foto|document)[ :]{1,2})"
)
_WITH_BLANKS = rf"{_BEFORE}(?P<value>{_WORD}(?: {_WORD}){{1,6}}\.{_ENDINGS})"
"""Where nothing else tells where a name with blanks begins, it begins behind a sign or a word for files."""
_OF_THE_SENTENCE = frozenset(
    "en et und and of ou oder or ik je jij u hij zij ze we wij il elle on nous vous ich er sie wir you he she they zie"  # noqa: SIM905
    " is zijn heb heeft hebt stuur stuurt stuurde hierbij graag bijgevoegd alvast voici joins envoie envoyé est sont ai"
    " bitte finden hier ist sind habe hat sende schicke anbei please see find attached enclosed sent have has am as als"
    " dat que dass that this dit deze dies diese ceci cette het filmpje net nog ook aussi auch also already al"
    " heißt heisst heet called named nommé staat steht via mail per gestuurd verzonden ons onze notre unser unsere"
    " siehe voir one which with new nieuw nouveau for the its".split()
)
"""Words between which the name of a file does not stand: it begins behind the last of them."""

_FIRST_ENDING = re2.compile(rf"\.{_ENDINGS}[ ,;]+")


def locate(candidate: str) -> list[tuple[int, int]]:
    """The name without what the sentence says before it: behind its last small word, and behind another file.

    >>> locate("hierbij stuur ik u attest.docx"), locate("scan Maes.pdf en foto.jpg"), locate("via mail J_Maes.pdf")
    ([(19, 30)], [(0, 13), (17, 25)], [(9, 19)])
    """
    found: list[tuple[int, int]] = []
    start = 0
    for ending in _FIRST_ENDING.finditer(candidate):
        found.append((_begin(candidate, start, ending.start()), ending.start() + len(ending[0].rstrip(" ,;"))))
        start = ending.end()
    return [*found, (_begin(candidate, start, len(candidate)), len(candidate))]


def _begin(candidate: str, start: int, end: int) -> int:
    """Where the name begins that ends there."""
    words = candidate[start:end].split(" ")
    small = [place for place, word in enumerate(words[:-1]) if word.lower() in _OF_THE_SENTENCE]
    return start + len(" ".join(words[: small[-1] + 1])) + 1 if small else start


def compact(text: str) -> str:
    """Trimmed, lower case."""
    return text.strip().lower()


def validate(text: str) -> str:
    """The compact name.

    Raises:
        stdnum.exceptions.ValidationError: it is no name of a file; without the value.
    """
    if not re2.fullmatch(rf"[^\n/\\]{{1,120}}\.{_ENDINGS}", text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text ends as the name of a document, picture or recording does."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="file_name",
    category="file_name",
    patterns=(
        Pattern(_IN_QUOTES, score=0.92),
        Pattern(_WITH_BLANKS, score=0.91),
        Pattern(_WITHOUT_BLANKS, score=0.9),
    ),
    locate=locate,
    near=".",
    reach=130,
    compact=compact,
)
