"""Names under which people are known online: ``@handle``, ``name#1234``, profile links, handles behind a network.

Behind the bare word for a network (``insta sofie_vdb``) only what is no word counts: it holds a digit, an underscore or
a dot. Behind a colon, or ``als`` and its kin, whatever follows is the name.

>>> compact("@Sofie.VDB"), is_valid("@sofie.vdb"), is_valid("sofie@uza.be")
('sofie.vdb', True, False)
"""

from __future__ import annotations

import re2

from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts, whole

_NETWORKS = (
    r"(?:instagram|insta|tiktok|tik tok|twitter|discord|snapchat|snap|facebook|messenger|telegram|skype|linkedin"
    r"|mastodon|bluesky|bsky"
    r"|reddit|youtube|twitch|grindr|tinder|bumble|hinge|okcupid|her app|steam|whatsapp|threads|tumblr"
    r"|pinterest|onlyfans|fetlife|signal|viber|wechat|line[ -]id|psn|playstation|xbox|roblox|fortnite|strava|vinted"
    r"|kik)"
)
_ACCOUNT = (
    r"(?:gebruikersnaam|username|user ?name|user ?id|loginnaam|nom d['’]utilisateur|identifiant|pseudo|benutzername"
    r"|nutzername|alias|nickname|screen ?name|gamertag|nick|handle|profielnaam|accountnaam)"
)
_WHAT = r"(?:[ -]?(?:naam|account|profiel|profil|handle|id|pseudo|gebruikersnaam|username|tag|name))?"
_NAME = r"@?[A-Za-z0-9À-ɏ_][A-Za-z0-9À-ɏ_.#:-]+"
_NO_WORD = (
    r"(?:@[A-Za-z0-9_.]+|live:[A-Za-z0-9_.]+|[A-Za-zÀ-ɏ.]*[0-9_][A-Za-z0-9À-ɏ_.#-]*"
    r"|[A-Za-z]{3,}\.[a-z][a-z0-9_.]{2,})"
)
_CALLED = (
    r"(?:als|onder de naam|(?:ben|heet|is) (?:ik|ze|zij|hij|hen|die)|heet (?:ze|zij|hij|ik|hen)|zoek(?: naar)?|volg"
    r"|onder|c['’]est|sous le (?:nom|pseudo)(?: de)?|je suis|unter(?: dem Namen)?|as|under(?: the name)?|called)"
)
_USED_BY_ONE = (
    r"(?:log ?-?in(?: met| as| mit| avec)?|inlog|user|utilisat(?:eur|rice)|gebruik(?:er|ster)|benutzer|nutzer|compte"
    r"|account"
    r"|acc|konto|kennung|membre|mod|auteur|auteure|ingelogd als|eingeloggt als|logged in as|connecté(?:e)? comme"
    r"|signed in as|aangemeld als|angemeldet als"
    r"|(?:kommentar|beitrag|rezension|nachricht) von|(?:commentaire|story|message) de|im forum als|online as|game as"
    r"|play as|stream as|speel(?:t)? (?:online )?als|sur un forum|im netz unter)"
)
_MIXED = (
    r"(?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.-]*[0-9_][A-Za-z0-9À-ɏ_.-]*|[A-Za-zÀ-ɏ]+_[A-Za-z0-9_.]*"
    r"|[A-Za-z]{1,}\.[a-z][a-z0-9_.-]{2,})"
)
"""Letters with a digit, an underscore or a dot between: no word."""

_BEFORE_ITS_NETWORK = (
    rf"(?:[\"«“„‘'] ?(?P<value>[A-Za-z0-9À-ɏ_][A-Za-z0-9À-ɏ_.-]{{2,30}}) ?[\"»”“’'] ?)(?i:\({_NETWORKS}\))",
    rf"(?P<value>[A-Za-z0-9À-ɏ]+[._][A-Za-z0-9À-ɏ_.-]+) ?(?i:\({_NETWORKS}\))",
)

_IN_A_LOG = (
    r"\b(?i:user|usr|username|login|auth|uid|utilisateur|gebruiker|benutzer|account|compte|konto|by|par|door|owner"
    r"|actor)"
    r"[=](?P<value>[A-Za-z][A-Za-z0-9_.-]{2,40})"
)
_OF_A_DOMAIN = r"(?P<value>[A-Za-z][A-Za-z0-9-]{1,14}\\[a-z][A-Za-z0-9_.-]{2,20})"
"""As Windows writes who is logged in: ``kliniek\\jpeeters``."""

_IN_BRACKETS = r"[(„“\"«]{1,2} ?(?P<value>[a-z]{3,}[._][a-z0-9._]{2,}|[a-z]{4,}\d{2,4}) ?[)”“\"»]"
_OF_A_FOLDER = (
    r"(?i:\\(?:users|gebruikers|utilisateurs|benutzer|home\$?)\\|/(?:home|users)/)"
    r"(?P<value>[A-Za-z][A-Za-z0-9_.-]{1,30})"
)
"""The folder of somebody on a computer: ``C:\\Users\\jpeeters\\``."""

_OF_A_PHONE = r"(?:^|[\s„\"“(])~(?P<value>[A-Za-zÀ-ɏ_][A-Za-z0-9À-ɏ_.]{2,30})"
"""How WhatsApp shows who is no contact."""

