"""Names by what is written right beside them: a mail address, an account, a birth, a time, a relative, a role.

They are recognizers like those of identifiers: a pattern and a check, scanned along with them.
"""

from __future__ import annotations

from functools import partial

from detectors.folding import fold
from detectors.names.cues import cue_words
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.leading import leading_name
from detectors.names.lexicon import CERTAIN_FIRST, FIRST_NAMES, NAMES_OF_PEOPLE, NO_NAMES, PLAIN_WORDS
from detectors.names.shapes import WORD
from detectors.recognizer import Pattern, Recognizer, Verdict

_PARTICLE = r"(?:van|de|den|der|von|du|le|la|el|al|ben|ter|ten|'t)"
_NAME = rf"{WORD}(?: (?:{WORD}|[A-Z]\.|{_PARTICLE}))*"
_NAME_LAST_FIRST = rf"(?:{_PARTICLE} )*{_NAME}, {_NAME}"
_TIME = r"(?:\[?\d{1,2}[:.hu]\d{2}(?::\d{2})?\]?[ ,–-]{0,3})?"


def _any_of(key: str) -> str:
    """A pattern of the words of one kind of cue."""
    return "|".join(sorted(cue_words(key), key=lambda word: (-len(word), word)))


def _is_given(candidate: str) -> Verdict:
    """VALID for a listed given name that is no function word: ``sam>``; what else stands there may be a label."""
    folded = fold(candidate)
    return Verdict.VALID if folded in FIRST_NAMES and folded not in PLAIN_WORDS else Verdict.NO


_AN_DOES = (
    r"\b(?P<value>An) (?:heeft|had|kan|kon|wil|wou|moet|moest|zal|zou|mag|mocht|gaat|ging|komt|kwam|doet|deed|zegt|zei"
    r"|weet|wist|ziet|zag|staat|stond|zit|zat|krijgt|neemt|belt|belde|stuurt|maakt|werkt|vindt|denkt|vraagt|brengt|blijft)\b"
)
_AN_SPEAKS = r"\n(?P<value>An) ?: [a-z]{2,} "
"""In Dutch, which these verbs and small letters are a sign of, *An* is nobody but An; in German it stands before whom a
mail goes to, and in English before a noun."""


def _may_be_given(candidate: str) -> Verdict:
    """VALID for a listed given name that is another word too; what is nothing else is found without its verb."""
    folded = fold(candidate)
    return Verdict.VALID if folded in FIRST_NAMES and folded not in _SELDOM_A_NAME else Verdict.NO


_SELDOM_A_NAME = frozenset({"nur", "can", "long", "alle", "per", "dag", "elle"})
"""Words that begin a sentence before a verb far oftener than a name does."""


def _is_no_title(candidate: str) -> Verdict:
    """VALID unless it begins with another word (``Patiente geboren 12/03``); what stands before a comma is a name."""
    first = fold(candidate).replace("-", " ").split()[0].strip(".,'")
    if first in NAMES_OF_PEOPLE:
        return Verdict.VALID
    known = "," not in candidate and bool(in_a_dictionary([first])[0] | are_german_nouns([first])[0])
    return Verdict.NO if known or first in NO_NAMES else Verdict.VALID


def _is_owner(candidate: str) -> Verdict:
    """VALID for a listed name, with its *s* or without, and for what no dictionary has.

    With an *s* that is not its own, a name that is nothing else is left to the layers that tell where it ends.
    """
    forms = [fold(candidate), fold(candidate).removesuffix("s")]
    if not NO_NAMES.isdisjoint(forms) or (forms[0] != forms[1] and forms[1] in CERTAIN_FIRST):
        return Verdict.NO
    if not NAMES_OF_PEOPLE.isdisjoint(forms):
        return Verdict.VALID
    return Verdict.NO if (in_a_dictionary(forms) | are_german_nouns(forms)).any() else Verdict.VALID


def _owner(candidate: str) -> list[tuple[int, int]]:
    """The name without its apostrophe and *s*; where there is none, the *s* may be the name's own."""
    return [(0, len(candidate.removesuffix("'s").removesuffix("’s")))]


def _is_somebody(candidate: str) -> Verdict:
    """VALID when a listed name is among its words: what stands before a role may be a thing (``Overleg (arts)``)."""
    words = fold(candidate).replace("-", " ").replace(".", " ").split()
    return Verdict.NO if NAMES_OF_PEOPLE.isdisjoint(words) or words[0] in NO_NAMES else Verdict.VALID


