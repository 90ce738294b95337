"""Numbers of records in the clinic's systems, behind the word for the record: ``dossiernr. 2024/0183``.

Nothing in their shape tells them, so the word must stand right before.

>>> compact(" p-10023 "), is_valid("P-10023"), is_valid("ontbreekt")
('P-10023', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cookie_id import UUID
from detectors.recognizers.labels import BEGIN, LINK
from detectors.recognizers.verbs import accepts, judge

_SHAPE = re2.compile(
    r"(?:\d{1,3} [A-Z]{1,3} )?[A-Z]{0,8}[-/._]?\d[0-9A-Z./_-]{0,63}|(?:[A-Z]+[-_])+\d[0-9A-Z-]*|" + UUID
)
_DUTCH = (
    r"dossier|dos|patiënten?|patienten?|pati[eë]nt|pati[eë]nte|pat|pt|klant|cliënt|opname|verblijfs?|contact|episode"
    r"|staal|monster|labo?|aanvraag|zaak|schade|schadedossier|kenmerk|leerling|studenten?|student|personeels?|stamboek|stam"
    r"|inschrijvings?|incident|helpdesk|factuur|ticket|polis|bestel|order|afspraak|intake|badge|beeld|onderzoeks?"
    r"|pacs|pa|histologie|cytologie|anapat|biopsie|attest|voorschrift|recept|rol|notitie|pv|deelnemers?|proefpersoon"
    r"|gesprek|oproep|bericht|zending|pakket|reservatie|boeking|bon|kassaticket|document|verslag|protocol|map|archief"
    r"|studie|transactie|melding|referentie|ead|epd|aanmeldings?|wachtlijst|dienst"
)
_ENGLISH = (
    r"case|file|record|patient|client|customer|invoice|sample|specimen|accession|order|request|submission|chart|report"
    r"|subject|participant|study|employee|staff|student|pupil|enrolment|booking|transaction|claim|incident|appointment"
    r"|conversation|chat|call|message|thread|session|document|reservation|shipment|parcel|tracking"
    r"|encounter|visit|hospital|histology|pathology"
)
_FRENCH = (
    r"dossier|patiente?|facture|séjour|admission|échantillon|prélèvement|demande|commande|élève|étudiante?|matricule"
    r"|sinistre|cas|cliente?|personnel|employée?|badge|rendez-vous|histologie|biopsie|examen|ordonnance|rôle|pv|reçu"
    r"|inscription|participante?|incident|ticket|référence|transaction"
)
_GERMAN = (
    r"fall|akten?|aufnahme|proben?|rechnungs?|auftrags?|bestell|patienten?|kunden|personal|schüler|matrikel|vorgangs?"
    r"|ticket|befund|histologie|schaden|studien|probanden|termin|einsende|labor"
)
_NUMBER = r"(?:[ .-]{0,2}(?:nummern?|nr|number|no|num|numéro|id|ids|ref|reference|referentie|code)\b|[ .-]?n°|[ -]?#)"
_LABEL = (
    rf"{BEGIN}(?:(?:{_DUTCH}|{_ENGLISH}|{_FRENCH}|{_GERMAN}){_NUMBER}"
    rf"|(?:n°|no\.?|numéro|num\.?|nummer|nr\.?|réf\.?|référence|id) (?:de |du |d['’]|de l['’]|van (?:het |de )?)?"
    rf"(?:{_DUTCH}|{_FRENCH})"
    r"|matricule étudiante?|numéro étudiante?"
    r"|MRN|UHID|EPD|EHR|EAD|PID|RID|PACS|SAP-nr|case report|support-?id|anapat|dossier ref"
    r"|(?:onze|uw|ons|notre|votre|nos|vos|our|your|unsere?|ihre?|n|v|o|u)[ ./]{0,2}(?:ref|kenmerk|réf|zeichen|referenz)"
    r"|(?:ref|réf)[.:]|referentie|référence|kenmerk|aktenzeichen|geschäftszeichen|az|gesch\.?-?z)"
)
_VALUE = r"[A-Z]{0,8}[-/._]?\d[0-9A-Z./_-]{1,30}|(?:[A-Z]+[-_])+\d[0-9A-Z-]*"
_OF_COURT = r"\d{1,3} [A-Z]{1,3} \d{1,5}/\d{2,4}"
_NUMBERED = (
    r"(?:dossier|intake|formulier|formulaire|formular|ticket|staal|échantillon|prélèvement|probe|sample|specimen|factuur"
    r"|facture|invoice|rechnung|pacs-id|pacs|ID|commande|order|bestelling|bestellung|patiënt|patiente?|patient|akte|fall"
    r"|case|biopsie|biopsy|anapat|badge|verslag|protocol|attest|dossier réf|réf(?:érence)?\.? dossier|schadedossier)"
)
_LONG_OR_MARKED = (
    r"\d{5,19}(?:[/-][0-9A-Z]{1,6})*|[A-Z]{1,6}[-/]?\d{2,12}(?:[-/]\d{1,8})+|[A-Z]{1,6}[-/]\d{3,12}|[A-Z]{1,3}\d{2}-\d{3,8}"
    r"|[A-Z]?-?\d{2,4}[-/]\d{3,8}(?:-[A-Z])?"
)
_COMPOUND = r"[A-Za-zÀ-ɏ]{3,24}(?:nummer|nr)"
"""In Dutch and German any word grows together with its number: what it is of need not be known."""

_OF_POLICE = r"[A-Z]{2}\.?\d{2}\.[A-Z0-9]{2}\.\d{6}[/-]\d{2,4}"
_OF_A_YEAR = r"[A-Z]{1,6}[-/]?(?:19|20)\d{2}[-/.]\d{2,7}|(?:19|20)\d{2}[-/](?:0\d{3,6}|\d{5,7})"
"""A letter, the year and a sequence, as most systems number."""

_OF_DESKS = r"(?:INC|REQ|RITM|CHG|CAS|CASE|TKT|TCK|SR|HD)[-_]?\d{4,10}"
_OF_IMAGES = r"[12]\.\d{1,3}(?:\.\d{1,39}){5,20}"  # DICOM, unique identifiers of studies and pictures
_MARKED = rf"{BEGIN}#(?P<value>\d{{4,12}})"
_REFERENCE = rf"(?i){BEGIN}(?:ref|réf) (?P<value>[A-Z]{{0,6}}[-/.]?\d{{2,4}}[-/.]\d{{2,8}}[A-Z0-9/.-]{{0,12}})"
_OF_PAYMENTS = r"(?:tr|ord|cst|mdt|sub|pi|ch|cus|in|pm|evt|py|re)_[A-Za-z0-9]{8,40}"


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


def locate(candidate: str) -> list[tuple[int, int]]:
    """The number without the full stop of the sentence."""
    return [(0, len(candidate.rstrip("./-")))]


RECOGNIZER = Recognizer(
    name="record_number",
    category="record_id",
    patterns=(
        Pattern(
            rf"(?i){_LABEL}(?: (?:van|de|du|der|of) [a-zà-ÿ]+)?{LINK}(?P<value>{UUID}|{_OF_COURT}|{_VALUE})", score=0.7
        ),
        Pattern(rf"(?i){BEGIN}{_NUMBERED}{LINK}(?P<value>{_LONG_OR_MARKED})", score=0.68),
        Pattern(rf"{BEGIN}{_COMPOUND}(?i:{LINK})(?P<value>(?i:[A-Z]{{0,6}}[-/.]?\d[0-9A-Z./-]{{3,24}}))", score=0.66),
        Pattern(_OF_POLICE, score=0.85),
        Pattern(_OF_PAYMENTS, score=0.85),
        Pattern(UUID, score=0.7),
        Pattern(_OF_DESKS, score=0.66),
        Pattern(_OF_A_YEAR, score=0.62),
        Pattern(_OF_IMAGES, score=0.85),
        Pattern(_MARKED, score=0.64),
        Pattern(_REFERENCE, score=0.66),
    ),
    check=judge(validate, otherwise=Verdict.NO),
    locate=locate,
    near="0",
    reach=80,
    compact=compact,
)
