"""Initials by which staff sign and are told: at the end of a line, and behind what only people do (``gezien door LV``).

Two to four capitals are an abbreviation of care as often as somebody: behind a verb of care they are somebody unless
they name a department, a role or an insurer.
"""

from __future__ import annotations

import re
from functools import cache

from detectors.folding import fold
from detectors.lexicons import phrases, words
from detectors.names.dictionary import in_a_dictionary
from detectors.names.lexicon import NO_NAMES, abbreviations
from detectors.recognizer import Pattern, Recognizer, Verdict

_DAY = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
_DONE = (
    r"(?:gezien|besproken|onderzocht|opgenomen|geprikt|gedaan|uitgevoerd|ingevoerd|genoteerd|geregistreerd|opgemaakt"
    r"|ondertekend|verwijderd|geplaatst|gewisseld|vervangen|verzorgd|toegediend|afgenomen|nagekeken|beoordeeld|ingepland"
    r"|gepland|gebeld|opgebeld|teruggebeld|geschreven|getypt|gedicteerd|gevalideerd|goedgekeurd|aangevraagd|opgestart"
    r"|behandeld|geopereerd|opgevolgd|gecontroleerd|nagezien|bloedname|bloedafname|wondzorg|controle|intake|operatie"
    r"|ingreep|verslag|consult|raadpleging|te doen|overgenomen|doorgegeven|voorgeschreven|bekeken|klaargezet|gestart"
    r"|bijgewerkt|aangepast|ontslagen|toegewezen)"
)
_FAIT = (
    r"(?:vue?s?|revue?|faite?|refaite?|réalisée?|effectuée?|examinée?|reçue?|notée?|encodée?|rédigée?|signée?|validée?"
    r"|demandée?|prescrite?|prélevée?|opérée?|suivie?|appelée?|rappelée?|contrôlée?|retirée?|placée?|changée?|posée?"
    r"|administrée?|pansement|prise de sang|consultation|intervention|dictée?|transmise?|relue?|planifiée?)"
)
_GETAN = (
    r"(?:gesehen|durchgeführt|untersucht|aufgenommen|operiert|betreut|behandelt|verordnet|verschrieben|dokumentiert"
    r"|erfasst|gewechselt|entfernt|gelegt|abgenommen|gemacht|erledigt|angerufen|unterschrieben|visiert|diktiert)"
)
_DID = (
    r"(?:seen|done|performed|reviewed|examined|assessed|taken|written|documented|recorded|entered|authorised|supervised"
    r"|changed|removed|placed|given|administered|checked|verified|dictated|typed|signed|booked|called|prescribed|treated)"
)
_BY = rf"\b(?i:{_DONE} door|{_FAIT} par|{_GETAN} (?:von|durch)|{_DID} by)"
_WITH = (
    r"\b(?i:(?:besproken|overleg(?:d)?|gezien(?: samen)?|afgesproken|afgestemd) met|(?:re)?vue? avec|discutée? avec"
    r"|en accord avec|avis(?: de)?|besprochen mit|(?:rück|ab)sprache mit|(?:discussed|reviewed|seen|agreed) with|d/w)"
)
_SIGNED = (
    r"\b(?i:paraaf|paraphe|parafe|initialen|initiales|initials|kürzel|handzeichen|(?:nacht|dag|avond|vroeg|laat)dienst"
    r"|nachtwacht|dienstdoende|équipe de nuit|garde de nuit|nachtschicht|frühschicht|spätschicht|night shift|day shift)"
)
_CARE = (
    r"\b(?i:inf|infirmière?|ide|psy|psycho|psychologue|verpl|verpleegkundige|vpk|kiné|kine|logo|arts|assistente?|secr|sec"
    r"|secrétaire|sage-femme|vroedvrouw|diét|coach|begeleid(?:er|ster)|nurse|pfleger(?:in)?|schwester|médecin|behandelaar"
    r"|soc\.? werk|as|opérateur|operateur|chirurg|chirurgien|stagiaire|aide|accueil|onthaal|planning|réf|référente?)"
)
_TALKED = (
    r"\b(?i:(?:rdv|rendez-vous|entretien|contact|tél|téléphone|appel|mail|message|transmission|réunion|parlé|échange)"
    r" (?:avec|de|à|pour|par)|(?:afspraak|gesprek|telefoon|tel|mail|bericht|contact|overdracht|gesproken|gebeld)"
    r" (?:met|van|aan|door)|(?:call|spoke|meeting|message|handover|appointment|email) (?:with|to|from)"
    r"|(?:termin|gespräch|telefonat|nachricht|mail|übergabe|kontakt) (?:mit|bei|von|an))"
)
_TOLD = (
    r"\b(?i:selon|d['’]après|dixit|volgens|laut|according to|todo|to do|te doen|à faire|actie|action|taak|tâche|aufgabe"
    r"|cc|relance|suivi|opvolging|follow-up|terugbellen|rappeler|zurückrufen|call back|voir avec|à voir avec|avec|met"
    r"|mit|with|vue?|revue?|gezien|seen|gesehen|pour|voor|für|door|par|by|von|chez|bij|bei)"
)
_REPLY = r"antwoord|antwort|réponse|reponse|reply|nota|note|notiz|opmerking|commentaire|kommentar|comment|update"
_MOMENT = r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,? ?(?:[-–] ?)?)?\[?\d{1,2} ?[:hu.] ?\d{0,2}\]?"
_CAPITALS = r"[A-Z]{2,4}"
_ONE_OR_TWO = rf"(?P<value>{_CAPITALS}(?: ?[/+&] ?{_CAPITALS})?)"
_SMALL = r"(?P<value>[a-z]{2,4})"
_ENTERED = r"\b(?i:ingevoerd door|geregistreerd door|getypt door|encodé par|saisi par|entered by|typed by|erfasst von)"

