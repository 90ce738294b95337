"""Days of laws, versions and closed houses stay in a note; days on which something happened to somebody do not."""

import pytest

from detectors.findings import Span
from detectors.notes import join
from detectors.public_days import without_public_days

PUBLIC = [
    "Gewijzigd bij KB van <12 maart 1998> betreffende de erkenning.",
    "Zie de wet betreffende de rechten van de patiënt van <22 augustus 2002>.",
    "De transgenderwet van <10 mei 2007> werd vervangen.",
    "Loi relative aux droits du patient du <22 août 2002>, article 9",
    "A.R. du <5 mai 2019>, circulaire",
    "Gesetz vom <10. Mai 2007> über die Register",
    "Werkt pas vanaf versie <4.2> van het programma.",
    "De GDPR van <25 mei 2018> is van toepassing.",
    "Royal Decree of <12 March 1998>.",
    "Het protocol staat in versie 2.3 van <14/02/2025>.",
    "Consent, v4 (<12/01/2026>)",
    "Version 4, remplace celle du <3/6/2023>.",
    "Leaflet last updated <12 May 2025>.",
    "De nieuwe regels zijn van kracht sinds <1 oktober 2023>",
    "Nieuw dossier live op <15 april 2026>",
    "De praktijk is gesloten op <21 juli> en <11 november>.",
    "Gesloten van <24 december> tot <2 januari>",
    "Le secrétariat sera fermé le <21 juillet>",
    "Am <21. Juli> geschlossen.",
    "The clinic is closed from <24 December> until <2 January>.",
    "Feestdag <1 mei>: geen bloednames",
    "Feiertage: 1. Mai, Christi Himmelfahrt, 21. Juli, <15. August>, <1. November>",
    "Vom <21. Juli> bis <4. August> bleibt die Ambulanz geschlossen.",
    "Versie 3.2, geldig vanaf <1 januari 2025>, nagelezen",
    "I explained the law of <25 June 2017>.",
    "the consent form (v2.3) from <1 June>",
    "Next meeting: <3 June>, 13:00",
    "Prochaine réunion le <jeudi 22 mai> à 12 h 30",
    "Inscriptions ouvertes dès le <2 juin>.",
    "Das Modul wird am <1. Oktober> freigeschaltet.",
    "patiëntendossier (art. 9 wet <22 augustus 2002>)",
    "Geen cash boven 3000 euro (wet <18/9/2017>).",
    "Tarifs au <1/1/2025> : psy première ligne",
    "Price list from <1 January 2025>: first consult",
    "Middleware <5.1.21> neu installieren",
    "rooster      <ma 5/5>    <di 6/5>    <wo 7/5>    do <8/5>",
    "A.R. du <5 mai 2019>, arrêté royal du <12 mars 1998>",
]

OF_SOMEBODY = [
    "Next meeting with Sofie on <3 June>.",
    "Na het congres werd zij op <12 mei> opgenomen.",
    "Brugdag. Zij belde op <12/03/2026>.",
    "Feestdag vergeten, opgenomen <22 juli>.",
    "She stayed with her mother-in-law from <3 May>.",
    "De wonde is gesloten op <12/03/2026>.",
    "Dossier gesloten. Gezien op <12/03/2026>",
    "Ticket closed on <12/03/2026>",
    "De wet uitgelegd op <12/03/2026>.",
    "Verslag van <12/03/2026>",
    "Update van <12/03/2026>: minder pijn",
    "Haar attest is geldig vanaf <12/03/2026>.",
    "The act was explained on <12 March 2026>.",
    "Plaie fermée le <3 mars 2026>.",
    "Software-training op <12.03.26> gevolgd",
    "Middleware getest <12.03.2026>",
    "Tarief gevraagd op <12/03/2026>",
    "Opname ma <5/5>, ontslag vr 9/5",
    "Jan Peeters\tma <5/5>\tvr <9/5>\tOK",
    "Traitement arrêté <12/03/2026>, tabac arrêté le <12/03/2026>",
    "Mme Loi <12/03/1985> RDV, pt KB <12/03/1985>",
    "verhoogd tarief BIM vanaf <12/03/2026>",
    "Besluit van <12/03/2026>: geen ingreep. Verordnung vom <12.03.2026>",
    "Pat. praat <12.03.26> met school",
]


def left_of(marked: str) -> int:
    """How many of the days between angle brackets are left."""
    text, spans = "", []
    for place, piece in enumerate(marked.replace(">", "<").split("<")):
        if place % 2:
            spans.append(Span(len(text) + 1, len(text) + len(piece) + 1, "event_date", 0.7, "event_date"))
        text += piece
    return len(list(without_public_days(join([text]), spans)))


@pytest.mark.parametrize("marked", PUBLIC)
def test_a_day_of_the_world_stays_in_the_note(marked: str):
    assert left_of(marked) == 0


@pytest.mark.parametrize("marked", OF_SOMEBODY)
def test_a_day_of_somebody_does_not(marked: str):
    assert left_of(marked) == marked.count("<")


def test_a_birth_date_is_never_public():
    birth = Span(9, 20, "birth_date", 0.9, "birth_date")
    assert list(without_public_days(join(["Wet van 10 mei 2007."]), [birth])) == [birth]
