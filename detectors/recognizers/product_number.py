"""Numbers of things, not of people: batches, articles, catalogues, rooms, versions, books, laws.

They read like numbers of records (``REF 350-7251BC LOT 7654321``), and a trial cannot do without them: recognised, they
are left as they are. The serial number of one device is not among them: it leads to who wears it.

>>> is_valid("350-7251BC"), is_valid("onbekend")
(True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

_VALUE = r"[0-9A-Z][0-9A-Z]*(?:[./-]?[0-9A-Z]+){0,6}"
_THINGS = (
    r"(?:lot|batch|charge|chargen|artikel|product|produkt|catalogus|katalog|model|type|modell|versie|versions?|kamer"
    r"|zimmer|volg|hoofdstuk|bladzijde|pagina|seiten|tabel|figuur|maat|kleur|order van grootte"
    r"|gtin|ean|udi|isbn|issn|pmid|doi|ce|atc|loinc|cas|ec|un|nct|nomenclatuur|wet|artikelnr|postnummer)"
)
_LABELLED = (
    rf"\b(?i:{_THINGS}(?:[ -]?(?:nummers?|nrs?|no|number|code|nummern?))?"
    r"|(?:n°|no\.?|numéro) (?:de |d['’])?(?:lot|article|catalogue|modèle|version|chambre|série du lot)"
    r"|catalogue (?:no|number)|lot|réf(?:érence)? (?:du )?produit|(?:kb|ar|k\.b\.|a\.r\.) n[r°]"
    rf")[\s.:=#]{{1,3}}(?P<value>(?i:{_VALUE}))"
)
_REFERENCE_OF_A_PRODUCT = (
    rf"\b(?i:ref)\.?\s?[:#]?\s?(?P<value>(?i:{_VALUE}))[ ,;/|\n]{{1,3}}(?i:lot|batch|udi|exp|sn|maat|size|qty|ce)\b"
)
_PRINTED = r"(?P<value>\(01\) ?\d{14}(?: ?\((?:10|11|17|21|240)\) ?[0-9A-Za-z./-]{1,20}){0,4})"
"""The elements of a GS1 code as they stand beside its bars: article, batch, day, serial number."""

_SHORTEST = 2
_SCORE = 0.72
"""More than the number of a record has, less than any identifier that has a shape of its own."""


def compact(text: str) -> str:
    """Capitals, trimmed."""
    return text.strip().upper()


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it holds no digit; without the value.
    """
    number = compact(text)
    if not re2.fullmatch(f"{_VALUE}|{_PRINTED}", number) or not any(map(str.isdigit, number)):
        raise InvalidFormat
    return number


def is_valid(text: str) -> bool:
    """Whether the text may be the number of a product."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID when it holds a digit."""
    return Verdict.VALID if len(candidate) >= _SHORTEST and is_valid(candidate) else Verdict.NO


RECOGNIZER = Recognizer(
    name="product_number",
    category="label",
    patterns=(
        Pattern(_REFERENCE_OF_A_PRODUCT, score=_SCORE),
        Pattern(_LABELLED, score=_SCORE),
        Pattern(_PRINTED, score=0.96),
    ),
    check=check,
    near="0",
    reach=60,
    compact=compact,
)
