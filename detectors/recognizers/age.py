"""Ages: ``27-jarige``, ``34 ans``, ``27 y/o``, ``♀ 27``, ``ik ben 19``, ``M/34``, ``à ses 16 ans``.

``2 jaar`` is as often a duration (``sinds 2 jaar``, ``1 jaar postop``), so a bare number of years needs words about a
person around it, and so does a letter with a number, which may be a diagnosis (``F64``). Ages in words and those of
decades (``la trentaine``) are ``age_in_words``'s.

>>> compact("27-jarige"), is_valid("27 jaar oud"), is_valid("150 jaar oud")
('27', True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts

_OLDEST = 119
_CUPS = frozenset(f"{size}{letter}" for size in range(65, 110, 5) for letter in "FH")


def compact(text: str) -> str:
    """The number of years."""
    return digits_of(text)


def validate(text: str) -> str:
    """The number of years.

    Raises:
        stdnum.exceptions.ValidationError: nobody is that old; without the value.
    """
    years = compact(text)
    if not years or int(years[:9]) > _OLDEST:
        raise InvalidComponent
    return years


def is_valid(text: str) -> bool:
    """Whether the text holds an age that a person may have."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID up to 119 years; the size of a bra (``75F``) is none."""
    return Verdict.VALID if candidate not in _CUPS and is_valid(candidate) else Verdict.NO


_NUMBER = r"1?\d?\d"
_TWO = r"[1-9]\d"
_YOUNG = r"(?:[5-9]|[1-9]\d)"
_TELLING = (
    r"(?i:jarige?r?|jaar oud|jaar jong|jr\.? oud|j\.? oud|ans? révolus?|jährige?[rnsm]?|jahre alte?[rnsm]?|j\.? alt"
    r"|years? old|year-old|years?-old|y/o|y\.o\.|yo|yrs? old|(?:maanden|weken|dagen) oud|mois révolus"
    r"|(?:monate|wochen) alt|(?:months?|weeks?|days?)[- ]old)"
)
_PLAIN = r"(?i:jaar|jr\.?|j\.?|a\.|ans?|jahren?|years?|yrs?|y)"
_PATIENT = r"(?i:pati[eë]nte?n?|pt|pte|pat|cliënte?|cliente?)"
_GENDER = (
    r"(?:[Tt]rans ?(?:vrouw|man|meisje|jongen|gender|persoon|frau|mann|person|woman)|[Tt]rans|mtf|ftm|MTF|FTM|MtF|FtM"
    r"|enby|[Nn]on-?bina(?:ir|ire|ry)|[Nn]ichtbinär|AFAB|AMAB)"
)
_PERSON = (
    rf"(?:{_PATIENT}|{_GENDER}|(?i:vrouw|man|meisje|jongen|dame|heer|persoon|femme|homme|personne|fille|garçon|frau|mann"
    r"|mädchen|junge|woman|girl|boy|person|student|studente|étudiante?|zoon|dochter|zus|broer|kind|baby|bébé|partner"
    r"|fils|mère|père|sœur|frère|moeder|vader|mutter|vater|sohn|tochter|son|daughter|brother|sister|mother|father"
    r"|ik ben|ich bin|i am|i'm|is nu|wordt|werd|ze is|hij is|zij is|hen is|is|ist|sie ist"
    r"|er ist|aged|turned|turns))"
)
_STATED = (
    r"(?i:ik ben|ben|ben nu|ben al|word|wordt|werd|geworden|ich bin|i am|i'm|im|i was|she is|he is|they are|she's|he's"
    r"|they're|she was|he was|ze is|hij is|zij is|hen is|die is|is nu|is pas|is net|is bijna|turning|turned|turns|just"
    r" turned|sie ist|er ist|ben net|ben pas|was toen|toen ik|toen ze|toen hij|toen zij|when i was|when she was|when"
    r" he was|als ich|bijna)"
)
_ENDS = (
    r"(?:[.,:](?:\D|$)|[;!?)\n]|$| (?:jaar|en|and|und|maar|but|aber|now|nu|was|toen|geworden|jetzt|in|op|sinds|woon"
    r"|woont|uit|from|aus|trans|transvrouw|non-binair|student|when|years)\b)"
)
_BIRTHDAY = (
    r"(?i:op|vanaf|sinds|rond|voor|tot|na) (?:(?i:mijn|zijn|haar|hun|diens)|[mzd]['’][nr]) (?P<value>"
    rf"{_YOUNG}(?:e|de|ste))(?:[.,;:!?)\n]|$| (?:al|wist|kwam|begon|werd|is|was|heeft|had|en|of|toen|uit|ging|gestart"
    r"|start|startte|verhuisd|in|met|het|zich|naar|bij|levensjaar|jaar|verjaardag))"
)
_ON_A_BIRTHDAY = (
    rf"(?i:à|dès|vers|depuis) (?i:ses|mes|tes|leurs|l['’]âge de) (?P<value>{_YOUNG}(?: ans)?)",
    r"(?i:\bà|\bdès) (?P<value>(?:[89]|[1-9]\d) ans)(?:[.,;:!?)\n]|$| (?:il|elle|iel|j['’]|je|et|déjà))",
    rf"(?i:\bmit|\bseit|\bab) (?P<value>{_YOUNG})(?: Jahren)?(?:[.,;:!?)\n]|$| (?:hat|habe|war|wusste|kam|begann))",
    rf"(?i:\bop|\bvanaf|\brond|\bmet) (?:de |haar |zijn |hun |mijn )?(?P<value>{_TWO} jaar)(?:[.,;:!?)\n]|$)",
    (
        r"(?i:\bat|\bsince|\bfrom|\bby)(?i: age| the age of)? (?P<value>[1-9]\d)"
        r"(?:[.,:](?:\D|$)|[;!?)\n]|$| (?:she|he|they|I|and|when|after|because|while)\b)"
    ),
    rf"(?i:j['’]avais|elle avait|il avait|iel avait|avait) (?P<value>{_YOUNG} ans)",
    rf"(?i:j['’]ai|elle a|il a|iel a) (?P<value>{_YOUNG} ans)(?:[.,;:!?)\n]|$| (?:et|mais|depuis|je|elle|iel)\b)",
)
_LABEL = (
    r"(?i:leeftijd(?: van)?|lft\.?|âgée?s?(?: de)?|âgé·e(?: de)?|âgé\(e\)(?: de)?|age(?: of)?|âge(?: de)?|aged"
    r"|alter(?: von)?|oud|im Alter von|qui a|vieux de)"
)
_START = r"(?:^|[\n(]|[.;:,] )"
_GOES_ON = (
    r" (?i:uit|woont|student|studente|gehuwd|getrouwd|single|alleenstaand|samenwonend|verwezen|komt|originaire"
    r"|célibataire|mariée?|habite|vit|étudiante?|adressée?|suivie?|aus|ledig|verheiratet|wohnt|from|lives|single|married"
    r"|living|working|referred|presents|werkt|en transition|in transitie)\b"
)
_LETTER_AND_AGE = (
    rf"{_START}(?P<value>{_TWO} ?(?:(?i:{_PLAIN}) ?)?[MFVHX])(?:[ ,):;.\n-]|$)",
    rf"{_START}(?P<value>[MVFHXmvfhx] ?[/-] ?{_TWO}(?: ?{_PLAIN})?)(?:[ ,):;.\n]|$)",
    rf"{_START}[MVFHXmvfhx],? (?P<value>{_TWO}(?: ?{_PLAIN})?)(?:[ ,):;.\n]|$)",
    rf"{_START}(?P<value>[VH]{_TWO})(?:[,):;\n])",
)

