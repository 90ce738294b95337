"""Ids that browsers and telephones carry for advertisers: ``_ga``, ``_fbp``, IDFA, advertising id.

They are made of numbers and moments; whoever has the site's logs knows the visitor.

>>> is_valid("GA1.2.1234567890.1612345678"), is_valid("1.2.3.4")
(True, False)
"""

from __future__ import annotations

import re

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts, whole

UUID = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_ANALYTICS = r"GA\d\.\d(?:-\d)?\.\d{5,12}\.\d{9,10}|GS\d\.\d\.[0-9a-z.$]{10,60}"
_CLICKS = r"fb\.\d\.\d{10,13}\.[0-9A-Za-z_-]{6,80}"
_TWO_NUMBERS = r"(?:1\.1\.)?\d{6,10}\.1[0-9]{9}"
_COOKIE = (
    r"(?i)\b(?P<value>_?(?:ga|gid|gcl_[a-z]{2}|fbp|fbc|hj(?:id|sessionuser_\d+|session_\d+)|clck|clsk|uetvid|uetsid|pk_id[.\w]*|utma"
    r"|hubspotutk|ajs_anonymous_id|mp_[\w]+|visitor_id\d*|client_?id|cid|li_at|ttp|scid|pin_unauth|matomo|gcid"
    r"|(?:j|php|asp|asp\.net_)?sess(?:ion)?_?id|connect\.sid|sid|csrf_?token|xsrf-token|auth_?token|remember_token)"
    r"\s?[=:]\s?[0-9A-Za-z][0-9A-Za-z._%|-]{7,120})"
)
_ANY = re.compile(f"{_ANALYTICS}|{_CLICKS}|{_TWO_NUMBERS}|{UUID}")


def compact(text: str) -> str:
    """Lower case, trimmed."""
    return text.strip().lower()


def validate(text: str) -> str:
    """The compact id.

    Raises:
        stdnum.exceptions.ValidationError: it has no shape of such an id; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a visitor's id of a known kind, or a random one (UUID)."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless it is a word (``GA: uneventful``)."""
    return Verdict.NO if candidate.strip(".").isalpha() and candidate[1:].islower() else Verdict.VALID


RECOGNIZER = Recognizer(
    name="cookie_id",
    category="cookie_id",
    patterns=(
        Pattern(rf"(?:[A-Za-z_]{{1,20}}=)?(?:{_ANALYTICS})", score=0.97),
        Pattern(_CLICKS, score=0.97),
        Pattern(_COOKIE, score=0.9),
        Pattern(_TWO_NUMBERS, score=0.8),
        Pattern(UUID, score=0.0),
    ),
    check=check,
    context=(
        *("cookie", "cookie id", "idfa", "idfv", "aaid", "gaid", "advertising id", "advertentie id", "device id"),
        *(
            "apparaat id",
            "toestel id",
            "client id",
            "visitor id",
            "bezoeker",
            "visiteur",
            "tracking",
            "identifiant publicitaire",
        ),
        *("werbe id", "geräte id", "android id", "installation id", "installatie id", "hjid", "ga", "fbp"),
    ),
    context_score=0.93,
    window=40,
    near="0",
    reach=60,
    compact=compact,
)
