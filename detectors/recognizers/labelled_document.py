"""Numbers of identity documents of any country and any age, behind the name of the document.

Old paper licences, cards of countries far away and mistyped numbers follow no rule; in a field named after a document,
what stands there is its number.

>>> compact("ab-99 1234"), is_valid("AB991234"), is_valid("verlopen")
('AB991234', True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import BEGIN, LINK
from detectors.recognizers.verbs import accepts, judge, with_digits

_DOCUMENTS = (
    r"pas+port|pasp\.|passeports|permis n°|permis numéro|visum|visa|ausweis|ergänzungsausweis|paspoort|reispas"
    r"|passeport|passport|reisepass|identiteitskaart|id[- ]?kaart|eid|carte d['’]identité|id[- ]?card"
    r"|identity card|personalausweis|identiteitsbewijs|reisdocument|titre de voyage|travel document|verblijfskaart"
    r"|verblijfstitel|verblijfsdocument|vreemdelingenkaart|titre de séjour|carte de séjour|residence (?:permit|card)"
    r"|aufenthaltstitel|aufenthaltskarte|rijbewijs|permis de conduire|führerschein|driv(?:ing|er['’]?s) licen[cs]e"
)
_NUMBER = r"(?:[ .-]?(?:nummer|nr|number|no|n°|numéro|num))?"


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no number; without the value.
    """
    return with_digits(compact(text), fewest=4, shortest=6, longest=16)


def is_valid(text: str) -> bool:
    """Whether the text may be the number of a document."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="labelled_document",
    category="document_number",
    patterns=(
        Pattern(
            rf"{BEGIN}(?i:{_DOCUMENTS})(?i:{_NUMBER}{LINK})(?P<value>[A-Z0-9](?:[ ./-]?[A-Z0-9]){{5,15}})",
            score=0.8,
        ),
        Pattern(
            rf"{BEGIN}(?i:{_DOCUMENTS})(?: [a-zß-ɏ]{{3,14}})?(?i:{LINK})(?P<value>[A-Z]{{3}} ?\d{{6,9}})\b", score=0.92
        ),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    near="0",
    reach=60,
    compact=compact,
)
