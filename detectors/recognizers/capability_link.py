"""Capability links: whoever has the link is let in, so it is a secret and never leaves.

The right is in the query (``?token=…``), in the address itself (a shared document, board, folder or meeting), or before
the host (``https://name:password@…``).

>>> is_valid("https://clinic.be/reset?token=9f8e7d6c5b4a3210"), is_valid("https://clinic.be/contact")
(True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts, whole

_SIGNS = r"[^\s<>\"'\x60{}|\\^]"
_PARAMETERS = (
    r"(?i:token|access_token|id_token|auth|authkey|apikey|api_key|key|sig|signature|secret|pwd|password|passwd|session"
    r"|sessionid|sid|jwt|ticket|otp|invite|invitation|magic|code|reset|confirm|hash|rlkey|resourcekey|x-amz-signature)"
)
_WITH_RIGHT = rf"(?i:https?)://{_SIGNS}+[?&#;]{_PARAMETERS}={_SIGNS}+"
_WITH_PASSWORD = (
    r"(?i:https?|s?ftps?|smtps?|imaps?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?)"
    rf"://[^\s/@:]+:[^\s/@]+@{_SIGNS}+"
)
_MEETINGS = (
    r"zoom\.us/(?:[jw]|my)/|teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet)/|meet\.google\.com/|whereby\.com/"
    r"|meet\.jit\.si/|webex\.com/(?:meet|join)/|calendly\.com/(?:cancellations|reschedulings|invitees)/"
)
_SHARES = (
    r"wetransfer\.com/downloads/|we\.tl/|drive\.google\.com/|docs\.google\.com/|forms\.gle/|photos\.app\.goo\.gl/"
    r"|dropbox\.com/(?:s|sh|scl|t)/|1drv\.ms/|onedrive\.live\.com/|sharepoint\.com/:[a-z]:/|box\.com/s/|icloud\.com/"
    r"|mega\.nz/|trello\.com/[bc]/|notion\.so/|figma\.com/file/|miro\.com/app/board/|chat\.whatsapp\.com/|discord\.gg/"
    r"|transfernow\.net/|smash(?:to)?\.(?:com|gg)/|pastebin\.com/|padlet\.com/"
)
_SHARED = rf"(?i:(?:https?://)?(?:[a-z0-9-]+\.)*(?:{_MEETINGS}|{_SHARES})){_SIGNS}+"
_ANY = re2.compile(f"{_WITH_RIGHT}|{_WITH_PASSWORD}|{_SHARED}")


def compact(text: str) -> str:
    """Trimmed; a secret is compared sign by sign."""
    return text.strip()


def validate(text: str) -> str:
    """The link itself.

    Raises:
        stdnum.exceptions.ValidationError: it gives no right; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a link that lets in who has it."""
    return accepts(validate, text)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The link without the comma, bracket or full stop of the sentence."""
    return [(0, len(candidate.rstrip(".,;:!?)]*")))]


RECOGNIZER = Recognizer(
    name="capability_link",
    category="secret",
    patterns=(Pattern(_WITH_RIGHT, score=1.0), Pattern(_WITH_PASSWORD, score=1.0), Pattern(_SHARED, score=1.0)),
    locate=locate,
    near="/",
    reach=600,
    compact=compact,
)
