"""Until when each published version may be kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transforms.retention.classes import RetentionClass
    from transforms.retention.window import Window


@dataclass(frozen=True)
class ReleaseTerm:
    """A published version and its term, which starts when the study ends.

    Attributes:
        study_ends: None when ``retention: studies:`` does not tell.
        ends: last day on which it may be kept; None while the clock has not started.
    """

    release: str
    version: str
    domain: str
    subjects: int
    study_ends: dt.date | None
    ends: dt.date | None

    def past(self, window: Window) -> bool:
        """Whether its term is over."""
        return self.ends is not None and self.ends < window.as_of

    def soon(self, window: Window) -> bool:
        """Whether its term ends inside the window."""
        return self.ends is not None and window.as_of <= self.ends < window.until


def release_terms(
    releases: Iterable[tuple[str, str, str, int]], rule: RetentionClass, studies: Mapping[str, dt.date]
) -> tuple[ReleaseTerm, ...]:
    """The terms of published versions, given as name, version, domain and subjects; a study is known by its domain."""
    return tuple(
        ReleaseTerm(release, version, domain, subjects, end, rule.ends(end) if end else None)
        for release, version, domain, subjects in releases
        for end in [studies.get(domain)]
    )