_ROLES_AND_WARDS = words("roles_and_wards.txt")
"""Departments, roles, boards and means, which are told behind the same verbs."""


@cache
def _insurers() -> frozenset[str]:
    names = (*phrases("insurers.txt"), *phrases("organisations.txt"), *phrases("institutions.txt"))
    return frozenset(fold(name) for name in names if len(name) <= _LONGEST)


_LONGEST = 4


def at_the_end(candidate: str) -> Verdict:
    """VALID for capitals at the end of a line that are no abbreviation, term, word or number.

    Two capitals where people sign are seldom a word: ``LE`` is somebody and no article.

    >>> at_the_end("LE"), at_the_end("TSH"), at_the_end("IV"), at_the_end("MD")
    (<Verdict.VALID: 'valid'>, <Verdict.NO: 'no'>, <Verdict.NO: 'no'>, <Verdict.VALID: 'valid'>)
    """
    folded = fold(candidate)
    if folded in abbreviations() or folded in _SHORT_WORDS or _ROMAN.fullmatch(folded):
        return Verdict.NO
    is_word = folded in NO_NAMES or bool(in_a_dictionary([folded])[0])
    return Verdict.NO if is_word and not (len(folded) == _FEW and candidate.isupper()) else Verdict.VALID


_FEW = 2
_SHORT_WORDS = frozenset({"ok", "ja", "no", "si", "go", "oh", "ha", "ah", "re", "ex", "nr", "an", "am", "pm"})
_ROMAN = re.compile("x{0,3}(?:ix|iv|v?i{0,3})")


def behind_a_verb(candidate: str) -> Verdict:
    """VALID for initials that are no department, role or insurer; for small letters that are no word either."""
    folded = fold(candidate)
    pieces = folded.replace("/", " ").replace("+", " ").replace("&", " ").split()
    if any(piece in _ROLES_AND_WARDS or piece in _insurers() for piece in pieces):
        return Verdict.NO
    return at_the_end(candidate) if candidate.islower() else Verdict.VALID


