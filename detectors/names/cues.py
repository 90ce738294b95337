"""Words that announce a name, as recognizers: labels, titles, roles of care, kinship, former names, salutations."""

from __future__ import annotations

from functools import partial

from detectors.names.leading import leading_name
from detectors.recognizer import Pattern, Recognizer

_BEGIN = r"(?:^|[^A-Za-z0-9À-ɏ])"  # RE2's word boundary knows ASCII only
_WORDS = r"(?P<value>['’]?[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*\.?(?:[ \x{A0}]?['’]?[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*\.?){0,6})"

_CARE = (
    r"dr|drs|dokter|doctor|docteur|prof|professor|professeur|huisarts|arts|chirurg|chirurge|psychiater|psycholoog"
    r"|psychologe|psychologue|psychiatre|endocrinoloog|endocrinologe|endocrinologue|gyn(?:a|e)ecoloog"
    r"|gynécologue|uroloog"
    r"|urologue|kin[eé]|kinesist|kinesiste|kinésithérapeute|logopedist|logopediste|logop[eè]de"
    r"|verpleegkundige|verpleger"
    r"|verpleegster|vpk|infirmi[eè]re?|vroedvrouw|sage-femme|apotheker|apothekeres|pharmacien(?:ne)?|sociaal werker"
    r"|maatschappelijk werk(?:st)?er|assistante? sociale?|therapeute?|thérapeute|seksuoloog|seksuologe"
    r"|sexologue|médecin"
    r"(?: traitant| généraliste)?|généraliste|chirurgien(?:ne)?|anesthesist|anesthésiste|dermatoloog"
    r"|dermatologue|collega"
    r"|confr[eè]re|consoeur|arzt|ärztin|hausarzt|hausärztin|therapeutin|psychologin|krankenschwester|pfleger|nurse"
    r"|surgeon|physician|gp|counsellor|psychologist|psychiatrist|endocrinologist|therapist|zorgcoördinator"
    r"|begeleid(?:st)?er"
    r"|stagiaire|assistent|assistente|behandelaar|voorschrijver|prescripteur|verwijzer|secretaresse|secrétaire"
)
_CIVIL = (
    r"mevr\.?|mevrouw|mw\.?|dhr\.?|hr\.?|de heer|heer|meneer|mijnheer|juffrouw|mej\.|mme\.?|madame|monsieur"
    r"|mlle\.?|mademoiselle"
    r"|frau|herrn?|mr\.?|mrs\.?|ms\.?|miss|mx\.?|meester|ma[iî]tre|notaris|pastoor|imam|juf|meester"
)
_KIN = (
    r"partner|partnerin|vriend|vriendin|lief|echtgenoot|echtgenote|moeder|mama|mams|vader|papa|zus|zusje|zuster|broer"
    r"|broertje|zoon|zoontje|dochter|dochtertje|tante|oom|nonkel|oma|opa|bomma|bompa|grootmoeder|grootvader|nicht|neef"
    r"|schoonmoeder|schoonvader|stiefvader|stiefmoeder|plusmama|pluspapa|huisgenoot|huisgenote|m[eè]re|p[eè]re|maman"
    r"|s(?:œ|oe)ur|fr[eè]re|mari|conjointe?|compagnon|compagne|épouse|époux|fils|fille|oncle|grand-m[eè]re"
    r"|grand-p[eè]re"
    r"|belle-m[eè]re|beau-p[eè]re|cousine?|ami|amie|copain|copine|mutter|vater|schwester|bruder|sohn|tochter|ehemann"
    r"|ehefrau|freund|freundin|großmutter|mother|mom|mum|father|dad|sister|brother|husband|wife|son|daughter|aunt|uncle"
    r"|girlfriend|boyfriend|fiancée?|stepfather|stepmother|grandmother|grandfather|voogd|tuteur|tutrice"
    r"|ex-man|ex-vrouw|ex"
)
_CONTACT = (
    r"contactpersoon|noodcontact|vertrouwenspersoon|personne de contact|personne de confiance|contact d['’]urgence"
    r"|emergency contact|next of kin|notfallkontakt|kontaktperson|naam (?:van )?(?:de )?(?:moeder|vader|partner|ouder)"
    r"|nom (?:de la m[eè]re|du p[eè]re|du conjoint)"
)
_LABEL = (
    r"naam|familienaam|achternaam|voornaam|voornamen|roepnaam|volledige naam|naam en voornaam|nom|prénom"
    r"|prenom|nom de famille"
    r"|nom et prénom|prénom d['’]usage|nom d['’]usage|name|first name|last name|full name|surname|given name|vorname"
    r"|nachname|familienname|vor- und nachname|pati[eë]nte?|pt|pte|cli[eë]nte?|betreft|betr\.?|concerne|betreff|re"
    r"|bezoeker|visiteur|visitor|aanvrager|demandeur|onderwerp|van|from|aan|to|de|à|cc|gekozen naam"
    r"|preferred name|chosen name"
    r"|rufname|gewünschter name"
)
_FORMER = (
    r"oude (?:voor)?naam|vroegere (?:voor)?naam|vorige (?:voor)?naam|geboortenaam|meisjesnaam|dode naam"
    r"|deadname|dead name"
    r"|voornaam bij (?:de )?geboorte|officiële voornaam|wettelijke (?:voor)?naam|morinom|ancien (?:pré)?nom"
    r"|(?:pré)?nom de naissance|(?:pré)?nom légal|nom de jeune fille|former name|birth name|legal name|maiden name"
    r"|previous name|geburtsname|früherer name|mädchenname|abgelegter name|vroeger bekend als|voorheen bekend als"
    r"|vroeger gekend als|voorheen|formerly(?: known as)?|previously known as|anciennement|geboren als"
    r"|früher|op (?:de )?kaart(?: nog)?(?: als)?|état civil|amtlicher vorname|alte[rn]? vornamen?|née|né|geb\."
)
_SALUTATION = (
    r"beste|dag|hallo|hey|hoi|lieve|geachte|bonjour|bonsoir|salut|ch[eè]re?|dear|hi|hello|liebe[r]?"
    r"|sehr geehrte[r]?|guten tag"
)
_SIGNATURE = (
    r"groetjes|groeten|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|met collegiale groet(?:en)?"
    r"|hartelijke groet(?:en)?"
    r"|mvg|liefs|bien à vous|cordialement|bien cordialement|salutations(?: distinguées)?|amicalement"
    r"|mit freundlichen grüßen"
    r"|mfg|viele grüße|kind regards|best regards|best wishes|regards|sincerely|many thanks|alvast bedankt|bedankt|merci"
)
_CALLED = (
    r"gekozen naam|roepnaam|heet nu|aanwezig:|aanwezigen:|présents? ?:|ik ben|ik heet|mijn naam is|heet"
    r"|heette|genaamd|noemt zich|laat zich noemen|aangesproken als"
    r"|wil aangesproken worden als"
    r"|je m['’]appelle|je suis|s['’]appelle|nommée?|se fait appeler|prénommée?|ich heiße|ich bin|heißt|genannt|namens"
    r"|my name is|i am|i['’]m|named|is called|goes by|onze|notre"
)
_NURSED_BY = (
    r"gezien door|besproken met|overleg met|verwezen door|via|opvolging bij|vu par|adressée? par"
    r"|suivie? par|gesehen von|seen by|referred by"
)

