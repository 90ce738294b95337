"""Passwords, tokens and capability links: whoever holds one is let in, so it never leaves.

A capability link carries its right in its query (``?token=…``) or is a meeting or file-sharing link.

>>> is_valid("https://clinic.be/reset?token=9f8e7d6c5b4a3210"), is_valid("https://clinic.be/contact")
(True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_SIGNS = r"[^\s<>\"'\x60{}|\\^]"
_PARAMETERS = (
    r"(?i:token|access_token|id_token|auth|authkey|apikey|api_key|key|sig|signature|secret|pwd|password|passwd|session"
    r"|sessionid|sid|jwt|ticket|otp|invite|invitation|magic|code|reset|confirm|hash)"
)
_LINK = rf"(?i:https?)://{_SIGNS}+[?&#;]{_PARAMETERS}={_SIGNS}+"
_MEETING = (
    r"(?i:https?://)?(?:[a-z0-9-]+\.)?(?i:zoom\.us/[jw]/|teams\.microsoft\.com/l/meetup-join/|meet\.google\.com/"
    rf"|whereby\.com/|meet\.jit\.si/|wetransfer\.com/downloads/|we\.tl/|drive\.google\.com/|1drv\.ms/|dropbox\.com/s/)"
    rf"{_SIGNS}+"
)
_SIGNED_CLAIMS = r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"
_ISSUED = (
    r"(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}"
    r"|xox[abpr]-[A-Za-z0-9-]{10,}"
)
_LABELLED = (
    r"(?i:wachtwoord|paswoord|password|passwort|kennwort|mot de passe|mdp|pincode|pin-code|toegangscode|code d'accès"
    r"|zugangscode|passcode|api[ _-]?key|access code|login code|bevestigingscode|itsme-code)"
    rf"\s*(?:is|est|ist|was|war|était|:|=)+\s*(?P<value>{_SIGNS}+)"
)
_ANY = re2.compile(f"{_LINK}|{_MEETING}|{_SIGNED_CLAIMS}|{_ISSUED}")


def compact(text: str) -> str:
    """Trimmed; a secret is compared sign by sign."""
    return text.strip()


def validate(text: str) -> str:
    """The secret itself.

    Raises:
        stdnum.exceptions.ValidationError: it has no shape of a secret; without the value.
    """
    if not _ANY.fullmatch(text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a secret; a password has none."""
    return accepts(validate, text)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The secret without the comma, bracket or full stop of the sentence; an exclamation mark may be part of it."""
    return [(0, len(candidate.rstrip(".,;)")))]


RECOGNIZER = Recognizer(
    name="secret",
    category="secret",
    patterns=(
        Pattern(_LINK, score=1.0),
        Pattern(_MEETING, score=0.95),
        Pattern(_SIGNED_CLAIMS, score=1.0),
        Pattern(_ISSUED, score=1.0),
        Pattern(_LABELLED, score=0.95),
    ),
    locate=locate,
    compact=compact,
)
