"""Web addresses (RFC 3986) with ``http``, ``www`` or a path behind a domain, or a path with a query, as in logs.

>>> compact("HTTPS://Www.UZA.be/Gender?x=1")
'https://www.uza.be/Gender?x=1'
>>> is_valid("www.uza.be"), is_valid("o.a.")
(True, False)
"""

from __future__ import annotations

import re

import re2

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts, judge, whole

_SIGNS = r"[^\s<>\"'\x60{}|\\^«»„“”]"
_WITH_SCHEME = rf"(?i:https?|ftp|sftp|webcals?|caldav|carddav|rtsps?|smb|ssh)://{_SIGNS}+"
_WITH_WWW = rf"(?i:www)\.[A-Za-z0-9À-ɏ-]+\.{_SIGNS}+"
_WITH_PATH = (
    rf"(?:[A-Za-z0-9-]+\.)+(?:be|nl|fr|de|lu|eu|com|org|net|io|brussels|vlaanderen|gent|app|example|co|to|me|uk|info"
    rf"|dev|tv|link|health|care|online|ch|at)[/?#]{_SIGNS}+"
)
_WITH_QUERY = rf"/[A-Za-z0-9._~%/-]*\?[A-Za-z0-9._%\[\]-]+={_SIGNS}*"
_ANY = re2.compile(f"{_WITH_SCHEME}|{_WITH_WWW}|{_WITH_PATH}|{_WITH_QUERY}")
_HOSTS_OF_THE_PUBLIC = (
    *("doi.org", "dx.doi.org", "who.int", "icd.who.int", "ncbi.nlm.nih.gov", "pubmed.ncbi.nlm.nih.gov", "wpath.org"),
    *("epath.eu", "cochranelibrary.com", "nice.org.uk", "eur-lex.europa.eu", "ema.europa.eu", "bcfi.be", "cbip.be"),
    *("ebpnet.be", "loinc.org", "snomed.org", "hl7.org", "riziv.fgov.be", "inami.fgov.be", "ejustice.just.fgov.be"),
    *("famhp.be", "fagg.be", "kce.fgov.be", "nl.wikipedia.org", "fr.wikipedia.org", "de.wikipedia.org"),
    *("en.wikipedia.org", "wikipedia.org", "europa.eu", "just.fgov.be", "fgov.be"),
)
"""The last are what is left of others, where the search goes on; with a host before them they are not meant."""

_OF_THE_PUBLIC = re2.compile(
    rf"(?i)(?:https?://)?(?:www\.)?(?:{'|'.join(map(re.escape, _HOSTS_OF_THE_PUBLIC))})(?:/[^?#@=]*)?"
)
"""Pages that everybody reads: articles, guidelines, laws, classifications. With a query they may be somebody's."""

_NOT_ITS_END = ".,;:!?)]}*_…"


def compact(text: str) -> str:
    """Scheme and host in lower case; path and query as they are."""
    scheme, separator, rest = text.strip().rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{separator}{host.lower()}{slash}{path}"


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no address; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is one web address."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID for an address, unless everybody reads what is there.

    >>> check("https://doi.org/10.1080/26895269"), check("https://www.riziv.fgov.be/nl?rr=85073003328")
    (<Verdict.NO: 'no'>, <Verdict.VALID: 'valid'>)
    """
    return Verdict.NO if _OF_THE_PUBLIC.fullmatch(candidate) else judge(validate, otherwise=Verdict.NO)(candidate)


def locate(candidate: str) -> list[tuple[int, int]]:
    """The address without the punctuation of the sentence around it; an open bracket inside keeps its pair.

    >>> locate("https://nl.wikipedia.org/wiki/Gent_(stad)).")
    [(0, 41)]
    """
    end = len(candidate)
    while end and candidate[end - 1] in _NOT_ITS_END:
        if candidate[end - 1] == ")" and candidate.count("(", 0, end) >= candidate.count(")", 0, end):
            break
        end -= 1
    return [(0, end)]


RECOGNIZER = Recognizer(
    name="web_address",
    category="url",
    patterns=(
        Pattern(_WITH_SCHEME, score=1.0),
        Pattern(_WITH_WWW, score=0.98),
        Pattern(_WITH_PATH, score=0.7),
        Pattern(rf"(?:^|[\s\"'(=>|:\x60])(?P<value>{_WITH_QUERY})", score=0.99),
    ),
    check=check,
    locate=locate,
    compact=compact,
)
