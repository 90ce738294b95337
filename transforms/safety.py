"""Which treatments a category can bear.

A policy may be stricter than the clinic's rules, never laxer: a direct identifier is not kept, application papers and
secrets do not leave, and what narrows a person down is made coarser first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.taxonomy import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

SUBJECT_CATEGORIES: Mapping[str, str] = {
    "birth_date": "birth_year",
    "age": "birth_year",
    "postal_code": "province",
    "municipality": "province",
    "country": "country",
    "gender_at_birth": "gender_at_birth",
    "gender_identity": "gender_identity",
    "language": "language",
    "profession": "profession",
    "insurer": "insurer",
}
"""Category → column of the table ``subjects``: the only way out for what describes a person, once per person."""

_ALWAYS = ("drop", "withhold")
_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "D": ("pseudonym",),
    "Q": (),
    "S": ("keep",),
    "SQ": (),
    "A": ("keep",),
    "T": ("redact",),
    "X": (),
    "-": (),
}
_BY_CATEGORY: Mapping[str, tuple[str, ...]] = {
    "birth_date": ("generalise: year", "generalise: band5", "generalise: band10"),
    "age": ("generalise: year", "generalise: band5", "generalise: band10"),
    "postal_code": ("generalise: province", "generalise: region"),
    "municipality": ("generalise: province", "generalise: region"),
    "country": ("keep",),
    "language": ("keep",),
    "gender_at_birth": ("keep",),
    "gender_identity": ("keep",),
    "profession": ("generalise: isco",),
    "insurer": ("keep",),
    "event_date": ("shift", "generalise: month", "generalise: quarter", "generalise: year"),
    "procedure": ("keep", "generalise: procedure_group"),
    "url": ("generalise: page", "pseudonym"),
    "user_agent": ("generalise: browser",),
    "consent": (),
    "empty": (),
}


def allowed(category: str) -> tuple[str, ...]:
    """The treatments that are safe for a category, the most useful first, as a policy writes them.

    >>> allowed("email")
    ('pseudonym', 'drop', 'withhold')
    >>> allowed("postal_code")
    ('generalise: province', 'generalise: region', 'drop', 'withhold')
    """
    return _BY_CATEGORY.get(category, _BY_KIND[BY_NAME[category].kind]) + _ALWAYS


def refusal(category: str, treatment: str) -> str:
    """Why a treatment is not safe for a category, with what to try; ``""`` when it is.

    >>> refusal("national_number", "keep")
    '`national_number` cannot be treated by `keep`. Instead of `keep` try `pseudonym`, `drop` or `withhold`.'
    >>> refusal("diet", "keep")
    ''
    """
    safe = allowed(category)
    if treatment in safe:
        return ""
    quoted = [f"`{name}`" for name in safe]
    choice = f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    return f"`{category}` cannot be treated by `{treatment}`. Instead of `{treatment}` try {choice}."


def column_refusal(category: str, treatment: str) -> str:
    """Why an exception for one column is not safe, given what the column was found to be; ``""`` when it is.

    A column that nobody recognised may be kept once a person has looked at it and written it down.
    """
    if category in SUBJECT_CATEGORIES and treatment not in _ALWAYS:
        return (
            f"a `{category}` leaves once per person, through the table `subjects`, so that k can be guarded. "
            f"Instead of `{treatment}` here set `{category}` under `treat`."
        )
    if category in {"unknown", "empty"} and treatment == "keep":
        return ""
    return refusal(category, treatment)