RECOGNIZER = Recognizer(
    name="age",
    category="age",
    patterns=(
        Pattern(rf"{_NUMBER}[ -]?{_TELLING}", score=0.85),
        Pattern(
            rf"(?:^|[^A-Za-zÀ-ɏ]){_LABEL}\s?[:=]?\s?(?P<value>{_NUMBER}(?: ?{_PLAIN})?)",
            score=0.85,
        ),
        Pattern(rf"[♀♂⚧]\s?(?P<value>{_NUMBER})", score=0.85),
        Pattern(r"(?P<value>\d{2})\s?[♀♂⚧]", score=0.85),
        Pattern(
            rf"\b{_PERSON}\.?[,:]?\s\(?(?:(?:van|de|mit|of|d['’]environ)\s)?(?P<value>{_NUMBER} ?{_PLAIN})", score=0.75
        ),
        Pattern(rf"\b{_GENDER},?\s\(?(?P<value>{_TWO})(?:[.,;)\n]|$)", score=0.7),
        Pattern(rf"[(,]\s?(?P<value>{_TWO} ?{_PLAIN})(?:\s?[,);\n]|\.?$|\.[\s)]|{_GOES_ON})", score=0.6),
        Pattern(rf"{_START}(?P<value>{_TWO} ?(?i:jaar|ans|jahre|j\.?|y)),? {_GENDER}", score=0.75),
        Pattern(rf"\b{_PATIENT}\.?[:,]?\s(?P<value>[MVFHX][ /]?\d{{2}}|\d{{2}}[ /]?[MVFHX](?:/a)?)", score=0.75),
        *(Pattern(regex, score=0.62) for regex in _LETTER_AND_AGE),
        Pattern(rf"\b{_STATED} (?P<value>{_TWO}){_ENDS}", score=0.7),
        Pattern(rf"\b{_BIRTHDAY}", score=0.65),
        *(Pattern(regex, score=0.65) for regex in _ON_A_BIRTHDAY),
    ),
    check=check,
    joints=".,/",
    near="0",
    compact=compact,
)
