"""Numbers of records that show by their build what they are: letters, the year and a sequence (``H25-03391``).

Laboratories, courts, desks, police and carriers number so; a standard, a law or a weakness of software that is written
the same begins with letters that are known. Sources: Universal Postal Union S10 (registered letters), DICOM PS3.5
(unique identifiers), HL7 version 2.5 (``CX``, an identifier with its issuer), Recip-e (prescriptions).

>>> is_valid("H25-03391"), is_valid("22/1187/A"), is_valid("CVE-2024-3094"), is_valid("F64.0")
(True, True, False, False)
>>> compact(" rr 118 220 714 be")
'RR118220714BE'
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cookie_id import UUID
from detectors.recognizers.verbs import accepts

_ALONE = r"(?:^|[^0-9A-Za-zÀ-ɏ_@#./\\:=&?%+-]|[=:] ?)"
"""Before a code: nothing that would make it a piece of an address, a path or a longer number."""

_TAIL = r"(?:-[A-Z]\b)?"
_YEAR = r"(?:[01]\d|2\d)"

_YEAR_BEHIND_LETTERS = (
    rf"[A-Z]{{1,5}}[-/]?{_YEAR}[-/]\d{{3,7}}(?:[-/.]\d{{1,4}})*{_TAIL}"
    rf"|[A-Z]{{1,5}}{_YEAR}\.\d{{5,7}}|[A-Z]{{2,5}}\.{_YEAR}\.(?:\d{{2}}\.)?\d{{3,5}}"
    r"|[A-Z]{2,5} [12]\d(?:[-/](?:0\d{3,6}|[3-9]\d{3}|\d{5,7})|\.\d{4}|\.\d{3}\.\d{3,4})"
    r"|[A-Z]{1,6}[-/]?(?:19|20)\d{2}[-/.]\d{2,7}|[A-Z]{1,4}-\d{2,3}\.\d{3,5}"
)
_YEAR_BEFORE_LETTERS = (
    r"[12]\d[A-Z]{1,3}[-/]\d{3,7}|2\d[A-Z]\d{5,7}|2\d[-/][A-Z]{2,4}[-/]\d{2,5}|20[0-2]\d[-/.][A-Z]{1,4}[-/.]\d{2,5}"
)
_YEAR_AND_SEQUENCE = r"(?:19|20)\d{2}[-/](?:0\d{3,6}|\d{5,7})|[12]\d[-/]0\d{3}|2\d-\d{4}-\d{4}"
_OF_COURT = r"\d{2}/\d{2,4}/[A-Z]"
_IN_GROUPS = (
    r"[A-Z]{2,6}-(?:[A-Z0-9]{1,6}-){1,2}\d{3,6}|[A-Z]{2,5}/\d{2,5}(?:/\d{2,5})+|[A-Z]{2,4}/[A-Za-z]{2,4}/\d{3,6}"
)
_DAY_AND_SEQUENCE = r"[A-Z]{1,3}2\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{3,5}"
_PADDED = rf"[A-Z]{{1,4}}-(?:\d{{5,7}}|0\d{{3}}){_TAIL}"
"""A letter and a number filled up with zeros, or too long to be a model's."""

