"""What people call a record that leads to a person, in Dutch, French, German and English: patterns (RE2), no case.

Two sets: words that tell with a word for *number* behind them (``zaaknummer 12``), and words so close to their number
that nothing else need stand between, when the number looks like one (``dossier 2024/0183``).
"""

from __future__ import annotations

_DUTCH = (
    r"dossier|dos|patiënten?|patienten?|pati[eë]nt|pati[eë]nte|pat|pt|klant|cliënt|opname|verblijfs?|contact|episode"
    r"|staal|monster|labo?|aanvraag|zaak|schade|schadedossier|kenmerk|leerling|studenten?|student|personeels?|pers"
    r"|stamboek|stam|inschrijvings?|incident|helpdesk|factuur|ticket|polis|bestel|order|afspraak|intake|badge|beeld"
    r"|onderzoeks?|pacs|pa|histologie|cytologie|anapat|biopsie|attest|voorschrift|recept|rol|notitie|pv|deelnemers?"
    r"|proefpersoon|gesprek|oproep|bericht|zending|pakket|reservatie|boeking|bon|kassaticket|document|verslag|protocol"
    r"|map|archief|studie|transactie|melding|referentie|ead|epd|aanmeldings?|wachtlijst|dienst|kandidaat|donor|klacht"
    r"|lid|lidkaart|locker|kluis|polsband|borst|akte|p"
)
_FRENCH = (
    r"dossier|patiente?|facture|séjour|admission|échantillon|prélèvement|demande|commande|élève|étudiante?|matricule"
    r"|sinistre|cas|cliente?|personnel|employée?|badge|rendez-vous|rdv|histologie|biopsie|examen|ordonnance|rôle|pv"
    r"|reçu"
    r"|inscription|participante?|incident|ticket|référence|transaction|candidate?|donneu(?:r|se)|plainte|acte|étiquette"
    r"|bracelet|casier|licence|réservation|membre|adhérente?|abonnement|fiche|étude|lot de prélèvement|convocation"
)
_GERMAN = (
    r"fall|akten?|aufnahme|proben?|rechnungs?|auftrags?|bestell|patienten?|kunden|personal|schüler|matrikel|vorgangs?"
    r"|ticket|befund|histologie|schaden|studien|probanden|termin|einsende|labor|mitglieds?|ausweis|urkunden?|buchungs?"
    r"|sendungs?|armband|röhrchen|spender|teilnehmer|beleg|antrags?|schein|rezept|register|vertrags?|fedasil"
)
_ENGLISH = (
    r"case|file|record|patient|client|customer|invoice|sample|specimen|accession|order|request|submission|chart|report"
    r"|subject|participant|study|employee|staff|student|pupil|enrolment|booking|transaction|claim|incident|appointment"
    r"|conversation|chat|call|message|thread|session|document|reservation|shipment|parcel|tracking"
    r"|encounter|visit|hospital|hosp\.?|histology|pathology|roll|court|deed|locker|bracelet|wristband|donor|candidate"
    r"|member|membership|library card|complaint|ticket|admission"
)
_NUMBER = (
    r"(?:[ .\-_]{0,2}(?:nummern?|nr|number|no|num|numéro|id|ids|ref|refs|reference|referentie|code)\b|[ .-]?n°|[ -]?#)"
)

LABEL = (
    rf"(?:(?:{_DUTCH}|{_ENGLISH}|{_FRENCH}|{_GERMAN}){_NUMBER}"
    rf"|(?:n°|no\.?|n[uo]m[ée]ro|num\.?|nummer|nr\.?|réf\.?|référence|id) (?:de |du |d['’]|de l['’]|van (?:het |de )?)?"
    rf"(?:{_DUTCH}|{_FRENCH})"
    r"|matricule étudiante?|numéro étudiante?"
    r"|MRN|UHID|EPD|EHR|EAD|PID|RID|PACS|SAP-nr|case report|support-?id|anapat|dossier ref"
    r"|(?:onze|uw|mijn|ons|notre|votre|nos|vos|mes|our|your|my|unsere?|ihre?|n|v|o|u)[ ./]{0,2}"
    r"(?:ref|kenmerk|réf|zeichen|referenz|dossier|akte)"
    r"|(?:ref|réf)[.:]|réf\.? clien(?:t|te)|réf\.? patiente?|klantref\.?|kundenref\.?"
    r"|referentie|référence|kenmerk|aktenzeichen|geschäftszeichen|az|gesch\.?-?z)"
)
"""Words that tell, whatever the number behind them looks like."""

NOUN = (
    r"(?:dossiers?|dos|fiche|intake|formulier|formulaire|formular|ticket|staal|monster|tube|buis|potje|röhrchen"
    r"|échantillon|prélèvement|proben?|samples?|specimen|kweek|factuur|fact|facture|invoice|inv|rechnung|pacs-id|pacs"
    r"|ID"
    r"|commande|order|bestelling|bestellung|patiënte?|patiente?n?|patient|pat|pt|akten?|fall|files?|case|biopsie"
    r"|biopsy|anapat"
    r"|histologie|histology|badge|verslag|protocol|attest|dossier réf|réf(?:érence)?\.? dossier|schadedossier|schade"
    r"|sinistre|claim|bracelet|wristband|polsbandje|polsband|bandje|armband|casier|locker|matricule|matrikel|mat\."
    r"|matr\.|pers\.nr\.|stamboek|demande|aanvraag|request|antrag|boeking|reservatie|booking|réservation|buchung"
    r"|buchungsnotiz|buchungscode|pnr|rdv|rv|afspraak|appointment|appt|termin|plainte|klacht|complaint|beschwerde"
    r"|incident report|incident|bon|beleg|pv|proces-verbaal|roll|rolle|rol|a\.r\.|r\.g\.|deed|acte|akte"
    r"|geburtsurkunde|urkunde|chiffre|kennung|rezeptkennung|rezept|ordonnance|prescription|recept|voorschrift"
    r"|licence|lidkaart|lid|kundenkarte|mitgliedskarte|carte club|abonnement|inschrijving|inscription|donor"
    r"|donneu(?:r|se)"
    r"|donner|spender|deelnemer|participante?|proband|teilnehmer(?:in)?|candidate?|tracking|pakket|parcel|colis|sendung"
    r"|zending|envelop|mand|records?|charts?|folder|refund|receipt|reçu|vorgang|dublette|succession"
    r"|contract|vertrag|klant|client|kunde|gesprek|oproep|appel|call|leave request|register|lead|quittung|kwitantie"
    r"|quittance|(?:sous le|onder het|onder|unter der|unter|under) (?:n°|nr\.?|nummer|numéro|number))"
)
"""Words that tell before what looks like the number of a record."""
