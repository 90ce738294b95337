"""Passwords behind their label: ``wachtwoord: Geheim123!``, ``mdp soleil42``, ``Passwort lautet Eifel_77``.

A password may be any word. Behind ``:`` it is what follows; behind a verb, or nothing, it must hold a digit, since
``wachtwoord is vergeten`` gives nothing away.

>>> is_valid("Geheim123!"), is_valid("vergeten")
(True, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

_LABEL = (
    r"(?:wachtwoord(?:en)?|paswoord|codewoord|geheim woord"
    r"|veiligheidswoord|safe ?word|code ?word|mot secret|codewort"
    r"|password|passwd|passwort|kennwort|mot de passe|mdp|pass ?phrase|wachtzin"
    r"|wifi[ -](?:code|sleutel|key)|wpa2?(?:[ -]key)?|clé wifi|logingegevens|wifi|api[ _-]?key"
    r"|[a-z]+_(?:pass|password|pwd|secret|token|key)|einmalpasswort|einmalcode|inlogcode|bitlocker[ -]key"
    r"|wlan-schlüssel|toegangscode|zugangscode|code d['’]accès|access code|passcode)"
)
_SHORT_LABEL = (
    r"(?:pwd|pw|ww|pass|psw|token|secret|api[ _-]?(?:token|secret)|client[ _-]?secret|apikey|auth[ _-]?token)"
)
_OF = (
    r"(?: (?:provisoire|temporaire|tijdelijk|voorlopig|temporär|initial))?"
    r"(?: (?:van|voor|op|bij|du|de|des|pour|für|vom|zum|for|of|to|on|from) [^\n:=;,]{1,45}?)?"
)
_IS = r"(?:is|was|wordt|luidt|est|était|ist|war|lautet|=|:)"
_SIGN = r"[^\s<>\x60{}|\\^]"
_WITH_DIGIT = rf"{_SIGN}*\d{_SIGN}*"
_WITH_CAPITAL = rf"[A-ZÀ-Þ][A-Za-zÀ-ɏ]{{3,}}{_SIGN}*"
_BUILT = (
    rf"(?:[A-Za-z]{_SIGN}*\d{_SIGN}*[!_*+%&$]{_SIGN}*|[A-Za-z]{_SIGN}*[!_*+%&$]{_SIGN}*\d{_SIGN}*"
    rf"|[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)+-\d{{1,4}})"
)
"""Letters, a digit and a sign, as nothing but a secret is built."""

_FIRST = (
    r"(?:tijdelijk|voorlopig|initieel|nieuw|temporaire|provisoire|initial|temporär|vorläufig|temporary|temp|neu|new)"
)
_PHRASE = (
    r"\b(?i:(?:recovery|seed|secret|backup)[ -](?:phrase|words)|herstel(?:zin|woorden)"
    r"|phrase (?:de récupération|secrète)|wiederherstellungs(?:phrase|wörter))"
    r"[^\n:=]{0,60}[:=] ?(?P<value>[a-zà-ÿ]{3,10}(?: [a-zà-ÿ]{3,10}){3,23})"
)
"""Words in a row that open a wallet or an app."""

_LOGGED_IN = (
    r"\b(?i:log-?in|inlog|user(?: ?name)?|account|gebruikers?(?:naam)?|identifiant|benutzer(?:name)?|konto|compte)\b"
    r"[^\n]{1,50}?[ ,;/](?i:pass|pasw|passw|pwd|pw|ww|mdp|kw)[ :=]{1,3}"
)
"""Behind an account a short label, or none but a blank, announces any word: ``login sky.b, pass mydogrufus``."""

_KEYED = r"(?:^|[\s:=(\"'«“])(?P<value>\*?\d{4,6}[#*])(?:[\s.,;:)\"'»”]|$)"
"""As typed on the keypad of a door."""

WORD_SIGN_AND_NUMBER = r"[A-Z][a-zß-ɏ]{2,15}[!#$%&*+@^~][A-Za-z]{0,10}\d{2,4}!?"
"""As people make them: a word with a capital, a sign, a year or a number (``Biscuit!2019``)."""

_QUOTED = r"[\"'«“‘]\s?(?P<value>[^\"'»”’\n]{3,60}?)\s?[\"'»”’]"
_NO_WORD = re.compile(r"[^\W_]*[\d!#$%&*+=?@^~_]")
_SHORTEST = 4
_NO_SECRETS = frozenset((
    "abgelaufen", "andern", "changed", "changer", "error", "expire", "expired", "false", "forgotten", "fout",
    "geheim", "gewijzigd", "inconnu", "incorrect", "invullen", "kwijt", "lost", "modifie", "nicht", "niet",
    "non", "none", "not", "null", "onbekend", "opvragen", "oublie", "oubliee", "pas", "perdu", "required",
    "reset", "resetten", "true", "unbekannt", "unknown", "veranderd", "vergessen", "vergeten", "verlopen",
    "verloren", "volgt", "wijzigen",
))  # fmt: skip


def compact(text: str) -> str:
    """Trimmed; a secret is compared sign by sign."""
    return text.strip()


def validate(text: str) -> str:
    """The password itself.

    Raises:
        stdnum.exceptions.ValidationError: a word may be one, and may be none; without the value.
    """
    word = compact(text)
    if len(word) < _SHORTEST or not _NO_WORD.search(word):
        raise InvalidFormat
    return word


def is_valid(text: str) -> bool:
    """Whether the text looks like a password: it holds a digit or a sign."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless it is a word about passwords."""
    told = len(candidate) >= _SHORTEST and fold(candidate).rstrip(".!?,)") not in _NO_SECRETS
    return Verdict.VALID if told else Verdict.NO


