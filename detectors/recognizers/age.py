"""Ages: ``27-jarige``, ``27 jaar oud``, ``34 ans``, ``27 Jahre alt``, ``27 years old``, ``27 y/o``, ``♀ 27``.

``2 jaar`` is as often a duration (``sinds 2 jaar``, ``1 jaar postop``), so a bare number of years needs words about a
person before it.

>>> compact("27-jarige"), is_valid("27 jaar oud"), is_valid("150 jaar oud")
('27', True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts

_OLDEST = 119


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
    """VALID up to 119 years."""
    return Verdict.VALID if is_valid(candidate) else Verdict.NO


_NUMBER = r"1?\d?\d"
_TELLING = (
    r"(?i:jarige?r?|jaar oud|jaar jong|ans? révolus?|jährige?[rnsm]?|jahre alt|years? old|year-old"
    r"|years?-old|y/o|y\.o\.|yo|yrs? old)"
)
_PLAIN = r"(?i:jaar|jr|j\.?|ans?|jahre?|years?|yrs?|y)"
_PATIENT = r"(?i:pati[eë]nte?|pt|pte|cliënte?|cliente?)"
_PERSON = (
    rf"(?:{_PATIENT}|(?i:vrouw|man|meisje|jongen|dame|heer|persoon|femme|homme|personne|fille|garçon|frau|mann|mädchen"
    r"|junge|woman|girl|boy|person|ik ben|j'ai|ich bin|i am|is nu|wordt|a))"
)

RECOGNIZER = Recognizer(
    name="age",
    category="age",
    patterns=(
        Pattern(rf"{_NUMBER}[ -]?{_TELLING}", score=0.85),
        Pattern(
            rf"(?:^|[^A-Za-zÀ-ɏ])(?i:leeftijd|âgée?s?(?: de)?|age|âge|aged|alter|im Alter von"
            rf"|oud)\s?:?\s?(?P<value>{_NUMBER}(?: ?{_PLAIN})?)",
            score=0.85,
        ),
        Pattern(rf"[♀♂⚧]\s?(?P<value>{_NUMBER})", score=0.85),
        Pattern(r"(?P<value>\d{2})\s?[♀♂⚧]", score=0.85),
        Pattern(rf"\b{_PERSON},?\s(?:(?:van|de|mit|of)\s)?(?P<value>{_NUMBER} ?{_PLAIN})", score=0.75),
        Pattern(rf"[(,]\s?(?P<value>{_NUMBER} ?{_PLAIN})\s?[,);]", score=0.6),
        Pattern(rf"\b{_PATIENT}[:,]?\s(?P<value>[MVFHX][ /]?\d{{2}}|\d{{2}}[ /]?[MVFHX](?:/a)?)", score=0.75),
    ),
    check=check,
    joints=".,/",
    near="0",
    compact=compact,
)
