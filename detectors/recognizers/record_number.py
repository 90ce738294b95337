"""Numbers of records in the clinic's systems, behind the word for the record: ``dossiernr. 2024/0183``.

Nothing in their shape tells them, so the word must stand right before.

>>> compact(" p-10023 "), is_valid("P-10023"), is_valid("ontbreekt")
('P-10023', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

_SHAPE = re2.compile(r"[A-Z]{0,5}[-/.]?\d[0-9A-Z./-]{1,18}")
_RECORD = (
    r"(?:dossier|patiënten?|patienten?|pati[eë]nt|pt|klant|cliënt|opname|verblijfs?|contact|episode|staal"
    r"|labo?|aanvraag|zaak|schade|kenmerk|leerling|personeels|stamboek|inschrijvings?|élève|matricule|incident|helpdesk|chart"
    r"|factuur|ticket|polis|bestel|afspraak|case|file|record|patient|client|invoice|sample|order|request|submission"
    r"|facture|séjour|admission|échantillon|demande|commande|fall|akten|aufnahme|proben|rechnungs?|auftrags?)"
)
_NUMBER = r"(?:[- ]?(?:nummer|nr|number|no|num|numéro|id|ref|reference|referentie|code)\b|[- ]?n°|[- ]?#)"
_BEFORE = (
    rf"\b(?:{_RECORD}{_NUMBER}|(?:n°|no\.?|numéro|num\.?|nummer|nr\.?) (?:de |du |d')?{_RECORD}|MRN|UHID"
    r"|EPD|EHR|Patienten-?ID|Patient-?ID|Fall-?Nr|Akten-?Nr|Az|Gesch\.?-?Z"
    r"|dossier ref|support-?id|EAD|PID|SAP-nr"
    r"|(?:onze|uw|ons|notre|votre|our|your) (?:ref|kenmerk|réf)|ref|réf|referentie|kenmerk|aktenzeichen|ticket #?)"
)

_NUMBERED = (
    r"(?:dossier|intake|formulier|formulaire|formular|ticket|staal|échantillon|sample|factuur|facture|invoice|rechnung"
    r"|pacs-id|ID|commande|order|bestelling|patiënt|patiente?|patient|akte|fall|case)"
)


def compact(text: str) -> str:
    """Capitals, trimmed."""
    return text.strip().upper()


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no number; without the value.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise InvalidFormat
    return number


def is_valid(text: str) -> bool:
    """Whether the text may be the number of a record."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID when it holds digits and no more than a few letters."""
    return Verdict.VALID if is_valid(candidate) else Verdict.NO


def locate(candidate: str) -> list[tuple[int, int]]:
    """The number without the full stop of the sentence."""
    return [(0, len(candidate.rstrip("./-")))]


RECOGNIZER = Recognizer(
    name="record_number",
    category="record_id",
    patterns=(
        Pattern(
            rf"(?i)\b{_NUMBERED}\s?[:#]?\s?#?"
            r"(?P<value>\d{5,19}|[A-Z]{1,3}-\d{4,12}|[A-Z]?-?\d{2,4}[-/]\d{3,8}(?:-[A-Z])?)",
            score=0.75,
        ),
        Pattern(rf"(?i){_BEFORE}\.?\s?[:=#]?\s?(?P<value>[A-Z]{{0,5}}[-/.]?\d[0-9A-Z./-]{{1,18}})", score=0.8),
    ),
    check=check,
    locate=locate,
    near="0",
    reach=70,
    compact=compact,
)