STAFF_INITIALS: tuple[Recognizer, ...] = (
    Recognizer(
        name="staff_initials",
        category="provider_name",
        patterns=(
            Pattern(rf"[.!?)] (?P<value>{_CAPITALS})\.?(?: {_DAY})?[ \t]*\n", score=0.52),
            Pattern(rf"[a-zß-ɏ0-9],? (?P<value>{_CAPITALS})\.? {_DAY}[ \t]*\n", score=0.52),
            Pattern(r"(?:[^\s,],|[a-zß-ɏ0-9] ?/| [-–—]) ?(?P<value>[A-Z]{2,4})\.?[ \t]*\n", score=0.52),
            Pattern(r" [-–—] (?P<value>[A-Z][a-z](?: ?[/+&] ?[A-Z][a-z])?)[ \t]*\n", score=0.52),
        ),
        check=at_the_end,
    ),
    Recognizer(
        name="signed_initials",
        category="provider_name",
        patterns=(
            Pattern(
                r"(?:[.!?] |\n|\b[a-zß-ɏ0-9]+, )(?P<value>[A-ZÀ-ÖØ-Þ](?:\.|-[A-ZÀ-ÖØ-Þ]{1,2}\.?))[ \t]*\n", score=0.52
            ),
        ),
    ),
    Recognizer(
        name="initials_beside",
        category="provider_name",
        patterns=(
            Pattern(r"\((?P<value>[A-Z]{2,3})\)[ .]{0,2}\n", score=0.52),
            Pattern(rf"\n{_MOMENT} ?[-–]? ?(?P<value>{_CAPITALS}) ?[:>–-]", score=0.52),
            Pattern(rf"\n{_DAY} (?P<value>{_CAPITALS}) ?:", score=0.6),
            Pattern(rf"\n{_DAY} (?P<value>[A-Z]{{2,3}}) [A-ZÀ-ÖØ-Þ][a-zß-ɏ]+ [a-zß-ɏ]", score=0.52),
            Pattern(rf"\n{_DAY} \((?P<value>[A-Z]{{2,4}}|[a-z]{{2,3}})\) ?:", score=0.6),
            Pattern(rf"{_DAY} ?[-–,/(]? ?(?P<value>{_CAPITALS})[).]?[ \t]*\n", score=0.52),
            Pattern(rf"{_TOLD} ?:? ?(?P<value>[A-Z]{{2,3}})[ ,.;:)\n]", score=0.52),
            Pattern(rf"\n(?:> ?)+(?P<value>{_CAPITALS})[ \t]*\n", score=0.6),
            Pattern(rf"\n(?i:{_REPLY}) (?P<value>[A-Z]{{2,4}}|[a-z]{{2,3}})(?: {_MOMENT})? ?:", score=0.74),
        ),
        check=at_the_end,
    ),
    Recognizer(
        name="initials_of_who_acted",
        category="provider_name",
        patterns=(
            Pattern(rf"{_BY}:? {_ONE_OR_TWO}\b", score=0.75),
            Pattern(rf"{_WITH}:? {_ONE_OR_TWO}\b", score=0.74),
            Pattern(rf"(?:{_BY}|{_WITH}):? {_CAPITALS} (?i:en|et|und|and|&|/) (?P<value>{_CAPITALS})\b", score=0.74),
            Pattern(rf"{_CARE}\.? ?: ?{_ONE_OR_TWO}\b", score=0.74),
            Pattern(rf"{_TALKED} {_ONE_OR_TWO}\b", score=0.74),
            Pattern(rf"{_SIGNED}(?: ?: ?| ){_ONE_OR_TWO}\b", score=0.74),
            Pattern(rf"{_ENTERED}:? {_SMALL}\b", score=0.74),
        ),
        check=behind_a_verb,
    ),
)
