"""Days of the world rather than of somebody: of laws, of versions of a document, on which a house is closed.

Such a day narrows down nobody, and moved by a person's shift it would be wrong. What tells stands in the same sentence:
a law or a document whose day it is (``wet van 10 mei 2007``), a rule that comes into force, a house that closes.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detectors.findings import Span
    from detectors.notes import Notes

_BEFORE, _BEHIND = 120, 72

_LAW = (
    r"(?:\w*wet|wetten|(?:koninklijk|ministerieel) besluit|k\.?b|m\.?b|decreet|ordonnantie|verordening|\w*richtlijn"
    r"|omzendbrief|staatsblad|loi|arrete (?:royal|ministeriel)|a\.?r|decret|reglement|directive"
    r"|circulaire|moniteur(?: belge)?|\w*gesetz|erlass|dekret"
    r"|richtlinie|rundschreiben|amtsblatt|act"
    r"|(?:the|new|this|belgian) law|decree|regulation|guidelines?|directives?|gdpr|rgpd|avg|dsgvo"
    r"|grondwettelijk hof|cour constitutionnelle)"
)
_VERSION = (
    r"(?:versie|version|release|fassung|revisie|revision|editie|edition|auflage|uitgave|v\.? ?\d+(?:\.\d+)*"
    r"|brochure|leaflet|merkblatt|depliant|protocolversie|template|sjabloon)"
)
_OF = r"(?:van|dd\.?|d\.d\.|du|de|le|vom|von|of|from|dated|stand|,|\()"
_FREE = r"[^.!?;:\n]{0,48}"
_OF_A_PAPER = rf"(?:{_LAW}\.?(?: {_FREE})?|{_VERSION}(?: [\d.]{{1,6}})?\)?) ?{_OF} ?"
_VALID = (
    rf"{_VERSION}(?: [\d.]{{1,6}})?\)?,? (?:geldig|in gebruik|valable|valid|gultig) (?:vanaf|des"
    r"|a partir du|from|ab(?: dem)?) "
)
_GATHERING = (
    r"(?:(?:next|volgende|prochaine|nachste) (?:team ?|staff ?|projekt ?)?(?:meeting|vergadering|\w*overleg"
    r"|reunion|sitzung|besprechung)"
    r"|infoavond|infosessie|info-?abend|soiree d'information|seance d'information|information evening"
    r"|open ?deurdag|opendeur|portes ouvertes|open day|tag der offenen tur|studiedag|congres|kongress"
    r"|colloque|symposium"
    r"|inscriptions? ouvertes?|inschrijven kan|anmeldung bis|registration opens)[: ]{1,2}"
    r"(?:(?:op|on|le|am|is|est|ist|des le|vanaf|from|ab|du|vom|van) ){0,2}"
)
_RENEWED = (
    r"(?:(?:laatst|last) (?:bijgewerkt|gewijzigd|herzien|updated|revised|reviewed)|mise? a jour|aktualisiert"
    r"|vervangt (?:die|deze|de versie|versie [\d.]+)|remplace (?:celle|la version|celui)|ersetzt (?:die|version [\d.]+)"
    r"|replaces (?:that|the one|version [\d.]+)|gepubliceerd|publiee?|published|veroffentlicht)"
    r" ?(?:op|le|du|van|vom|von|am|on|of)? ?"
)
_IN_FORCE = (
    r"(?:(?:in werking(?: getreden)?|van kracht|van toepassing|en vigueur|d'application|d’application|in kraft|in force"
    r"|\bapplies|\bapplicable|\bgilt|\blive|\bgo-?live|nieuwe tarieven[^.\n]{0,24}|nouveaux tarifs[^.\n]{0,24})"
    r" (?:op|sinds|vanaf|per|le|depuis(?: le)?|a partir du|des le|seit(?: dem)?|ab(?: dem)?|am|since|from|as of|on) "
    r"|(?:in force|in kraft|en vigueur|in werking|van kracht)[: ]+)"
)
_HOUSE = (
    r"(?:praktijk|kliniek|secretariaat|dienst|apotheek|balie|onthaal|labo|kantoor|raadpleging|ziekenhuis|cabinet|clinique"
    r"|secretariat|service|pharmacie|accueil|bureau|hopital|praxis|klinik|sekretariat|ambulanz|apotheke|empfang"
    r"|sprechstunde|clinic|practice|office|reception|pharmacy|desk|department|we|wij|nous|wir)"
)
_CLOSED = r"(?:gesloten|sluiten|sluit|fermee?s?|fermons|ferme|geschlossen|closed|closes|dicht|zu)"
_HOLIDAY = (
    r"(?:feestdag(?:en)?|brugdag|jours? feries?|feiertage?|bruckentage?|(?:bank|public) holiday|fermeture(?: annuelle)?"
    r"|jaarlijks verlof|jaarlijkse sluiting|sluitingsdag(?:en)?|sluiting|betriebsurlaub|praxisurlaub"
    r"|conges? (?:du cabinet|annuels?)|annual closure|closing days?)"
)
_DAYS = r"[^.!?;\n]{0,40}"
_ROW_OF_DAYS = r" ?: ?(?:[^!?;:\n]{0,70}, )?"
"""Others of its kind, behind its colon and before a comma."""

_ITS_DAY = (
    r"(?:[ (]{1,2}(?:op|on|le|am|du|van|vom|from|de|den|is|est|ist)){0,2}[ (]{1,2}"
    r"(?:\d{1,2}\.? ?[a-z]{0,9},? (?:tot(?: en met)?|au|bis|to|until|en|et|und|and) (?:le )?)?"
)
"""Between a holiday and its day, or the last of its days."""

_HOUSE_CLOSED = (
    rf"(?:(?:\b{_HOUSE}\b[^.!?;\n]{{0,30}} {_CLOSED}|[\n.:] ?{_CLOSED}) {_DAYS}"
    rf"|\b{_HOLIDAY}(?:{_ITS_DAY}|{_ROW_OF_DAYS}))"
)
_LAW_RIGHT_BEFORE = r"(?:\b(?:art|artikel|article)\.? ?\d+[a-z]* (?:van de |de la )?|\()(?:wet|loi) "
_PRICES = (
    r"\b(?:prijzen|tarieven|prijslijst|tarifs|preise|preisliste|price list|prices change)"
    r" (?:vanaf|per|au|a partir du|des le|ab(?: dem)?|from|since|on|seit(?: dem)?) "
)
_WEEKDAY = (
    r"(?:ma|di|wo|do|vr|za|zo|lu|lun|mar|me|mer|je|jeu|ve|ven|sa|sam|dim|mo|mi|fr|so|mon|tue|wed|thu|fri|sat|sun)\.?"
)
_ROSTERED = rf"{_WEEKDAY} ?\d{{1,2}}[/.]\d{{1,2}}\.?"
_APART = r"(?:[ ]{2,}|\t)"
_ROSTER = re2.compile(rf"\b(?:{_ROSTERED}{_APART}){{2,}}{_ROSTERED}")
"""A row of days, each over its column; fewer than three may be somebody's appointments."""

