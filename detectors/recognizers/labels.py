"""Labels as forms write them: the word alone, or grown together with ``nummer`` or ``nr``, or with the value."""

from __future__ import annotations

BEGIN = r"(?:^|[^0-9A-Za-z_À-ɏ])"
"""Where a word may begin; RE2's own ``\\b`` knows no accents (``échantillon``)."""

_IS = r"(?:(?:is|was|luidt|wordt|est|était|ist|war|lautet)\s)?"
LINK = rf"[\"'»”’]? ?\.{{0,40}}\s?{_IS}[:=#>]{{0,2}}(?:[ \t]{{0,24}}|\s)[\"'«“(#]?"
"""What stands between a label and its value, also in a form (``Nr. ...... 12``), JSON (``"nr": "12"``) or XML.

To be used without case."""

NUMBER_ENDINGS = ("nummer", "nr", "nummers")
"""What Dutch and German append to a word without a space."""


def numbered(*words: str) -> tuple[str, ...]:
    """Each word alone and with the endings for a number, for use as context.

    >>> numbered("paspoort")
    ('paspoort', 'paspoortnummer', 'paspoortnr', 'paspoortnummers')
    """
    return tuple(word + ending for word in words for ending in ("", *NUMBER_ENDINGS))


def glued(labels: str, value: str) -> str:
    """A pattern for a value that follows its label without any sign between: ``RR85073003328``.

    Args:
        labels: alternatives of a regular expression, in lower case.
        value: a regular expression.
    """
    return rf"\b(?i:{labels})(?:nummer|nr)?(?P<value>{value})"
