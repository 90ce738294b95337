"""Login names in small letters: behind a word for an account (``konto vmiessen``), or made of a name (``xroelandt``).

No sign gives them away, so the word must be one that no dictionary has, and neither a maker nor a platform.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.lexicon import (
    CERTAIN_FAMILY,
    FAMILY_NAMES,
    NAMES_OF_PEOPLE,
    NO_NAMES,
    looks_like_a_family_name,
)
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.secret import WORD_SIGN_AND_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.notes import Notes
    from detectors.words import Words

_ACCOUNT = (
    r"(?:accounts?|konto|kontos|compte|comptes|gebruiker|gebruikersnaam|benutzer|benutzername|nutzer|utilisateur"
    r"|identifiant|user|username|usr|login|logins?naam|kennung)"
)
_ENTERS = (
    r"(?:(?:me |m['’])?connecte avec|connectée? (?:avec|sous|comme)|ingelogd (?:met|als|onder)|inloggen (?:met|als)"
    r"|log in (?:met|mit|as|with)|logged in (?:as|with)|logs in (?:as|with)|(?:eingeloggt|angemeldet) (?:als|mit|unter)"
    r"|anmeldung (?:als|mit)|connexion (?:avec|sous)|aanmelden (?:als|met)|logt (?:zich )?in (?:als|met)"
    r"|reset(?: for| voor| pour| für)?|(?:wachtwoord|ww) (?:van|voor)"
    r"|password (?:of|for)|mot de passe (?:de|pour)|(?:passwort|kennwort) (?:von|für)"
    r"|melde mich (?:als|mit)|meld(?:t)? zich aan (?:als|met)|aangemeld (?:als|met)|signed in as)"
)
_SYSTEM = r"(?:(?: ?[(/,]? ?(?:windows|citrix|vpn|ad|domain|domein|mail|portaal|portal|epd|sap|wifi)[)]?){1,2})?"
_BETWEEN = r"(?: ?[:=,] ?|,? [\"“„«'‘(]?(?:is |est |ist |van |de |von |of |for )?)[\"“„«'‘(]?"
_OF_A_SERVICE = re.compile(r"(?:svc|adm|stg|usr|ext)[_-]")
_BEHIND = r"(?:[^A-Za-z0-9À-ɏ._@-]|[.-](?:[^A-Za-z0-9À-ɏ]|$)|$)"
_PLATFORMS = frozenset(
    {"itsme", "instagram", "icloud", "hotmail", "linkedin", "whatsapp", "tiktok", "snapchat", "csam"}
)


def is_login(candidate: str) -> Verdict:
    """VALID for what is no word, no maker and no platform.

    >>> is_login("vmiessen"), is_login("bleibt"), is_login("microsoft")
    (<Verdict.VALID: 'valid'>, <Verdict.NO: 'no'>, <Verdict.NO: 'no'>)
    >>> is_login("svc_backup"), is_login("adm_bakker")
    (<Verdict.NO: 'no'>, <Verdict.VALID: 'valid'>)
    """
    folded = fold(candidate)
    if (service := _OF_A_SERVICE.match(folded)) and folded[service.end() :] not in NAMES_OF_PEOPLE:
        folded = folded[service.end() :]
    is_noun = bool(are_german_nouns([folded])[0]) and folded[1:] not in FAMILY_NAMES
    is_word = is_noun or bool(in_a_dictionary([folded])[0])
    return Verdict.NO if is_word or folded in NO_NAMES or folded in _things() else Verdict.VALID


@cache
def _things() -> frozenset[str]:
    return _PLATFORMS | {
        fold(phrase) for name in ("makers", "organisations", "insurers") for phrase in phrases(f"{name}.txt")
    }


def _made_of(candidate: str) -> list[tuple[int, int]]:
    """The login behind the bracket, where it is an initial or two before the family name that stands before it.

    >>> _made_of("Svenja Palm (spalm"), _made_of("Svenja Palm (patiente")
    ([(13, 18)], [])
    """
    name, _, login = candidate.rpartition(" (")
    family = fold(name).replace("-", " ").rsplit(maxsplit=1)[-1]
    is_made = login.endswith(family) and len(login) - len(family) in (1, 2)
    return [(len(name) + 2, len(candidate))] if is_made else []


_SCORE = 0.82
"""More than what the tagger says of the same word."""

_SHORTEST, _LONGEST = 6, 20
_VOWELS = frozenset("aeiouy")
_KEYBOARDS = ("qwert", "azert")


def logins_of_names(notes: Notes, words: Words) -> Iterator[Span]:
    """The words in small letters that are an initial or two before a family name, and nothing else.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Logins: xroelandt en tdclercq"])
    >>> [notes.text[span.start : span.end] for span in logins_of_names(notes, words_of(notes))]
    ['xroelandt', 'tdclercq']
    """
    likely = [word for word in words.vocabulary if _is_initial_and_name(word)]
    logins = {word for word in likely if is_login(word) is Verdict.VALID}
    if logins:
        for place in np.flatnonzero(words.among(logins) & ~words.is_capitalised(notes)).tolist():
            yield Span(int(words.start[place]), int(words.end[place]), "online_account", _SCORE, "login_of_a_name")


def _is_initial_and_name(word: str) -> bool:
    """Whether a folded word may be a login: one initial, or two that are no syllable, before a family name."""
    if not _SHORTEST <= len(word) <= _LONGEST or word in NAMES_OF_PEOPLE or word.startswith(_KEYBOARDS):
        return False
    return _is_family(word[1:]) or (not _VOWELS.intersection(word[:2]) and _is_family(word[2:]))


def _is_family(word: str) -> bool:
    return word in CERTAIN_FAMILY or (word.startswith(("van", "ver")) and looks_like_a_family_name(word))


LOGIN_NAMES: tuple[Recognizer, ...] = (
    Recognizer(
        name="login_beside_its_name",
        category="online_account",
        patterns=(Pattern(r"(?P<value>[A-ZÀ-ÖØ-Þ][a-zß-ɏ-]+(?: [A-Za-zÀ-ɏ'’-]+){1,3} \([a-z]{3,20})[,;)]", score=0.7),),
        locate=_made_of,
        near="(",
        reach=110,
    ),
    Recognizer(
        name="login_name",
        category="online_account",
        patterns=(
            Pattern(rf"\b(?i:{_ACCOUNT}{_SYSTEM}{_BETWEEN})(?P<value>[a-z]{{4,20}}){_BEHIND}", score=0.7),
            Pattern(rf"\b(?i:{_ENTERS}{_BETWEEN})(?P<value>[a-z]{{4,20}}){_BEHIND}", score=0.85),
            Pattern(rf"(?:^|[\s:\"'«“„(])(?P<value>[a-z][a-z0-9._-]{{3,20}}) ?/ ?{WORD_SIGN_AND_NUMBER}", score=0.7),
            Pattern(r"(?:^|[\s:\"'«“„(])(?P<value>(?:svc|adm|stg|usr|ext)[_-][a-z][a-z0-9.]{3,20})", score=0.7),
        ),
        check=is_login,
    ),
)
