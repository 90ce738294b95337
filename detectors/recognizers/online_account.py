"""Names under which people are known online: ``@handle``, ``name#1234``, profile links, handles behind a network.

>>> compact("@Sofie.VDB"), is_valid("@sofie.vdb"), is_valid("sofie@uza.be")
('sofie.vdb', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_NETWORKS = (
    r"(?i:instagram|insta|tiktok|twitter|discord|snapchat|snap|facebook|messenger|telegram|skype|linkedin"
    r"|mastodon|bluesky"
    r"|reddit|youtube|twitch|grindr|tinder|bumble|steam|whatsapp)"
)
_HANDLE = r"@[A-Za-z_][A-Za-z0-9_.]{1,29}"
_TAG = r"[A-Za-zÀ-ɏ_][A-Za-z0-9À-ɏ_.]+#\d{4}"
_PROFILE = (
    r"(?i:(?:https?://)?(?:www\.|m\.)?(?:instagram\.com|tiktok\.com|facebook\.com|fb\.com|twitter\.com|x\.com"
    r"|linkedin\.com/in|snapchat\.com/add|t\.me|discord\.gg|reddit\.com/u(?:ser)?|youtube\.com|twitch\.tv)"
    r"/@?[A-Za-z0-9_.%-]{2,60}/?)"
)
_NAMED = (
    rf"\b{_NETWORKS}(?:[ -]?(?i:naam|account|profiel|profil|handle|id|pseudo"
    rf"|gebruikersnaam))?\s?[:=]\s?(?P<value>@?[A-Za-z0-9À-ɏ_.#:-]+)"
)
_ANY = re2.compile(f"{_HANDLE}|{_TAG}|{_PROFILE}")


def compact(text: str) -> str:
    """Lower case, without the sign before."""
    return text.strip().lstrip("@").lower()


def validate(text: str) -> str:
    """The compact handle.

    Raises:
        stdnum.exceptions.ValidationError: it is no handle; without the value.
    """
    if not _ANY.fullmatch(text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a handle or a link to a profile."""
    return accepts(validate, text)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The handle without the full stop of the sentence."""
    return [(0, len(candidate.rstrip(".:-")))]


RECOGNIZER = Recognizer(
    name="online_account",
    category="online_account",
    patterns=(
        Pattern(_PROFILE, score=0.95),
        Pattern(_NAMED, score=0.9),
        Pattern(rf"(?:^|[^A-Za-z0-9À-ɏ._@])(?P<value>{_HANDLE})", score=0.8),
        Pattern(_TAG, score=0.8),
    ),
    locate=locate,
    compact=compact,
)