_strict = partial(leading_name, lower_case=False)
_loose = partial(leading_name, lower_case=True)


def _cue(name: str, category: str, regex: str, score: float, *, lower_case: bool) -> Recognizer:
    return Recognizer(
        name=name,
        category=category,
        patterns=(Pattern(regex, score),),
        locate=_loose if lower_case else _strict,
    )


CUES: tuple[Recognizer, ...] = (
    _cue(
        "former_name", "former_name", rf"(?i){_BEGIN}(?:{_FORMER})(?:\s?[:=(\"'«]\s?|\s){_WORDS}", 0.9, lower_case=True
    ),
    _cue(
        "labelled_relative",
        "family_member_name",
        rf"(?i){_BEGIN}(?:{_CONTACT})\s?[:=]\s?{_WORDS}",
        0.9,
        lower_case=True,
    ),
    _cue("labelled_provider", "provider_name", rf"(?i){_BEGIN}(?:{_CARE})\s?:\s?{_WORDS}", 0.9, lower_case=True),
    _cue(
        "provider_title",
        "provider_name",
        rf"(?i){_BEGIN}(?:{_CARE})(?:[ \x{{A0}}]|\.[ \x{{A0}}]?){_WORDS}",
        0.85,
        lower_case=True,
    ),
    _cue("relative", "family_member_name", rf"(?i){_BEGIN}(?:{_KIN})(?:\s?[:(,]\s?|\s){_WORDS}", 0.82, lower_case=True),
    _cue("labelled_name", "person_name", rf"(?i){_BEGIN}(?:{_LABEL})\s?[:=]\s?{_WORDS}", 0.88, lower_case=True),
    _cue("civil_title", "person_name", rf"(?i){_BEGIN}(?:{_CIVIL})[ \x{{A0}}]{_WORDS}", 0.84, lower_case=True),
    _cue("french_mister", "person_name", rf"{_BEGIN}M\.[ \x{{A0}}]?{_WORDS}", 0.8, lower_case=False),
    _cue(
        "patient",
        "person_name",
        rf"(?i){_BEGIN}(?:pati[eë]nte?|pt|pte|cli[eë]nte?)\.?\s{_WORDS}",
        0.75,
        lower_case=False,
    ),
    _cue("salutation", "person_name", rf"(?i){_BEGIN}(?:{_SALUTATION})\s{_WORDS}", 0.8, lower_case=True),
    _cue("signature", "person_name", rf"(?i){_BEGIN}(?:{_SIGNATURE})\s?[,.!]?\s{{1,3}}{_WORDS}", 0.75, lower_case=True),
    _cue("called", "person_name", rf"(?i){_BEGIN}(?:{_CALLED})\s{_WORDS}", 0.75, lower_case=True),
    _cue("seen_by", "provider_name", rf"(?i){_BEGIN}(?:{_NURSED_BY})\s{_WORDS}", 0.7, lower_case=False),
)
