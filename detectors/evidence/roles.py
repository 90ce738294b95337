"""What only the values know: the order of a date's parts, the part of a name, the languages of texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detectors.dates import order_of
from detectors.evidence.expectations import DATES
from detectors.evidence.header_claims import NAMES
from detectors.evidence.value_shares import MOST
from detectors.taxonomy import category

if TYPE_CHECKING:
    from detectors.evidence.observation import Observation
    from detectors.findings import Finding


def with_role(finding: Finding, seen: Observation) -> Finding:
    """The finding with the role that its values show, and for texts with the languages that they are in."""
    if finding.category in ("birth_date", "event_date"):
        return replace(finding, role=_order(seen))
    if finding.category in NAMES and not finding.role:
        single = seen.telling and seen.share("several_words") < MOST
        given = single and seen.share("given_name") > seen.share("family_name")
        return replace(finding, role="given" if given else "full")
    if category(finding.category).kind == "T" and seen.languages:
        return replace(finding, evidence=(*finding.evidence, f"in {languages_told(seen)}"))
    return finding


def languages_told(seen: Observation) -> str:
    """The languages of a column's sentences with their shares, the commonest first.

    >>> from detectors.evidence.observation import Observation
    >>> languages_told(Observation(languages={"fr": 29, "nl": 70, "de": 1}))
    'nl 70 %, fr 29 %, de 1 %'
    """
    total = sum(seen.languages.values())
    shares = {language: round(100 * count / total) for language, count in seen.languages.items()}
    ordered = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
    return ", ".join(f"{language} {share} %" for language, share in ordered if share)


def _order(seen: Observation) -> str:
    cells = {
        name: seen.cells.get(name, 0)
        for name in (*DATES, "day_above_twelve_first", "day_above_twelve_second", "date_am_pm")
    }
    year_first = cells["date_year_first"] + cells["date_compact"]
    others = max(cells["date_day_first"], cells["date_month_first"]) + cells["date_compact_day_first"]
    if not year_first and not others:
        return "dmy" if cells["date_in_words"] else "ymd" if cells["epoch"] else ""
    return order_of(
        year_first,
        cells["day_above_twelve_first"],
        cells["day_above_twelve_second"],
        others,
        american=bool(cells["date_am_pm"]),
    )
