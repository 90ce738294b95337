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
    r"|mp4|mov|avi|mkv|webm|zip|7z|rar|eml|msg|vcf|ics|p7m|xml|json)"
)
_WITHOUT_BLANKS = rf"[^\s<>\"'|?*:/\\(){{}};,=\[\]«»“”]{{1,120}}\.{_ENDINGS}"
_IN_QUOTES = rf"[\"«“„'‘<(\[](?P<value>[^\n\"«»“”„<>|?*:/\\()\[\]]{{2,120}}\.{_ENDINGS})[\"»”'’>)\]]"
_WORD = r"[^\s<>\"'|?*:/\\(){};,=\[\]«»“”]{1,40}"
_BEFORE = (
    r"(?:[:;,|>→•] ?|[-–—] |\b(?i:bijlagen?|bestand(?:en)?|fichiers?|pièces? jointes?|annexes?|anlagen?|datei(?:en)?"
    r"|attached|attachments?|enclosed|files?|ci-joint|scan|upload|opname|foto|document)[ :]{1,2})"
)
_WITH_BLANKS = rf"{_BEFORE}(?P<value>{_WORD}(?: {_WORD}){{1,6}}\.{_ENDINGS})"
"""Where nothing else tells where a name with blanks begins, it begins behind a sign or a word for files."""


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
    near=".",
    reach=130,
    compact=compact,
)
