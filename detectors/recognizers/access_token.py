"""Tokens that machines issue: signed claims (JWT, RFC 7519), keys of services, session ids, private keys.

>>> is_valid("AKIAIOSFODNN7EXAMPLE"), is_valid("AKIA")
(True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts, whole

_SIGNED_CLAIMS = r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"
_ISSUED = (
    r"(?:sk|pk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{20,}"
    r"|glpat-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|xox[abpr]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,}"
    r"|sk-[A-Za-z0-9_-]{20,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|live_[A-Za-z0-9]{30,}"
)
_SENT = r"(?i:bearer|basic) (?P<value>[A-Za-z0-9._~+/-]{16,}={0,2})"
_SESSION = (
    r"\b(?P<value>(?i:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|session(?:_?id)?|sid|csrf_?token|xsrf-token|auth)"
    r"=[A-Za-z0-9._%~+/-]{8,})"
)
_PRIVATE_KEY = r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[A-Za-z0-9+/=\s]+(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----)?"
_ANY = re2.compile(f"{_SIGNED_CLAIMS}|{_ISSUED}|{_PRIVATE_KEY}")


def compact(text: str) -> str:
    """Trimmed; a secret is compared sign by sign."""
    return text.strip()


def validate(text: str) -> str:
    """The token itself.

    Raises:
        stdnum.exceptions.ValidationError: it has no shape of a token; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a token that a known issuer gives."""
    return accepts(validate, text)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The token without the full stop of the sentence."""
    return [(0, len(candidate.rstrip(".")))]


RECOGNIZER = Recognizer(
    name="access_token",
    category="secret",
    patterns=tuple(Pattern(regex, score=1.0) for regex in (_SIGNED_CLAIMS, _ISSUED, _SENT, _SESSION, _PRIVATE_KEY)),
    locate=locate,
    compact=compact,
)