_OF_STUDENTS = r"[rs]0\d{6}"
_OF_POLICE = r"[A-Z]{2}\.?\d{2}\.[A-Z0-9]{2}\.\d{6}[/-]\d{2,4}"
_OF_PAYMENTS = r"(?:tr|ord|cst|mdt|sub|pi|ch|cus|in|pm|evt|py|re)_[A-Za-z0-9]{8,40}"
_OF_DESKS = r"(?:INC|REQ|RITM|CAS|CASE|TKT|TCK|SR|HD)[-_]?\d{4,10}(?:-[A-Z]{1,2}\b)?"
_OF_IMAGES = r"[12]\.\d{1,3}(?:\.\d{1,39}){5,20}"
_OF_PRESCRIPTIONS = r"(?i:BEP)\d[0-9A-Za-z]{8}|(?i:bep)\d [0-9A-Za-z]{4} [0-9A-Za-z]{4}"
_OF_CARRIERS = (
    r"[A-Z]{2} ?\d{2,3} ?\d{3} ?\d{3} ?\d? ?(?:BE|NL|FR|DE|LU|GB|CH|AT|ES|IT|PL)|3S[A-Z]{2,6}\d{7,11}|JJ?D\d{10,18}"
    r"|3232(?: ?\d){16,20}"
)
_OF_REGISTERED_MAIL = r"[A-Z]{2} ?\d{4} ?\d{4} ?\d ?(?:BE|NL|FR|DE|LU|GB)"
_IN_A_MESSAGE = r"\|(?P<value>[0-9A-Z]{5,15})\^\^\^"  # HL7
_SHAPES = (
    *(_YEAR_BEHIND_LETTERS, _YEAR_BEFORE_LETTERS, _YEAR_AND_SEQUENCE, _OF_COURT, _IN_GROUPS, _PADDED, _OF_STUDENTS),
    _DAY_AND_SEQUENCE,
    *(_OF_POLICE, _OF_PAYMENTS, _OF_DESKS, _OF_IMAGES, _OF_PRESCRIPTIONS, _OF_CARRIERS, UUID),
    _OF_REGISTERED_MAIL,
)
_ANY = re2.compile("|".join(_SHAPES))
_OF_NO_RECORD = re2.compile(
    r"(?:AR|BNF|BS|CHG|CN|COVID|CVE|DIN|EC|ECLI|EN|ERR|FSN|GLI|HPV|IEC|ISO|KB|MDR|NBN|NEN|NO|ORA|PO|PR|RAL|RFC|SARS|SOP"
    r"|TEST|TYPE|VDE|WCAG|WHO)[-/. ]?\d.*|(?:FORM|LAP|PC|PR|PRN|PROC|PROT|QM|SOP|SRV|WI)-[A-Z]{2,6}-\d.*"
)
"""Standards, laws, circulars, procedures, weaknesses of software, orders of goods, computers."""


def compact(text: str) -> str:
    """Capitals, without blanks."""
    return "".join(text.upper().split())


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is built otherwise, or counts something else; without the value.
    """
    if not _ANY.fullmatch(text.strip()) or _OF_NO_RECORD.fullmatch(text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is built as the number of a record."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless letters tell that it counts something else."""
    return Verdict.NO if _OF_NO_RECORD.fullmatch(candidate) else Verdict.VALID


def _alone(shape: str) -> str:
    return rf"{_ALONE}(?P<value>{shape})"


RECOGNIZER = Recognizer(
    name="coded_record",
    category="record_id",
    patterns=(
        Pattern(_OF_POLICE, score=0.85),
        Pattern(_OF_PAYMENTS, score=0.85),
        Pattern(_OF_IMAGES, score=0.85),
        Pattern(_IN_A_MESSAGE, score=0.85),
        Pattern(_alone(_OF_PRESCRIPTIONS), score=0.85),
        Pattern(_alone(_OF_CARRIERS), score=0.8),
        Pattern(_alone(_OF_REGISTERED_MAIL), score=0.93),  # RR is no label of a national number here
        Pattern(UUID, score=0.7),
        Pattern(_OF_DESKS, score=0.66),
        Pattern(_alone(_YEAR_BEHIND_LETTERS), score=0.62),
        Pattern(_alone(_YEAR_BEFORE_LETTERS), score=0.62),
        Pattern(_alone(_YEAR_AND_SEQUENCE), score=0.62),
        Pattern(_alone(_OF_STUDENTS), score=0.62),
        Pattern(_alone(_OF_COURT), score=0.62),
        Pattern(_alone(_IN_GROUPS), score=0.62),
        Pattern(_alone(_DAY_AND_SEQUENCE), score=0.62),
        Pattern(_alone(_PADDED), score=0.61),
    ),
    check=check,
    joints="-/.",
    near="0",
    reach=80,
    compact=compact,
)
