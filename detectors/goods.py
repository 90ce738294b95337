"""Numbers of goods rather than of somebody: orders of gloves, references of toner, tickets of a printer.

An order is written as a record is. On a line that names goods, machines or who delivers them, and nobody, its number
leads to no person.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import re2

from detectors.findings import NAME_CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detectors.findings import Span
    from detectors.notes import Notes

_GOODS = re2.compile(
    r"\b(?:toner|printer|imprimante|drucker|scanner|cartouche|cartridge|inkt|papier|paper|handschoen\w*|gants?|gloves?"
    r"|handschuhe?|kompres\w*|compresses?|kompressen|naalden?|aiguilles?|nadeln|needles|spuiten|seringues?|spritzen"
    r"|syringes|mondmaskers?|masques?|masken|reagens|reagentia|reactifs?|reagenz\w*|reagents?|westgard|kalibratie"
    r"|calibration|kalibrierung|leveranciers?|fournisseurs?|lieferant\w*|suppliers?|vendor|levering(?:en)?|geleverd"
    r"|livraison|livree?s?|lieferung|geliefert|delivery|delivered|voorraad|stock|magazijn|magasin|lager|warehouse"
    r"|bestelbon|bestelling(?:en)?|bon de commande|bestellung(?:en)?|purchase order|nabestellen|backorder|koelkast"
    r"|frigo|kuhlschrank|fridge|airco|climatisation|lift|ascenseur|aufzug|elevator|onderhoud\w*|maintenance|wartung\w*"
    r"|garantie|warranty|server|firmware|laptop|toetsenbord|clavier|tastatur|keyboard|beeldscherm|ecran|bildschirm"
    r"|vervaldatum|peremption|verfallsdatum|expiry|kantoormateriaal|fournitures|burobedarf|schoonmaak\w*|nettoyage)\b"
)
_SOMEBODY = re2.compile(
    r"\b(?:patient\w*|pt|pte|client\w*|klant\w*|mevr|mevrouw|dhr|mme|madame|monsieur|frau|herr|mr|mrs|ms|haar|zijn|hij"
    r"|zij|elle|il|sie|er|she|he|her|his|ik|je|ich|i)\b"
)
_NUMBERS = frozenset({"record_number", "coded_record", "tagger_of_terms"})
_TELLING = frozenset((*NAME_CATEGORIES, "birth_date", "national_number", "email", "phone", "age"))


def without_goods(notes: Notes, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without the numbers of records that stand on a line of goods and nobody.

    Args:
        notes: what is read.
        spans: sorted, without overlaps.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> text = "Toner op, order 30077120."
    >>> list(without_goods(join([text]), [Span(17, 25, "record_id", 0.7, "record_number")]))
    []
    """
    starts = [span.start for span in spans]
    for span in spans:
        is_number = span.category == "record_id" and span.recognizer in _NUMBERS
        if not (is_number and _is_of_goods(notes, spans, starts, span)):
            yield span


def _is_of_goods(notes: Notes, spans: Sequence[Span], starts: list[int], span: Span) -> bool:
    far, further = max(0, span.start - _FAR), span.end + _FAR
    begin = max(far, notes.text.rfind("\n", far, span.start))
    found = notes.text.find("\n", span.end, further)
    end = found if found >= 0 else further
    line = notes.folded[begin:end]
    if not _GOODS.search(line) or _SOMEBODY.search(line):
        return False
    beside = spans[bisect_left(starts, begin) : bisect_left(starts, end)]
    return not any(other.category in _TELLING for other in beside)


_FAR = 300