def locate(candidate: str) -> list[tuple[int, int]]:
    """The secret without quotes and the comma, bracket or full stop; an exclamation mark may be part of it."""
    start = len(candidate) - len(candidate.lstrip("\"'«“‘("))
    return [(start, max(start, len(candidate.rstrip(".,;)\"'»”’"))))]


RECOGNIZER = Recognizer(
    name="secret",
    category="secret",
    patterns=(
        Pattern(rf"\b(?i:{_LABEL}|{_SHORT_LABEL})(?i:{_OF})\s?(?i:{_IS}\s?)*{_QUOTED}", score=0.96),
        Pattern(rf"\b(?i:{_LABEL}|{_SHORT_LABEL})(?i:{_OF})\s?[:=]\s?(?P<value>{_SIGN}+)", score=0.95),
        Pattern(
            rf"\b(?i:{_LABEL}|{_SHORT_LABEL})(?i:{_OF}) (?i:{_IS}) (?P<value>{_WITH_DIGIT}|{_WITH_CAPITAL})", score=0.95
        ),
        Pattern(rf"\b(?i:{_LABEL}|ww|pw|pwd) (?P<value>{_WITH_DIGIT}|[A-Za-z]+[!#$%&*+@^~]{_SIGN}*)", score=0.9),
        Pattern(rf"\b(?i:{_LABEL})[^\n():=]{{0,40}}\((?P<value>[^\s()]*\d[^\s()]*)\)", score=0.9),
        Pattern(rf"\b(?i:{_LABEL}) [a-zà-ÿ-]{{3,20}} {_QUOTED}", score=0.9),
        Pattern(
            rf"\b(?i:{_LABEL}|ww|pw|pwd) [^\n:=.;,]{{0,16}}(?i:naar|in|to|en|auf|à) (?P<value>{_BUILT})", score=0.9
        ),
        Pattern(rf"{_LOGGED_IN}(?P<value>{_SIGN}{{5,}})", score=0.88),
        Pattern(rf"\b(?i:{_FIRST})(?:e[rns]?)? ?[:=] ?(?P<value>{_BUILT})", score=0.85),
        Pattern(rf"\b(?i:{_LABEL})[^\n:=.;,]{{1,50}} (?i:{_IS}) ?(?P<value>{_BUILT})", score=0.9),
        Pattern(_PHRASE, score=0.95),
        Pattern(rf"(?:^|[\s:(/\"'«“„])(?P<value>{WORD_SIGN_AND_NUMBER})(?:[\s.,;)\"'»”]|$)", score=0.7),
        Pattern(_KEYED, score=0.7),
        Pattern(rf"\b(?i:pass|key|clé|schlüssel|slot|[a-z]*kennwort) (?P<value>{_BUILT})", score=0.85),
    ),
    check=check,
    locate=locate,
    compact=compact,
)