_NUMBER_OF_A_VERSION = r"\b(?:versie|version|release|fassung) ?"
_PROGRAM = re2.compile(
    r"\b(?:middleware|software|logiciel|firmware|java|windows|ios|ipados|android|macos|chrome|firefox|treiber"
    r"|plug-?in|correctif(?: prevu en)?|hotfix) $"
)
_VERSION_LIKE_A_DAY = re2.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{0,2})?")
_TOLD_BEFORE = re2.compile(
    rf"(?:{_NUMBER_OF_A_VERSION}|\b{_OF_A_PAPER}|\b{_RENEWED}|{_IN_FORCE}|{_HOUSE_CLOSED}"
    rf"|\b{_VALID}|\b{_GATHERING}|{_LAW_RIGHT_BEFORE}|{_PRICES})$"
)
_STAYS = r"(?:bleibt|bleiben|blijft|blijven|reste|restera|remains?|is|are|est|sera|ist|sind)"
_UNTIL = r"(?: (?:bis|tot(?: en met)?|au|to|until) (?:dem |le )?\d{1,2}\.?(?: [a-z]{3,9})?)?"
_TOLD_BEHIND = re2.compile(
    rf"{_UNTIL} {_STAYS} (?:die|der|das|unsere?|de|het|onze|la|le|l'|notre|the|our) ?{_HOUSE}\b"
    rf"[^.!?;\n]{{0,24}}{_CLOSED}"
    r"| (?:freigeschaltet|in betrieb|operationeel|operationnel)\b"
    rf"| ?(?:{_CLOSED}\b|\(?(?:feestdag|brugdag|jour ferie|feiertag|bank holiday|public holiday)\b)"
)


def without_public_days(notes: Notes, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without the days that are of nobody.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> text = "Wet van 10 mei 2007. Wet uitgelegd op 12/03/2026."
    >>> days = [Span(9, 20, "event_date", 0.7, "event_date"), Span(39, 49, "event_date", 0.7, "event_date")]
    >>> [span.start for span in without_public_days(join([text]), days)]
    [39]
    """
    rosters = [found.span() for found in _ROSTER.finditer(notes.folded)]
    begins = [begin for begin, _ in rosters]
    for span in spans:
        place = bisect_right(begins, span.start) - 1
        is_rostered = place >= 0 and span.end <= rosters[place][1]
        if span.category != "event_date" or not (is_rostered or _is_public(notes.folded, span)):
            yield span


def _is_public(folded: str, span: Span) -> bool:
    before, behind = folded[max(0, span.start - _BEFORE) : span.start], folded[span.end : span.end + _BEHIND]
    if _PROGRAM.search(before) and _VERSION_LIKE_A_DAY.fullmatch(folded[span.start : span.end]):
        return True
    return bool(_TOLD_BEFORE.search(before) or _TOLD_BEHIND.match(behind))