_HANDLE = r"@[A-Za-z_][A-Za-z0-9_.]{1,29}"
_FEDERATED = r"@[A-Za-z0-9_.-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_TAG = r"[A-Za-zÀ-ɏ_][A-Za-z0-9À-ɏ_.]+#\d{4}"
_PROFILE = (
    r"(?i:(?:https?://)?(?:www\.|m\.|[a-z]{2}-[a-z]{2}\.|[a-z]{2}\.)?(?:(?:instagram\.com|tiktok\.com|facebook\.com"
    r"|fb\.com"
    r"|fb\.me|m\.me|twitter\.com|x\.com|threads\.net|linkedin\.com/(?:in|pub)|snapchat\.com/add|t\.me|wa\.me"
    r"|discord(?:app)?\.com/users|reddit\.com/u(?:ser)?|youtube\.com|twitch\.tv|onlyfans\.com|bsky\.app/profile"
    r"|pinterest\.(?:com|fr)|strava\.com/athletes|fetlife\.com/users|steamcommunity\.com/(?:id|profiles)"
    r"|mastodon\.social"
    r"|vinted\.be/member|github\.com)/@?[A-Za-z0-9_.%+-]{2,80}(?:\?id=\d+)?/?|profile\.php\?id=\d+))"
)
_ON_REDDIT = r"(?:^|[^A-Za-z0-9/ ]|[^0-9] )(?P<value>/?u/[A-Za-z0-9_-]{3,20})"
_ANY = re2.compile(f"{_HANDLE}|{_FEDERATED}|{_TAG}|{_PROFILE}")
_SHORTEST = 3
_NO_NAMES = frozenset((
    "a", "admin", "all", "aucun", "channel", "de", "default", "een", "ein", "eine", "ervaringsdeskundige", "everyone",
    "false", "geen", "groep", "group", "groupe", "gruppe", "here", "het", "ik", "ja", "keine", "la", "le", "nee",
    "nein", "nicht", "niet", "non", "none", "not", "null", "nvt", "onbekend", "oui", "page", "pagina", "pas",
    "patient", "patiente", "public", "root", "system", "the", "true", "un", "une", "via", "vriend", "yes", "ze",
))  # fmt: skip


def compact(text: str) -> str:
    """Lower case, without the sign before."""
    return text.strip().lstrip("@").lower()


def validate(text: str) -> str:
    """The compact handle.

    Raises:
        stdnum.exceptions.ValidationError: it is no handle; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a handle or a link to a profile."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless it is a word that often follows the name of a network."""
    pieces = fold(candidate).strip("@").split(".")
    abbreviation = len(pieces) > 1 and all(len(piece) <= 1 for piece in pieces)
    short = len(candidate) < _SHORTEST or abbreviation
    return Verdict.NO if short or pieces[0] in _NO_NAMES else Verdict.VALID


def locate(candidate: str) -> list[tuple[int, int]]:
    """The handle without the full stop of the sentence."""
    return [(0, len(candidate.rstrip(".:-")))]


_SEPARATOR = r"\s?(?:[:=(]\s?[\"'«“‘]?|[\"'«“‘])"
RECOGNIZER = Recognizer(
    name="online_account",
    category="online_account",
    patterns=(
        Pattern(_PROFILE, score=1.0),
        Pattern(rf"(?:^|[^A-Za-z0-9À-ɏ._@])(?P<value>{_FEDERATED})", score=1.0),
        Pattern(rf"\b(?i:{_NETWORKS}{_WHAT}|{_ACCOUNT}|ig|sc|tg)\s?\(?{_SEPARATOR}\s?(?P<value>{_NAME})", score=0.9),
        Pattern(rf"\b(?i:{_NETWORKS}{_WHAT}) (?i:{_CALLED}) (?P<value>{_NAME})", score=0.85),
        Pattern(
            rf"\b(?i:{_NETWORKS}{_WHAT}|{_ACCOUNT}) (?i:(?:is|est|ist|=|handle|:) )?(?P<value>{_NO_WORD})", score=0.85
        ),
        Pattern(rf"\b(?i:fb)\s?{_SEPARATOR}\s?(?P<value>{_NO_WORD})", score=0.9),
        Pattern(rf"\b(?i:{_USED_BY_ONE}) ?[:=„\"“«]? ?(?P<value>{_MIXED})", score=0.82),
        Pattern(_IN_A_LOG, score=0.85),
        Pattern(_OF_A_PHONE, score=0.85),
        Pattern(_OF_A_FOLDER, score=0.85),
        Pattern(rf"(?:^|[\s:(]){_OF_A_DOMAIN}", score=0.8),
        Pattern(_IN_BRACKETS, score=0.6),
        *(Pattern(regex, score=0.85) for regex in _BEFORE_ITS_NETWORK),
        Pattern(rf"(?P<value>{_MIXED}) (?i:\({_NETWORKS}\)|(?:on|op|auf|sur|bei) {_NETWORKS}\b)", score=0.85),
        Pattern(rf"(?:^|[^A-Za-z0-9À-ɏ._@])(?P<value>{_HANDLE})", score=0.8),
        Pattern(_TAG, score=0.8),
        Pattern(_ON_REDDIT, score=0.8),
        Pattern(r"(?i:steam[ -]?id(?:64)?)\s?:?\s?(?P<value>7656119\d{10})", score=0.9),
    ),
    check=check,
    locate=locate,
    compact=compact,
)