BESIDE: tuple[Recognizer, ...] = (
    Recognizer(
        name="name_of_address",
        category="person_name",
        patterns=(Pattern(rf"(?P<value>{_NAME})[\"']? ?[<(\[][^ <>()@]+@", score=0.8),),
        locate=partial(leading_name, lower_case=True),
        near="@",
        reach=110,
    ),
    Recognizer(
        name="turned_name_of_address",
        category="person_name",
        patterns=(Pattern(rf"[:\"',\n] ?[\"']?(?P<value>{_NAME_LAST_FIRST})[\"']? ?[<(\[][^ <>()@]+@", score=0.89),),
        near="@",
        reach=110,
    ),
    Recognizer(
        name="chat_label",
        category="person_name",
        patterns=(
            Pattern(rf"\n{_TIME}(?P<value>[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]+)> ?[^\n]", score=0.75),
            Pattern(rf"\n{_TIME}(?P<value>[a-zß-ɏ][a-zß-ɏ'’-]+): [^\n]", score=0.75),
            Pattern(r"\n(?P<value>[A-Za-zÀ-ɏ][a-zß-ɏ'’-]+) [\[(]?\d{1,2}[:.hu]\d{2}[\])]? ?:? ?[^\n]", score=0.75),
        ),
        check=_is_given,
    ),
    Recognizer(
        name="name_of_account",
        category="person_name",
        patterns=(
            Pattern(
                r"(?i:\b(?:van|de|von|from|payer|betaler|donneur|ordre de)):? [\"“«]?"
                r"(?P<value>[A-Z][A-Z'’-]+(?: [A-Z&'’.-]+){1,4})"
                r"[\"”»]?,? (?i:(?:rek|acct?|account|compte|cpte|konto|kto|iban)\.? ?:? ?)?[A-Z]{2}\d{2} ?[0-9A-Z]{4}",
                score=0.82,
            ),
        ),
        check=_is_no_title,
        near="0",
        reach=110,
    ),
    Recognizer(
        name="name_before_birth",
        category="person_name",
        patterns=(
            Pattern(
                rf"(?:^|[\n:;,.(|\t] ?|[a-z0-9] )(?P<value>{_NAME_LAST_FIRST}|{_NAME}),? ?\(?(?:[*°]|geb\.?|geboren"
                rf"|née?|né\(e\)|né·e|born|d\.?o\.?b\.?:?) ?(?:(?:op|le|am|on|den|the) )?\d",
                score=0.78,
            ),
        ),
        check=_is_no_title,
        near="0",
        reach=110,
    ),
    Recognizer(
        name="name_before_kin",
        category="person_name",
        patterns=(Pattern(rf"(?P<value>{WORD}(?:['’]s|s))['’]? (?i:{_any_of('kin')})\b", score=0.74),),
        check=_is_owner,
        locate=_owner,
    ),
    Recognizer(
        name="name_before_verb",
        category="person_name",
        patterns=(
            Pattern(rf"(?:\n|[.!?;:)]\s|[,;] )(?P<value>[A-ZÀ-ÖØ-Þ][a-zß-ɏ]+) (?:{_any_of('does')})\b", score=0.7),
            Pattern(_AN_DOES, score=0.8),
            Pattern(_AN_SPEAKS, score=0.8),
        ),
        check=_may_be_given,
    ),
    Recognizer(
        name="name_before_role",
        category="provider_name",
        patterns=(Pattern(rf"(?P<value>{_NAME}(?: [A-Z]\.)?) \((?i:{_any_of('care')})[ ,)]", score=0.74),),
        check=_is_somebody,
        near="(",
        reach=110,
    ),
    Recognizer(
        name="quoted_writer",
        category="person_name",
        patterns=(
            Pattern(rf"(?P<value>{_NAME})(?: <[^ <>]+>)? (?:a écrit|wrote|schrieb|schreef)\s?:", score=0.8),
            Pattern(rf"(?:schreef|schrieb) (?P<value>{_NAME})(?: <[^ <>]+>)?\s?:", score=0.8),
        ),
        locate=partial(leading_name, lower_case=True),
        near=":",
        reach=110,
    ),
)
