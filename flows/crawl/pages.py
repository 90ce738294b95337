"""Whether a JSON answer is one page of a longer list: then records are missing without anything being wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TOTALS = ("total", "total_count", "totalCount", "total_items")
_PAGE_SIZES = (100, 1000)


def page_remark(envelope: Mapping[str, Any], records: int) -> str:
    """A sentence for the report when records seem to be missing, else ``""``.

    Args:
        envelope: what stands around the list.
        records: how many the list holds.

    >>> page_remark({"total": "250"}, 30)
    'The list holds 30 of 250 records: further pages are missing.'
    >>> page_remark({"total": "30"}, 30)
    ''
    """
    inner = envelope.get("resultSet")
    around = {**envelope, **(inner if isinstance(inner, Mapping) else {})}
    total = max((_count(around.get(key)) for key in _TOTALS), default=0)
    if total > records:
        return f"The list holds {records} of {total} records: further pages are missing."
    if around.get("has_more") is True or around.get("next_page_token"):
        return f"The list holds {records} records and says that there are more: further pages are missing."
    limits = {_count(around.get("limit")), *_PAGE_SIZES} - {0}
    if around and records in limits:
        return f"The list holds exactly {records} records, a full page: further pages may be missing."
    return ""


def _count(value: Any) -> int:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else 0
